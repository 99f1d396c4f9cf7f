//go:build !darwin || !cgo

package main

// openedDocuments returns nil: on this system the paths come as arguments.
func openedDocuments() <-chan string { return nil }
