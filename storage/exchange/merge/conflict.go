package merge

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
)

// Which of two versions stands
//
// Versions with stamps are combined by record.Combine, in any order. A set of version 1
// has no stamps, only the times of labels and notes. In any set, grades that notes themselves
// have are without stamps. A label, note or grade without a stamp stands if it is later than
// the project's, or than its deletion. If both have the same
// time, the one whose content is greater in a fixed order stands. If the project has no
// version, that of the set gets a stamp made of its content and its time, which is the
// same in every project that loads the set.

// combine returns the edits that combine the versions of a set with those of the
// project. held has the project's versions of the records of one article; p.mine has
// those of the others. combine counts the records written and the conflicts.
func (p *plan) combine(held, theirs map[model.Key][]record.Held) []edit.Edit {
	var edits []edit.Edit
	for _, key := range sortedKeys(theirs) {
		mine := held[key]
		if key.Article == "" {
			mine = p.mine[key]
		}
		if p.decided(theirs[key][0]) {
			continue
		}
		var stamped, old []record.Held
		for _, h := range theirs[key] {
			if h.Version.Made() {
				old = append(old, h)
			} else {
				stamped = append(stamped, p.known(mine, h))
			}
		}
		if len(stamped) > 0 {
			joined := record.Combine(slices.Concat(mine, stamped))
			p.count(key.Kind, mine, joined)
			edits = append(edits, edit.Leading(mine, joined)...)
			mine = joined
		}
		if len(old) > 0 { // a set has at most one version of a record without a stamp
			edits = append(edits, p.old(mine, old[0])...)
		}
	}
	return edits
}

// decided reports whether a version is the grade of a note in a set of version 1 that the
// project has or had already. Its grade was taken over then, and may have been changed since.
func (p *plan) decided(h record.Held) bool {
	g, ok := h.Content.(*record.Grade)
	return ok && h.Version.Made() && len(p.mine[record.NoteID(g.Note)]) > 0
}

// known returns a version of a set. If the project has the same version, but stores its
// content in a form that sets do not have, known returns it with the project's content.
func (p *plan) known(mine []record.Held, h record.Held) record.Held {
	same := record.Of(h.Key.Kind).Same
	for _, m := range mine {
		if m.Version.Stamp == h.Version.Stamp && !same(m.Content, h.Content) && same(inSet(p.held, m.Key, m.Content), h.Content) {
			h.Content = m.Content
		}
	}
	return h
}

// count counts a record that is written, and its conflicts.
func (p *plan) count(kind model.Kind, mine, joined []record.Held) {
	alike := record.Of(kind).Alike
	if len(mine) == 0 || !alike(mine[0].Content, joined[0].Content) {
		p.written(kind, joined[0].Content)
	}
	for _, other := range joined[1:] {
		if !alike(joined[0].Content, other.Content) {
			p.result.Conflicts++
		}
	}
}

// old returns the edits that combine a version without a stamp with the project's.
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
	at, later := kind.At(theirs.Content), false
	if stands.Content == nil {
		later = at.After(newest(stands.Version))
	} else {
		later = cmp.Or(at.Compare(kind.At(stands.Content)), compareContents(theirs.Key, theirs.Content, stands.Content)) > 0
	}
	if !later {
		return nil
	}
	if differ {
		p.written(kind.Kind, theirs.Content)
	}
	return []edit.Edit{edit.Record{Key: theirs.Key, Before: stands.Content, After: theirs.Content}}
}

// newest returns the latest time of a version and of those that it replaces.
func newest(v record.Version) time.Time {
	at := v.Time()
	for _, run := range v.Past {
		if last := run.Last.Time(); last.After(at) {
			at = last
		}
	}
	return at
}

// contentVersion returns a version for a content without a stamp. Its stamp depends only
// on the content.
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

// sortedKeys returns the keys by kind and, within a kind, by their place in the text.
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
