package draft

import (
	"context"
	"slices"
)

// Rereading is a request to read part of a preview again, in a different way.
type Rereading struct {
	Drafts   []*Article // the only drafts to read, with the rules of another language; nil for all of Sources
	Sources  []Source   // to be read with all their articles
	Encoding string     // of the sources; "" if it is to be detected
	Mapping  *Mapping   // the corrected columns of a table, or nil

	Divisions Divisions       // all corrected divisions
	AllBlocks map[string]bool // as in Preview

	correction *correction // the correction that can be undone afterwards, or nil
}

// reads reports whether the sources hold the article at a path.
func (r Rereading) reads(path string) bool {
	return slices.ContainsFunc(r.Sources, func(s Source) bool { return s.Holds(path) })
}

// Line is a line of an article.
type Line struct {
	Start int    // byte offset in the text to be divided
	Text  string // shortened
}

// Step is the progress of reading an import.
type Step struct {
	Done, Total int    // Total is 0 if unknown
	Path        string // the file being read; "" while the project's own articles are read
	Bytes       bool   // Done and Total count bytes of that file, not articles or files
}

// Complete returns r with the preview's AllBlocks and its divisions, except those
// of texts in r's sources, because their offsets may differ in another encoding. If
// r has a correction, Complete returns r unchanged.
func (p *Preview) Complete(r Rereading) Rereading {
	if r.correction != nil {
		return r
	}
	r.Divisions, r.AllBlocks = p.Divisions.without(r.reads), p.AllBlocks
	return r
}

// Replace replaces the drafts, refusals and tables of r's sources with those in
// found, the result of r. If r reads only single drafts, Replace updates their
// sentences.
func (p *Preview) Replace(r Rereading, found *Preview) {
	if r.Drafts != nil {
		byPath := map[string]*Article{}
		for _, f := range found.Drafts {
			byPath[f.Path] = f
		}
		for _, d := range r.Drafts {
			if f := byPath[d.Path]; f != nil {
				d.redivide(f)
			}
		}
		return
	}
	is := func(path, file string) bool {
		return slices.Contains(r.Sources, Source{path, file})
	}
	old := func(d *Article) bool { s := d.Source(); return is(s.Path, s.File) }
	at := slices.IndexFunc(p.Drafts, old)
	before := map[string]*Article{}
	for _, d := range p.Drafts {
		if old(d) {
			before[d.Path] = d
		}
	}
	for _, d := range found.Drafts {
		d.recognised = d.Article.Metadata
		if was := before[d.Path]; was != nil {
			d.Leave, d.yields, d.met, d.Kept = was.Leave, was.yields, true, was.Kept
			d.AsVersion = was.AsVersion && d.Offer.Of.ID == was.Offer.Of.ID
		}
	}
	if r.correction != nil {
		r.correction.keep(found.Drafts)
	}
	p.Drafts = slices.DeleteFunc(p.Drafts, old)
	if at < 0 { // it could not be read before
		at = len(p.Drafts)
	}
	p.Drafts = slices.Insert(p.Drafts, at, found.Drafts...)
	p.Refused = append(slices.DeleteFunc(p.Refused, func(x Refused) bool { return is(x.Path, x.File) }), found.Refused...)
	p.PairTwins()
	p.Tables = append(slices.DeleteFunc(p.Tables, func(t *Table) bool { return is(t.Path, t.File) }), found.Tables...)
	p.remember(r)
	if r.Mapping != nil {
		p.Mappings = append([]Mapping{*r.Mapping}, slices.DeleteFunc(p.Mappings, func(m Mapping) bool { return m.Key == r.Mapping.Key })...)
	}
}

// Rereader reads the files of a preview again, because the preview keeps no texts.
// Its methods can take long and must not be called on the GUI goroutine.
type Rereader interface {
	// Again carries out a rereading and returns the drafts, refusals and tables
	// that it finds.
	Again(ctx context.Context, r Rereading, progress func(Step)) (*Preview, error)
	// Lines returns the first lines of the only draft of a Rereading, without empty
	// ones. It returns none if the file no longer has the draft.
	Lines(ctx context.Context, r Rereading, progress func(Step)) ([]Line, error)
}
