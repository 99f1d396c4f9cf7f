// Package project opens, closes, backs up and rescues the analyst's project, and
// shows its history.
package project

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/origin"
	"assay.app/assay/model/record"
	"assay.app/assay/model/report"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
	"assay.app/assay/model/sources"
)

// Project is an open project file. Methods that take a context may take a long
// time, and are called away from the GUI goroutine.
type Project interface {
	session.Store
	Path() string
	// LabelUse counts the annotations of all analysts by label.
	LabelUse(ctx context.Context) (map[model.LabelKey]int, error)
	// Sources returns the table of who gets to speak, according to an analyst or, if analyst
	// is empty, to everybody. It calls progress with the number of articles read so far and of
	// all articles. It may be called on any goroutine.
	Sources(ctx context.Context, analyst string, progress func(done, all int)) (sources.Table, error)
	// ExportStatements writes the result of Compare to a file, as a table.
	ExportStatements(ctx context.Context, asked compare.Request, path string, progress func(done, all int)) error
	// ExportTimeline writes the timeline of what Compare regards to a file, in the format of its
	// extension: a table, or a drawing. The drawing is of a statement, or of all articles for "".
	// It waits until all changes are durable.
	ExportTimeline(ctx context.Context, asked compare.Request, statement model.StatementID, path string, progress func(done, all int)) error
	// Figures reads what figures count. It ignores changes that are not durable yet.
	Figures(ctx context.Context) (*figures.Facts, error)
	// ExportFigure writes a figure to a file, in the format of its extension: a table, or a
	// drawing with some words.
	ExportFigure(ctx context.Context, f *figures.Figure, words chart.Words, path string) error
	// Repeats returns the other sentences that are nearly identical to one. It calls progress
	// with how far it is. It may be called on any goroutine.
	Repeats(ctx context.Context, article model.ArticleID, sentence model.Span, progress func(done, all int)) (model.Passages, error)
	// Compare returns the table of statements and outlets, and the proposals for the origins of
	// the articles that it compares. It ignores changes that are not durable yet. It calls
	// progress with the number of articles read so far and of all articles.
	Compare(ctx context.Context, asked compare.Request, progress func(done, all int)) (*compare.Table, []origin.Proposal, error)
	// Evidence returns statements with what the analysts for whom counts returns true concluded
	// of them, and what that rests on; see evidence.Read in storage. It ignores changes that are
	// not durable yet. It may be called on any goroutine.
	Evidence(ctx context.Context, statements map[model.StatementID]bool, counts func(analyst string) bool, progress func(done, all int)) ([]evidence.Statement, error)
	// PreviewReport composes a report and returns its first blocks, at most a number of them. It
	// waits until all changes are durable. It may be called on any goroutine.
	PreviewReport(ctx context.Context, r report.Request, most int) (report.Preview, error)
	// WriteReport writes a report to a file, in the format of its extension. The file is written
	// completely or not at all. It calls progress with how much is done and in all. WriteMarked
	// does so with the marked text of articles. Both wait until all changes are durable.
	WriteReport(ctx context.Context, path string, r report.Request, progress func(done, all int)) (report.Written, error)
	WriteMarked(ctx context.Context, path string, m report.Marking, progress func(done, all int)) (report.Written, error)
	// Propose returns groups of sentences that seem to say the same, those of most outlets
	// first. It calls progress as Compare does.
	Propose(ctx context.Context, asked compare.Request, progress func(done, all int)) ([]compare.Offer, error)
	// Preview recognises the articles in files and folders without importing them.
	// known has the table mappings that the analyst corrected before, latest first.
	// The Rereader reads parts of the preview again.
	Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error)
	// Import adds the wanted drafts, with the analyst's corrections, and returns
	// what it has added.
	Import(ctx context.Context, analyst string, p *draft.Preview, progress func(draft.Step)) (draft.Added, error)
	// Correct adds the article that has a corrected text in place of that of another article,
	// and links neither to the other. The error is ErrSameText if another article has the
	// text.
	Correct(ctx context.Context, analyst string, of model.ArticleID, text string) (draft.Added, error)
	// Export writes what x asks for to a file, or to a folder if the format has several files and
	// path does not end in ".zip". It calls progress with the number of articles written so far
	// and of all. The file is written completely or not at all.
	Export(ctx context.Context, path string, x model.ExportRequest, progress func(done, all int)) (results.Export, error)
	// Amounts counts what of each feature an export could have. The format does not matter. It
	// waits until all changes are durable.
	Amounts(ctx context.Context, x model.ExportRequest, progress func(done, all int)) ([]model.Loss, error)
	// TagsHeadlines reports whether the headlines of added articles are sentences
	// to tag. SetTagsHeadlines changes that.
	TagsHeadlines() (bool, error)
	SetTagsHeadlines(on bool) error
	// Load reads an annotation set into the project and returns what has changed.
	Load(ctx context.Context, analyst, path string) (results.Load, error)
	// Recognise returns the key of the format of a file or folder, and whether its content shows
	// that. If nothing is known of it, the format is that of annotation sets.
	Recognise(path string) (format string, shown bool, err error)
	// Read reads a data set in a format of other programs, for an analyst who may load it.
	Read(ctx context.Context, analyst, path, format string) (arrival.Set, error)
	// Search searches the texts of all articles. It calls found with the hits of
	// one article at a time, and looked with the number of articles searched so far
	// and the number of all articles. Edits can be saved meanwhile.
	Search(ctx context.Context, s finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error)
	// Analysts returns everyone who made a change or wrote an annotation or a note.
	// It is quick.
	Analysts() ([]string, error)
	// Conflicts returns the conflicts in the file. It ignores changes that are not durable
	// yet.
	Conflicts() ([]record.Conflict, error)
	// EachNote calls visit with every note of the project, and the text of the sentence
	// that it is on, if it is on one.
	EachNote(ctx context.Context, visit func(n model.Note, sentence string) error) error
	// ExportSources writes the result of Sources to a file, as a table.
	ExportSources(ctx context.Context, analyst, path string) error
	// ExportFound writes the hits of a search, or notes, and returns how much it has
	// written.
	ExportFound(ctx context.Context, e finding.Export) (results.Export, error)
	// BackUp makes a backup. If byHand is false, it does so only if the project has
	// changed and its last backup is too old. Edits can be saved meanwhile. It
	// returns the path of the backup, or "" if it made none.
	BackUp(ctx context.Context, byHand bool) (path string, err error)
	// Check checks the whole project for damage. It returns the problems found,
	// each as a sentence.
	Check(ctx context.Context) ([]string, error)
	// Head returns a text that identifies the end of the stored history. It is
	// quick.
	Head() (string, error)
	// Missing reports whether the history lacks an end that Head returned before.
	// changes is the number of changes by which the history is shorter, or 0 if it
	// differs but is not shorter. Missing is quick.
	Missing(head string) (missing bool, changes int, err error)
	// Flush waits until every change is durable, or returns the error that prevents
	// this.
	Flush(ctx context.Context) error
	// Retry retries the failed writes.
	Retry()
	// SaveElsewhere writes a complete copy, including the changes that could not be
	// written.
	SaveElsewhere(path string) error
	// SaveCopy writes a copy of the project to a new file, once every change is
	// durable. Edits can be saved meanwhile.
	SaveCopy(ctx context.Context, path string) error
	// Close makes every change durable, or returns the error that prevents this. It
	// releases the file in either case.
	Close() error
}

// Notify reports which changes a project's store has made durable: those with IDs
// up to durable. err is not nil while the store cannot write. Notify is called on
// the store's goroutine.
type Notify func(durable uint64, err error)

// Opening has what opening a project needs from the window.
type Opening struct {
	Context context.Context // cancels the conversion of a project in an older format
	Notify  Notify
	// Codebook has the labels of a project that is created; the default labels if nil.
	Codebook model.Codebook
	// Step is called while a project in an older format is converted, with the number
	// of bytes handled so far and their total.
	Step func(done, all int64)
}

// Desk is what the Controller needs from the program around it.
type Desk interface {
	Open(path string, o Opening) (Project, error)
	Create(path string, o Opening) (Project, error)
	// Backups returns the backups of the project at path, newest first.
	Backups(path string) ([]model.Backup, error)
	// GoodBackup returns the newest undamaged backup, or false if there is none.
	GoodBackup(ctx context.Context, path string) (model.Backup, bool, error)
	// Restore replaces the project at path with a backup, and keeps the replaced
	// file among the backups. The project must not be open.
	Restore(ctx context.Context, backup, path string) error
	// Rename gives the project at path another name in its folder, with its backups.
	// The project must not be open. It returns fs.ErrExist if the name is taken.
	Rename(path, to string) error
	// Recover copies what can be read of a damaged project into a new one.
	Recover(ctx context.Context, damaged, fresh string) (results.Recovery, error)
	// CodebookFormats returns the formats of codebooks as files of their own.
	CodebookFormats() model.ExchangeFormats
	// ReadCodebook reads a codebook from a file, and WriteCodebook writes one, in the
	// format that the extension of path names.
	ReadCodebook(path string) (model.Codebook, error)
	WriteCodebook(path string, book model.Codebook) error
	// Profiles returns the profiles of outlets that the analyst keeps across projects. If
	// their file is damaged, Profiles renames it to the path aside. ChangeProfiles and
	// ImportProfiles change the profiles, and UndoProfileImport reverses the last import.
	Profiles() (all []model.Profile, aside string, err error)
	ChangeProfiles(change func([]model.Profile) ([]model.Profile, error)) (aside string, err error)
	ImportProfiles(change func([]model.Profile) ([]model.Profile, error)) (aside string, err error)
	UndoProfileImport() error
	// ProfileFormats returns the formats of profiles as files of their own. ReadProfiles
	// reads such a file, and WriteProfiles writes one, with the bases of the grades if basis
	// is set.
	ProfileFormats() model.ExchangeFormats
	ReadProfiles(path string) ([]model.Profile, error)
	WriteProfiles(path string, all []model.Profile, basis bool) error
	// ReportParts returns the names of the parts of a report in the usual order, ReportLanguages
	// the BCP 47 tags of the languages in which reports are written, and ReportFormats the
	// formats of reports or of marked text.
	ReportParts() []string
	ReportLanguages() []string
	ReportFormats(marked bool) model.ExchangeFormats
	// ReportTemplates returns the names of the templates that the analyst keeps.
	// ReportTemplate returns one, KeepReportTemplate keeps one in place of that of the same
	// name, and RemoveReportTemplate removes one.
	ReportTemplates() ([]string, error)
	ReportTemplate(name string) (report.Settings, error)
	KeepReportTemplate(name string, s report.Settings) error
	RemoveReportTemplate(name string) error
	// Formats returns the formats that projects are exported to and loaded from.
	Formats() model.ExchangeFormats
	// Importable reports whether a file of that name may hold articles.
	Importable(name string) bool
	// Sample returns the paths of the sample corpus.
	Sample() ([]string, error)
	// ProjectFor returns the path of the project that gets articles added while no
	// project is open, and whether it exists. It creates no file.
	ProjectFor(paths []string) (path string, there bool, err error)
	// Preview recognises the articles in files and folders as Project.Preview does,
	// for a project that does not exist yet.
	Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error)
}
