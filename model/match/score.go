package match

import "math"

// The features of a pair of sentences.
const (
	fBias          = iota // 1
	fCosine               // of the terms, by weight
	fPlain                // of the terms, by plain weight
	fContained            // the share of the shorter sentence that the other has
	fGrams                // how alike the runs of four characters are
	fRun                  // the longest common run of words, relative to the shorter sentence
	fQuoteRun             // the longest run between quotation marks in both, relative to the shorter quotation
	fClause               // the largest share of a clause that the other sentence has
	fNumbersAgree         // the share of the numbers that both have
	fNumbersDiffer        // 1 if both have numbers, and none in common
	fNames                // the cosine of the words with capital letters
	fNamesDiffer          // 1 if both have such words, and none in common
	fLengths              // the weight of the lighter sentence, relative to the other
	fShared               // the weight of the shared terms, on a logarithmic scale
	fLead                 // 1 if both are among the first two of their articles
	fShort                // how short the shorter one is
	featureCount   = iota
)

// features are the values of the features, in their order, or their weights.
type features [featureCount]float64

// comparer compares readings. It reuses its memory.
type comparer struct {
	row [2][longestSentence + 1]run
}

// run is the weight of a run of words that both sentences have, and of the end of it that
// is between quotation marks in both.
type run struct{ all, quoted int32 }

// brief is what alike reads of a sentence. The briefs of all sentences are together in
// memory, because reading them is most of the work of a build.
type brief struct {
	terms  []term
	length float32
	plain  float32
	grams  grams
}

func (s *reading) brief() brief { return brief{s.terms, s.length, s.plain, s.grams} }

// alike returns how alike two sentences are at a glance: the mean of the cosines of
// their terms, by weights and by plain weights, and the likeness of their runs of
// characters. If that is less than least, alike may return any other such number.
func alike(a, b *brief, least float32) float32 {
	sum, plain := 0, 0
	x, y := a.terms, b.terms
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0].hash < y[0].hash:
			x = x[1:]
		case x[0].hash > y[0].hash:
			y = y[1:]
		default:
			sum += int(x[0].weight) * int(y[0].weight)
			plain += int(x[0].plain) * int(y[0].plain)
			x, y = x[1:], y[1:]
		}
	}
	if sum == 0 {
		return 0
	}
	cosines := float32(sum)/(a.length*b.length) + float32(plain)/(a.plain*b.plain)
	if cosines+1 < 2.99*least {
		return 0
	}
	return (cosines + float32(a.grams.alike(&b.grams))) / 3
}

// features compares two sentences.
func (c *comparer) features(a, b *reading) (f features) {
	f[fBias] = 1
	var sum, plain, sharedA, sharedB, figures, figuresA, figuresB, names, namesA, namesB, best int
	for _, t := range a.terms {
		if t.mark&figure != 0 {
			figuresA++
		}
		if t.mark&named != 0 {
			namesA++
		}
	}
	for _, t := range b.terms {
		if t.mark&figure != 0 {
			figuresB++
		}
		if t.mark&named != 0 {
			namesB++
		}
	}
	i, j, count := 0, 0, 0
	for i < len(a.terms) && j < len(b.terms) {
		switch x, y := a.terms[i], b.terms[j]; {
		case x.hash < y.hash:
			i++
		case x.hash > y.hash:
			j++
		default:
			sum += int(x.weight) * int(y.weight)
			plain += int(x.plain) * int(y.plain)
			sharedA += int(x.weight)
			sharedB += int(y.weight)
			count++
			best = max(best, int(min(x.weight, y.weight)))
			if x.mark&y.mark&figure != 0 {
				figures++
			}
			if x.mark&y.mark&named != 0 {
				names++
			}
			i++
			j++
		}
	}
	if count == 0 {
		return f
	}
	f[fCosine] = float64(sum) / (float64(a.length) * float64(b.length))
	f[fPlain] = float64(plain) / (float64(a.plain) * float64(b.plain))
	f[fContained] = max(float64(sharedA)/float64(max(a.total, 96)), float64(sharedB)/float64(max(b.total, 96)))
	f[fGrams] = a.grams.alike(&b.grams)
	longest := c.runs(a, b)
	f[fRun] = min(1, float64(longest.all)/float64(max(96, min(a.total, b.total))))
	if q := min(a.quotes, b.quotes); q > 0 {
		f[fQuoteRun] = min(1, float64(longest.quoted)/float64(max(q, 96)))
	}
	f[fClause] = max(c.clause(a, b), c.clause(b, a))
	if figuresA > 0 && figuresB > 0 {
		if figures > 0 {
			f[fNumbersAgree] = float64(figures) / float64(min(figuresA, figuresB))
		} else {
			f[fNumbersDiffer] = 1
		}
	}
	if namesA > 0 && namesB > 0 {
		f[fNames] = float64(names) / math.Sqrt(float64(namesA)*float64(namesB))
		if names == 0 {
			f[fNamesDiffer] = 1
		}
	}
	f[fLengths] = float64(min(a.total, b.total)) / float64(max(a.total, b.total, 1))
	f[fShared] = math.Log2(1 + float64(min(sharedA, sharedB))/64)
	if a.lead && b.lead {
		f[fLead] = 1
	}
	f[fShort] = 1 / (1 + float64(min(a.total, b.total))/64)
	return f
}

// runs returns the weights of the heaviest run of words that both sentences have, and
// of the heaviest between quotation marks in both.
func (c *comparer) runs(a, b *reading) (most run) {
	n := len(b.words)
	before, row := &c.row[0], &c.row[1]
	clear(before[:n+1])
	row[0] = run{}
	for i := range a.words {
		x := &a.words[i]
		for j := range b.words {
			y := &b.words[j]
			if x.hash != y.hash {
				row[j+1] = run{}
				continue
			}
			now := before[j]
			now.all += int32(min(x.weight, y.weight)) + 4
			if x.mark&y.mark&quoted != 0 {
				now.quoted += int32(min(x.weight, y.weight)) + 4
			} else {
				now.quoted = 0
			}
			row[j+1] = now
			most.all, most.quoted = max(most.all, now.all), max(most.quoted, now.quoted)
		}
		before, row = row, before
	}
	return most
}

// clause returns the largest share of a clause of a that b has.
func (c *comparer) clause(a, b *reading) float64 {
	const least = 120 // the weight of a clause that says something
	best, have, all := 0.0, 0, 0
	for i := range a.words {
		w := &a.words[i]
		if i > 0 && w.clause != a.words[i-1].clause {
			if all >= least {
				best = max(best, float64(have)/float64(all))
			}
			have, all = 0, 0
		}
		if w.weight == 0 {
			continue
		}
		all += int(w.weight)
		if _, ok := b.find(w.hash); ok {
			have += int(w.weight)
		}
	}
	if all >= least {
		best = max(best, float64(have)/float64(all))
	}
	return best
}

// base returns how alike two sentences are by themselves, as the logarithm of odds.
func (c *comparer) base(a, b *reading) float64 {
	if a.id > b.id {
		a, b = b, a
	}
	f := c.features(a, b)
	sum := 0.0
	for i, w := range baseWeights {
		sum += w * f[i]
	}
	return sum
}
