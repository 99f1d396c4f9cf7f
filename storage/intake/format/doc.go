// Package format recognises file formats by content and reads files that are not
// plain text. It reads from memory only and never fetches anything that a document
// names.
package format
