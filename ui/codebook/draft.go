package codebook

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
)

// draft is a codebook that is being edited. Nothing of it is stored before its revision is
// made.
type draft struct {
	before  model.Codebook // as the project stores it
	entries []*entry       // in the order of the codebook
	dropped []*entry       // labels that an import takes out of the codebook
	use     map[model.LabelKey]int
}

// entry is a label that is being edited.
type entry struct {
	stored, shown model.Label // before: as stored, and in the reader's words; zero for a new label
	label         model.Label // as edited, in the reader's words
	fate          fate
	joined        bool           // it is retired because another label takes its place
	minor         bool           // its changed definition means the same
	lettered      bool           // its letter was chosen by hand
	key           model.LabelKey // of a new label that was imported; "" if its name makes the key
}

// fate is what becomes of the annotations with a label that is retired or dropped. They
// keep the label if it is the zero value.
type fate struct {
	to     *entry // they get this label
	remove bool   // they are removed
}

// newDraft returns a draft of a codebook. shown has the labels of stored in the reader's
// words.
func newDraft(stored, shown model.Codebook) *draft {
	d := &draft{before: stored}
	for i, l := range stored {
		d.entries = append(d.entries, &entry{stored: l, shown: shown[i], label: shown[i]})
	}
	return d
}

// isNew reports whether the project does not have the label yet.
func (e *entry) isNew() bool { return e.stored.Key == "" }

// called returns the name of the label, also if it has none yet.
func (e *entry) called() string {
	if e.isNew() && e.label.Name == "" {
		return lang.L("New label")
	}
	return e.label.Called()
}

// used returns the number of annotations with the label.
func (d *draft) used(e *entry) int { return d.use[e.stored.Key] }

// kept returns the label as it will be stored: a text that was not edited stays as it is
// stored, also if the reader sees it in another language.
func (e *entry) kept() model.Label { return replaced(e.label, e.shown, e.stored) }

// replaced returns a label in which each text that from has is replaced with that of to.
func replaced(l, from, to model.Label) model.Label {
	for _, text := range []struct {
		of       *string
		from, to string
	}{
		{&l.Name, from.Name, to.Name},
		{&l.Definition, from.Definition, to.Definition},
		{&l.Use, from.Use, to.Use},
		{&l.Avoid, from.Avoid, to.Avoid},
	} {
		if *text.of == text.from {
			*text.of = text.to
		}
	}
	if slices.Equal(l.Examples, from.Examples) {
		l.Examples = to.Examples
	}
	if slices.Equal(l.CounterExamples, from.CounterExamples) {
		l.CounterExamples = to.CounterExamples
	}
	return l
}

// redefined reports whether annotations were given under another definition than the
// label has now.
func (d *draft) redefined(e *entry) bool {
	return d.used(e) > 0 && !e.kept().SameDefinition(e.stored)
}

// arranged returns the entries in the order in which the list shows them.
func (d *draft) arranged() []*entry {
	var book model.Codebook
	for _, e := range d.entries {
		book = append(book, e.label)
	}
	var out []*entry
	for _, i := range book.Order() {
		out = append(out, d.entries[i])
	}
	return out
}

// current returns the entries that are not retired, as the list shows them.
func (d *draft) current() []*entry {
	return slices.DeleteFunc(d.arranged(), func(e *entry) bool { return e.label.Retired })
}

// put gives the labels that are not retired a new order. Retired ones keep their places.
func (d *draft) put(order []*entry) {
	for i, e := range d.entries {
		if !e.label.Retired {
			d.entries[i], order = order[0], order[1:]
		}
	}
}

// move moves a label up or down by one, within its group. At the edge of the group it moves
// the whole group. It reports whether the label could be moved.
func (d *draft) move(e *entry, by int) bool {
	order := d.current()
	i := slices.Index(order, e)
	j := i + by
	if i < 0 || j < 0 || j >= len(order) {
		return false
	}
	mine, other := e.label.Group, order[j].label.Group
	if mine == other {
		order[i], order[j] = order[j], order[i]
		d.put(order)
		return true
	}
	// The labels of both groups, which together keep their places in the order.
	var blocks [2][]*entry
	first, second := mine, other
	if by < 0 {
		first, second = other, mine
	}
	for _, x := range order {
		switch x.label.Group {
		case first:
			blocks[1] = append(blocks[1], x)
		case second:
			blocks[0] = append(blocks[0], x)
		}
	}
	at := slices.IndexFunc(order, func(x *entry) bool { return x.label.Group == first })
	copy(order[at:], slices.Concat(blocks[0], blocks[1]))
	d.put(order)
	return true
}

// add adds a label without a name to a group.
func (d *draft) add(group string) *entry {
	e := &entry{label: model.Label{Group: group, Color: d.book().NextColor()}}
	d.entries = append(d.entries, e)
	d.put(d.current())
	return e
}

// freeLetter returns the first letter of a name that the label can have, or "".
func (d *draft) freeLetter(e *entry, name string) string {
	for _, r := range strings.ToUpper(name) {
		taken := slices.ContainsFunc(d.entries, func(other *entry) bool {
			return other != e && !other.label.Retired && value.LetterKey(other.label.Letter) == value.LetterKey(string(r))
		})
		if unicode.IsLetter(r) && !taken && !value.RunsCommand(r) {
			return string(r)
		}
	}
	return ""
}

// groups returns the names of the groups, in the order of the list.
func (d *draft) groups() (out []string) {
	for _, e := range d.current() {
		if g := e.label.Group; g != "" && !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}

// retire retires a label.
func (d *draft) retire(e *entry, f fate, joined bool) {
	d.redirect(e, f)
	e.label.Retired, e.fate, e.joined = true, f, joined
}

// remove takes a label that no annotation has out of the codebook.
func (d *draft) remove(e *entry) {
	d.redirect(e, fate{})
	d.entries = slices.DeleteFunc(d.entries, func(x *entry) bool { return x == e })
	if !e.isNew() {
		d.dropped = append(d.dropped, e)
	}
}

// redirect gives the annotations that would get a label another fate. A label that is
// retired or removed can no longer be given.
func (d *draft) redirect(e *entry, f fate) {
	for _, other := range d.entries {
		if other.fate.to == e {
			other.fate = f
		}
	}
	d.dropped = slices.DeleteFunc(d.dropped, func(other *entry) bool {
		if other.fate.to != e {
			return false
		}
		other.fate = f
		if f == (fate{}) { // its annotations keep it
			other.label.Retired = true
			d.entries = append(d.entries, other)
		}
		return f == fate{}
	})
}

// bringBack takes back that a label is retired.
func (d *draft) bringBack(e *entry) { e.label.Retired, e.fate, e.joined = false, fate{}, false }

// book returns the codebook as it will be stored, with a key for each new label.
func (d *draft) book() (out model.Codebook) {
	taken := slices.Clone(d.before)
	for _, e := range d.entries {
		if e.isNew() {
			if e.label.Key = e.key; e.key == "" || taken.Index(e.key) >= 0 {
				e.label.Key = value.NewLabelKey(e.label.Name, taken)
			}
			taken = append(taken, e.label)
		}
		out = append(out, e.kept())
	}
	return out
}

// revision returns the change of the codebook that the draft stands for.
func (d *draft) revision() edit.Revision {
	if slices.ContainsFunc(d.entries, func(e *entry) bool { return e.label.Group != e.stored.Group }) {
		d.put(d.current()) // so that the keys 1 to 9 are in the order of the lists
	}
	r := edit.Revision{After: d.book(), Relabel: map[model.LabelKey]model.LabelKey{}, Minor: map[model.LabelKey]bool{}}
	for _, e := range slices.Concat(d.entries, d.dropped) {
		if e.minor {
			r.Minor[e.stored.Key] = true
		}
		switch {
		case d.used(e) == 0:
		case e.fate.to != nil:
			r.Relabel[e.stored.Key] = e.fate.to.label.Key
		case e.fate.remove:
			r.Relabel[e.stored.Key] = ""
		}
	}
	r.Verb = d.verb(r.After)
	return r
}

// changed reports whether the draft differs from the codebook.
func (d *draft) changed() bool {
	return !slices.EqualFunc(d.book(), d.before, model.Label.Equal) || len(d.revision().Relabel) > 0
}

// verb returns what changing the codebook to after is called.
func (d *draft) verb(after model.Codebook) edit.Verb {
	var order []model.LabelKey // of the labels that stay
	verbs := map[edit.Verb]int{}
	for i, e := range d.entries {
		was, now := e.stored, after[i]
		switch {
		case e.isNew():
			verbs[edit.AddLabel]++
			continue
		case now.Retired && !was.Retired && e.joined:
			verbs[edit.JoinLabels]++
		case now.Retired && !was.Retired:
			verbs[edit.RetireLabel]++
		case !now.Equal(was):
			verbs[edit.ChangeLabel]++
		}
		order = append(order, now.Key)
	}
	one := slices.Collect(maps.Keys(verbs))
	if len(one) != 1 || verbs[one[0]] > 1 || len(d.dropped) > 0 || d.reordered(order) {
		return edit.ChangeCodebook
	}
	return one[0]
}

// reordered reports whether the keys of labels are in another order than before.
func (d *draft) reordered(keys []model.LabelKey) bool {
	at := -1
	for _, key := range keys {
		next := d.before.Index(key)
		if next < at {
			return true
		}
		at = next
	}
	return false
}
