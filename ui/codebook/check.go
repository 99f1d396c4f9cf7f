package codebook

import (
	"errors"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// mistakes are the values of a label that are refused, by their kind. Mistakes in
// counter-examples have the kind counterExample.
type mistakes map[value.Kind]*value.Error

// counterExample distinguishes counter-examples from examples, which share a kind.
const counterExample = value.Labels

// mistakesIn returns what is wrong with a label.
func (d *draft) mistakesIn(e *entry) mistakes {
	out := mistakes{}
	note := func(kind value.Kind, err error) {
		if refused := (*value.Error)(nil); errors.As(err, &refused) && out[kind] == nil {
			out[kind] = refused
		}
	}
	l := e.label
	for kind, text := range map[value.Kind]string{
		value.LabelName: l.Name, value.Letter: l.Letter, value.Color: l.Color, value.Group: l.Group,
		value.Definition: l.Definition, value.Use: l.Use, value.Avoid: l.Avoid,
	} {
		note(kind, kind.Check(text))
	}
	if l.Name == "" && (e.isNew() || e.shown.Name != "") {
		note(value.LabelName, &value.Error{Kind: value.LabelName, Problem: value.Missing})
	}
	for kind, texts := range map[value.Kind][]string{value.Example: l.Examples, counterExample: l.CounterExamples} {
		_, err := value.AcceptLabel(model.Label{Key: "k", Examples: texts})
		note(kind, err)
	}
	if len(out) > 0 {
		return out
	}
	// With the label last, whatever is refused is of this label. What is stored and what
	// the reader sees may differ in default labels, and neither may occur twice.
	for _, version := range []version{asShown, asStored} {
		if refused := d.refused(e, version); refused != nil {
			note(refused.Kind, refused)
		}
	}
	return out
}

// version returns a label before it was edited and after.
type version func(*entry) (before, after model.Label)

func asShown(e *entry) (before, after model.Label)  { return e.shown, e.label }
func asStored(e *entry) (before, after model.Label) { return e.stored, e.kept() }

// refused returns why the codebook refuses the label of an entry beside the others, or
// nil. It returns nil if another label is refused.
func (d *draft) refused(e *entry, version version) *value.Error {
	d.book() // gives keys to new labels
	var book, before model.Codebook
	for _, x := range d.entries {
		was, now := version(x)
		if x != e {
			book = append(book, now)
		}
		if !x.isNew() {
			before = append(before, was)
		}
	}
	if _, err := value.AcceptCodebook(book, before); err != nil {
		return nil
	}
	_, now := version(e)
	_, err := value.AcceptCodebook(append(book, now), before)
	var refused *value.Error
	errors.As(err, &refused)
	return refused
}

// sound reports whether no label has a mistake. It is much faster than asking for the
// mistakes in every label.
func (d *draft) sound() bool {
	for _, version := range []version{asShown, asStored} {
		var book, before model.Codebook
		d.book() // gives keys to new labels
		for _, e := range d.entries {
			was, now := version(e)
			if now.Name == "" && (e.isNew() || was.Name != "") {
				return false
			}
			book = append(book, now)
			if !e.isNew() {
				before = append(before, was)
			}
		}
		if _, err := value.AcceptCodebook(book, before); err != nil {
			return false
		}
	}
	return true
}

// wrong reports whether a label has a mistake. A label that nobody edited has none.
func (d *draft) wrong(e *entry) bool {
	return (e.isNew() || !e.label.Equal(e.shown)) && len(d.mistakesIn(e)) > 0
}

// firstWrong returns the first label with a mistake, or nil.
func (d *draft) firstWrong() *entry {
	if d.sound() {
		return nil
	}
	i := slices.IndexFunc(d.entries, d.wrong)
	if i < 0 {
		return nil
	}
	return d.entries[i]
}
