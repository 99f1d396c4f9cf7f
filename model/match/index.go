package match

import (
	"cmp"
	"context"
	"maps"
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
	nodes    []*node // by id; nil if removed
	owners   []int32 // by id: the number of the article of its first place
	briefs   []brief // by id
	free     []int32
	numbered int32 // how many articles have been numbered
	byID     map[uint64]int32
	postings map[uint32]*posting
	counts   map[uint32]int32 // by hash of a term: how many nodes have it
	reader   *reader
	finder   *finder
	last     *view // nil if the index has changed since
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
}

// link is a likely partner.
type link struct {
	to    int32
	alike float32
}

// MostLinks is the greatest number of links of a sentence.
const MostLinks = 40

// leastAlike is how alike likely partners are at least.
const leastAlike = .08

// New returns an empty index.
func New() *Index {
	x := &Index{
		articles: map[model.ArticleID]*article{}, byID: map[uint64]int32{}, postings: map[uint32]*posting{},
		counts: map[uint32]int32{}, reader: newReader(),
	}
	x.finder = &finder{x: x}
	return x
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
	x.finder.x = x
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

// best returns the likely partners of a node.
func (f *finder) best(n int32) []link {
	f.found = f.found[:0]
	me := &f.x.briefs[n]
	least := float32(leastAlike)
	f.eachCandidate(n, func(o int32) {
		s := alike(me, &f.x.briefs[o], least)
		if s < least {
			return
		}
		f.found = append(f.found, link{to: o, alike: s})
		if len(f.found) == 2*MostLinks {
			slices.SortFunc(f.found, f.x.compareLinks)
			f.found = f.found[:MostLinks]
			least = f.found[MostLinks-1].alike
		}
	})
	slices.SortFunc(f.found, f.x.compareLinks)
	return slices.Clone(f.found[:min(len(f.found), MostLinks)])
}
