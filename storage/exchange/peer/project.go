// Package peer declares what the formats of other annotation tools have in common: a project as
// their writers see it, and what their readers found in a file.
package peer

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Project is what a project has outside of its articles. Analysts have their present names.
type Project struct {
	ID, Name  string
	Created   time.Time
	Exported  time.Time
	Generator string // the program that writes the file, such as "Assay 0.1.0"

	Codebook   model.Codebook // with retired labels
	Phrases    []model.Phrase // that somebody gave, sorted by name
	Analysts   []Analyst      // sorted by name
	Voices     []Voice        // sorted by name
	Outlets    []Outlet       // of the articles, and those with notes, phrases or grades; sorted by id
	Statements []Statement    // in the order of the list
}

// Analyst is an analyst of the project.
type Analyst struct {
	Name string
	ID   string // 16 hexadecimal digits, the same in all copies of the project; "" if it is unknown
}

// Voice is a voice that stands in the project's list.
type Voice struct {
	model.Voice
	Aliases []string
	Grades  []Graded
}

// Outlet is an outlet with what analysts said of it.
type Outlet struct {
	ID      model.OutletID
	Name    string
	Notes   []model.Note
	Phrases []Given
	Grades  []Graded
}

// Page is an article that is in the corpus, with everything that analysts said of it. Analysts have
// their present names. All lists are sorted by analyst, notes by time.
type Page struct {
	ID         model.ArticleID
	SHA256     string // of the text in Encoding
	Encoding   string
	File       string // the name of the imported file, without its folders
	Imported   time.Time
	Metadata   model.Metadata
	Text       string
	Units      []Unit       // in the order of the text; they cover all but white space
	Paragraphs []model.Span // in bytes

	Notes     []model.Note // on the whole article
	Phrases   []Given
	Grades    []Graded
	Checklist []record.Checklist
	Origin    model.Origin // zero if nobody has set it
	Detached  []Unit       // what is said of spans that are not units; their Index is −1

	amounts Amounts
	graded  graded // for InForce
}

// Unit is a sentence or an excluded passage. Its Span is in bytes of the text.
type Unit struct {
	model.Unit
	Index int    // among the article's sentences, from 0; −1 for an excluded passage
	ID    string // "<article>:<start>-<end>", in bytes

	Labels       []model.Annotation
	Notes        []model.Note // their Grade is the one that has the note as its basis
	Phrases      []Given
	Grades       []Graded
	Attributions []Attribution
	Mentions     []Mention
}

// IsSentence reports whether the unit is a sentence.
func (u *Unit) IsSentence() bool { return u.Index >= 0 }

// Label returns the label of one analyst, or "".
func (u *Unit) Label(analyst string) model.LabelKey {
	for _, a := range u.Labels {
		if a.Analyst == analyst {
			return a.Label
		}
	}
	return ""
}

// Title returns the title of the article or, if it has none, the name of its file.
func (p *Page) Title() string {
	if p.Metadata.Title != "" {
		return p.Metadata.Title
	}
	return p.File
}

// Given is a phrase that an analyst gave to a sentence, an article or an outlet.
type Given struct {
	Analyst string
	Phrase  model.PhraseID
	Name    string // of the phrase now
}

// Graded is an analyst's grade.
type Graded struct {
	Analyst string
	Grade   model.Grade
	Basis   string // the reason, or the text of the note that is the reason
	At      time.Time
}

// Attribution says whose words or knowledge a sentence reports.
type Attribution struct {
	Analyst string
	Voice   model.VoiceID
	Name    string // of the voice now
	Mode    model.SpeechMode
	Cue     string
	Via     string
}

// Statement is a statement that stands in the project's list.
type Statement struct {
	ID    model.StatementID
	Title string
}

// Mention says that a sentence is a mention of a statement.
type Mention struct {
	Analyst   string
	Statement model.StatementID
	Title     string // of the statement now
	Stance    model.Stance
}
