package draft

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
)

// Copies of one text
//
// Drafts with the same id have the same text, whatever their formats: these are
// twins, and at most one of them is added. At first that is the copy that says most
// about the article; see outranks. The analyst can choose another one. Nothing of the
// other copies is added: values from several files would have no single source.

// twins are drafts with the same text. At most one of them can be added.
type twins struct {
	all   []*Article
	added *Article // nil if all of them are left out
}

// IsDuplicate reports whether the project already has the same text, or another draft
// with the same text is added.
func (d *Article) IsDuplicate() bool { return d.Known || d.substitute() != nil }

// Twins returns the other drafts with the same text, in the order of the preview.
func (d *Article) Twins() (others []*Article) {
	if d.twins == nil {
		return nil
	}
	for _, other := range d.twins.all {
		if other != d {
			others = append(others, other)
		}
	}
	return others
}

// substitute returns the draft with the same text that is added instead of this one,
// or nil.
func (d *Article) substitute() *Article {
	if d.twins == nil || d.twins.added == d {
		return nil
	}
	return d.twins.added
}

// SameAs returns the twin that is added instead of d. If no twin is added, it returns any
// twin, or nil if d has no twins.
func (d *Article) SameAs() *Article {
	if other := d.substitute(); other != nil {
		return other
	}
	if others := d.Twins(); len(others) > 0 {
		return others[0]
	}
	return nil
}

// SameFile reports whether the files of two drafts, and not only their texts, are the
// same.
func (d *Article) SameFile(other *Article) bool {
	a, b := d.Article.Source, other.Article.Source
	return a.SHA256 == b.SHA256 && a.Record.N == b.Record.N && d.Article.ID == other.Article.ID
}

// SaysMore reports whether more is known about the article of d than about that of
// another draft: more of its title, outlet, date, byline, address and language.
func (d *Article) SaysMore(other *Article) bool { return d.facts() > other.facts() }

// facts returns how many of the fields that identify an article are known.
func (d *Article) facts() (n int) {
	for _, field := range identifying(d.recognised) {
		if field != "" {
			n++
		}
	}
	return n
}

// identifying returns the fields that identify an article, the most important first.
func identifying(m model.Metadata) []string {
	return []string{m.Title, m.Outlet, m.Published, m.Byline, m.URL, m.Language}
}

// further returns the fields that decide between copies whose identifying fields are
// the same.
func further(m model.Metadata) []string {
	return []string{m.PublishedAt, m.Dateline, m.Section, m.Archive, m.Retrieved}
}

// richness returns the formats from the one that says most about the structure of a
// text to the one that says least. Plain text, which is not listed, says nothing.
func richness() []string {
	return []string{
		"html", "mhtml", "epub", "docx", "odt", "rtf", "markdown", "telegram", "eml", "tnef", "mbox", "jsonl", "json", "csv", "tsv", "pdf", "subtitles",
	}
}

// outranks compares two copies of a text. It returns a negative number if a is to be
// added rather than b. Copies with more identifying fields come first, then those in a
// richer format, then those with more further fields. The paths decide between equal
// copies, so the order in which files are read never does.
func outranks(a, b *Article) int {
	formats := richness()
	rank := func(d *Article) int {
		if at := slices.Index(formats, d.Article.Source.Format); at >= 0 {
			return at
		}
		return len(formats)
	}
	return cmp.Or(
		cmp.Compare(b.facts(), a.facts()),
		compareKnown(identifying(a.recognised), identifying(b.recognised)),
		cmp.Compare(rank(a), rank(b)),
		compareKnown(further(a.recognised), further(b.recognised)),
		cmp.Compare(a.Path, b.Path),
	)
}

// compareKnown compares two lists by the first field that only one of them has.
func compareKnown(a, b []string) int {
	for i := range a {
		switch {
		case a[i] != "" && b[i] == "":
			return -1
		case a[i] == "" && b[i] != "":
			return 1
		}
	}
	return 0
}

// Include sets whether the draft is added. Adding it leaves out the twin that was
// to be added before.
func (d *Article) Include(wanted bool) {
	d.Leave, d.yields = !wanted, false
	switch t := d.twins; {
	case t == nil:
	case wanted:
		for _, other := range d.Twins() {
			other.Leave, other.yields = true, true
		}
		t.added = d
	case t.added == d:
		t.added = nil
	}
}

// IncludeAll sets whether drafts are added. It leaves duplicates as they are, and adds
// only one of several drafts with the same text.
func IncludeAll(drafts []*Article, wanted bool) {
	best := map[*twins]*Article{}
	for _, d := range drafts {
		switch {
		case d.IsDuplicate() || d.Leave == !wanted:
		case d.twins == nil || !wanted:
			d.Include(wanted)
		case best[d.twins] == nil || outranks(d, best[d.twins]) < 0:
			best[d.twins] = d
		}
	}
	for _, d := range best {
		d.Include(true)
	}
}

// PairTwins groups the drafts that have the same text. Of each group that is new to
// the project, the draft that the analyst chose is added, or else the first by
// outranks. If the analyst has left out that draft, none of them is added.
func (p *Preview) PairTwins() {
	groups, order := map[model.ArticleID]*twins{}, []*twins{}
	for _, d := range p.Drafts {
		if !d.met {
			d.recognised = d.Article.Metadata
		}
		d.twins = nil
		if d.Known || d.Article.ID == "" {
			d.met = true
			continue
		}
		t := groups[d.Article.ID]
		if t == nil {
			t = &twins{}
			groups[d.Article.ID], order = t, append(order, t)
		}
		t.all = append(t.all, d)
	}
	for _, t := range order {
		t.choose()
	}
}

// choose chooses the draft of a group that is added.
func (t *twins) choose() {
	kept := slices.DeleteFunc(slices.Clone(t.all), func(d *Article) bool { return !d.met || d.Leave })
	refused := slices.ContainsFunc(t.all, func(d *Article) bool { return d.met && d.Leave && !d.yields })
	switch {
	case len(kept) > 0:
		t.added = slices.MinFunc(kept, outranks)
	case !refused:
		t.added = slices.MinFunc(t.all, outranks)
	}
	for _, d := range t.all {
		if len(t.all) > 1 {
			d.twins = t
		}
		switch {
		case d == t.added:
			d.Leave, d.yields = false, false
		case !d.met || !d.Leave:
			d.Leave, d.yields = true, true
		}
		d.met = true
	}
}
