//go:build !darwin || !cgo

package main

// openedDocuments returns nil, because on this system the paths are arguments.
func openedDocuments() <-chan string { return nil }
