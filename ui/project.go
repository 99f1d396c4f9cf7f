// Package ui is the window: it puts the reader and the panels around a
// session, turns keys and clicks into commands, and is the only place where
// what happens elsewhere is brought to the GUI goroutine.
package ui

import (
	"context"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/dialog"
)

// Project is an open project file. Methods that take a context may take long
// and are called away from the GUI goroutine.
type Project interface {
	session.Store
	Path() string
	// Preview recognises the articles in files and folders without importing.
	// Known is what was said of tables before, the latest first.
	Preview(ctx context.Context, paths []string, known []dialog.Mapping, progress func(dialog.Step)) (*dialog.Preview, error)
	// Import adds the drafts wanted, as they were corrected.
	Import(ctx context.Context, analyst string, p *dialog.Preview, progress func(dialog.Step)) (Imported, error)
	// Export writes one article, or all articles if only is empty, in the format
	// that the ending of path asks for.
	Export(ctx context.Context, path string, only model.ArticleID, progress func(dialog.Step)) (Exported, error)
	// TagsHeadlines reports whether headlines of articles that are added are
	// sentences to tag. SetTagsHeadlines changes that.
	TagsHeadlines() (bool, error)
	SetTagsHeadlines(on bool) error
	// Load reads an annotation set back in.
	Load(ctx context.Context, analyst, path string) (Loaded, error)
	searchIn
	// BackUp makes a backup: because the analyst asks for it, or only when the
	// project has changed and the last one is too old. Saving goes on
	// meanwhile. It reports whether one was made.
	BackUp(ctx context.Context, byHand bool) (bool, error)
	// Check looks through all of the project for damage, and gives what it
	// found, a sentence each.
	Check(ctx context.Context) ([]string, error)
	// Head gives the end of the history that is on the disk, as text to be
	// remembered. It is quick.
	Head() (string, error)
	// Missing reports whether the history lacks an end that Head once gave, and
	// how many changes it is shorter by: 0 when it is not shorter but another.
	// It is quick.
	Missing(head string) (missing bool, changes int, err error)
	// Flush waits until everything is durable, or says why it is not.
	Flush(ctx context.Context) error
	// Retry tries to write again what could not be written.
	Retry()
	// SaveElsewhere writes a whole copy, with what could not be written.
	SaveElsewhere(path string) error
	// Close makes everything durable, or says why not. The file is released
	// in either case.
	Close() error
}

// Notify tells what a project's store has made durable: every change up to
// the id durable. Err is set while it cannot write. It is called from the
// store's own goroutine.
type Notify func(durable uint64, err error)

// Desk is what the window needs of the program around it.
type Desk interface {
	Open(path string, notify Notify) (Project, error)
	Create(path string, notify Notify) (Project, error)
	// Backups lists the backups of the project at path, the newest first.
	Backups(path string) ([]dialog.Backup, error)
	// GoodBackup gives the newest backup in which nothing is wrong, and false
	// when there is none.
	GoodBackup(ctx context.Context, path string) (dialog.Backup, bool, error)
	// Restore puts a backup in the place of the project at path, and keeps
	// what was there among the backups. Nobody may have it open.
	Restore(ctx context.Context, backup, path string) error
	// Recover saves what is readable of a damaged project into a new one.
	Recover(ctx context.Context, damaged, fresh string) (Recovered, error)
	// Formats returns the formats that projects are exported to and loaded from.
	Formats() model.ExchangeFormats
	// Importable reports whether a file of that name may hold articles.
	Importable(name string) bool
	// Sample gives the sample corpus as files.
	Sample() ([]string, error)
	// ProjectFor gives the path of the project for articles that are added while
	// none is open, and whether it is there: the same folder gives the same
	// project, another folder of the same name gives another one. It makes
	// nothing.
	ProjectFor(paths []string) (path string, there bool, err error)
	// Preview recognises the articles in files and folders as Project.Preview
	// does, for a project that is not made yet.
	Preview(ctx context.Context, paths []string, known []dialog.Mapping, progress func(dialog.Step)) (*dialog.Preview, error)
}

// Imported says what an import did.
type Imported struct {
	Added   int
	Known   int
	Refused []dialog.Refused
	Changes []edit.Change
	First   model.ArticleID // the first article added
}

// Exported says what an export wrote.
type Exported struct {
	Articles, Sentences, Annotations, Notes int
	Bytes                                   int64
}

// Loaded says what loading an annotation set did.
type Loaded struct {
	Added, Changed, Unchanged int // articles
	Annotations, Notes        int // written
	Conflicts                 int // where set and project differed and the newer one stands
	Refused                   []dialog.Refused
	Future                    int       // labels and notes of the set that are dated in the future
	Latest                    time.Time // the latest of their times
	Changes                   []edit.Change
}

// Recovered says what was saved of a damaged project.
type Recovered struct {
	Articles, Annotations, Notes, Changes int
	Missing                               []string // a sentence each
}
