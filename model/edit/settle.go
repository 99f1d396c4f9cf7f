package edit

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// How a conflict is decided
//
// Two versions of a record are in conflict: s stands, and t is beside it.
//
//	take t     t' stands, a new version that replaces t; s is beside it
//	keep s     s' stands, a new version that replaces s and t
//
// An edit names the versions beside by their contents. So its inverse is known without
// their stamps: to undo a take is to take the other version, and to undo a keep makes t
// once more. The store completes the edit when it writes it: it adds the past of the
// version that it makes, and edits of the versions beside.

// Settlement says what happens to the versions that do not stand when an edit decides a
// conflict. A nil content is that of a deleted record.
type Settlement struct {
	Drops  []any // the contents of versions beside that the new version replaces
	Leaves []any // the contents of versions that are beside the new one then
}

// Taking returns the change that turns a conflict round: the version that did not
// stand is made again, and the one that stood is then in conflict with it. doc is the
// article that the record is about, or nil if it is about none.
func Taking(c record.Conflict, doc *model.Document) Change {
	stands, taken := c.Stands(), c.Beside()
	return Change{Verb: Take, Edits: append(following(doc, taken), Record{
		Key: stands.Key, Before: stands.Content, After: taken.Content,
		Settles: &Settlement{Drops: []any{taken.Content}, Leaves: []any{stands.Content}},
	})}
}

// Keeping returns the change that settles a conflict: the version that stands is made
// again, with the other one in its past.
func Keeping(c record.Conflict) Change {
	stands, dropped := c.Stands(), c.Beside()
	return Change{Verb: Keep, Edits: []Edit{Record{
		Key: stands.Key, Before: stands.Content, After: stands.Content,
		Settles: &Settlement{Drops: []any{dropped.Content}},
	}}}
}

// following returns the edits that bring the article in line with a quiet record that
// is about to stand.
func following(doc *model.Document, quiet record.Held) []Edit {
	if p, ok := quiet.Content.(*record.Presence); ok {
		return []Edit{Presence{Article: model.ArticleID(quiet.Key.ID), Before: !p.Present, After: p.Present}}
	}
	if doc == nil {
		return nil
	}
	switch content := quiet.Content.(type) {
	case *record.Facts:
		return []Edit{Metadata{Article: doc.ID, Before: doc.Metadata, After: content.Metadata}}
	case *record.Paragraph:
		paragraph := slices.Index(doc.Paragraphs, quiet.Key.Sentence)
		if paragraph < 0 || len(content.Units) == 0 {
			return nil // another copy has the article with other paragraphs
		}
		before := InParagraph(doc.Units, paragraph)
		return []Edit{Units{Article: doc.ID, Before: before, After: slices.Clone(content.Units)}}
	}
	return nil
}

// Unsettled reports whether the edit decides a conflict and was not completed yet.
func (e Record) Unsettled() bool { return e.Settles != nil && e.Is == nil }

// Unsettled reports whether the change has an edit that was not completed yet. It ignores
// packed changes.
func (c Change) Unsettled() bool {
	return slices.ContainsFunc(c.Edits, func(e Edit) bool {
		r, ok := e.(Record)
		return ok && r.Unsettled()
	})
}

// Settled returns the edits that complete an edit that decides a conflict, which must be
// unsettled. held has the versions of the record; the first one stands. made are the
// stamps of versions that the edits make beside the one that stands: one for each of
// e.Settles.Leaves.
func (e Record) Settled(held []record.Held, made []record.Stamp, by string) []Edit {
	kind := e.Kind()
	var dropped, left []Edit
	var pasts [][]record.Run
	for i, h := range held {
		if i > 0 && slices.ContainsFunc(e.Settles.Drops, func(c any) bool { return kind.Same(c, h.Content) }) {
			pasts = append(pasts, h.Version.After())
			dropped = append(dropped, Record{Key: e.Key, Before: h.Content, Was: &h.Version, Beside: true})
		}
	}
	stays := false
	for i, content := range e.Settles.Leaves {
		v := record.Version{Stamp: made[i]}
		if len(held) > 0 && !stays && kind.Same(content, held[0].Content) {
			v, stays = held[0].Version, true
		} else if kind.By(e.Key, content) == "" {
			v.By = by
		}
		left = append(left, Record{Key: e.Key, After: content, Is: &v, Beside: true})
	}
	if len(held) > 0 {
		e.Was = &held[0].Version
		if !stays {
			pasts = append(pasts, e.Was.After())
		}
	}
	e.Is = &record.Version{Past: record.Joined(pasts...)}
	return slices.Concat(dropped, []Edit{e}, left)
}

// settled returns the keys of the conflicts that the change has decided. Its edits of
// versions beside those follow from that.
func (c Change) settled() map[model.Key]bool {
	edits := c.Edits
	if c.packed != nil {
		edits = c.packed.odd
	}
	var keys map[model.Key]bool
	for _, e := range edits {
		if r, ok := e.(Record); ok && r.Settles != nil {
			if keys == nil {
				keys = map[model.Key]bool{}
			}
			keys[r.Key] = true
		}
	}
	return keys
}

// follows reports whether an edit completes another one of the same change.
func follows(e Edit, settled map[model.Key]bool) bool {
	r, ok := e.(Record)
	return ok && r.Beside && settled[r.Key]
}

// repeated returns the edit that makes an edit once more.
func repeated(e Edit) Edit {
	if r, ok := e.(Record); ok && r.Settles != nil {
		r.Was, r.Is = nil, nil
		return r
	}
	return e
}

func (s *Settlement) inverse() *Settlement {
	if s == nil {
		return nil
	}
	return &Settlement{Drops: s.Leaves, Leaves: s.Drops}
}

// then returns a settlement with the effect of s and a later one. Either may be nil.
func (s *Settlement) then(later *Settlement, kind *record.Declaration) *Settlement {
	switch {
	case s == nil:
		return later
	case later == nil:
		return s
	}
	without := func(list, others []any) []any {
		return slices.DeleteFunc(slices.Clone(list), func(c any) bool {
			return slices.ContainsFunc(others, func(other any) bool { return kind.Same(c, other) })
		})
	}
	both := &Settlement{
		Drops:  slices.Concat(s.Drops, without(later.Drops, s.Leaves)),
		Leaves: slices.Concat(without(s.Leaves, later.Drops), later.Leaves),
	}
	both.Drops, both.Leaves = without(both.Drops, both.Leaves), without(both.Leaves, both.Drops)
	if len(both.Drops)+len(both.Leaves) == 0 {
		return nil
	}
	return both
}
