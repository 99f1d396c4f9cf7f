package match

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
	"assay.app/assay/model/search/token"
)

// mark is what is known of a word at its place in a sentence.
type mark uint8

const (
	quoted   mark = 1 << iota // between quotation marks
	reported                  // in the attribution or the dateline
	named                     // begins with a capital letter, not first
	figure                    // a number
)

// longestSentence is how many words of a sentence are compared.
const longestSentence = 64

// word is a word of a sentence.
type word struct {
	hash   uint32
	start  uint16 // where it is in the sentence, in bytes; both 0 if that is too long
	end    uint16
	weight uint8
	clause uint8
	mark   mark
}

func (w word) span() model.Span { return model.Span{Start: int(w.start), End: int(w.end)} }

// term is a stem that counts, once for each sentence.
type term struct {
	hash   uint32
	weight uint8 // in 1/64
	plain  uint8 // weight, whatever the other sentences of the article have
	mark   mark
}

// reading is a sentence as it is compared. It keeps no text.
type reading struct {
	id     uint64  // a hash of all words; sentences with equal words have equal ones
	words  []word  // in the order of the text
	terms  []term  // by hash
	length float32 // of the vector of the terms
	plain  float32 // of the vector of their plain weights
	total  int32   // the sum of their weights
	quotes int32   // the sum of the weights of quoted words
	grams  grams
	lead   bool // among the first sentences of its article
	known  bool // the language has word lists
	facts  []fact
}

// grams is the set of the runs of four characters of a sentence, each hashed to one
// of 512 bits.
type grams [8]uint64

func (g *grams) add(h uint32) { g[h>>6&7] |= 1 << (h & 63) }

// alike returns the Dice coefficient of two sets.
func (g *grams) alike(o *grams) float64 {
	both, all := 0, 0
	for i, w := range g {
		both += bits.OnesCount64(w & o[i])
		all += bits.OnesCount64(w) + bits.OnesCount64(o[i])
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(both) / float64(all)
}

// reader reads sentences. It reuses its memory and is for one goroutine at a time.
type reader struct {
	tokens *token.Tokenizer
	spoken []spoken // the words of the sentence, for its facts
}

func newReader() *reader { return &reader{tokens: token.NewTokenizer()} }

func hashOf[S string | []byte](s S) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	h ^= h >> 15
	h *= 0x85ebca6b
	return h ^ h>>13
}

// read reads the sentences of an article.
func (r *reader) read(t Text) []reading {
	v := vocabularyOf(t.Language)
	all := make([]reading, len(t.Sentences))
	for i, s := range t.Sentences {
		all[i] = r.sentence(v, t.Language, s)
		all[i].lead = i < 2
	}
	spread(all)
	for i := range all {
		all[i].finish()
	}
	return all
}

// spread lowers the weights of words that many sentences of the article have: what
// every sentence is about distinguishes none.
func spread(all []reading) {
	seen := map[uint32]int{}
	for _, s := range all {
		for _, t := range s.terms {
			seen[t.hash]++
		}
	}
	for i := range all {
		for j := range all[i].terms {
			t := &all[i].terms[j]
			if n := seen[t.hash]; n > 1 {
				t.weight = uint8(float64(t.weight) * spreadFactor(n))
			}
		}
	}
}

// spreadFactor returns the factor for the weight of a word that n sentences of its article
// have. It was chosen by hand.
func spreadFactor(n int) float64 {
	return max(0.25, 1-0.3*math.Log2(float64(n)))
}

func (s *reading) finish() {
	square, plain := 0.0, 0.0
	s.total, s.quotes = 0, 0
	for _, t := range s.terms {
		square += float64(t.weight) * float64(t.weight)
		plain += float64(t.plain) * float64(t.plain)
		s.total += int32(t.weight)
	}
	s.length, s.plain = float32(math.Sqrt(square)), float32(math.Sqrt(plain))
	for i := range s.words {
		w := &s.words[i]
		w.weight = 0
		if at, ok := s.find(w.hash); ok && w.mark&reported == 0 {
			w.weight = s.terms[at].weight
		}
		if w.mark&quoted != 0 {
			s.quotes += int32(w.weight)
		}
	}
}

// find returns the index of the term with a hash, and reports whether there is one.
func (s *reading) find(h uint32) (int, bool) {
	low, high := 0, len(s.terms)
	for low < high {
		if middle := (low + high) / 2; s.terms[middle].hash < h {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low, low < len(s.terms) && s.terms[low].hash == h
}

// sentence reads one sentence.
func (r *reader) sentence(v *vocabulary, lang, text string) (s reading) {
	s.known = v.known
	start := datelineEnd(text)
	said := attributionOf(v, lang, text)
	state := scan{text: text}
	first := true
	end, number := 0, "" // of the word before
	r.spoken = r.spoken[:0]
	r.tokens.EachIn(text, func(w []byte, span model.Span) {
		if len(s.words) == longestSentence {
			return
		}
		if pieces, one := r.tokens.Joined(); pieces > 0 {
			if !one {
				return
			}
			s.words = s.words[:max(0, len(s.words)-pieces)]
		}
		state.advance(span.Start)
		folded := string(w)
		if n := len(s.words); n > 0 && folded[0] >= '0' && folded[0] <= '9' && s.words[n-1].mark&figure != 0 && isDecimal(text, end, span.Start) {
			s.words = s.words[:n-1]
			folded = number + "." + folded
			span.Start = r.spoken[n-1].span.Start
		}
		end, number = span.End, folded
		stem := v.stem(folded)
		one := word{hash: hashOf(stem), clause: state.clause}
		if span.End <= math.MaxUint16 {
			one.start, one.end = uint16(span.Start), uint16(span.End)
		}
		if state.inQuote {
			one.mark |= quoted
		}
		if span.Start < start || said.Contains(span.Start) {
			one.mark |= reported
		}
		if c, _ := utf8.DecodeRuneInString(text[span.Start:]); unicode.IsUpper(c) && !first {
			one.mark |= named
		}
		c := v.class(stem)
		if value, ok := v.numbers[folded]; ok {
			if value >= 2 {
				one.mark |= figure
				one.hash = hashOf(formatNumber(value))
				c = familiar
			}
		} else if folded[0] >= '0' && folded[0] <= '9' {
			one.mark |= figure
			c = familiar
			if len(folded) >= 3 {
				c = rare
			}
		}
		if v.known && v.words.Roles[folded]&(lexicon.Cue|lexicon.SoftCue) != 0 {
			c = min(c, ordinary)
		}
		if v.known && v.words.Roles[folded]&(lexicon.Relative|lexicon.Coord|lexicon.Break) != 0 && len(s.words) > 0 {
			state.clause++
			one.clause = state.clause
		}
		one.weight = weightOf[c]
		first = false
		s.words = append(s.words, one)
		r.spoken = append(r.spoken[:len(s.words)-1], spoken{folded: folded, span: span, word: one, class: c})
		if one.mark&reported == 0 && c > function {
			r.addGrams(&s.grams, w)
		}
	})
	s.setTerms()
	s.id = identity(lang, s.words)
	if v.known {
		s.facts = r.facts(v, text)
	}
	return s
}

// isDecimal reports whether only the sign of decimals is between two words.
func isDecimal(text string, end, start int) bool {
	return start == end+1 && (text[end] == '.' || text[end] == ',')
}

// identity returns a hash of the words of a sentence after its dateline.
func identity(lang string, words []word) uint64 {
	h := uint64(hashOf(lang))
	for _, w := range words {
		h = mix(h ^ uint64(w.hash))
	}
	return h
}

// mix is the finalizer of splitmix64.
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

func formatNumber(v float64) string {
	n := int(v)
	if n < 10 {
		return string(rune('0' + n))
	}
	return string([]byte{byte('0' + n/10), byte('0' + n%10)})
}

// addGrams adds the runs of four characters of a word, with its beginning and end.
func (r *reader) addGrams(g *grams, w []byte) {
	window := uint32('^')
	n := 1
	for i := 0; i <= len(w); i++ {
		c := byte('$')
		if i < len(w) {
			c = w[i]
		}
		window = window<<8 | uint32(c)
		if n++; n >= 4 {
			h := window * 2654435761
			g.add(h ^ h>>15 ^ h>>7)
		}
	}
}

// setTerms collects the terms of the words.
func (s *reading) setTerms() {
	for _, w := range s.words {
		if w.mark&reported != 0 {
			w.weight /= 4
		}
		if w.weight > 0 {
			s.terms = append(s.terms, term{w.hash, w.weight, w.weight, w.mark})
		}
	}
	slices.SortFunc(s.terms, func(a, b term) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(b.weight, a.weight))
	})
	kept := s.terms[:0]
	for _, t := range s.terms {
		if n := len(kept); n > 0 && kept[n-1].hash == t.hash {
			kept[n-1].mark |= t.mark
			continue
		}
		kept = append(kept, t)
	}
	s.terms = kept
}
