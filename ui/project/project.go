// Package project opens, closes, backs up and rescues the project that is worked on,
// and shows its history.
package project

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
)

// Project is an open project file. Methods that take a context may take long
// and are called away from the GUI goroutine.
type Project interface {
	session.Store
	Path() string
	// Preview recognises the articles in files and folders without importing them.
	// Known are the tables' columns that the analyst has corrected before, latest
	// first. The Rereader reads parts of the preview again.
	Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error)
	// Import adds the drafts that are wanted, with the analyst's corrections.
	Import(ctx context.Context, analyst string, p *draft.Preview, progress func(draft.Step)) (draft.Added, error)
	// Export writes one article, or all articles if only is empty, in the format
	// that the ending of path asks for.
	Export(ctx context.Context, path string, only model.ArticleID) (results.Export, error)
	// TagsHeadlines reports whether headlines of articles that are added are
	// sentences to tag. SetTagsHeadlines changes that.
	TagsHeadlines() (bool, error)
	SetTagsHeadlines(on bool) error
	// Load reads an annotation set back in.
	Load(ctx context.Context, analyst, path string) (results.Load, error)
	// Search looks through the texts of all articles, and calls found with what
	// it found, an article at a time, and looked with how many articles it has
	// looked at, of how many. Saving goes on meanwhile.
	Search(ctx context.Context, s finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error)
	// Analysts gives everyone who made a change or wrote an annotation or a note.
	// It is quick.
	Analysts() ([]string, error)
	// ExportFound writes hits to a file.
	ExportFound(ctx context.Context, e finding.Export) (results.Export, error)
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
	Backups(path string) ([]model.Backup, error)
	// GoodBackup gives the newest backup in which nothing is wrong, and false
	// when there is none.
	GoodBackup(ctx context.Context, path string) (model.Backup, bool, error)
	// Restore puts a backup in the place of the project at path, and keeps
	// what was there among the backups. Nobody may have it open.
	Restore(ctx context.Context, backup, path string) error
	// Recover saves what is readable of a damaged project into a new one.
	Recover(ctx context.Context, damaged, fresh string) (results.Recovery, error)
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
	Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error)
}
