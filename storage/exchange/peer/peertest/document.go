package peertest

import "assay.app/assay/storage/exchange/peer"

// DocumentOf returns a document with everything that is said of an article, as a format would return it that
// loses nothing.
func DocumentOf(p *peer.Page) *peer.Document {
	d := &peer.Document{Article: p.ID, Text: p.Text, Metadata: p.Metadata}
	marks(d, peer.Unit{Notes: p.Notes, Phrases: p.Phrases, Grades: p.Grades}, true)
	for _, u := range p.Units {
		marks(d, u, false)
	}
	return d
}

// marks adds a mark for each thing that is said of a unit.
func marks(d *peer.Document, u peer.Unit, whole bool) {
	add := func(analyst string, m peer.Mark) {
		m.Whole, m.Span, m.Analyst = whole, u.Span, analyst
		d.Marks = append(d.Marks, m)
	}
	for _, a := range u.Labels {
		add(a.Analyst, peer.Mark{Labels: []string{string(a.Label)}, Time: a.At})
	}
	for _, n := range u.Notes {
		add(n.Analyst, peer.Mark{Notes: []peer.Note{{ID: n.ID, Text: n.Text}}})
	}
	for _, g := range u.Phrases {
		add(g.Analyst, peer.Mark{Phrases: []string{g.Name}})
	}
	for _, g := range u.Grades {
		add(g.Analyst, peer.Mark{Grade: g.Grade})
	}
	for _, a := range u.Attributions {
		add(a.Analyst, peer.Mark{Attribution: &a})
	}
	for _, m := range u.Mentions {
		add(m.Analyst, peer.Mark{Mentions: []peer.Mention{m}})
	}
}
