package cas

import (
	"strconv"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// item is an annotation to be written. Offsets count UTF-16 code units.
type item struct {
	typ        string // without "assay."
	begin, end int
	values     []value // without empty ones
}

type value struct {
	name, text string
	number     bool
}

// itemsOf returns the annotations of an article and the length of its text in UTF-16 code units.
func itemsOf(p *peer.Page, book model.Codebook) (items []item, length int) {
	counts := offset.NewTable(p.Text, offset.Reading{Unit: offset.UTF16})
	length = counts.Len()
	add := func(typ string, at model.Span, pairs ...string) {
		one := item{typ: typ, begin: counts.Of(at.Start), end: counts.Of(at.End)}
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i+1] != "" {
				one.values = append(one.values, value{name: pairs[i], text: pairs[i+1]})
			}
		}
		items = append(items, one)
	}
	all := model.Span{End: len(p.Text)}
	add("Article", all, append([]string{"article", string(p.ID), "file", p.File}, metadata(p.Metadata)...)...)
	said(add, all, &peer.Unit{Notes: p.Notes, Phrases: p.Phrases}, "article", book)
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			u := &list[i]
			if u.IsSentence() {
				add("Sentence", u.Span, "sentence", u.ID)
				last := &items[len(items)-1]
				last.values = append(last.values, value{name: "index", text: strconv.Itoa(u.Index), number: true})
			}
			said(add, u.Span, u, "sentence", book)
		}
	}
	return items, length
}

// metadata returns the names and the values of metadata.
func metadata(m model.Metadata) (pairs []string) {
	for _, f := range peer.Facts(&m) {
		pairs = append(pairs, f.Name, *f.Text)
	}
	return pairs
}

// said adds what analysts say of a unit or of the article.
func said(add func(string, model.Span, ...string), at model.Span, u *peer.Unit, subject string, book model.Codebook) {
	for _, a := range u.Labels {
		l, _ := book.Find(a.Label)
		add("Label", at, "analyst", a.Analyst, "label", string(a.Label), "name", l.Name, "time", moment(a.At))
	}
	for _, n := range u.Notes {
		add("Note", at, "subject", subject, "analyst", n.Analyst, "note", n.ID, "text", n.Text, "time", moment(n.Updated))
	}
	for _, g := range u.Phrases {
		add("Phrase", at, "subject", subject, "analyst", g.Analyst, "phrase", g.Name)
	}
	for _, g := range u.Grades {
		add("Grade", at, "analyst", g.Analyst, "source", g.Grade.Source, "information", g.Grade.Information, "basis", g.Basis, "time", moment(g.At))
	}
	for _, a := range u.Attributions {
		add("Attribution", at, "analyst", a.Analyst, "voice", a.Name, "mode", string(a.Mode), "cue", a.Cue, "via", a.Via)
	}
	for _, m := range u.Mentions {
		add("Mention", at, "analyst", m.Analyst, "statement", string(m.Statement), "title", m.Title, "stance", string(m.Stance))
	}
}

// moment writes a time, or nothing for the zero time.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}
