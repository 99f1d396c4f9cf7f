package search

import (
	"slices"
	"strings"
	"unicode"

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

	names []name
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

// name is the value of a filter, to be compared with a name.
type name struct {
	any   bool
	words []string
	open  bool // the last word stands for all that begin with it
}

// nameOf reads a value; false if there is nothing to look for in it.
func nameOf(kind Kind, value string) (name, bool) {
	if value == "*" {
		return name{any: true}, true
	}
	n := name{words: wordsIn(value), open: strings.HasSuffix(value, "*")}
	if kind == Outlet || kind == Title || kind == Note {
		n.open = true
	}
	return n, len(n.words) > 0
}

// wordsIn gives the words of a short text.
func wordsIn(text string) []string {
	var t Tokenizer
	var out []string
	t.EachIn(text, func(word []byte, _ model.Span) { out = append(out, string(word)) })
	return out
}

// is reports whether the whole of a text is the name.
func (n name) is(text string) bool {
	return n.any && text != "" || n.at(wordsIn(text), true)
}

// begins reports whether a text begins with the name.
func (n name) begins(text string) bool {
	return n.any && text != "" || n.at(wordsIn(text), false)
}

// in reports whether the name is somewhere in a text.
func (n name) in(text string) bool {
	if n.any {
		return text != ""
	}
	words := wordsIn(text)
	for i := range words {
		if n.at(words[i:], false) {
			return true
		}
	}
	return false
}

// at reports whether words begin with the name, or are all of it.
func (n name) at(words []string, whole bool) bool {
	last := len(n.words) - 1
	if last < 0 || len(words) <= last || whole && len(words) > last+1 && !n.open {
		return false
	}
	return slices.Equal(words[:last], n.words[:last]) &&
		(words[last] == n.words[last] || n.open && strings.HasPrefix(words[last], n.words[last]))
}

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
		return f.any(func(n name) bool { return n.in(m.Outlet) }), true
	case Title:
		return f.any(func(n name) bool { return n.in(m.Title) }), true
	case Lang:
		return f.any(func(n name) bool { return n.begins(m.Language) }), true
	case Date:
		return slices.ContainsFunc(f.Dates, func(d Interval) bool { return d.Contains(m.Published) }), true
	}
	return false, false
}

func (f Filter) any(is func(name) bool) bool { return slices.ContainsFunc(f.names, is) }

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
	return f.any(func(n name) bool { return n.is(a.Analyst) })
}

// label reports whether the filter names a label: by its key, name or letter.
func (f Filter) label(key model.LabelKey, c model.Codebook) bool {
	l, _ := c.Find(key)
	return f.any(func(n name) bool { return n.is(string(key)) || n.is(l.Name) || n.is(l.Letter) })
}

// note reports whether the filter wants a note: for its words or its grade.
func (f Filter) note(note model.Note) bool {
	grade := note.Grade.String()
	return slices.ContainsFunc(f.Values, func(v string) bool { return v == "*" || grade != "" && strings.EqualFold(v, grade) }) ||
		f.any(func(n name) bool { return n.in(note.Text) })
}

// isName reports whether a piece of a query could be the name of a filter.
func isName(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) })
}

// meant are names that people may type for those of filters.
var meant = map[string]Kind{
	"tag": Label, "tags": Label, "code": Label, "source": Outlet, "publisher": Outlet, "paper": Outlet, "site": Outlet,
	"user": Analyst, "by": Analyst, "coder": Analyst, "published": Date, "year": Date, "before": Date, "after": Date,
	"since": Date, "until": Date, "from": Date, "day": Date, "comment": Note, "language": Lang, "headline": Title,
}

// kind reads the name of a filter, s[from:to], before a colon. What is no
// filter's name is an error where it was surely meant to be one, and else
// noKind.
func (p *parser) kind(from, to int) (Kind, error) {
	typed := strings.ToLower(p.s[from:to])
	for k := Label; k < Tagged; k++ {
		if typed == k.String() {
			return k, nil
		}
	}
	rest := p.s[to+1:]
	if strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, ":") {
		return noKind, nil // the address of a page; C++
	}
	e, valued := p.fail(UnknownFilter, from, to), p.more(to+1)
	for k := Label; k < Tagged; k++ {
		most := 1
		if valued {
			most = len(k.String()) / 3
		}
		if valued && meant[typed] == k || len(typed) > 2 && Near(typed, k.String(), false, most) {
			e.Want = append(e.Want, k.String()+":")
		}
	}
	if len(e.Want) == 0 && !valued {
		return noKind, nil // “Update: the river rose”, “Source: Reuters”
	}
	return noKind, e
}

// values reads what stands behind the colon of a filter that begins at start.
func (p *parser) values(f Filter, start int) error {
	for {
		if !p.more(p.at) {
			return p.fail(MissingValue, start, p.at)
		}
		var from, to int
		if r, size := p.peek(); isQuote(r) {
			p.at += size
			from, to = p.quoted()
		} else {
			from, to = p.at, p.until(func(r rune) bool { return unicode.IsSpace(r) || r == ',' || isQuote(r) })
			p.at = to
		}
		if err := p.value(&f, start, from, to); err != nil {
			return err
		}
		p.count++
		if r, _ := p.peek(); r != ',' {
			p.filter(f)
			return nil
		}
		p.at++
	}
}

// value adds s[from:to] to the values of a filter.
func (p *parser) value(f *Filter, start, from, to int) error {
	text := strings.TrimSpace(p.s[from:to])
	from += strings.Index(p.s[from:to], text)
	to = from + len(text)
	if f.Kind == Date && text != "" {
		d, reason := parseDates(text)
		if reason != 0 {
			return p.fail(reason, from, to)
		}
		f.Dates = append(f.Dates, d)
	} else {
		n, ok := nameOf(f.Kind, text)
		if !ok {
			return p.fail(MissingValue, start, max(p.at, to))
		}
		f.names = append(f.names, n)
	}
	f.Values = append(f.Values, text)
	return nil
}
