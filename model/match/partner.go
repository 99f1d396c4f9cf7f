package match

import (
	"math"

	"assay.app/assay/model"
)

// The features of a pair of sentences among all others.
const (
	gBias        = iota // 1
	gBase               // the base score
	gMutual             // for how many of the two the other is the best in its article: 0, 1 or 2
	gMargin             // by how much the base score is above that of the next best
	gSupport            // how likely both are the same as a third sentence of another article, at best
	gSupports           // the same, for all third sentences, on a logarithmic scale
	gRank               // how many links are better, for both, on a logarithmic scale
	gCrowd              // how many links are likely, for both, on a logarithmic scale
	gListed             // 1 if each has a link to the other
	contextCount = iota
)

// contexts are the values of these features, in their order, or their weights.
type contexts [contextCount]float64

// odds returns the probability for a logarithm of odds.
func odds(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// view scores pairs of an index as it is. Here words weigh by how many sentences of the
// index have them: these counts are exact, and used only when scores are read, so they
// are the same however the articles came. A view is stale once the index changes.
type view struct {
	x     *Index
	total float64                      // the logarithm of the number of sentences
	read  []*reading                   // by node: with its weights; nil if not made yet
	bases []bases                      // by node
	names map[model.ArticleID][]uint32 // of the articles that were asked for; not shared by forks
	comparer

	places *places // for Partners; nil if not made yet
	count  []uint8 // by sentence; zeros between calls
}

// bases are the base scores of the nearest links of a node, in their order.
type bases struct {
	scores []float64 // as logarithms of odds
	odds   []float32
	crowd  float64 // how many are likely, on a logarithmic scale
}

// fork returns a view of the same for another goroutine. What it makes for a node is
// seen by all, so no two goroutines may make it for one node.
func (v *view) fork() *view {
	return &view{x: v.x, total: v.total, read: v.read, bases: v.bases}
}

func (x *Index) view() *view {
	return &view{
		x: x, total: math.Log(float64(2 + len(x.byID))),
		read: make([]*reading, len(x.nodes)), bases: make([]bases, len(x.nodes)),
	}
}

// reading returns the reading of a node with the weights of the view.
func (v *view) reading(n int32) *reading {
	if v.read[n] == nil {
		v.read[n] = v.weighed(&v.x.nodes[n].reading)
	}
	return v.read[n]
}

func (v *view) weighed(of *reading) *reading {
	s := *of
	s.terms = append([]term(nil), of.terms...)
	s.words = append([]word(nil), of.words...)
	for i := range s.terms {
		t := &s.terms[i]
		rarity := (v.total - math.Log(float64(1+v.x.counts[t.hash]))) / v.total
		t.weight = uint8(64 * math.Sqrt(math.Sqrt(float64(t.plain)/64)) * max(0, rarity))
	}
	s.finish()
	return &s
}

// links returns the base scores of the nearest links of a node.
func (v *view) links(n int32) *bases {
	b := &v.bases[n]
	if b.odds != nil {
		return b
	}
	links := v.x.nodes[n].nearest()
	scores, likely, sum := make([]float64, len(links)), make([]float32, len(links)), 0.0
	for i, l := range links {
		scores[i] = v.base(v.reading(n), v.reading(l.to))
		likely[i] = float32(odds(scores[i]))
		sum += float64(likely[i])
	}
	b.scores, b.odds, b.crowd = scores, likely, math.Log2(1+sum)
	return b
}

// context compares the pair of nodes a and b, one of which has a link to the other, with
// their other links.
func (v *view) context(a, b int32) (g contexts) {
	x := v.x
	la, lb := x.nodes[a].nearest(), x.nodes[b].nearest()
	toB, toA := indexOf(la, b), indexOf(lb, a)
	of, with := v.links(a), v.links(b)
	var base float64
	switch {
	case toB >= 0:
		base = of.scores[toB]
	case toA >= 0:
		base = with.scores[toA]
	default:
		base = v.base(v.reading(a), v.reading(b))
	}
	mutualA, marginA, rankA := v.beside(a, b, base)
	mutualB, marginB, rankB := v.beside(b, a, base)
	g[gBias], g[gBase] = 1, base
	g[gMutual] = mutualA + mutualB
	g[gMargin] = math.Min(marginA, marginB)
	for i, l := range la {
		if owner := x.owners[l.to]; owner == x.owners[b] || owner == x.owners[a] {
			continue
		}
		if j := indexOf(lb, l.to); j >= 0 {
			s := float64(min(of.odds[i], with.odds[j]))
			g[gSupport] = max(g[gSupport], s)
			g[gSupports] += s
		}
	}
	g[gSupports] = math.Log2(1 + g[gSupports])
	g[gRank] = math.Log2(1+rankA) + math.Log2(1+rankB)
	g[gCrowd] = of.crowd + with.crowd
	if toA >= 0 && toB >= 0 {
		g[gListed] = 1
	}
	return g
}

// contextLinks is how many links of a sentence count as its context.
const contextLinks = 16

// nearest returns the links that count as the context of a node.
func (n *node) nearest() []link { return n.links[:min(len(n.links), contextLinks)] }

// indexOf returns the index of the link to a node, or −1.
func indexOf(links []link, to int32) int {
	for i := range links {
		if links[i].to == to {
			return i
		}
	}
	return -1
}

// score returns how likely two nodes say the same, from 0 to 1, and their base score. One
// of them has a link to the other.
func (v *view) score(a, b int32) (score, base float64) {
	if v.x.nodes[a].id > v.x.nodes[b].id {
		a, b = b, a
	}
	g := v.context(a, b)
	sum := 0.0
	for i, w := range contextWeights {
		sum += w * g[i]
	}
	return odds(sum), g[gBase]
}

// beside compares the link of node n to another with the other links of n: whether it is
// the best to its article, by how much, and how many links are better.
func (v *view) beside(n, to int32, base float64) (mutual, margin, rank float64) {
	const most = 3
	rival := base - most
	scores := v.links(n).scores
	owner := v.x.owners[to]
	for i, l := range v.x.nodes[n].nearest() {
		if l.to == to {
			continue
		}
		if scores[i] > base {
			rank++
		}
		if v.x.owners[l.to] == owner {
			rival = max(rival, scores[i])
		}
	}
	if rival < base {
		mutual = 1
	}
	return mutual, max(-most, base-rival), rank
}
