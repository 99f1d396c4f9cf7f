package origin

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// runLength is how many words a run has, and one of sampled runs belongs to a sample.
const (
	runLength = 4
	sampled   = 4
)

// leastSample is the least size of the sample of a text that is compared: of about 40 words.
const leastSample = 8

// sampler collects the sample of a text.
type sampler struct {
	last [runLength]uint64 // the hashes of the last words
	n    int
	all  []uint64
}

// add adds the words of a sentence. Runs cross sentences.
func (s *sampler) add(words []word) {
	for _, w := range words {
		copy(s.last[:], s.last[1:])
		s.last[runLength-1] = w.hash
		if s.n++; s.n < runLength {
			continue
		}
		h := uint64(14695981039346656037)
		for _, x := range s.last {
			h = (h ^ x) * 1099511628211
			h ^= h >> 29
		}
		if h%sampled == 0 {
			s.all = append(s.all, h)
		}
	}
}

// sorted returns the sample, sorted, in memory of its own.
func (s *sampler) sorted() []uint64 {
	slices.Sort(s.all)
	return slices.Clone(slices.Compact(s.all))
}

// shared returns how many elements two samples have in common.
func shared(a, b []uint64) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch c := cmp.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// nearIdentical reports whether two texts are nearly the same, and how much they share.
func nearIdentical(a, b []uint64) (n int, ok bool) {
	small, large := min(len(a), len(b)), max(len(a), len(b))
	if small < leastSample {
		return 0, false
	}
	n = shared(a, b)
	return n, 2*n >= small && 20*n >= 3*large
}

// How many of the articles that have a run in common are compared with each other.
const (
	fewArticles = 12 // at most this many with one run are all compared with each other
	neighbours  = 4  // of more, each is compared with this many before it, and with the first
)

// link is a pair of near-identical articles, by index.
type link struct {
	a, b   int32
	shared int
}

// run is a run of words of an article, by index.
type run struct {
	hash    uint64
	article int32
}

// parts is in how many parts the runs are looked at, to save memory.
const parts = 7

// links returns the pairs of near-identical articles, in order. The articles must be in
// order.
func links(articles []*article) (all []link) {
	var found pairs
	var having []run
	for part := range uint64(parts) {
		having = having[:0]
		for i, a := range articles {
			if len(a.sample) < leastSample {
				continue
			}
			for _, h := range a.sample {
				if h%parts == part {
					having = append(having, run{h, int32(i)})
				}
			}
		}
		found.lead(having)
	}
	found.compact()
	for i, pair := range found {
		if i == 0 || found[i-1] != pair {
			continue // a phrase, if it is the only one
		}
		a, b := int32(pair>>32), int32(pair&math.MaxUint32)
		if n, ok := nearIdentical(articles[a].sample, articles[b].sample); ok {
			all = append(all, link{a, b, n})
		}
	}
	return all
}

// pairs are the pairs of articles to which runs lead, by index, with the first article in the upper
// half of the number. Each is there once for a run, but need not be more than twice.
type pairs []uint64

func (p *pairs) add(a, b int32) {
	if len(*p) == cap(*p) {
		p.compact()
		if len(*p) >= cap(*p)/2 {
			*p = slices.Grow(*p, max(1<<10, 2*cap(*p)-len(*p)))
		}
	}
	*p = append(*p, uint64(a)<<32|uint64(b))
}

// compact sorts the pairs and leaves each at most twice.
func (p *pairs) compact() {
	slices.Sort(*p)
	out := (*p)[:0]
	for _, pair := range *p {
		if n := len(out); n < 2 || out[n-1] != pair || out[n-2] != pair {
			out = append(out, pair)
		}
	}
	*p = out
}

// lead adds the pairs of articles to which runs lead. It sorts the runs.
func (p *pairs) lead(runs []run) {
	slices.SortFunc(runs, func(x, y run) int { return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.article, y.article)) })
	for from, to := 0, 0; from < len(runs); from = to {
		for to = from + 1; to < len(runs) && runs[to].hash == runs[from].hash; to++ {
		}
		list := runs[from:to]
		for j := 1; j < len(list); j++ {
			first := 0
			if len(list) > fewArticles {
				p.add(list[0].article, list[j].article)
				first = max(1, j-neighbours)
			}
			for k := first; k < j; k++ {
				p.add(list[k].article, list[j].article)
			}
		}
	}
}

// families returns the groups of linked articles, each in order.
func families(articles []*article, links []link) [][]int32 {
	parent := make([]int32, len(articles))
	for i := range parent {
		parent[i] = int32(i)
	}
	root := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, l := range links {
		a, b := root(l.a), root(l.b)
		parent[max(a, b)] = min(a, b)
	}
	members := map[int32][]int32{}
	for i := range parent {
		r := root(int32(i))
		members[r] = append(members[r], int32(i))
	}
	var all [][]int32
	for _, r := range slices.Sorted(maps.Keys(members)) {
		if len(members[r]) > 1 {
			all = append(all, members[r])
		}
	}
	return all
}
