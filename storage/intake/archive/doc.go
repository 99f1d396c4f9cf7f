// Package archive reads the files in ZIP, tar and WARC archives and in compressed
// files, one after another, and rejects archives built to do harm.
package archive
