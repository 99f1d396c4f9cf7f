// Package storage keeps a project in its file: it opens it, reads it, writes
// every change to it in order, checks it and copies it.
//
// A project is one bolt database; what lies where in it is written down in
// docs/format.md. Reads go straight to the file and see what is committed.
// Changes go into a queue and from there, by one goroutine, to the disk: see
// writer.go.
package storage
