// Package report composes documents to hand in from a project: the report, with what was concluded,
// what it rests on and how it was found, and the marked text of articles. It writes them in the
// format that the name of a file asks for.
//
// How a report is composed
//
//	project ──▶ survey: statements with their evidence, the table of outlets, grades, …
//	                │
//	                ▼
//	            composition: a function a part, which adds blocks to a page
//	                │                                       │
//	                ▼ once, before anything is written       ▼ while the file is written
//	            the contents: the headings              blocks ──▶ a writer
//
// What is read first grows with the statements and what is said of them, not with the articles.
// Tables of articles read the project while they are written.
package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/report/words"
)

// Part is a part of a report, by the name that templates and assayctl have for it.
type Part string

// The parts.
const (
	TitlePart        Part = "title"        // what was asked, by whom and when it was answered
	SummaryPart      Part = "summary"      // the statements with their judgements, in one table
	SourcesPart      Part = "sources"      // what the report rests on, in sentences
	JudgementsPart   Part = "judgements"   // each judgement with its evidence
	UnjudgedPart     Part = "unjudged"     // the statements that nobody judged
	ExplanationsPart Part = "explanations" // rival explanations × statements
	MatrixPart       Part = "matrix"       // statements × outlets
	TimelinePart     Part = "timeline"     // articles, and who said what first
	ConflictsPart    Part = "conflicts"    // what contradicts, differs or is left out
	OutletsPart      Part = "outlets"      // the outlets with their grades
	VoicesPart       Part = "voices"       // who is quoted
	FiguresPart      Part = "figures"      // drawings of counts
	MethodPart       Part = "method"       // how the report was made
	AnnexPart        Part = "annex"        // every article with its hash
)

// Parts returns the parts in the order of a report whose analyst asks for no other.
func Parts() []Part {
	return []Part{
		TitlePart, SummaryPart, SourcesPart, JudgementsPart, UnjudgedPart, ExplanationsPart, MatrixPart, TimelinePart,
		ConflictsPart, OutletsPart, VoicesPart, FiguresPart, MethodPart, AnnexPart,
	}
}

// Redaction says what a document leaves out.
type Redaction struct {
	// Analysts replaces the names of analysts with "Analyst 1" and so on, in the order of their ids,
	// also in what analysts wrote.
	Analysts bool
	// Notes leaves out reliability notes, and the reasons for grades that are notes.
	Notes bool
	// Texts replaces the sentences of articles with their places.
	Texts bool
}

// The names of what can be left out, in templates and for assayctl.
const (
	RedactAnalysts = "analysts"
	RedactNotes    = "notes"
	RedactTexts    = "texts"
)

// Redactions returns the names of what can be left out.
func Redactions() []string { return []string{RedactAnalysts, RedactNotes, RedactTexts} }

// RedactionOf returns the redaction with the given names. The error wraps model.ErrValue if there
// is no such name.
func RedactionOf(names []string) (r Redaction, err error) {
	for _, name := range names {
		switch name {
		case RedactAnalysts:
			r.Analysts = true
		case RedactNotes:
			r.Notes = true
		case RedactTexts:
			r.Texts = true
		default:
			return r, fmt.Errorf("%w: %q cannot be left out, only %s", model.ErrValue, name, strings.Join(Redactions(), ", "))
		}
	}
	return r, nil
}

// Names returns the names of what is left out.
func (r Redaction) Names() (names []string) {
	for i, on := range []bool{r.Analysts, r.Notes, r.Texts} {
		if on {
			names = append(names, Redactions()[i])
		}
	}
	return names
}

// Options say what a report has.
type Options struct {
	Parts    []Part // in their order; Parts() if nil
	Redact   Redaction
	Language string // of the words of the report: one of words.Languages; English if ""
	Title    string // the name of the project if ""
	Question string // what was asked
	Author   string

	// Articles are the articles of the selection; all if nil. Judgements and what they cite are in
	// the report whatever the selection is.
	Articles map[model.ArticleID]bool
	// Selection describes Articles, such as the query that found them.
	Selection string
	// Statements are the statements of the report, each by the id that stands; all if nil.
	Statements map[model.StatementID]bool
	// Counts reports whether the work of an analyst, by the stored name, is in the report. If it is
	// nil, everybody's is.
	Counts func(analyst string) bool

	// Program names the program that makes the report, with its version; "Assay" with this one's if
	// "".
	Program string
	// Now is when the report is made; the present if zero.
	Now time.Time
}

// withDefaults returns the options with defaults for what is not set. The error wraps
// model.ErrValue.
func (o Options) withDefaults() (Options, error) {
	if o.Parts == nil {
		o.Parts = Parts()
	}
	if err := CheckParts(o.Parts); err != nil {
		return o, err
	}
	if o.Language == "" {
		o.Language = words.English
	}
	if o.Program == "" {
		o.Program = "Assay " + model.Version
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	if o.Counts == nil {
		o.Counts = func(string) bool { return true }
	}
	return o, nil
}

// CheckParts returns an error that wraps model.ErrValue if a part is unknown or there twice, or if
// there are none.
func CheckParts(parts []Part) error {
	if len(parts) == 0 {
		return fmt.Errorf("%w: a report needs at least one part", model.ErrValue)
	}
	for i, part := range parts {
		if !slices.Contains(Parts(), part) {
			var all []string
			for _, known := range Parts() {
				all = append(all, string(known))
			}
			return fmt.Errorf("%w: a report has no part %q; the parts are %s", model.ErrValue, part, strings.Join(all, ", "))
		}
		if slices.Contains(parts[:i], part) {
			return fmt.Errorf("%w: the part %q is there twice", model.ErrValue, part)
		}
	}
	return nil
}
