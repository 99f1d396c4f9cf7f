package model

import "time"

// Backup is a copy of a project from an earlier time.
type Backup struct {
	Path     string
	At       time.Time // when it was made
	Size     int64     // bytes
	Occasion Occasion
	Damaged  bool // the project was known to be damaged at that time; if false, the copy may still be damaged
}

// Occasion is the reason why a backup was made. It is part of the name of the
// backup's file.
type Occasion string

// The reasons for making a backup.
const (
	WhileWorking    Occasion = ""
	ByHand          Occasion = "by hand"
	BeforeRestore   Occasion = "before restore"
	BeforeMigration Occasion = "before migration"
)
