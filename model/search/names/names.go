// Package names finds articles and commands by their names, even if letters are
// omitted.
package names

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token"
)

// Finding a name among a hundred thousand
//
// Each word of a query is matched with single words, because letters in the right
// order occur almost anywhere in a whole line, and package fuzzy takes the first
// that fit. A corpus has far fewer different words than words, so a line is stored
// as the numbers of its words:
//
//	vocabulary   0 sluice  1 gate  2 fails  3 kesmere  4 floods
//	lines        [0 1 2]  [3 4]  [4 0]
//
// Each word of the query is matched once with each word of the vocabulary, which
// makes a table of points by word. For each word of the query, a line gets the
// points of its best word, which takes one lookup for each of its words. A word of
// the vocabulary that lacks a letter of the query's word cannot match. A set of 64
// bits shows roughly which letters a word has, so that most such words are skipped.
//
// Each letter typed therefore costs time proportional to the vocabulary for
// matching and to the length of all lines for the lookups. The tests compare the
// results with those of a simple function that matches every word of every line.

// Index is a list of lines of a few words each that can be searched quickly. It is
// immutable.
type Index struct {
	vocabulary []string // folded, each word once
	letters    []uint64 // by word
	words      []int32  // of the lines, one line after another
	from       []int32  // by line, the index in words where its words begin; the last entry is len(words)
}

// Hit is a line that Find found.
type Hit struct {
	Line   int // the number of the line, from 0
	Points int // higher is better
}

// NewIndex returns an index of n lines. For each line i, parts must call add with
// each part of it, such as title and outlet.
func NewIndex(n int, parts func(i int, add func(string))) *Index {
	x := &Index{from: make([]int32, 1, n+1)}
	number := map[string]int32{}
	var folded []byte
	add := func(part string) {
		folded = token.AppendFold(folded[:0], part)
		for word := range fields(folded) {
			id, known := number[string(word)]
			if !known {
				id = int32(len(x.vocabulary))
				text := string(word)
				number[text] = id
				x.vocabulary = append(x.vocabulary, text)
				x.letters = append(x.letters, token.LetterSet(text))
			}
			x.words = append(x.words, id)
		}
	}
	for i := range n {
		parts(i, add)
		x.from = append(x.from, int32(len(x.words)))
	}
	return x
}

// IndexArticles returns an index of the headings, outlets, bylines, dates and times
// of day of articles.
func IndexArticles(articles []model.Summary) *Index {
	return NewIndex(len(articles), func(i int, add func(string)) {
		m := articles[i].Metadata
		add(articles[i].Heading())
		add(m.Outlet)
		add(m.Byline)
		add(m.Published)
		_, clock, _ := strings.Cut(m.PublishedAt, "T")
		add(clock[:min(len(clock), len("15:04"))]) // seconds would add a new word for almost every article
	})
}

// fields yields the words of folded text. Control characters separate words like a
// space, because fuzzy stops reading at NUL.
func fields(text []byte) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		start := -1
		for i := 0; i <= len(text); i++ {
			if i < len(text) && text[i] > ' ' { // no other space remains after folding
				if start < 0 {
					start = i
				}
				continue
			}
			if start >= 0 && !yield(text[start:i]) {
				return
			}
			start = -1
		}
	}
}

// queryWords returns the words of a query, folded.
func queryWords(query string) (out []string) {
	for word := range fields([]byte(token.Fold(query))) {
		out = append(out, timeWords(string(word))...)
	}
	return out
}

// timeWords splits a date with a time in the form that filters use,
// 2025-10-13T14:05, into the date and the time.
func timeWords(word string) []string {
	day, clock, found := strings.Cut(word, "t")
	if _, err := time.Parse(time.DateOnly, day); !found || clock == "" || err != nil {
		return []string{word}
	}
	return []string{day, clock}
}

// Len returns the number of lines.
func (x *Index) Len() int { return len(x.from) - 1 }

// Find returns the lines that match the query, best first. Lines with equal points
// keep the order of the index. For an empty query it returns all lines in order.
// Each word of the query must match some word of the line, so "reuters bridge"
// finds a Reuters article about a bridge, whatever the order of the words in the
// line.
func (x *Index) Find(query string) []Hit {
	words := queryWords(query)
	points := make([]int32, x.Len())
	for n, word := range words {
		table := x.match(word)
		for i := range points {
			if n > 0 && points[i] == 0 {
				continue
			}
			best := int32(0)
			for _, id := range x.words[x.from[i]:x.from[i+1]] {
				best = max(best, table[id])
			}
			if best == 0 {
				points[i] = 0
				continue
			}
			points[i] += best
		}
	}
	return ranked(points, len(words) == 0)
}

// ranked returns the lines that have points, or all lines if all is set, best
// first. It sorts points and line as one number, which is faster than comparing
// hits.
func ranked(points []int32, all bool) []Hit {
	keys := make([]uint64, 0, len(points))
	for i, p := range points {
		if p > 0 || all {
			keys = append(keys, uint64(^uint32(p))<<32|uint64(i))
		}
	}
	if !all {
		slices.Sort(keys)
	}
	out := make([]Hit, len(keys))
	for i, k := range keys {
		out[i] = Hit{Line: int(uint32(k)), Points: int(^uint32(k >> 32))}
	}
	return out
}

// The points of a match. A whole word is worth most, then the beginning of a word,
// then letters inside one, then letters with others omitted between them.
const (
	wholeWord     = 30_000
	beginning     = 20_000
	inside        = 10_000
	withOmissions = 5_000
)

// pointsOf returns the points for a word that contains the query's word unchanged,
// or 0 if it does not contain it. A longer word usually gets fewer points.
func pointsOf(query, word string) int32 {
	at := strings.Index(word, query)
	switch {
	case at < 0:
		return 0
	case len(word) == len(query):
		return wholeWord
	case at == 0:
		return beginning - int32(min(len(word), 1000))
	}
	return inside - int32(min(len(word), 1000))
}

// match returns the points of one word of a query for each word of the vocabulary.
func (x *Index) match(query string) []int32 {
	table := make([]int32, len(x.vocabulary))
	need, letters := token.LetterSet(query), utf8.RuneCountInString(query)
	var maybe candidates
	for id, word := range x.vocabulary {
		if need&^x.letters[id] != 0 || len(word) < len(query) {
			continue
		}
		if table[id] = pointsOf(query, word); table[id] == 0 && letters > 1 {
			maybe.text = append(maybe.text, word)
			maybe.id = append(maybe.id, int32(id))
		}
	}
	for _, m := range fuzzy.FindFromNoSort(query, maybe) {
		if !isLoose(m, query) {
			table[maybe.id[m.Index]] = pointsOfMatch(m)
		}
	}
	return table
}

// pointsOfMatch returns the points of a match with omitted letters, at least 1.
func pointsOfMatch(m fuzzy.Match) int32 {
	return int32(withOmissions + min(max(m.Score, 1-withOmissions), withOmissions-1))
}

// candidates are the words that may match with omitted letters.
type candidates struct {
	text []string
	id   []int32
}

var _ fuzzy.Source = candidates{}

// Len implements fuzzy.Source.
func (c candidates) Len() int { return len(c.text) }

// String implements fuzzy.Source.
func (c candidates) String(i int) string { return c.text[i] }

// isLoose reports whether the letters of a match are so far apart that people would
// not recognise it as a match.
func isLoose(m fuzzy.Match, word string) bool {
	first, last := m.MatchedIndexes[0], m.MatchedIndexes[len(m.MatchedIndexes)-1]
	return last-first+1 > 2*len(word)+2
}

// Marks returns the best match of each word of the query in text, as byte spans, in
// order and without overlaps. A match with omitted letters makes several spans.
func Marks(query, text string) []model.Span {
	folded, from := token.FoldMap(text)
	var marks []model.Span
	mark := func(start, end int) {
		start, end = token.Original(from, start, end)
		marks = append(marks, model.Span{Start: start, End: end})
	}
	for _, word := range queryWords(query) {
		markWord(word, folded, mark)
	}
	return model.MergeSpans(marks)
}

// markWord marks the best match of one word of a query in folded text.
func markWord(query, folded string, mark func(start, end int)) {
	best, at := int32(0), 0
	var letters []int // offsets of the letters, in a match with omitted letters
	start := 0
	for _, word := range strings.FieldsFunc(folded, separates) {
		start += strings.Index(folded[start:], word)
		if p := pointsOf(query, word); p > best {
			best, at, letters = p, start+strings.Index(word, query), nil
		}
		if best < withOmissions*2 {
			for _, m := range fuzzy.FindNoSort(query, []string{word}) {
				if p := pointsOfMatch(m); p > best && !isLoose(m, query) {
					best, at, letters = p, start, m.MatchedIndexes
				}
			}
		}
		start += len(word)
	}
	switch {
	case best == 0:
	case letters == nil:
		mark(at, at+len(query))
	default:
		for _, i := range letters {
			mark(at+i, at+i+1)
		}
	}
}

func separates(r rune) bool { return unicode.IsSpace(r) || r <= ' ' }
