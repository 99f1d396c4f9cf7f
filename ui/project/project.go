// Package project opens, closes, backs up and rescues the analyst's project, and
// shows its history.
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

// Project is an open project file. Methods that take a context may take long, and
// are called away from the GUI goroutine.
type Project interface {
	session.Store
	Path() string
	// Preview recognises the articles in files and folders without importing them.
	// Known holds the table mappings that the analyst corrected before, latest
	// first. The Rereader reads parts of the preview again.
	Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error)
	// Import adds the wanted drafts, with the analyst's corrections.
	Import(ctx context.Context, analyst string, p *draft.Preview, progress func(draft.Step)) (draft.Added, error)
	// Export writes one article, or all articles if only is empty. The extension of
	// path determines the format.
	Export(ctx context.Context, path string, only model.ArticleID) (results.Export, error)
	// TagsHeadlines reports whether the headlines of added articles are sentences
	// to tag. SetTagsHeadlines changes that.
	TagsHeadlines() (bool, error)
	SetTagsHeadlines(on bool) error
	// Load reads an annotation set into the project.
	Load(ctx context.Context, analyst, path string) (results.Load, error)
	// Search searches the texts of all articles. It calls found with the hits of
	// one article at a time, and looked with the number of articles searched so far
	// and in all. Saving continues meanwhile.
	Search(ctx context.Context, s finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error)
	// Analysts returns everyone who made a change or wrote an annotation or a note.
	// It is quick.
	Analysts() ([]string, error)
	// ExportFound writes the hits of a search.
	ExportFound(ctx context.Context, e finding.Export) (results.Export, error)
	// BackUp makes a backup: always if byHand, and otherwise only if the project
	// has changed and its last backup is too old. Saving continues meanwhile. It
	// reports whether a backup was made.
	BackUp(ctx context.Context, byHand bool) (bool, error)
	// Check checks the whole project for damage, and returns the problems found, a
	// sentence each.
	Check(ctx context.Context) ([]string, error)
	// Head returns the end of the stored history as a text to remember. It is
	// quick.
	Head() (string, error)
	// Missing reports whether the history lacks an end that Head returned before,
	// and how many changes shorter it is: 0 if it differs without being shorter. It
	// is quick.
	Missing(head string) (missing bool, changes int, err error)
	// Flush waits until every change is durable, or returns why that fails.
	Flush(ctx context.Context) error
	// Retry retries the failed writes.
	Retry()
	// SaveElsewhere writes a complete copy, including the changes that could not be
	// written.
	SaveElsewhere(path string) error
	// Close makes every change durable, or returns why that fails. It releases the
	// file in either case.
	Close() error
}

// Notify reports what a project's store has made durable: all changes with IDs up
// to durable. Err is set while the store cannot write. It is called from the
// store's own goroutine.
type Notify func(durable uint64, err error)

// Desk is what the Controller needs of the program around it.
type Desk interface {
	Open(path string, notify Notify) (Project, error)
	Create(path string, notify Notify) (Project, error)
	// Backups returns the backups of the project at path, newest first.
	Backups(path string) ([]model.Backup, error)
	// GoodBackup returns the newest backup without damage, and false if there is
	// none.
	GoodBackup(ctx context.Context, path string) (model.Backup, bool, error)
	// Restore replaces the project at path with a backup, and keeps the replaced
	// file among the backups. The project must not be open.
	Restore(ctx context.Context, backup, path string) error
	// Recover copies what is readable of a damaged project into a new one.
	Recover(ctx context.Context, damaged, fresh string) (results.Recovery, error)
	// Formats returns the formats that projects are exported to and loaded from.
	Formats() model.ExchangeFormats
	// Importable reports whether a file of that name may hold articles.
	Importable(name string) bool
	// Sample returns the paths of the sample corpus.
	Sample() ([]string, error)
	// ProjectFor returns the path of the project for articles that are added while
	// none is open, and whether that project exists. The same folder always leads
	// to the same project, and two folders of one name lead to different ones. It
	// creates no file.
	ProjectFor(paths []string) (path string, there bool, err error)
	// Preview recognises the articles in files and folders as Project.Preview does,
	// for a project that does not exist yet.
	Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error)
}
