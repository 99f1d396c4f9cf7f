package model

import "time"

// Backup is a copy of a project as it was at one moment.
type Backup struct {
	Path     string
	At       time.Time // when it was made
	Size     int64     // bytes
	Occasion Occasion
	Damaged  bool // it was kept although it is damaged; if false, it may still be damaged
}

// Occasion is why a backup was made. Names of backups end in it.
type Occasion string

// The occasions.
const (
	WhileWorking    Occasion = ""
	ByHand          Occasion = "by hand"
	BeforeRestore   Occasion = "before restore"
	BeforeMigration Occasion = "before migration"
)
