// Package budget bounds the memory used for reading files from outside. All files
// that are read at once share a number of bytes, and the garbage collector works
// under a limit meanwhile.
package budget
