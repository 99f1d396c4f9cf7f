package model

import "time"

// ProjectExt is the extension of project files.
const ProjectExt = ".assay"

// ProjectInfo identifies the project of a file.
type ProjectInfo struct {
	ID        string    // random, made with the project
	Name      string    // the file's base name without ProjectExt
	Created   time.Time // UTC
	Format    int       // version of the file format; see docs/format.md
	Generator string    // the program that made the file: "Assay 0.1.0"
}
