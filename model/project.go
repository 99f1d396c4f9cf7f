package model

import "time"

// ProjectExt is the extension of project files.
const ProjectExt = ".assay"

// ProjectInfo identifies a project and its file format.
type ProjectInfo struct {
	ID        string    // random, generated when the project is created
	Name      string    // the file's base name without ProjectExt
	Created   time.Time // UTC
	Format    int       // version of the file format; see docs/format.md
	Generator string    // the program that created the file: "Assay 0.1.0"
}
