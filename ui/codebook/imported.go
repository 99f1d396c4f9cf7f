package codebook

import (
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// difference is what importing a codebook would change in a draft.
type difference struct {
	added, changed []model.Label // in the order of the imported codebook
	unused         []*entry      // labels without annotations that it lacks
	lacking        []*entry      // labels with annotations that it lacks
}

func (d difference) none() bool {
	return len(d.added)+len(d.changed)+len(d.unused)+len(d.lacking) == 0
}

// find returns the entry of a label that the project has, or nil.
func (d *draft) find(key model.LabelKey) *entry {
	for _, e := range d.entries {
		if e.stored.Key == key {
			return e
		}
	}
	return nil
}

// matched returns a codebook with the keys that the project's labels have; see
// edit.Adopting.
func (d *draft) matched(book model.Codebook) model.Codebook {
	var stored model.Codebook
	for _, e := range d.entries {
		if !e.isNew() {
			stored = append(stored, e.stored)
		}
	}
	book, _, _, _ = edit.Adopting(stored, book)
	return book
}

// compare returns what importing a codebook would change. Labels are the same if they have
// the same key; see matched. Those that were added to the draft and are not saved count as unused.
func (d *draft) compare(book model.Codebook) (out difference) {
	for _, l := range book {
		switch e := d.find(l.Key); {
		case e == nil:
			out.added = append(out.added, l)
		case !e.imported(l).Equal(e.label):
			out.changed = append(out.changed, l)
		}
	}
	for _, e := range d.entries {
		switch {
		case !e.isNew() && book.Index(e.stored.Key) >= 0:
		case d.used(e) == 0:
			out.unused = append(out.unused, e)
		default:
			out.lacking = append(out.lacking, e)
		}
	}
	return out
}

// imported returns the label as it is after importing l, in the reader's words.
func (e *entry) imported(l model.Label) model.Label {
	l = replaced(l, e.stored, e.shown)
	l.Defined = e.stored.Defined // the store notes when a definition changes
	return l
}

// staying returns the labels that the draft has now and after importing a codebook, and
// that can be given.
func (d *draft) staying(book model.Codebook) []*entry {
	return slices.DeleteFunc(d.current(), func(e *entry) bool {
		l, there := book.Find(e.stored.Key)
		return !there || l.Retired
	})
}

// take imports a codebook. Its labels come first, in its order. Of the labels that it
// lacks, those with annotations stay if fates has the zero value, and the others are
// dropped.
func (d *draft) take(book model.Codebook, fates map[*entry]fate) {
	before := d.entries
	d.entries = nil
	for _, l := range book {
		e := (&draft{entries: before}).find(l.Key)
		if e == nil {
			l.Defined = time.Time{}
			d.entries = append(d.entries, &entry{label: l, lettered: true, key: l.Key})
			continue
		}
		e.label, e.joined, e.fate = e.imported(l), false, fate{}
		d.entries = append(d.entries, e)
	}
	for _, e := range before {
		switch f, used := fates[e], d.used(e) > 0; {
		case slices.Contains(d.entries, e):
		case used && f == fate{}:
			d.entries = append(d.entries, e)
		case used:
			e.fate = f
			d.dropped = append(d.dropped, e)
		case !e.isNew():
			d.dropped = append(d.dropped, e)
		}
	}
}
