// Package archive gives the files in ZIP, tar and WARC archives and in
// compressed files, one after another, and refuses archives that are made to
// do harm.
package archive
