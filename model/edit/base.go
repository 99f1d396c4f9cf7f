package edit

import (
	"fmt"

	"assay.app/assay/model"
)

// BuiltOn is the error of undoing or redoing a change that a later change of another
// analyst needs.
type BuiltOn struct{ By string }

// Error implements error.
func (e *BuiltOn) Error() string {
	return fmt.Sprintf("%s has since built on this change; undo that first", e.By)
}

// base is what changes leave for later changes to build on. An edit builds on them if it
// changes the same record, metadata or presence, and also if it is
//
//   - about an article that the changes added or removed;
//   - on a span that the changes divided, or another division of the same article;
//   - a division, addition or removal of an article whose sentences the changes label;
//   - part of a layer, after the changes added something to the project that all analysts
//     use, such as a label.
type base struct {
	things  map[any]bool
	present map[model.ArticleID]bool
	divided map[model.ArticleID][]model.Span
	placed  map[model.ArticleID]bool
	founded bool
}

func baseOf(changes []Change) *base {
	b := &base{
		things: map[any]bool{}, present: map[model.ArticleID]bool{},
		divided: map[model.ArticleID][]model.Span{}, placed: map[model.ArticleID]bool{},
	}
	for _, c := range changes {
		for e := range c.All() {
			b.add(e)
		}
	}
	return b
}

func (b *base) add(e Edit) {
	if quiet(e) {
		return
	}
	b.things[e.thing()] = true
	at, placed := e.Stretch()
	switch e := e.(type) {
	case Record:
		b.placed[e.About()] = b.placed[e.About()] || placed
		b.founded = b.founded || e.founds()
	case Units:
		b.divided[e.Article] = append(b.divided[e.Article], at)
	case Presence:
		b.present[e.Article] = true
	case Metadata: // only another correction of the same article builds on it
	default:
		panic(fmt.Sprintf("an edit of type %T is not known", e))
	}
}

// founds reports whether the edit adds something that all analysts use: it is part of no
// layer and about no article.
func (e Record) founds() bool {
	return e.Before == nil && e.About() == "" && e.Key.Analyst == "" && e.Owner() == ""
}

// carriesAny reports whether an edit of a change builds on b.
func (b *base) carriesAny(c Change) bool {
	for e := range c.All() {
		if b.carries(e) {
			return true
		}
	}
	return false
}

func (b *base) carries(e Edit) bool {
	id := e.About()
	switch {
	case quiet(e):
		return false
	case b.things[e.thing()], id != "" && b.present[id]:
		return true
	}
	if e.Moves() {
		return b.placed[id] || len(b.divided[id]) > 0
	}
	if r, ok := e.(Record); ok && b.founded && r.Owner() != "" {
		return true
	}
	at, placed := e.Stretch()
	for _, span := range b.divided[id] {
		if placed && at.Overlaps(span) {
			return true
		}
	}
	return false
}
