package match

import (
	"cmp"
	"context"
	"maps"
	"runtime"
	"slices"

	"assay.app/assay/model"
)

// Index compares the sentences of articles. It is for one goroutine at a time.
//
// What it returns depends only on the articles in it, not on the order in which they
// were added, nor on whether one by one or at once, nor on articles that were removed.
// Words weigh by fixed classes of frequency and by the sentences of their own article;
// nothing is counted across articles.
type Index struct {
	articles map[model.ArticleID]*article
	nodes    []*node   // by id; nil if removed
	owners   []int32   // by id: the number of the article of its first place
	briefs   []brief   // by id
	limits   []float32 // by id: how alike a new link is at least
	free     []int32
	numbered int32 // how many articles have been numbered
	byID     map[uint64]int32
	postings map[uint32]*posting
	counts   map[uint32]int32 // by hash of a term: how many nodes have it
	reader   *reader
	finders  []*finder // one for each core; the first is that of the calling goroutine
	last     *view     // nil if the index has changed since
}

type article struct {
	number int32
	text   Text
	nodes  []int32 // by sentence; −1 if it says too little to be compared
}

// node is a sentence, with all places where it is repeated word by word. Its reading is
// that of the first of them.
type node struct {
	reading
	refs   []Ref // in order
	keys   []uint32
	orders []uint32
	links  []link // to other nodes, the most alike first

	// ranked begins with the links and goes on with the next best candidates, if they are
	// known. So a link that is lost is replaced without looking for partners again.
	ranked []link
	whole  bool // ranked has all candidates that are alike enough
}

// link is a likely partner.
type link struct {
	to    int32
	alike float32
}

// MostLinks is the greatest number of links of a sentence.
const MostLinks = 40

// mostRanked is how many candidates of a sentence are known to be its best.
const mostRanked = MostLinks + 16

// leastAlike is how alike likely partners are at least.
const leastAlike = .08

// New returns an empty index.
func New() *Index {
	x := &Index{
		articles: map[model.ArticleID]*article{}, byID: map[uint64]int32{}, postings: map[uint32]*posting{},
		counts: map[uint32]int32{}, reader: newReader(),
	}
	for range runtime.GOMAXPROCS(0) {
		x.finders = append(x.finders, &finder{x: x})
	}
	return x
}

// rank sets the best candidates of a node, in their order, and whether they are all. There
// are at most mostRanked.
func (x *Index) rank(id int32, ranked []link, whole bool) {
	n := x.nodes[id]
	n.ranked, n.whole = ranked, whole && len(ranked) < mostRanked // of more, the worst is not kept
	n.links = ranked[:min(len(ranked), MostLinks)]
	x.limits[id] = leastAlike
	if k := len(ranked); k > 0 && !n.whole {
		x.limits[id] = ranked[k-1].alike
	}
}

// unlink removes a candidate from the best of a node. It returns false if the other
// candidates have to be looked for again.
func (x *Index) unlink(id, from int32) bool {
	n := x.nodes[id]
	if at := indexOf(n.ranked, from); at >= 0 {
		x.rank(id, slices.Delete(n.ranked, at, at+1), n.whole)
	}
	return n.whole || len(n.ranked) >= MostLinks
}

// offer adds a candidate to the best of a node, if it is one of them.
func (x *Index) offer(id int32, one link) {
	n := x.nodes[id]
	if one.alike < x.limits[id] || hasLink(n.ranked, one.to) {
		return
	}
	at, _ := slices.BinarySearchFunc(n.ranked, one, x.compareLinks)
	if at == len(n.ranked) && !n.whole {
		return // others may be better
	}
	ranked, whole := n.ranked, n.whole
	if len(ranked) == mostRanked {
		ranked, whole = ranked[:mostRanked-1], false
	}
	x.rank(id, slices.Insert(ranked, at, one), whole)
}

// Add adds an article, or replaces the article with its ID.
func (x *Index) Add(t Text) {
	x.Remove(t.ID)
	x.last = nil
	u := update{x: x}
	readings := x.reader.read(t)
	a := x.addArticle(t)
	for i := range readings {
		a.nodes[i] = u.addSentence(Ref{t.ID, i}, &readings[i])
	}
	u.finish()
}

// lastView returns a view of the index as it is.
func (x *Index) lastView() *view {
	if x.last == nil {
		x.last = x.view()
	}
	return x.last
}

func (x *Index) addArticle(t Text) *article {
	a := &article{number: x.numbered, text: t, nodes: make([]int32, len(t.Sentences))}
	x.numbered++
	x.articles[t.ID] = a
	return a
}

// fewArticles is how many times more articles an index has than are changed one by one.
const fewArticles = 8

// AddAll adds articles, or replaces those with their IDs. It is Change without articles to
// remove.
func (x *Index) AddAll(ctx context.Context, texts []Text, progress func(done, of int)) error {
	return x.Change(ctx, texts, nil, progress)
}

// Change removes some articles and adds others, or replaces those with their IDs. It calls
// progress, if that is not nil, with the number of steps that are done and the number of
// all, from the calling goroutine. If ctx is cancelled, Change returns its error; some of
// the articles may have been changed then, each of them whole.
func (x *Index) Change(ctx context.Context, add []Text, remove []model.ArticleID, progress func(done, of int)) error {
	changes := len(add) + len(remove)
	if len(x.articles) > fewArticles*changes {
		return x.changeEach(ctx, add, remove, progress)
	}
	all := make([]Text, 0, len(x.articles)+len(add))
	gone := map[model.ArticleID]bool{}
	for _, id := range remove {
		gone[id] = true
	}
	for id, a := range x.articles {
		if !gone[id] {
			all = append(all, a.text)
		}
	}
	whole := New()
	if err := whole.build(ctx, append(all, add...), progress); err != nil {
		return err
	}
	*x = *whole
	for _, f := range x.finders {
		f.x = x
	}
	return nil
}

// changeEach is Change one article at a time.
func (x *Index) changeEach(ctx context.Context, add []Text, remove []model.ArticleID, progress func(done, of int)) error {
	for i := range len(remove) + len(add) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i < len(remove) {
			x.Remove(remove[i])
		} else {
			x.Add(add[i-len(remove)])
		}
		if progress != nil {
			progress(i+1, len(remove)+len(add))
		}
	}
	return nil
}

// Text returns the text of an article in the index.
func (x *Index) Text(id model.ArticleID) (t Text, ok bool) {
	a, ok := x.articles[id]
	if ok {
		t = a.text
	}
	return t, ok
}

// IDs returns the IDs of the articles in the index, in order.
func (x *Index) IDs() []model.ArticleID { return slices.Sorted(maps.Keys(x.articles)) }

// Remove removes an article and reports whether it was there.
func (x *Index) Remove(id model.ArticleID) bool {
	a, ok := x.articles[id]
	if !ok {
		return false
	}
	delete(x.articles, id)
	x.last = nil
	u := update{x: x}
	for _, n := range a.nodes {
		if n >= 0 {
			u.removeArticle(id, n)
		}
	}
	u.finish()
	return true
}

// count adds n to the counts of the terms of a sentence.
func (x *Index) count(s *reading, n int32) {
	for _, t := range s.terms {
		if c := x.counts[t.hash] + n; c > 0 {
			x.counts[t.hash] = c
		} else {
			delete(x.counts, t.hash)
		}
	}
}

func (x *Index) comparePlaces(a, b place) int {
	if a.order != b.order {
		return cmp.Compare(a.order, b.order)
	}
	return cmp.Compare(x.nodes[a.node].id, x.nodes[b.node].id)
}

// at returns where a node is in the posting of its key i, or would be inserted.
func (x *Index) at(p *posting, n int32, i int) int {
	at, _ := slices.BinarySearchFunc(p.places, place{x.nodes[n].orders[i], n}, x.comparePlaces)
	return at
}

// compareLinks orders the links of a sentence.
func (x *Index) compareLinks(a, b link) int {
	if a.alike != b.alike {
		return cmp.Compare(b.alike, a.alike)
	}
	return cmp.Compare(x.nodes[a.to].id, x.nodes[b.to].id)
}

// finder finds the likely partners of sentences. It reuses its memory and is for one
// goroutine at a time.
type finder struct {
	x     *Index
	stamp []uint32 // by node: the last search that saw it
	now   uint32
	found []link
	glance
}

// eachCandidate calls visit once with each candidate of a node.
func (f *finder) eachCandidate(n int32, visit func(int32)) {
	x := f.x
	if len(f.stamp) < len(x.nodes) {
		f.stamp = append(f.stamp, make([]uint32, len(x.nodes)-len(f.stamp)+len(x.nodes)/8)...)
	}
	f.now++
	f.stamp[n] = f.now
	me := x.nodes[n]
	for i, k := range me.keys {
		p := x.postings[k]
		at := x.at(p, n, i)
		for _, o := range p.places[max(0, at-window):min(len(p.places), at+window+1)] {
			if f.stamp[o.node] == f.now {
				continue
			}
			f.stamp[o.node] = f.now
			if x.owners[o.node] != x.owners[n] {
				visit(o.node)
			}
		}
	}
}

// offered is a link that a node is offered.
type offered struct {
	node int32
	link
}

// best returns the best candidates of a node for rank. If offers is not nil, it also appends
// the links that are alike enough for the other node.
func (f *finder) best(n int32, offers *[]offered) (ranked []link, whole bool) {
	x := f.x
	f.found, whole = f.found[:0], true
	f.at(&x.briefs[n])
	least := float32(leastAlike)
	f.eachCandidate(n, func(o int32) {
		lim := least
		if offers != nil {
			lim = min(lim, x.limits[o])
		}
		s := f.glance.alike(&x.briefs[o], lim)
		if offers != nil && s >= x.limits[o] {
			*offers = append(*offers, offered{o, link{n, s}})
		}
		if s < least {
			return
		}
		if f.found = append(f.found, link{o, s}); len(f.found) == 2*mostRanked {
			slices.SortFunc(f.found, x.compareLinks)
			f.found, whole = f.found[:mostRanked], false
			least = f.found[mostRanked-1].alike
		}
	})
	slices.SortFunc(f.found, x.compareLinks)
	if len(f.found) > mostRanked {
		f.found, whole = f.found[:mostRanked], false
	}
	return slices.Clone(f.found), whole
}
