package origin

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
)

// Proposal is what is proposed for one article.
type Proposal struct {
	Article model.ArticleID
	Origin  model.Origin // zero if only the family is known
	Family  int          // the number of its family of near-identical articles, from 1; 0 if it has none
	Because []Evidence   // strongest first, then by place; never empty
}

// Builder reads articles and proposes their origins. It keeps some 8 bytes for every 4
// words of an article. It is not safe for concurrent use.
type Builder struct {
	reader   *reader
	articles map[model.ArticleID]*article
}

// NewBuilder returns a builder for articles that may name the given outlets as their
// sources: those of the project.
func NewBuilder(outlets []string) *Builder {
	return &Builder{newReader(outlets), map[model.ArticleID]*article{}}
}

// Add adds an article, or replaces the one with its ID. It keeps neither the document nor
// its text.
func (b *Builder) Add(doc *model.Document) { b.articles[doc.ID] = b.reader.read(doc) }

// Remove removes an article.
func (b *Builder) Remove(id model.ArticleID) { delete(b.articles, id) }

// Proposals returns the proposals, by article ID, for the articles for which there is
// evidence. If ctx is cancelled, it returns its error.
func (b *Builder) Proposals(ctx context.Context) ([]Proposal, error) {
	articles := make([]*article, 0, len(b.articles))
	for _, id := range slices.Sorted(maps.Keys(b.articles)) {
		articles = append(articles, b.articles[id])
	}
	linked := links(articles)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all := make([]Proposal, len(articles))
	for i, a := range articles {
		all[i] = alone(a)
	}
	nearest := nearestOf(articles, linked)
	for n, members := range families(articles, linked) {
		origin, source := decide(articles, members)
		for _, i := range members {
			p := &all[i]
			p.Family = n + 1
			p.Because = append(p.Because, Evidence{Kind: NearIdentical, Of: articles[nearest[i]].id})
			if origin != (model.Origin{}) {
				p.Origin = seen(articles[i], origin, source)
			}
		}
	}
	all = slices.DeleteFunc(all, func(p Proposal) bool { return len(p.Because) == 0 })
	for i := range all {
		slices.SortStableFunc(all[i].Because, func(a, b Evidence) int {
			return cmp.Or(cmp.Compare(a.Kind, b.Kind), a.Span.Compare(b.Span), strings.Compare(a.Name, b.Name))
		})
		all[i].Because = slices.Compact(all[i].Because)
	}
	return all, ctx.Err()
}

// alone returns the proposal for an article by its own evidence.
func alone(a *article) Proposal {
	p := Proposal{Article: a.id}
	for _, f := range a.found {
		p.Because = append(p.Because, f.Evidence)
	}
	for _, f := range a.named {
		p.Because = append(p.Because, f.Evidence)
	}
	switch f, ok := a.credit(); {
	case ok:
		p.Origin = a.from(f.Name, f.id, f.agency)
	case len(a.named) > 0:
		p.Origin = a.from(a.named[0].Name, a.named[0].id, a.named[0].agency)
	}
	return p
}

// credit returns what the article credits: itself, then an agency, then another outlet,
// each in a dateline before a credit.
func (a *article) credit() (best found, ok bool) {
	rank := func(f found) int {
		r := 4
		switch {
		case f.id == a.self:
			r = 0
		case f.agency:
			r = 2
		}
		if f.Kind == Credit {
			r++
		}
		return r
	}
	for _, f := range a.found {
		if !ok || rank(f) < rank(best) {
			best, ok = f, true
		}
	}
	return best, ok
}

// from returns the origin of an article that comes from an agency or an outlet.
func (a *article) from(name string, id model.OutletID, agency bool) model.Origin {
	switch {
	case id == a.self:
		return model.Origin{Kind: model.OwnReporting, Name: a.name()}
	case agency:
		return model.Origin{Kind: model.FromAgency, Name: name}
	}
	return model.Origin{Kind: model.FromOutlet, Name: name}
}

// name returns the name under which the article's own work counts.
func (a *article) name() string {
	if a.agency != "" {
		return a.agency
	}
	return a.outlet
}

// nearestOf returns, for each article with links, the article that shares most with it.
func nearestOf(articles []*article, links []link) map[int32]int32 {
	nearest, most := map[int32]int32{}, map[int32]int{}
	for _, l := range links { // in order, so that the first among equals is taken
		for _, pair := range [2][2]int32{{l.a, l.b}, {l.b, l.a}} {
			i, other := pair[0], pair[1]
			if old, ok := nearest[i]; !ok || l.shared > most[i] || l.shared == most[i] && articles[other].id < articles[old].id {
				nearest[i], most[i] = other, l.shared
			}
		}
	}
	return nearest
}

// seen returns the origin of a family as it is for one of its articles.
func seen(a *article, origin model.Origin, source model.OutletID) model.Origin {
	if a.self == source {
		return model.Origin{Kind: model.OwnReporting, Name: a.name()}
	}
	return origin
}

// decide returns the origin of a family, and the outlet or agency that it is. The origin is
// zero if nothing decides.
func decide(articles []*article, members []int32) (model.Origin, model.OutletID) {
	agencies, outlets := votes{}, votes{}
	selves, named := votes{}, votes{}
	all := map[model.OutletID]*article{}
	for _, i := range members {
		a := articles[i]
		all[a.self] = a
		if a.agency != "" {
			agencies.add(a.self, a.agency)
		}
		for _, f := range a.found {
			switch {
			case f.agency:
				agencies.add(f.id, f.Name)
			case f.id == a.self:
				selves.add(f.id, a.outlet)
			default:
				outlets.add(f.id, f.Name)
			}
		}
		for _, f := range a.named {
			named.add(f.id, f.Name)
		}
	}
	if id, name, ok := agencies.most(); ok {
		return model.Origin{Kind: model.FromAgency, Name: name}, id
	}
	outlet := func(id model.OutletID, name string) (model.Origin, model.OutletID) {
		return model.Origin{Kind: model.FromOutlet, Name: name}, id
	}
	if id, name, ok := outlets.most(); ok {
		return outlet(id, name)
	}
	if len(selves) == 1 {
		id, name, _ := selves.most()
		return outlet(id, name)
	}
	if len(all) == 1 && articles[members[0]].self != "" { // one outlet's versions
		return outlet(articles[members[0]].self, articles[members[0]].outlet)
	}
	if a := first(articles, members); a != nil && a.self != "" {
		return outlet(a.self, a.outlet)
	}
	inside := votes{}
	for id, v := range named {
		if all[id] != nil {
			inside[id] = v
		}
	}
	if id, _, ok := inside.most(); ok {
		return outlet(id, all[id].outlet)
	}
	return model.Origin{}, ""
}

// votes counts by outlet or agency.
type votes map[model.OutletID]*vote

type vote struct {
	name  string
	count int
}

func (v votes) add(id model.OutletID, name string) {
	if v[id] == nil {
		v[id] = &vote{name: name}
	}
	v[id].name = min(v[id].name, name)
	v[id].count++
}

// most returns the one with most votes, the first by its letters among equals.
func (v votes) most() (best model.OutletID, name string, ok bool) {
	for id, one := range v {
		if !ok || one.count > v[best].count || one.count == v[best].count && id < best {
			best, name, ok = id, one.name, true
		}
	}
	return best, name, ok
}

// zones is how far local times can be apart.
const zones = 26 * time.Hour

// first returns the article that was published before those of all other outlets, or nil.
func first(articles []*article, members []int32) *article {
	type when struct {
		a        *article
		from, to time.Time
		zoned    bool
	}
	var all []when
	for _, i := range members {
		a := articles[i]
		from, to, zoned := a.meta.PublishedWithin()
		if from.IsZero() {
			return nil // it may be the first
		}
		all = append(all, when{a, from, to, zoned})
	}
	before := func(x, y when) bool {
		if x.zoned != y.zoned {
			return x.to.Add(zones).Compare(y.from) <= 0
		}
		return x.to.Compare(y.from) <= 0
	}
	for _, x := range all {
		if !slices.ContainsFunc(all, func(y when) bool { return y.a.self != x.a.self && !before(x, y) }) {
			return x.a
		}
	}
	return nil
}
