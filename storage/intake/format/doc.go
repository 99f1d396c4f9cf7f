// Package format turns files that are not plain text into texts, with what
// their mark-up says of them. It knows formats by their content, reads from
// memory only, and never fetches anything that a document names.
package format
