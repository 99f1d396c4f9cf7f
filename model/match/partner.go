package match

import "math"

// The features of a pair of sentences among all others.
const (
	gBias = iota
	gBase
	gMutual
	gMargin
	gSupport
	gSupports
	gRank
	gCrowd
	gListed
	contextCount
)

type contexts [contextCount]float64

// odds returns the probability for a logarithm of odds.
func odds(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// view scores pairs of an index as it is. Here words weigh by how many sentences of the
// index have them: these counts are exact, and used only when scores are read, so they
// are the same however the articles came. A view is stale once the index changes.
type view struct {
	x     *Index
	total float64     // the logarithm of the number of sentences
	read  []*reading  // by node: with its weights; nil if not made yet
	bases [][]float64 // by node: the base scores of its links
	comparer
}

// fork returns a view of the same for another goroutine. What it makes for a node is
// seen by all, so no two goroutines may make it for one node.
func (v *view) fork() *view {
	return &view{x: v.x, total: v.total, read: v.read, bases: v.bases}
}

func (x *Index) view() *view {
	return &view{
		x: x, total: math.Log(float64(2 + len(x.byID))),
		read: make([]*reading, len(x.nodes)), bases: make([][]float64, len(x.nodes)),
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

// links returns the base scores of the links of a node.
func (v *view) links(n int32) []float64 {
	if v.bases[n] == nil {
		links := v.x.nodes[n].links
		scores := make([]float64, len(links))
		for i, l := range links {
			scores[i] = v.base(v.reading(n), v.reading(l.to))
		}
		v.bases[n] = scores
	}
	return v.bases[n]
}

// context compares the pair of nodes a and b, one of which has a link to the other, with
// their other links.
func (v *view) context(a, b int32) (g contexts) {
	x := v.x
	base := v.base(v.reading(a), v.reading(b))
	mutualA, marginA, rankA, listedA, crowdA := v.beside(a, b, base)
	mutualB, marginB, rankB, listedB, crowdB := v.beside(b, a, base)
	g[gBias], g[gBase] = 1, base
	g[gMutual] = mutualA + mutualB
	g[gMargin] = math.Min(marginA, marginB)
	la, lb := v.links(a), v.links(b)
	for i, l := range x.nodes[a].links {
		if x.owners[l.to] == x.owners[b] || x.owners[l.to] == x.owners[a] {
			continue
		}
		for j, m := range x.nodes[b].links {
			if m.to == l.to {
				s := odds(min(la[i], lb[j]))
				g[gSupport] = max(g[gSupport], s)
				g[gSupports] += s
			}
		}
	}
	g[gSupports] = math.Log2(1 + g[gSupports])
	g[gRank] = math.Log2(1+rankA) + math.Log2(1+rankB)
	g[gCrowd] = crowdA + crowdB
	g[gListed] = listedA * listedB
	return g
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

// beside compares the link of node n to another with the other links of n.
func (v *view) beside(n, to int32, base float64) (mutual, margin, rank, listed, crowd float64) {
	const most = 3
	rival := base - most
	scores := v.links(n)
	for i, l := range v.x.nodes[n].links {
		crowd += odds(scores[i])
		if l.to == to {
			listed = 1
			continue
		}
		if scores[i] > base {
			rank++
		}
		if v.x.owners[l.to] == v.x.owners[to] {
			rival = max(rival, scores[i])
		}
	}
	if rival < base {
		mutual = 1
	}
	return mutual, max(-most, base-rival), rank, listed, math.Log2(1 + crowd)
}
