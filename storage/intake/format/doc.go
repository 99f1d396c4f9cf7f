// Package format recognises file formats by content and reads files that are not
// plain text. It never fetches anything that a document refers to.
package format
