// Package model defines the terms of Assay: articles, outlets, sentences, labels,
// annotations and reliability notes, and the errors that every other package
// reports in these terms. It reads and writes nothing.
package model
