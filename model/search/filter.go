package search

import (
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Filter is a condition on something other than the text of a sentence, such as its
// labels, its notes or its article. Parse makes filters. Not reverses the
// condition.
type Filter struct {
	Kind Kind
	Not  bool
	// Values are the values as typed, without quotes. One that matches is enough;
	// "*" matches any value. Tagged and Untagged have none.
	Values []string
	// Dates holds the interval for each of the Values of a Date filter.
	Dates []Interval

	names   []filterValue
	grades  []gradeValue // of a Grade or an Info filter
	cutters *cutterPool
}

// Kind is the subject of a filter.
type Kind uint8

const (
	noKind     Kind = iota
	Label           // the sentence has the label
	Outlet          // the article is from the outlet
	Analyst         // the analyst gave the sentence a label
	Date            // the article was published in one of the intervals
	Note            // a note on the sentence has the words or the grade
	Phrase          // the sentence, its article or its outlet has the phrase
	Voice           // the sentence is attributed to the voice
	Statement       // the sentence is a mention of the statement
	Stance          // the sentence is a mention with the stance
	Grade           // the sentence has the letter, from its voice, its article or its outlet if it has none of its own
	Info            // the sentence has the digit
	Origin          // the article has the origin
	Lang            // the article is in the language
	Title           // the title of the article has the words
	Definition      // the sentence has a label that was given under its old or its current definition
	Version         // the article is an earlier version of another one, or not, or either
	Tagged          // the sentence has a label
	Untagged        // the sentence has no label, and could have one
)

var kindNames = [...]string{"", "label", "outlet", "analyst", "date", "note", "phrase", "voice", "statement", "stance", "grade", "info", "origin", "lang", "title", "definition", "version", "tagged", "untagged"}

// String returns the name of the kind as it is typed in queries.
func (k Kind) String() string { return kindNames[k] }

// takes reports whether values follow the name of the kind.
func (k Kind) takes() bool { return k > noKind && k < Tagged }

// recordFilter describes a filter on records about a sentence.
type recordFilter struct {
	of     model.Kind // the kind of the records
	words  bool       // the values are words in a text, not whole names
	around bool       // records about the article and its outlet count, too
	passes func(q Query, f Filter, s Asked, content any) bool

	// whole is set instead of passes if several records decide together. also has the kinds
	// of the others; loose says that a sentence without a record of the kind can pass.
	whole func(q Query, f Filter, s Asked) bool
	also  []model.Kind
	loose bool
}

// recordFilters has the filters on records, except those on labels. A new filter needs
// only an entry here and a name.
var recordFilters = map[Kind]recordFilter{
	Note:   {of: record.Note, words: true, passes: Query.note},
	Phrase: {of: record.GivenKind, around: true, passes: Query.phrase},
	Voice:  {of: record.AttributionKind, passes: Query.voice},
	Grade:  {of: record.GradeKind, around: true, whole: Query.grade, also: []model.Kind{record.AttributionKind}, loose: true},
	Info:   {of: record.GradeKind, around: true, whole: Query.grade},

	Statement: {of: record.MentionKind, passes: Query.mention},
	Stance:    {of: record.MentionKind, passes: Query.mention},
	Origin:    {of: record.OriginKind, around: true, whole: Query.origin},
}

// Around reports whether the records of a kind about an article or its outlet also count
// for the sentences of the article.
func Around(kind model.Kind) bool {
	for _, f := range recordFilters {
		if f.of == kind {
			return f.around
		}
	}
	return false
}

// Needs lists what a query's filters need to know about a sentence.
type Needs struct {
	Article     bool // the metadata of its article; for WantsArticle
	Annotations bool // its labels; for WantsSentence
	Unit        bool // which unit it is; for WantsSentence

	Records []model.Kind // other kinds of records about it, in order; for WantsSentence
}

// Asks returns what the query's filters need to know about a sentence.
func (q Query) Asks() (n Needs) {
	for _, f := range q.Filters {
		switch f.Kind {
		case Outlet, Date, Lang, Title:
			n.Article = true
			continue
		case Version:
			continue
		case Label, Analyst, Tagged, Untagged, Definition:
			n.Annotations = true
		default:
			n.Records = append(append(n.Records, recordFilters[f.Kind].of), recordFilters[f.Kind].also...)
			if f.looksGraded() {
				n.Records = append(n.Records, record.GradeKind)
			}
		}
		n.Unit = true
	}
	slices.Sort(n.Records)
	n.Records = slices.Compact(n.Records)
	return n
}

// Required returns the kinds of records of which a sentence, its article or its outlet must
// have at least one to pass the query.
func (q Query) Required() (kinds []model.Kind) {
	for _, f := range q.Filters {
		if on, ok := recordFilters[f.Kind]; ok && !f.Not && !on.loose && !f.wantsUnknownOrigin() && !slices.Contains(kinds, on.of) {
			kinds = append(kinds, on.of)
		}
	}
	return kinds
}

// ByAnalyst reports whether an analyst: filter can name somebody who did not label the
// sentence: it says whose labels are missing, or whose phrases, mentions and grades count.
func (q Query) ByAnalyst() bool {
	return slices.ContainsFunc([]Kind{Untagged, Phrase, Voice, Statement, Stance, Grade, Info}, q.has)
}

// TimesOfDay reports whether a filter needs the time of day of publication, not
// only the day.
func (q Query) TimesOfDay() bool {
	return slices.ContainsFunc(q.Filters, func(f Filter) bool {
		return slices.ContainsFunc(f.Dates, func(d Interval) bool { return d.timed })
	})
}

// WantsArticle reports whether an article passes the filters on articles. An
// article without metadata passes only those with Not.
func (q Query) WantsArticle(a *model.Article) bool {
	for _, f := range q.Filters {
		if p, asks := f.article(a); asks && p == f.Not {
			return false
		}
	}
	return true
}

// article reports whether an article passes the filter, ignoring Not, and whether
// the filter is about articles at all.
func (f Filter) article(a *model.Article) (passes, asks bool) {
	m := a.Metadata
	switch f.Kind {
	case Outlet:
		return f.any(m.Outlet, filterValue.in), true
	case Title:
		return f.any(m.Title, filterValue.in), true
	case Lang:
		return f.any(m.Language, filterValue.at), true
	case Date:
		return slices.ContainsFunc(f.Dates, func(d Interval) bool { return d.Contains(m) }), true
	}
	return false, false
}

// any reports whether a text is not empty and matches one of the filter's values
// according to fits.
func (f Filter) any(text string, fits func(filterValue, [][]byte) bool) bool {
	return text != "" && f.cutters != nil && f.cutters.withWords(text, func(words [][]byte) bool {
		return slices.ContainsFunc(f.names, func(n filterValue) bool { return n.any || fits(n, words) })
	})
}

// Asked is what filters need to know about one sentence.
type Asked struct {
	Unit        model.Unit
	Annotations []model.Annotation // on it, by anyone
	Analyst     string             // the analyst who searches; empty for everybody
	Blind       bool               // the layers of other analysts are hidden from Analyst
	Codebook    model.Codebook     // the names of the labels
	Phrases     record.Phrases     // the names of the phrases
	Voices      record.VoiceNames  // the names of the voices
	Statements  record.Statements  // the titles of the statements

	// OfVoice returns an analyst's grade of the voice that stands for a voice, or nil. It is
	// needed if Asks says so of grades. If it is nil, no voice has a grade.
	OfVoice func(analyst string, voice model.VoiceID) *record.Grade

	// Records returns the contents of the records of a kind about it, by anyone. For a kind
	// of Around, it also returns those about its article and its outlet. If it is nil, there
	// are none.
	Records func(model.Kind) []any
}

func (s Asked) on(kind model.Kind) []any {
	if s.Records == nil {
		return nil
	}
	return s.Records(kind)
}

// Sees reports whether an analyst who searches finds what is part of a layer. Owner is the
// analyst of the layer, or "" if it is nobody's.
func Sees(analyst string, blind bool, owner string) bool {
	return !blind || owner == "" || owner == analyst
}

// seen returns what the analyst sees of it.
func (s Asked) seen() Asked {
	if !s.Blind {
		return s
	}
	hidden := func(owner string) bool { return !Sees(s.Analyst, s.Blind, owner) }
	if slices.ContainsFunc(s.Annotations, func(a model.Annotation) bool { return hidden(a.Analyst) }) {
		s.Annotations = slices.DeleteFunc(slices.Clone(s.Annotations), func(a model.Annotation) bool { return hidden(a.Analyst) })
	}
	all := s
	s.Records = func(kind model.Kind) []any {
		return slices.DeleteFunc(slices.Clone(all.on(kind)), func(content any) bool {
			return hidden(record.Of(kind).Owner(model.Key{}, content))
		})
	}
	return s
}

// seesOf reports whether the analyst sees the layer of an analyst whom the filter names.
func (s Asked) seesOf(f Filter) bool { return !s.Blind || f.any(s.Analyst, filterValue.is) }

// WantsSentence reports whether a sentence passes the filters on sentences. Unit,
// Annotations and Records of s are needed only if Asks says so.
//
// The labels that count are those of the analyst who searches, or those of
// everybody if Analyst is empty. If filters without Not name analysts, the labels
// of those analysts count instead: “label:claim analyst:lind” finds what Lind
// called a claim, and “untagged analyst:lind” what Lind has not tagged. The same is true
// of phrases, voices, mentions and grades.
func (q Query) WantsSentence(s Asked) bool {
	if len(q.Filters) == 0 {
		return true
	}
	s = s.seen()
	given := q.counted(s)
	for _, f := range q.Filters {
		passes := false
		switch f.Kind {
		case Label:
			passes = slices.ContainsFunc(given, func(a model.Annotation) bool { return f.label(a.Label, s.Codebook) })
		case Analyst:
			passes = slices.ContainsFunc(s.Annotations, f.by) || !f.Not && q.ByAnalyst() && s.seesOf(f)
		case Definition:
			passes = slices.ContainsFunc(given, func(a model.Annotation) bool { return f.definition(s.Codebook.Outdated(a)) })
		case Tagged:
			passes = len(given) > 0
		case Untagged:
			passes = len(given) == 0 && s.Unit.Kind == model.UnitSentence
		default:
			on, ok := recordFilters[f.Kind]
			if !ok {
				continue // it is about articles
			}
			if on.whole != nil {
				passes = on.whole(q, f, s)
			} else {
				passes = slices.ContainsFunc(s.on(on.of), func(c any) bool { return on.passes(q, f, s, c) })
			}
		}
		if passes == f.Not {
			return false
		}
	}
	return true
}

// has reports whether the query has a filter of the kind without Not.
func (q Query) has(kind Kind) bool {
	return slices.ContainsFunc(q.Filters, func(f Filter) bool { return f.Kind == kind && !f.Not })
}

// counted returns the annotations that label:, tagged and untagged apply to.
func (q Query) counted(s Asked) []model.Annotation {
	if s.Analyst == "" && !q.has(Analyst) {
		return s.Annotations
	}
	var out []model.Annotation
	for _, a := range s.Annotations {
		if q.counts(s, a.Analyst) {
			out = append(out, a)
		}
	}
	return out
}

// counts reports whether the query is about the work of an analyst: one whom it names or,
// if it names none, the one who searches.
func (q Query) counts(s Asked, analyst string) bool {
	if !q.has(Analyst) {
		return s.Analyst == "" || s.Analyst == analyst
	}
	return slices.ContainsFunc(q.Filters, func(f Filter) bool {
		return f.Kind == Analyst && !f.Not && f.any(analyst, filterValue.is)
	})
}

// by reports whether an annotation is by an analyst that the filter names.
func (f Filter) by(a model.Annotation) bool {
	return f.any(a.Analyst, filterValue.is)
}

// label reports whether the filter names a label, by its key, name or letter.
func (f Filter) label(key model.LabelKey, c model.Codebook) bool {
	l, _ := c.Find(key)
	return f.any(string(key), filterValue.is) || f.any(l.Name, filterValue.is) || f.any(l.Letter, filterValue.is)
}

// The values of a Definition filter.
const (
	oldDefinition     = "old"
	currentDefinition = "current"
)

// definition reports whether the filter wants annotations that are outdated or not.
func (f Filter) definition(outdated bool) bool {
	return slices.ContainsFunc(f.Values, func(v string) bool { return strings.EqualFold(v, oldDefinition) == outdated })
}

// phrase reports whether a phrase that was given passes the filter, by its name.
func (q Query) phrase(f Filter, s Asked, content any) bool {
	g := content.(*record.Given)
	return q.counts(s, g.Analyst) && f.any(s.Phrases.Called(g), filterValue.is)
}

// voice reports whether an attribution passes the filter, by any name of its voice.
func (q Query) voice(f Filter, s Asked, content any) bool {
	a := content.(*record.Attribution)
	return q.counts(s, a.Analyst) && slices.ContainsFunc(s.Voices.Of(a), func(name string) bool { return f.any(name, filterValue.is) })
}

// note reports whether a note passes the filter, by its words or its grade.
func (Query) note(f Filter, s Asked, content any) bool {
	note := content.(*model.Note)
	grade := ""
	if f.looksGraded() {
		grade = noteGrade(note, s).String()
	}
	return slices.ContainsFunc(f.Values, func(v string) bool { return v == "*" || grade != "" && strings.EqualFold(v, grade) }) ||
		f.any(note.Text, filterValue.in)
}
