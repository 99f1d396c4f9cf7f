package codebook

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// difference is what importing a codebook would change in a draft.
type difference struct {
	after          model.Codebook // the imported labels with the keys of those of the draft
	added, changed []model.LabelKey
	unused         []*entry // labels without annotations that the file lacks
	lacking        []*entry // labels with annotations that the file lacks
}

func (d difference) none() bool {
	return len(d.added)+len(d.changed)+len(d.unused)+len(d.lacking) == 0
}

// find returns the entry of a label, or nil.
func (d *draft) find(key model.LabelKey) *entry {
	i := slices.IndexFunc(d.entries, func(e *entry) bool { return e.label.Key == key })
	if i < 0 {
		return nil
	}
	return d.entries[i]
}

// compare returns what importing a codebook would change; see edit.Adopting. Labels that
// were added to the draft and are not saved count as unused.
func (d *draft) compare(file model.Codebook) (out difference) {
	var missing []model.LabelKey
	out.after, out.added, out.changed, missing = edit.Adopting(d.book(), file)
	for _, key := range missing {
		if e := d.find(key); d.used(e) > 0 {
			out.lacking = append(out.lacking, e)
		} else {
			out.unused = append(out.unused, e)
		}
	}
	return out
}

// staying returns the labels that the draft has now and after an import, and that can be
// given.
func (d *draft) staying(after model.Codebook) []*entry {
	return slices.DeleteFunc(d.current(), func(e *entry) bool {
		l, there := after.Find(e.label.Key)
		return !there || l.Retired
	})
}

// take makes an import. Its labels come first, in their order. Of the labels that it lacks,
// those with annotations stay if fates has the zero value, and the others are dropped.
func (d *draft) take(diff difference, fates map[*entry]fate) {
	var entries []*entry
	for _, l := range diff.after {
		e := d.find(l.Key)
		if e == nil {
			e = &entry{lettered: true, key: l.Key}
		}
		e.label, e.joined, e.fate = replaced(l, e.stored, e.shown), false, fate{}
		entries = append(entries, e)
	}
	for _, e := range diff.lacking {
		if e.fate = fates[e]; e.fate == (fate{}) {
			entries = append(entries, e)
		} else {
			d.dropped = append(d.dropped, e)
		}
	}
	for _, e := range diff.unused {
		if !e.isNew() {
			d.dropped = append(d.dropped, e)
		}
	}
	d.entries = entries
}
