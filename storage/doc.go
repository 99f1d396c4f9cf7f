// Package storage keeps a project in its file: it opens the project, reads it,
// writes every change in order, checks it and copies it.
//
// A project is one bolt database; docs/format.md describes its buckets. Reads go
// straight to the file and see committed changes only. Changes are queued and
// written by one goroutine: see writer.go.
package storage
