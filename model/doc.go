// Package model defines the types and errors that all packages of Assay share, such
// as articles, sentences, labels and notes. It does no input or output.
package model
