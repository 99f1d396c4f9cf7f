// Package model holds the words of Assay: articles, outlets, sentences,
// labels, annotations and reliability notes, and the errors that every
// other package reports in their terms. It reads and writes nothing.
package model
