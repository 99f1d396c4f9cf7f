package edit

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// How sentences are split and merged
//
// A sentence is identified by its span, and its labels and notes refer to that
// span. One change removes the labels from the old spans, replaces the units, adds
// the labels to the new spans, and moves the notes:
//
//	[It rained. the dam held.]      Ines: claim, Oskar: quote; a note
//	[It rained.][the dam held.]     Ines: claim, Oskar: quote on both; the
//	                                note on the first
//
// Both halves keep every analyst's label and its time, because a label applies to
// all of a sentence. A note moves to the first half only; a copy on each half would
// have to be corrected twice. Attributions apply to all of a sentence, too, so both halves
// keep them. Records of other kinds move like notes.
//
// If both sentences of a merge have records with the same kind, analyst and id, the merged
// sentence keeps that of the first; Dropped returns the kinds that lose a record. But if two
// such records of another analyst differ, they stay on the old spans, detached, as differing
// labels do: only that analyst decides about them.
//
// Records of unknown kinds do not move. The inverse edits, in reverse order, restore exactly
// the old state. White space between the halves belongs to neither.

// Splitting returns the change that divides a unit of the document in two, at a
// byte offset into the article's text. It returns ErrNoSentence if there is no such
// unit. It returns ErrNotDivided if the offset is outside the unit or inside a
// rune, or if one half would have no visible character.
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
	d := division{doc: doc, change: Change{Verb: Split}, taken: map[model.Key]bool{}}
	said := doc.Annotations[whole.Span]
	d.unlabel(whole.Span, said)
	d.replace([]model.Unit{whole}, []model.Unit{first, second})
	d.label(first.Span, said)
	d.label(second.Span, said)
	d.copy(whole.Span, second.Span)
	d.move(whole.Span, first.Span)
	return d.change, nil
}

// trimmed returns a span without white space at its ends. The result is empty if
// the span has no visible character.
func trimmed(text string, s model.Span) model.Span {
	unseen := func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }
	part := s.Of(text)
	if strings.TrimFunc(part, unseen) == "" {
		return model.Span{Start: s.Start, End: s.Start}
	}
	// An invisible character that is not a space, such as a direction mark, stays
	// with its words.
	s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	s.End -= len(part) - len(strings.TrimRightFunc(part, unicode.IsSpace))
	return s
}

// Side selects the label of a merged sentence if the two sentences' labels differ.
type Side int

const (
	NoSide Side = iota // undecided
	First
	Second
	Neither // the analyst has no label on the merged sentence
)

// Difference is an analyst's two different labels on two sentences.
type Difference struct {
	Analyst       string
	First, Second model.LabelKey
}

// CanMerge returns the reason why a unit of the document cannot be merged with the
// next one, or nil if it can. The reason is ErrNoSentence, ErrLastUnit,
// ErrParagraphEnds or ErrAsideBetween.
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

// Differences returns both labels of each analyst who labelled a unit and the next
// one differently. It returns nil if the two units cannot be merged.
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

// Merging returns the change that merges a unit of the document with the next one,
// or the error of CanMerge. An analyst's label on both, or on only one, becomes the
// label of the merged unit. All notes on the two units move to the merged unit.
//
// If the labels of the analyst named by differ, keep selects one of them or neither; if
// keep is NoSide, Merging returns ErrLabelsDiffer. Differing labels and records of other
// analysts stay on the old spans, detached, because only those analysts decide about them.
// If by is empty, keep decides for all analysts.
func Merging(doc *model.Document, unit int, keep Side, by string) (Change, error) {
	if err := CanMerge(doc, unit); err != nil {
		return Change{}, err
	}
	left := map[string]bool{} // the analysts whose labels stay
	for _, d := range Differences(doc, unit) {
		switch {
		case by != "" && d.Analyst != by:
			left[d.Analyst] = true
		case keep == NoSide:
			return Change{}, model.ErrLabelsDiffer
		}
	}
	said := func(span model.Span) []model.Annotation {
		return slices.DeleteFunc(slices.Clone(doc.Annotations[span]), func(a model.Annotation) bool { return left[a.Analyst] })
	}
	first, second := doc.Units[unit], doc.Units[unit+1]
	whole := first
	whole.Span.End = second.Span.End
	d := division{doc: doc, change: Change{Verb: Merge}, taken: map[model.Key]bool{}}
	if by != "" {
		d.stay = differing(doc, first.Span, second.Span, func(analyst string) bool { return analyst != "" && analyst != by })
	}
	d.unlabel(first.Span, said(first.Span))
	d.unlabel(second.Span, said(second.Span))
	d.replace([]model.Unit{first, second}, []model.Unit{whole})
	d.label(whole.Span, agreed(said(first.Span), said(second.Span), keep))
	d.move(first.Span, whole.Span)
	d.move(second.Span, whole.Span)
	return d.change, nil
}

// agreed returns the labels for a merged sentence, by analyst. If an analyst's two
// labels are the same, it returns the later one. If they differ, keep decides.
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

// division collects the edits of a split or a merge.
type division struct {
	doc    *model.Document
	change Change
	taken  map[model.Key]bool // the keys to which records were moved
	stay   map[model.Key]bool // the keys of records that do not move
}

func (d *division) add(e Edit) { d.change.Edits = append(d.change.Edits, e) }

// unlabel removes labels from a span.
func (d *division) unlabel(span model.Span, said []model.Annotation) {
	for _, a := range said {
		d.add(OfLabel(d.doc, span, a.Analyst, &a, nil))
	}
}

func (d *division) replace(before, after []model.Unit) {
	d.change.Edits = append(d.change.Edits, Dividing(d.doc, before, after)...)
}

// Dividing returns the edits that replace a run of a document's units with another run
// of units in the same paragraph.
func Dividing(doc *model.Document, before, after []model.Unit) []Edit {
	edits := []Edit{Units{Article: doc.ID, Before: before, After: after}}
	units, ok := model.Replace(doc.Units, before, after)
	paragraph := after[0].Paragraph
	if !ok || paragraph >= len(doc.Paragraphs) {
		return edits
	}
	key := record.InParagraph(doc.ID, doc.Paragraphs[paragraph])
	was, _ := doc.Records[key].(*record.Paragraph)
	return append(edits, Of(key, was, &record.Paragraph{Units: InParagraph(units, paragraph)}))
}

// InParagraph returns the units of a paragraph.
func InParagraph(units []model.Unit, paragraph int) []model.Unit {
	from, _ := slices.BinarySearchFunc(units, paragraph, func(u model.Unit, p int) int { return u.Paragraph - p })
	to := from
	for to < len(units) && units[to].Paragraph == paragraph {
		to++
	}
	return slices.Clone(units[from:to])
}

// label adds labels to a span. They replace detached labels on the span, which it may have
// from a copy in which it was a sentence.
func (d *division) label(span model.Span, said []model.Annotation) {
	for _, a := range said {
		var was *model.Annotation
		if detached, ok := d.doc.Annotation(span, a.Analyst); ok {
			was = &detached
		}
		d.add(OfLabel(d.doc, span, a.Analyst, was, &a))
	}
}

// differing returns the keys of records on two sentences that differ, although they have the
// same kind and analyst. It returns only those of analysts for whom of returns true. It skips
// records with an id, such as phrases given, because two of them with one id say the same. Only
// mentions and citations with one id can differ: in their stance or weight.
func differing(doc *model.Document, first, second model.Span, of func(analyst string) bool) map[model.Key]bool {
	keys := map[model.Key]bool{}
	for key, content := range doc.Records {
		kind := record.Of(key.Kind)
		if kind.Quiet || !kind.Known || key.ID != "" && !kind.Whole || key.Sentence != first || !of(key.Analyst) {
			continue
		}
		on := key
		on.Sentence = second
		if other, both := doc.Records[on]; both && !kind.Alike(content, other) {
			keys[key], keys[on] = true, true
		}
	}
	return keys
}

// Dropped returns the kinds of an analyst's records of which the two units to be merged have
// different ones, in order. Merging unit with the next one keeps that of the first and drops
// the other. Dropped returns nil if the units cannot be merged. It skips labels; see
// Differences.
func Dropped(doc *model.Document, unit int, analyst string) (kinds []model.Kind) {
	if CanMerge(doc, unit) != nil {
		return nil
	}
	ours := func(by string) bool { return by == analyst }
	for key := range differing(doc, doc.Units[unit].Span, doc.Units[unit+1].Span, ours) {
		if !slices.Contains(kinds, key.Kind) {
			kinds = append(kinds, key.Kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// copy copies the records that apply to all of a sentence from one span to another. They
// replace detached records there.
func (d *division) copy(from, to model.Span) {
	for _, key := range d.on(from) {
		if record.Of(key.Kind).Whole {
			content := d.doc.Records[key]
			key.Sentence = to
			d.add(Record{Key: key, Before: d.doc.Records[key], After: content})
		}
	}
}

// on returns the keys of the records in the document that are on a span, in order.
func (d *division) on(span model.Span) []model.Key {
	return slices.DeleteFunc(slices.SortedFunc(maps.Keys(d.doc.Records), model.Key.Compare), func(key model.Key) bool {
		return key.Sentence != span
	})
}

// move moves the notes and other records from one span to another. It does not change
// their analysts and times.
func (d *division) move(from, to model.Span) {
	for _, n := range d.doc.NotesOn(model.OnSentence(d.doc.ID, from)) {
		moved := n
		moved.Target = model.OnSentence(d.doc.ID, to)
		d.add(OfNote(&n, &moved))
	}
	for _, key := range d.on(from) {
		kind, content := record.Of(key.Kind), d.doc.Records[key]
		if kind.Quiet || !kind.Known || d.stay[key] {
			continue
		}
		d.add(Record{Key: key, Before: content})
		if key.Sentence = to; !d.taken[key] {
			d.taken[key] = true
			d.add(Record{Key: key, Before: d.doc.Records[key], After: content})
		}
	}
}
