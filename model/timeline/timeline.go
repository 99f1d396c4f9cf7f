package timeline

import (
	"assay.app/assay/model"
	"assay.app/assay/model/compare"
)

// Timeline is what a selection of articles says, over time.
type Timeline struct {
	Outlets    []compare.Outlet // the columns of the table that was compared
	Articles   []Article        // by Moment.Compare, then by id; those without a date are last
	Dated      int              // how many articles have a date
	Statements []Statement      // in the order of the table
}

// Article is an article of a timeline.
type Article struct {
	ID        model.ArticleID
	Title     string // or the opening words, for display
	File      string // the base name of its file
	Outlet    string
	Column    int // in Timeline.Outlets
	Moment    Moment
	VersionOf model.ArticleID // the version before; "" for the oldest one
}

// Statement is a statement with its appearances.
type Statement struct {
	ID          model.StatementID
	Title       string
	Appearances []Appearance // by Moment.Compare, article and sentence; those without a date are last
	Outlets     []Standing   // by rank, then by the last place, and those without a rank last
	Ranked      int          // how many outlets have a rank
	Firsts      int          // how many of these may be the first, see Standing.Rank
}

// Appearance is a sentence with which an article takes a stance on a statement, according to
// one or more analysts.
type Appearance struct {
	Article  model.ArticleID
	Title    string // of the article, for display
	File     string
	Outlet   string
	Column   int
	Sentence model.Span // in bytes of the article's text
	Index    int        // of the sentence, from 0; −1 if it is detached
	Text     string
	Stance   model.Stance
	Analysts []string // sorted

	Moment Moment          // when the sentence was first published: the time of First, if it is set
	First  model.ArticleID // the earliest version of the article that has the sentence; "" if there is one version
	Gone   model.ArticleID // the first later version without the sentence; "" if the newest one has it
	Until  Moment          // when Gone was published; unknown if Gone is ""
}

// Says reports whether an appearance counts as saying the statement: it asserts or attributes
// it, and the sentence is a unit of the article. Who denies or doubts a statement repeats it,
// but is not the first to say it.
func (a *Appearance) Says() bool {
	return a.Index >= 0 && (a.Stance == model.Asserts || a.Stance == model.Attributes)
}

// Standing is when an outlet says a statement, compared with the other outlets.
type Standing struct {
	Column int
	First  int // the index of the appearance that says it first; without a rank, of the first appearance
	// Rank is 1 more than the number of outlets that say it before this one for certain. It is 0
	// if the outlet does not say it, or nobody knows when.
	Rank int
	Last int // the last place that it may have
	Lag  Lag // after the first outlet
}

// Tied reports whether there is an outlet with which this one cannot be ordered.
func (s Standing) Tied() bool { return s.Rank != s.Last }
