package model

import "time"

// ProjectExt is how the name of a project file ends.
const ProjectExt = ".assay"

// ProjectInfo says which project a file is.
type ProjectInfo struct {
	ID        string    // random, given when the project is made
	Name      string    // the file's base name without ProjectExt
	Created   time.Time // UTC
	Format    int       // version of the file format; see docs/format.md
	Generator string    // the program that made the file: "Assay 0.1.0"
}
