package compare

import (
	"cmp"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
)

// Statement is a statement whose mentions are compared. If statements were joined, the
// caller adds only the one that they were joined into.
type Statement struct {
	ID       model.StatementID
	Title    string
	Position float64 // rows are in the order of their positions
}

// Article is an article of the selection that is compared.
type Article struct {
	ID             model.ArticleID
	Title          string // or the opening words, for display
	Outlet         string // the outlet's name; an article without one has a column of its own
	Language       string // a BCP 47 tag
	Origin         model.Origin
	OriginProposed bool   // nobody has confirmed the origin
	Published      string // text that sorts by time, as model.Metadata.Chronological returns it

	// Current is the newest version of the article, or "" if this is the newest. A superseded
	// article is not counted among those of its outlet.
	Current model.ArticleID
}

// Mention is a sentence that mentions a statement, according to one analyst.
type Mention struct {
	Statement model.StatementID // the one that stands, if statements were joined
	Analyst   string
	Article   model.ArticleID
	Sentence  model.Span // in bytes of the article's text
	Index     int        // of the sentence in its article, from 0; −1 if it is detached
	Text      string     // of the sentence
	Stance    model.Stance
	Voice     model.VoiceID    // who says it according to the analyst, or ""
	VoiceName string           // of Voice
	Mode      model.SpeechMode // "" if nothing is known

	// Quoted has the quoted words. If it is nil, they are looked for in Text.
	Quoted []Part

	First model.ArticleID // the earliest version of the article that has the sentence; if "", the table sets it to Article
	Gone  model.ArticleID // the first later version that lacks the sentence; "" if the newest one has it

	Column int // of the article's outlet; set by the table
}

// Gap says that an outlet leaves a statement out, according to an analyst who looked.
type Gap struct {
	Statement model.StatementID
	Outlet    model.OutletID
	Analyst   string
}

// Table lays statements and outlets side by side. It is not safe for concurrent use.
type Table struct {
	Outlets []Outlet // the columns
	Heads   []Head   // they cover the columns, in order
	Rows    []Row    // by position, then by id

	columns   map[model.OutletID]int // by ColumnOf
	articles  map[model.ArticleID]*Article
	sentences map[sentenceKey]*sentence
	sayings   *sayings
}

// Outlet is a column.
type Outlet struct {
	ID       model.OutletID  // "" for an article without an outlet
	Name     string          // "" for an article without an outlet
	Article  model.ArticleID // set only if the article has no outlet
	Title    string          // of that article
	Articles int             // without superseded ones
}

// Heading returns the name of the outlet, or the title of the article that has none.
func (o Outlet) Heading() string { return cmp.Or(o.Name, o.Title) }

// Head is the head over the neighbouring columns [From,To). Their outlets have more than
// half of their articles from one origin. Origin is zero over a single outlet whose
// articles have no known origin.
type Head struct {
	Origin   model.Origin
	From, To int
}

// Row is what the outlets say of a statement. Indexes of mentions are indexes into
// Mentions.
type Row struct {
	Statement
	Mentions    []Mention // by column, article (by time of publication) and sentence
	Cells       []Cell    // of the columns with a mention or a gap, by column
	State       State
	Outlets     int // how many have a mention that is not detached
	Withdrawn   int // how many of these are withdrawn, see Cell
	Independent Independent
	Conflicts   []Conflict
	Detached    int // mentions whose sentence is not a unit any more: listed, but not counted
	Elsewhere   int // mentions in articles that are not compared: neither listed nor counted
}

// Cell returns the cell in a column. It is empty if the outlet has no mention and no gap.
func (r *Row) Cell(column int) Cell {
	at, found := slices.BinarySearchFunc(r.Cells, column, func(c Cell, column int) int { return cmp.Compare(c.Column, column) })
	if !found {
		return Cell{Column: column}
	}
	return r.Cells[at]
}

// Cell is what one outlet says of a statement.
type Cell struct {
	Column   int
	Stance   model.Stance // "" if there is no mention that counts, or Mixed is set
	Mixed    bool         // some mentions assert or attribute and others deny or doubt, or analysts disagree on a sentence
	Mentions []int        // with detached ones
	LeftOut  bool         // an analyst looked and found no mention; there is no mention that counts
	By       []string     // the analysts who say that it is left out, sorted
	Differs  Mark

	// Withdrawn is set if the newest versions of the articles lack the sentences of all mentions
	// that count. The cell still has their stance.
	Withdrawn bool
}

// Words returns what a cell says, as tables in files have it: a stance or "mixed", followed by what
// differs and whether it was withdrawn; "left out"; "detached"; or "" if nothing was found.
func (c Cell) Words() string {
	text := string(c.Stance)
	switch {
	case c.Mixed:
		text = "mixed"
	case text == "" && len(c.Mentions) > 0:
		text = "detached"
	case text == "" && c.LeftOut:
		text = "left out"
	}
	if c.Differs&FiguresDiffer != 0 {
		text += "; figures differ"
	}
	if c.Differs&WordingDiffers != 0 {
		text += "; wording differs"
	}
	if c.Withdrawn {
		text += "; withdrawn"
	}
	return text
}

// Mark says how the mentions of a cell differ from those of other outlets. It is a set of
// bits.
type Mark uint8

// The marks.
const (
	FiguresDiffer  Mark = 1 << iota // other numbers or dates than most outlets have; if none are those of most, all cells have it
	WordingDiffers                  // other words inside quotation marks than most outlets have
)

// State is how far the mentions of a statement agree.
type State uint8

// The states.
const (
	Uniform      State = iota // no difference was found
	Differing                 // a cell is marked
	Contradicted              // some mention denies or doubts what another asserts or attributes, or sentences conflict
)

var stateNames = [...]string{"uniform", "differing", "contradicted"}

// String returns the name of the state, or "unknown".
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "unknown"
}

// Conflict is a conflict between two mentions of different outlets. The span A is in bytes
// of the text of the mention with the index From, and B in that of the mention To.
type Conflict struct {
	From, To int
	match.Conflict
}

// Independent is how many independent sources a statement has at most: an origin for what
// outlets assert, a voice for what they attribute. Mentions that deny or doubt do not count.
type Independent struct {
	Count   int // len(Origins) + len(Voices)
	Origins []OriginCount
	Voices  []VoiceCount
}

// OriginCount is an origin and the mentions that assert the statement from it. An article
// whose origin is unknown counts as its outlet's own reporting, and Proposed is set.
type OriginCount struct {
	Origin   model.Origin
	Proposed bool // nobody has confirmed the origin of any of the articles
	Mentions []int
}

// VoiceCount is a voice and the mentions that attribute the statement to it. If the voice
// is unknown, Voice is empty, and all such mentions of one origin count as one.
type VoiceCount struct {
	Voice    model.VoiceID
	Name     string
	Origin   model.Origin // of the articles, if Voice is empty
	Mentions []int
}

// Put replaces the row of the same statement, or adds it.
func (t *Table) Put(row Row) {
	t.Remove(row.ID)
	at, _ := slices.BinarySearchFunc(t.Rows, row, compareRows)
	t.Rows = slices.Insert(t.Rows, at, row)
}

// Remove removes the row of a statement and reports whether there was one.
func (t *Table) Remove(id model.StatementID) bool {
	at := slices.IndexFunc(t.Rows, func(r Row) bool { return r.ID == id })
	if at < 0 {
		return false
	}
	t.Rows = slices.Delete(t.Rows, at, at+1)
	return true
}

func compareRows(a, b Row) int {
	return cmp.Or(cmp.Compare(a.Position, b.Position), strings.Compare(string(a.ID), string(b.ID)))
}
