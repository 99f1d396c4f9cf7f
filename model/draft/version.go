package draft

import "assay.app/assay/model"

// Offers reports whether a draft can be added as a newer version of the article that it is
// offered for: it is no duplicate, and that article is in the project or would be added, too.
func (p *Preview) Offers(d *Article) bool {
	return d.Offer.Made() && !d.IsDuplicate() && (d.Offer.InProject || p.Offering().Of(d))
}

// Offering answers what Preview.Offers answers, for many drafts between two decisions.
type Offering struct{ added map[model.ArticleID]bool }

// Offering returns the Offering for the present decisions.
func (p *Preview) Offering() Offering {
	o := Offering{map[model.ArticleID]bool{}}
	for _, d := range p.Wanted() {
		o.added[d.Article.ID] = true
	}
	return o
}

// Of reports whether a draft can be added as a newer version; see Preview.Offers.
func (o Offering) Of(d *Article) bool {
	return d.Offer.Made() && !d.IsDuplicate() && (d.Offer.InProject || o.added[d.Offer.Of.ID])
}

// Takes reports whether a draft is to be added as a newer version.
func (o Offering) Takes(d *Article) bool { return d.AsVersion && !d.Leave && o.Of(d) }

// TakesVersion reports whether a draft is to be added as a newer version.
func (p *Preview) TakesVersion(d *Article) bool { return d.AsVersion && !d.Leave && p.Offers(d) }

// TakeVersions sets whether drafts are to be added as newer versions. It skips drafts that cannot
// be, and includes those that were left out.
func (p *Preview) TakeVersions(drafts []*Article, taken bool) {
	offering := p.Offering()
	for _, d := range drafts {
		if !offering.Of(d) {
			continue
		}
		d.AsVersion = taken
		if taken && d.Leave {
			d.Include(true)
		}
	}
}

// Versions returns the drafts that are to be added as newer versions.
func (p *Preview) Versions() (all []*Article) {
	offering := p.Offering()
	for _, d := range p.Drafts {
		if offering.Takes(d) {
			all = append(all, d)
		}
	}
	return all
}
