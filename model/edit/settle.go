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
// An edit identifies the versions beside by their contents, not by their stamps. So its
// inverse is known in advance: undoing a take takes the other version, and undoing a keep
// makes t again. When the store writes the edit, it completes it: it adds the past of the
// new version, and edits of the versions beside.

// Settlement says what happens to the versions that do not stand when an edit decides a
// conflict. A nil content is that of a deleted record.
type Settlement struct {
	Drops  []any // the contents of versions beside that the new version replaces
	Leaves []any // the contents of versions that are then beside the new one
}

// Taking returns the change that makes the other version of a conflict stand. It makes
// that version again; the one that stood is then in conflict with it. doc is the article
// that the record is about, or nil if it is not about an article.
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

// following returns the edits that change the article as a quiet record requires that is
// about to stand.
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

// Unsettled reports whether the edit decides a conflict and is not completed yet.
func (e Record) Unsettled() bool { return e.Settles != nil && e.Is == nil }

// Unsettled reports whether the change has an edit that is not completed yet. It ignores
// packed edits.
func (c Change) Unsettled() bool {
	return slices.ContainsFunc(c.Edits, func(e Edit) bool {
		r, ok := e.(Record)
		return ok && r.Unsettled()
	})
}

// Settled returns the completed edits for e, which must be unsettled. held has the versions
// of the record; the first one stands. made has a stamp for each of e.Settles.Leaves, for
// versions that must be made again beside the one that stands. by is the analyst.
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

// settled returns the keys of the records whose conflicts the change decides. Its edits of
// versions beside these only complete that.
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

// follows reports whether an edit completes another edit of the same change. settled is
// the result of Change.settled.
func follows(e Edit, settled map[model.Key]bool) bool {
	r, ok := e.(Record)
	return ok && r.Beside && settled[r.Key]
}

// repeated returns the edit that repeats an edit. An edit that decides a conflict must be
// completed again.
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
