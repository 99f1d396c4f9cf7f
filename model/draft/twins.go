package draft

import "cmp"

// twins are drafts with the same bytes. At most one of them can be added.
type twins struct {
	all   []*Article
	added *Article // nil if all of them are new to the project and left out
}

// IsDuplicate reports whether the project already has the same bytes, or another draft
// with the same bytes is added.
func (d *Article) IsDuplicate() bool {
	return d.Known || !d.met && d.Twin != "" || d.substitute() != nil
}

// HasTwins reports whether other drafts have the same bytes.
func (d *Article) HasTwins() bool { return d.twins != nil && len(d.twins.all) > 1 }

// substitute returns the draft with the same bytes that is added instead of this one,
// or nil.
func (d *Article) substitute() *Article {
	if d.twins == nil || d.twins.added == d {
		return nil
	}
	return d.twins.added
}

// SameAs returns the path of the twin that is added instead of d. If there is none,
// it returns the path of the first other twin, or "" if d has no twins.
func (d *Article) SameAs() string {
	if other := d.substitute(); other != nil {
		return other.Path
	}
	if d.twins != nil && d.Twin == "" {
		return d.twins.all[1].Path
	}
	return d.Twin
}

// Include sets whether the draft is added. Adding it leaves out the twin that was
// to be added before.
func (d *Article) Include(wanted bool) {
	d.Leave = !wanted
	switch t := d.twins; {
	case t == nil:
	case wanted:
		if other := d.substitute(); other != nil {
			other.Leave = true
		}
		t.added = d
	case t.added == d:
		t.added = nil
	}
}

// PairTwins groups the drafts that have the same bytes. Of each group that is new
// to the project, the first draft that is not left out is added.
func (p *Preview) PairTwins() {
	all := map[string]*twins{}
	for _, d := range p.Drafts {
		if d.Twin != "" {
			all[d.Twin] = &twins{}
		}
		if !d.met && d.Twin != "" {
			d.Leave = true
		}
		if !d.met {
			d.recognised = d.Article.Metadata
		}
		d.met = true
	}
	for _, d := range p.Drafts {
		if d.twins = all[cmp.Or(d.Twin, d.Path)]; d.twins != nil {
			d.twins.all = append(d.twins.all, d)
			if d.twins.added == nil && (d.Known || !d.Leave) {
				d.twins.added = d
			}
		}
	}
}
