package notes

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/search/token"
)

// entry is a note in the list, with what the list shows of its subject.
type entry struct {
	model.Note
	by                  string // what its analyst is called
	sentence            string // the text of the sentence that the note is on
	title, outlet, date string // of the article, or the outlet that the note is on
	place               int    // of the article, in the order of import; -1 for a note on an outlet
	sorted              string // outlet as it is compared
}

func newEntry(n model.Note, sentence string) *entry {
	return &entry{Note: n, by: n.Analyst, sentence: sentence, place: -1}
}

// of sets what the list shows of the subject of the note.
func (e *entry) of(title, outlet, date string, place int) {
	e.title, e.outlet, e.date, e.place = title, outlet, date, place
	e.sorted = token.Fold(outlet)
}

// text returns everything by which the note is found. It begins with the note and its
// sentence, in lines of their own.
func (e *entry) text() string {
	return strings.Join([]string{e.Text, e.sentence, e.title, e.outlet, e.date, e.by, e.Grade.String()}, "\n")
}

// marks returns the marks of a query in the note and in its sentence, in bytes of each.
func (e *entry) marks(m *search.Matcher) (note, sentence []model.Span) {
	all, _ := m.Match(e.text())
	from := len(e.Text) + 1
	for _, s := range all {
		switch {
		case s.End <= len(e.Text):
			note = append(note, s)
		case s.Start >= from && s.End <= from+len(e.sentence):
			sentence = append(sentence, model.Span{Start: s.Start - from, End: s.End - from})
		}
	}
	return note, sentence
}

// kind selects notes by what they are about.
type kind int

const (
	anyKind kind = iota
	onSentences
	onArticles
	onOutlets
)

func (e *entry) kind() kind {
	switch {
	case e.Target.Article == "":
		return onOutlets
	case e.Target.Sentence == nil:
		return onArticles
	}
	return onSentences
}

// Values of wanted.grade other than a letter or a digit.
const (
	anyGrade = ""
	graded   = "*"
	ungraded = "-"
)

// order is an order of the list.
type order int

const (
	newestFirst order = iota
	inArticles        // by article in the order of import, then by place in the text
	byOutlet
)

// wanted says which notes the list shows, and in which order.
type wanted struct {
	query search.Query // words and phrases
	kind  kind
	grade string // one of the constants above, a letter or a digit
	order order
}

// all reports whether every note is wanted.
func (w wanted) all() bool {
	return w.query.Empty() && w.kind == anyKind && w.grade == anyGrade
}

func (w wanted) takes(e *entry) bool {
	if w.kind != anyKind && w.kind != e.kind() {
		return false
	}
	switch w.grade {
	case anyGrade:
		return true
	case graded:
		return !e.Grade.IsZero()
	case ungraded:
		return e.Grade.IsZero()
	}
	return e.Grade.Source == w.grade || e.Grade.Information == w.grade
}

// arrange returns the wanted notes in the wanted order. It returns nil if ctx ends.
func arrange(ctx context.Context, all []*entry, w wanted) []*entry {
	matcher := search.NewMatcher(w.query)
	shown := make([]*entry, 0, len(all))
	for i, e := range all {
		if i%256 == 0 && ctx.Err() != nil {
			return nil
		}
		if !w.takes(e) {
			continue
		}
		if !w.query.Empty() {
			if text := e.text(); !matcher.Maybe([]byte(text)) {
				continue
			} else if _, ok := matcher.Match(text); !ok {
				continue
			}
		}
		shown = append(shown, e)
	}
	slices.SortFunc(shown, w.order.compare)
	return shown
}

// compare compares two notes. It returns 0 only for a note with itself.
func (o order) compare(a, b *entry) int {
	first := 0
	switch o {
	case newestFirst:
		first = b.Updated.Compare(a.Updated)
	case byOutlet:
		first = cmp.Or(compareBool(a.sorted == "", b.sorted == ""), cmp.Compare(a.sorted, b.sorted))
	}
	return cmp.Or(first, cmp.Compare(a.place, b.place), cmp.Compare(a.sorted, b.sorted), cmp.Compare(a.start(), b.start()),
		a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
}

// compareBool sorts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// start returns where the note is in the text of its article; a note on the whole
// article is before all others.
func (e *entry) start() int {
	if e.Target.Sentence == nil {
		return -1
	}
	return e.Target.Sentence.Start
}
