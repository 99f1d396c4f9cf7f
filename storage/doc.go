// Package storage keeps a project in its file: it opens the project, reads it,
// writes every change in order, checks it and copies it.
//
// A project is one bolt database; docs/format.md describes its buckets. Reads go to
// the file and see only committed changes. Changes are queued, and one goroutine
// writes them; see writer.go.
package storage
