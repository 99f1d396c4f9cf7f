package edit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// How sentences are split and merged
//
// A sentence is known by its span, and so is all that is said of it. To divide
// one is to take what is said off the old spans, to replace the units, and to
// put what was said onto the new spans, as one change:
//
//	[It rained. the dam held.]      Ines: claim, Oskar: quote; a note
//	[It rained.][the dam held.]     Ines: claim, Oskar: quote on both; the
//	                                note on the first
//
// Both halves keep every analyst's label, with its time: what was said of the
// whole was said of each. A note stays one note, with the first half, where
// the sentence began: a note on both would be two, to be corrected twice.
// Taken back in the opposite order, the edits give back exactly what was
// there. The white space between the halves belongs to neither.

// Splitting makes the change that divides a unit of the document in two, at a
// byte offset into the article's text. It gives ErrNotDivided where one half
// would have nothing in it or a character would be cut.
func Splitting(doc *model.Document, unit, at int) (Change, error) {
	if unit < 0 || unit >= len(doc.Units) {
		return Change{}, fmt.Errorf("split unit %d: %w", unit, model.ErrNoSentence)
	}
	whole := doc.Units[unit]
	if at <= whole.Span.Start || at >= whole.Span.End || !utf8.RuneStart(doc.Text[at]) {
		return Change{}, fmt.Errorf("split %v at %d: %w", whole.Span, at, model.ErrNotDivided)
	}
	first, second := whole, whole
	first.Span.End, second.Span.Start = at, at
	first.Span, second.Span = trimmed(doc.Text, first.Span), trimmed(doc.Text, second.Span)
	if first.Span.Len() == 0 || second.Span.Len() == 0 {
		return Change{}, fmt.Errorf("split %v at %d: %w", whole.Span, at, model.ErrNotDivided)
	}
	d := division{doc: doc, change: Change{Verb: Split}}
	said := doc.Annotations[whole.Span]
	d.unlabel(whole.Span)
	d.replace([]model.Unit{whole}, []model.Unit{first, second})
	d.label(first.Span, said)
	d.label(second.Span, said)
	d.move(whole.Span, first.Span)
	return d.change, nil
}

// trimmed takes off a span what cannot be seen at its ends.
func trimmed(text string, s model.Span) model.Span {
	unseen := func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }
	part := s.Of(text)
	if strings.TrimFunc(part, unseen) == "" {
		return model.Span{Start: s.Start, End: s.Start}
	}
	// What cannot be seen and is no space, such as a mark of direction, stays
	// with its words.
	s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	s.End -= len(part) - len(strings.TrimRightFunc(part, unicode.IsSpace))
	return s
}

// Side says whose label stands where two sentences that are merged have
// different ones.
type Side int

// The sides.
const (
	NoSide Side = iota // not decided
	First
	Second
	Neither // the merged sentence is without a label
)

// Difference is what one analyst said of two sentences, when it was not the
// same.
type Difference struct {
	Analyst       string
	First, Second model.LabelKey
}

// CanMerge gives the reason why a unit of the document cannot be merged with
// the one after it: ErrNoSentence, ErrLastUnit, ErrParagraphEnds or
// ErrAsideBetween. It gives nil when they can be merged.
func CanMerge(doc *model.Document, unit int) error {
	switch {
	case unit < 0 || unit >= len(doc.Units):
		return fmt.Errorf("merge unit %d: %w", unit, model.ErrNoSentence)
	case unit+1 == len(doc.Units):
		return model.ErrLastUnit
	case doc.Units[unit].Paragraph != doc.Units[unit+1].Paragraph:
		return model.ErrParagraphEnds
	case doc.Units[unit].Kind != doc.Units[unit+1].Kind:
		return model.ErrAsideBetween
	}
	return nil
}

// Differences gives what analysts said of a unit and of the one after it where
// that is not the same, by analyst. Who has labelled only one of them does not
// differ.
func Differences(doc *model.Document, unit int) []Difference {
	if CanMerge(doc, unit) != nil {
		return nil
	}
	var out []Difference
	for _, a := range doc.Annotations[doc.Units[unit].Span] {
		b, both := doc.Annotation(doc.Units[unit+1].Span, a.Analyst)
		if both && a.Label != b.Label {
			out = append(out, Difference{a.Analyst, a.Label, b.Label})
		}
	}
	return out
}

// Merging makes the change that makes one unit of a unit of the document and
// the one after it. What an analyst said of both, or of only one, stands for
// the whole; where the two differ keep decides, for every analyst, and with
// NoSide it gives ErrLabelsDiffer. All notes on both are on the whole then.
func Merging(doc *model.Document, unit int, keep Side) (Change, error) {
	if err := CanMerge(doc, unit); err != nil {
		return Change{}, err
	}
	if keep == NoSide && len(Differences(doc, unit)) > 0 {
		return Change{}, model.ErrLabelsDiffer
	}
	first, second := doc.Units[unit], doc.Units[unit+1]
	whole := first
	whole.Span.End = second.Span.End
	d := division{doc: doc, change: Change{Verb: Merge}}
	d.unlabel(first.Span)
	d.unlabel(second.Span)
	d.replace([]model.Unit{first, second}, []model.Unit{whole})
	d.label(whole.Span, agreed(doc.Annotations[first.Span], doc.Annotations[second.Span], keep))
	d.move(first.Span, whole.Span)
	d.move(second.Span, whole.Span)
	return d.change, nil
}

// agreed gives what stands for two stretches together, by analyst. What was
// said of both has the later time.
func agreed(first, second []model.Annotation, keep Side) []model.Annotation {
	both := model.Document{}
	var span model.Span
	for _, a := range first {
		both.SetAnnotation(span, a.Analyst, &a)
	}
	for _, b := range second {
		a, also := both.Annotation(span, b.Analyst)
		switch {
		case !also, a.Label == b.Label && b.At.After(a.At), a.Label != b.Label && keep == Second:
			both.SetAnnotation(span, b.Analyst, &b)
		case a.Label != b.Label && keep == Neither:
			both.SetAnnotation(span, b.Analyst, nil)
		}
	}
	return both.Annotations[span]
}

// division gathers the edits of a split or a merge.
type division struct {
	doc    *model.Document
	change Change
}

func (d *division) add(e Edit) { d.change.Edits = append(d.change.Edits, e) }

// unlabel takes every analyst's label off a stretch.
func (d *division) unlabel(span model.Span) {
	for _, a := range d.doc.Annotations[span] {
		d.add(Annotation{Article: d.doc.ID, Sentence: span, Analyst: a.Analyst, Before: &a})
	}
}

func (d *division) replace(before, after []model.Unit) {
	d.add(Units{Article: d.doc.ID, Before: before, After: after})
}

// label puts labels onto a stretch that has none.
func (d *division) label(span model.Span, said []model.Annotation) {
	for _, a := range said {
		d.add(Annotation{Article: d.doc.ID, Sentence: span, Analyst: a.Analyst, After: &a})
	}
}

// move puts all notes on one stretch onto another. Who wrote them and when
// stays.
func (d *division) move(from, to model.Span) {
	for _, n := range d.doc.NotesOn(model.OnSentence(d.doc.ID, from)) {
		moved := n
		moved.Target = model.OnSentence(d.doc.ID, to)
		d.add(NoteText{Before: &n, After: &moved})
	}
}
