//go:build !darwin || !cgo

package main

// openedDocuments gives the paths that the system asks the running program to
// open: none, since here they come as arguments.
func openedDocuments() <-chan string { return nil }
