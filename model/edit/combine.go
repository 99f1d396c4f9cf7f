package edit

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Combining returns the edits that lead from the versions of a record that a copy of a
// project has to those that remain when others are added; see record.Combine. The
// first of mine stands, if there are any.
func Combining(mine, theirs []record.Held) []Edit {
	return Leading(mine, record.Combine(slices.Concat(mine, theirs)))
}

// Leading returns the edits that lead from some versions of a record to others. In
// both lists the first one stands.
func Leading(from, to []record.Held) []Edit {
	var edits []Edit
	in := func(list []record.Held, h record.Held) bool { return slices.ContainsFunc(list, h.Same) }
	for i, h := range from {
		if i > 0 && !in(to[min(1, len(to)):], h) {
			edits = append(edits, Record{Key: h.Key, Before: h.Content, Was: &h.Version, Beside: true})
		}
	}
	if len(to) > 0 && !in(from[:min(1, len(from))], to[0]) {
		e := Record{Key: to[0].Key, After: to[0].Content, Is: &to[0].Version}
		if len(from) > 0 {
			e.Before, e.Was = from[0].Content, &from[0].Version
		}
		edits = append(edits, e)
	}
	for i, h := range to {
		if i > 0 && !in(from[min(1, len(from)):], h) {
			edits = append(edits, Record{Key: h.Key, After: h.Content, Is: &h.Version, Beside: true})
		}
	}
	return edits
}

// Taking returns the change that turns a conflict round: the version that did not
// stand is made again, and the one that stood is then in conflict with it. doc is the
// article that the record is about, or nil if it is about none.
func Taking(c record.Conflict, doc *model.Document) Change {
	stands, taken := c.Stands(), c.Beside()
	made := record.Version{Past: taken.Version.After()}
	return Change{Verb: Take, Edits: append(following(doc, taken.Content),
		Record{Key: taken.Key, Before: taken.Content, Was: &taken.Version, Beside: true},
		Record{Key: stands.Key, Before: stands.Content, After: taken.Content, Was: &stands.Version, Is: &made},
		Record{Key: stands.Key, After: stands.Content, Is: &stands.Version, Beside: true},
	)}
}

// following returns the edits that bring the article in line with a quiet record that
// is about to stand.
func following(doc *model.Document, content any) []Edit {
	if doc == nil {
		return nil
	}
	switch content := content.(type) {
	case *record.Facts:
		return []Edit{Metadata{Article: doc.ID, Before: doc.Metadata, After: content.Metadata}}
	case *record.Paragraph:
		if len(content.Units) == 0 {
			return nil
		}
		before := InParagraph(doc.Units, content.Units[0].Paragraph)
		return []Edit{Units{Article: doc.ID, Before: before, After: slices.Clone(content.Units)}}
	}
	return nil
}

// Keeping returns the change that settles a conflict: the version that stands is made
// again, with the other one in its past.
func Keeping(c record.Conflict) Change {
	stands, dropped := c.Stands(), c.Beside()
	made := record.Version{Past: slices.Concat(dropped.Version.After(), stands.Version.After())}
	return Change{Verb: Keep, Edits: []Edit{
		Record{Key: dropped.Key, Before: dropped.Content, Was: &dropped.Version, Beside: true},
		Record{Key: stands.Key, Before: stands.Content, After: stands.Content, Was: &stands.Version, Is: &made},
	}}
}
