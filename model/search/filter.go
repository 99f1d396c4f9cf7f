package search

import (
	"slices"
	"strings"

	"assay.app/assay/model"
)

// Filter asks something of a sentence that does not stand in its text. Parse
// makes it. One that says Not passes what it would not pass otherwise.
type Filter struct {
	Kind Kind
	Not  bool
	// Values are as they were typed, without quotes; any of them will do, and
	// "*" is anything. None for Tagged and Untagged.
	Values []string
	// Dates are the stretches of time that the values of a Date filter mean.
	Dates []Interval

	names   []name
	cutters *cutters
}

// Kind is what a filter asks about.
type Kind uint8

// The kinds of filters.
const (
	noKind   Kind = iota
	Label         // the sentence has the label
	Outlet        // the article is of the outlet
	Analyst       // the analyst gave the sentence a label
	Date          // the article was published then
	Note          // the sentence has a note
	Lang          // the article is in the language
	Title         // the article is called so
	Tagged        // the sentence has a label
	Untagged      // the sentence has none, and could have one
)

var kindNames = [...]string{"", "label", "outlet", "analyst", "date", "note", "lang", "title", "tagged", "untagged"}

// String gives the name by which the kind is typed.
func (k Kind) String() string { return kindNames[k] }

// takes reports whether values stand behind the name.
func (k Kind) takes() bool { return k > noKind && k < Tagged }

// Needs says what has to be known of a sentence for a query's filters.
type Needs struct {
	Article     bool // what is known about its article: WantsArticle
	Annotations bool // what labels it was given: WantsSentence
	Notes       bool // what notes there are on it: WantsSentence
	Unit        bool // which unit it is: WantsSentence
}

// Asks says what has to be known for the query's filters.
func (q Query) Asks() (n Needs) {
	for _, f := range q.Filters {
		switch f.Kind {
		case Outlet, Date, Lang, Title:
			n.Article = true
		case Note:
			n.Notes, n.Unit = true, true
		default:
			n.Annotations, n.Unit = true, true
		}
	}
	return n
}

// TimesOfDay reports whether filters ask at what time of the day an article was
// published, and not only on which day.
func (q Query) TimesOfDay() bool {
	return slices.ContainsFunc(q.Filters, func(f Filter) bool {
		return slices.ContainsFunc(f.Dates, func(d Interval) bool { return d.timed })
	})
}

// WantsArticle reports whether an article passes the filters that ask about
// articles. What is not known about it passes none of them, and all that say
// Not.
func (q Query) WantsArticle(a *model.Article) bool {
	for _, f := range q.Filters {
		if p, asks := f.article(a); asks && p == f.Not {
			return false
		}
	}
	return true
}

// article reports whether an article passes, Not aside, and whether the filter
// asks about articles at all.
func (f Filter) article(a *model.Article) (passes, asks bool) {
	m := a.Metadata
	switch f.Kind {
	case Outlet:
		return f.any(m.Outlet, name.in), true
	case Title:
		return f.any(m.Title, name.in), true
	case Lang:
		return f.any(m.Language, name.at), true
	case Date:
		return slices.ContainsFunc(f.Dates, func(d Interval) bool { return d.Contains(m) }), true
	}
	return false, false
}

// any reports whether a text that is not empty fits one of the filter's values.
func (f Filter) any(text string, fits func(name, [][]byte) bool) bool {
	return text != "" && f.cutters != nil && f.cutters.lend(text, func(words [][]byte) bool {
		return slices.ContainsFunc(f.names, func(n name) bool { return n.any || fits(n, words) })
	})
}

// Asked is a sentence as filters see it.
type Asked struct {
	Unit        model.Unit
	Annotations []model.Annotation // on it, by anyone
	Notes       []model.Note       // on it, by anyone
	Analyst     string             // who asks; empty for everybody
	Codebook    model.Codebook     // says what labels are called
}

// WantsSentence reports whether a sentence passes the filters that ask about
// sentences. Only what Asks asks for needs to be given.
//
// Labels are those of the analyst who asks; where filters name analysts, theirs
// count instead, so “label:claim analyst:lind” finds what Lind called a claim,
// and “untagged analyst:lind” what Lind has not tagged.
func (q Query) WantsSentence(s Asked) bool {
	if len(q.Filters) == 0 {
		return true
	}
	given := q.counted(s)
	for _, f := range q.Filters {
		passes := false
		switch f.Kind {
		case Label:
			passes = slices.ContainsFunc(given, func(a model.Annotation) bool { return f.label(a.Label, s.Codebook) })
		case Analyst:
			passes = slices.ContainsFunc(s.Annotations, f.by) || !f.Not && q.has(Untagged)
		case Tagged:
			passes = len(given) > 0
		case Untagged:
			passes = len(given) == 0 && s.Unit.Kind == model.UnitSentence
		case Note:
			passes = slices.ContainsFunc(s.Notes, f.note)
		default:
			continue
		}
		if passes == f.Not {
			return false
		}
	}
	return true
}

// has reports whether the query has a filter of a kind that does not say Not.
func (q Query) has(kind Kind) bool {
	return slices.ContainsFunc(q.Filters, func(f Filter) bool { return f.Kind == kind && !f.Not })
}

// counted gives the annotations that label:, tagged and untagged are about.
func (q Query) counted(s Asked) []model.Annotation {
	named := q.has(Analyst)
	if !named && s.Analyst == "" {
		return s.Annotations
	}
	var out []model.Annotation
	for _, a := range s.Annotations {
		counts := a.Analyst == s.Analyst
		if named {
			counts = slices.ContainsFunc(q.Filters, func(f Filter) bool { return f.Kind == Analyst && !f.Not && f.by(a) })
		}
		if counts {
			out = append(out, a)
		}
	}
	return out
}

// by reports whether an annotation is by an analyst the filter names.
func (f Filter) by(a model.Annotation) bool {
	return f.any(a.Analyst, name.is)
}

// label reports whether the filter names a label: by its key, name or letter.
func (f Filter) label(key model.LabelKey, c model.Codebook) bool {
	l, _ := c.Find(key)
	return f.any(string(key), name.is) || f.any(l.Name, name.is) || f.any(l.Letter, name.is)
}

// UnknownLabels gives the values of label: filters that no label of a codebook
// is called by, as they were typed.
func (q Query) UnknownLabels(c model.Codebook) (unknown []string) {
	for _, f := range q.Filters {
		if f.Kind != Label {
			continue
		}
		for i, n := range f.names {
			one := f
			one.names = []name{n}
			if !n.any && !slices.ContainsFunc(c, func(l model.Label) bool { return one.label(l.Key, c) }) {
				unknown = append(unknown, f.Values[i])
			}
		}
	}
	return unknown
}

// note reports whether the filter wants a note: for its words or its grade.
func (f Filter) note(note model.Note) bool {
	grade := note.Grade.String()
	return slices.ContainsFunc(f.Values, func(v string) bool { return v == "*" || grade != "" && strings.EqualFold(v, grade) }) ||
		f.any(note.Text, name.in)
}
