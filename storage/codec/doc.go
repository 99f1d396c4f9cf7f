// Package codec turns the records of a project into the bytes that are stored in
// its file, and back.
package codec
