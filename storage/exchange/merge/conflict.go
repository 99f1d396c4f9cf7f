package merge

import (
	"cmp"
	"crypto/sha256"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/exchange/setfile"
)

// Which of two versions stands
//
// Versions with stamps are combined as record.Combine says, in whatever order they
// come. A set of version 1 has no stamps, only the times of labels and notes. A label
// or note of such a set stands if it is later than the project's, or than its
// deletion; of two with one time, the one whose content is greater in a fixed order.
// If the project has none, the set's version gets a stamp that is made of its content
// and its time, so that every project that loads it has the same one.

// versionsOf returns all versions of an article of a set, by key. Those without a
// stamp have the zero Stamp.
func versionsOf(a setfile.Article) map[model.Key][]record.Held {
	out := map[model.Key][]record.Held{}
	for span, list := range a.Annotations {
		for _, one := range list {
			key := record.OnSentence(a.ID, span, one.Analyst)
			out[key] = []record.Held{{Key: key, Version: a.Versions[key], Content: &one}}
		}
	}
	addNotes(out, a.Notes, a.Versions)
	addRecords(out, a.Records)
	return out
}

// generalOf returns all versions of a set that are not about an article, without those
// of labels.
func generalOf(set *setfile.Set) map[model.Key][]record.Held {
	out := map[model.Key][]record.Held{}
	for _, o := range set.Outlets {
		addNotes(out, o.Notes, set.Versions)
	}
	addRecords(out, set.Records)
	return out
}

func addNotes(to map[model.Key][]record.Held, notes []model.Note, versions map[model.Key]record.Version) {
	for _, n := range notes {
		key := record.NoteID(n.ID)
		to[key] = []record.Held{{Key: key, Version: versions[key], Content: &n}}
	}
}

func addRecords(to map[model.Key][]record.Held, records []setfile.Record) {
	for _, r := range records {
		if r.Beside {
			to[r.Key] = append(to[r.Key], r.Held)
		} else {
			to[r.Key] = slices.Insert(to[r.Key], 0, r.Held)
		}
	}
}

// combine returns the edits that combine the versions of a set with those of the
// project. It counts what is written, and the conflicts.
func (p *plan) combine(mine, theirs map[model.Key][]record.Held) []edit.Edit {
	var edits []edit.Edit
	for _, key := range sortedKeys(theirs) {
		held := mine[key]
		add := make([]record.Held, 0, len(theirs[key]))
		for _, h := range theirs[key] {
			if !h.Version.Made() {
				add = append(add, h)
				continue
			}
			more := p.old(held, h)
			edits = append(edits, more...)
			if len(more) > 0 {
				held = nil // counted; a set of version 1 has one version of each record
			}
		}
		if len(add) > 0 {
			edits = append(edits, p.versions(held, add)...)
		}
	}
	return edits
}

// versions returns the edits that combine versions with stamps.
func (p *plan) versions(mine, theirs []record.Held) []edit.Edit {
	joined := record.Combine(slices.Concat(mine, theirs))
	kind := record.Of(theirs[0].Key.Kind)
	var before any
	if len(mine) > 0 {
		before = mine[0].Content
	}
	if !kind.Alike(before, joined[0].Content) {
		p.written(kind.Kind, joined[0].Content)
	}
	for _, other := range joined[1:] {
		if !kind.Alike(joined[0].Content, other.Content) {
			p.result.Conflicts++
		}
	}
	return edit.Leading(mine, joined)
}

// old returns the edits that combine a version without a stamp.
func (p *plan) old(mine []record.Held, theirs record.Held) []edit.Edit {
	kind := record.Of(theirs.Key.Kind)
	if len(mine) == 0 {
		p.written(kind.Kind, theirs.Content)
		theirs.Version = contentVersion(theirs)
		return []edit.Edit{edit.Record{Key: theirs.Key, After: theirs.Content, Is: &theirs.Version}}
	}
	stands := mine[0]
	differ := !kind.Alike(stands.Content, theirs.Content)
	if differ {
		p.result.Conflicts++
	}
	at := kind.At(theirs.Content)
	was := stands.Version.Time()
	if stands.Content != nil {
		was = kind.At(stands.Content)
	}
	if cmp.Or(at.Compare(was), compareContents(theirs.Key, theirs.Content, stands.Content)) <= 0 || stands.Content == nil && !at.After(was) {
		return nil
	}
	if differ {
		p.written(kind.Kind, theirs.Content)
	}
	return []edit.Edit{edit.Record{Key: theirs.Key, Before: stands.Content, After: theirs.Content}}
}

// contentVersion returns the version of a content that a set has without a stamp.
func contentVersion(h record.Held) record.Version {
	data, err := codec.EncodeContent(h.Key, h.Content, record.Stamp{}.Time())
	if err != nil {
		data = nil // what was read can be encoded
	}
	sum := sha256.Sum256(data)
	return record.Version{Stamp: record.StampAt(0, record.Replica(sum[:8]), record.Of(h.Key.Kind).At(h.Content))}
}

// compareContents compares two contents of one time in a fixed order.
func compareContents(key model.Key, a, b any) int {
	text := func(content any) string {
		if content == nil {
			return ""
		}
		data, _ := codec.EncodeContent(key, content, record.Stamp{}.Time()) // what was read can be encoded
		return string(data)
	}
	return cmp.Compare(text(a), text(b))
}

// written counts a record that was written.
func (p *plan) written(kind model.Kind, content any) {
	switch {
	case content == nil:
	case kind == record.Annotation:
		p.result.Annotations++
	case kind == record.Note:
		p.result.Notes++
	}
}

// sortedKeys returns keys in an order in which edits are easy to read.
func sortedKeys(of map[model.Key][]record.Held) []model.Key {
	keys := make([]model.Key, 0, len(of))
	for key := range of {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b model.Key) int {
		return cmp.Or(
			cmp.Compare(a.Kind, b.Kind), a.Sentence.Compare(b.Sentence), cmp.Compare(a.Outlet, b.Outlet),
			cmp.Compare(a.Analyst, b.Analyst), cmp.Compare(a.ID, b.ID),
		)
	})
	return keys
}
