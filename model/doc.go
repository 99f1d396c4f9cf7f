// Package model defines the types and errors that the packages of Assay share, such
// as articles, sentences, labels and notes. It does no input or output.
package model
