// Package assets holds the files that are built into the program.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed sample/*.txt
var files embed.FS

// Sample returns the sample corpus: five articles by five outlets on one event, as
// files in the root of the file system. The place, the people, the outlets and the
// event are invented. The files differ in encoding and line endings.
func Sample() fs.FS {
	sample, err := fs.Sub(files, "sample")
	if err != nil {
		panic(err) // cannot happen: the folder is embedded
	}
	return sample
}
