package adopt

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// Where a mark belongs
//
// The text of a mark is looked for in this order: at the span that the data set states, if the document has
// the article's text; as the same words, ignoring white space and the form of quotation marks; as the
// sentence with nearly the same words. Among several places, the one with the text that the data set states
// around it wins, then the one that is nearest to the same place in the text.

// Reasons why a mark is not where the data set has it.
const (
	whySpan   = "its span is not a sentence"
	whyWords  = "the text around it differs, so it was placed by its words"
	whyNearly = "its words differ, so it was placed on the most similar sentence"
	whyAside  = "the passage was excluded, and becomes a sentence"
)

// finder finds the units of one article for marks.
type finder struct {
	doc   *model.Document
	plain *plainText // nil until it is needed
	bags  []map[string]int

	alike map[[32]byte][]int // the units with the same words; nil until it is needed
	last  int                // the unit of the last mark that was placed by the words of a sentence
	name  string             // the Sentence of that mark
}

// place returns the indexes of the units of a mark, and why they are not the span that the data set states. It
// returns no units if the mark has no place.
func (f *finder) place(d *peer.Document, m *peer.Mark) (units []int, why string) {
	hint := -1.0
	switch {
	case m.Sentence != "" && f.is(m.Sentence):
		if span, ok := f.stated(m.Sentence); ok {
			return f.units(span)
		}
	case d.Text != "":
		if d.Text == f.doc.Text {
			return f.units(m.Span)
		}
		if m.Span.End > len(d.Text) {
			return nil, ""
		}
		stated := *m
		stated.Quote = m.Span.Of(d.Text)
		stated.Before, stated.After = tail(d.Text[:m.Span.Start]), head(d.Text[m.Span.End:])
		m, hint = &stated, float64(m.Span.Start)/float64(len(d.Text))
	}
	if u, ok := f.sentence(m, hint < 0 && m.Before+m.After == ""); ok {
		return []int{u}, ""
	}
	span, how := f.locate(m.Quote, m.Before, m.After, hint)
	if span.Len() == 0 {
		return nil, ""
	}
	units, why = f.units(span)
	if how == whyNearly || why == "" && d.Text == "" {
		why = how
	}
	return units, why
}

// sentence returns the unit that has the words of a mark's quote and no others. Of several units, it returns the
// next one after that of the mark before, if inOrder is set, and none otherwise.
func (f *finder) sentence(m *peer.Mark, inOrder bool) (int, bool) {
	if f.alike == nil {
		f.alike = map[[32]byte][]int{}
		for i, u := range f.doc.Units {
			key := squeezed(u.Span.Of(f.doc.Text))
			f.alike[key] = append(f.alike[key], i)
		}
	}
	list := f.alike[squeezed(m.Quote)]
	if len(list) == 0 || len(list) > 1 && !inOrder {
		return 0, false
	}
	from := f.last
	if m.Sentence != f.name {
		from++
	}
	at := max(0, slices.IndexFunc(list, func(i int) bool { return i >= from }))
	f.last, f.name = list[at], m.Sentence
	return list[at], true
}

// is reports whether the id of a sentence is one of the article.
func (f *finder) is(id string) bool { return strings.HasPrefix(id, string(f.doc.ID)+":") }

// stated returns the span of the sentence with an id, if the article has the id and the span is in its text.
func (f *finder) stated(id string) (model.Span, bool) {
	for at := len(id) - 1; at > 0; at-- { // the article's id has no colon
		if id[at] != ':' {
			continue
		}
		var s model.Span
		for i, c := range id[at+1:] {
			if c == '-' {
				s.Start, s.End = number(id[at+1:at+1+i]), number(id[at+2+i:])
			}
		}
		ok := id[:at] == string(f.doc.ID) && s.Start >= 0 && s.Start < s.End && s.End <= len(f.doc.Text) &&
			schema.SentenceID(f.doc.ID, s) == id
		return s, ok
	}
	return model.Span{}, false
}

// number parses a decimal number. It returns −1 if the text has other characters.
func number(text string) int {
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' || n > 1<<40 {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	if text == "" {
		return -1
	}
	return n
}

// units returns the units that a span covers: the one with the span; otherwise those of which it covers half
// or more; otherwise the one that has most of it.
func (f *finder) units(span model.Span) (found []int, why string) {
	text := f.doc.Text
	for span.Start < span.End {
		c, size := utf8.DecodeRuneInString(text[span.Start:span.End])
		if !unicode.IsSpace(c) {
			break
		}
		span.Start += size
	}
	for span.Start < span.End {
		c, size := utf8.DecodeLastRuneInString(text[span.Start:span.End])
		if !unicode.IsSpace(c) {
			break
		}
		span.End -= size
	}
	all := f.doc.Units
	first := sort.Search(len(all), func(i int) bool { return all[i].Span.End > span.Start })
	best, most := -1, 0
	for i := first; i < len(all) && all[i].Span.Start < span.End; i++ {
		if all[i].Span == span {
			return []int{i}, ""
		}
		common := min(all[i].Span.End, span.End) - max(all[i].Span.Start, span.Start)
		if 2*common >= all[i].Span.Len() {
			found = append(found, i)
		}
		if common > most {
			best, most = i, common
		}
	}
	if len(found) == 0 && best >= 0 {
		found = []int{best}
	}
	return found, whySpan
}

// locate returns the span of the article with the words of a quote, and how it was found. The span is empty if
// the article does not have them. hint is where the quote is expected, as a share of the text, or −1 if unknown.
func (f *finder) locate(quote, before, after string, hint float64) (span model.Span, how string) {
	quote = strings.TrimSpace(quote)
	if quote == "" {
		return model.Span{}, ""
	}
	if f.plain == nil {
		f.plain = newPlainText(f.doc.Text)
	}
	if span := f.plain.find(quote, before, after, hint); span.Len() > 0 {
		return span, whyWords
	}
	if at := f.similar(quote); at >= 0 {
		return f.doc.Units[at].Span, whyNearly
	}
	return model.Span{}, ""
}

// leastSimilar is the least share of words that a quote and a sentence must have in common.
const leastSimilar = 0.7

// similar returns the index of the unit with nearly the same words as a quote. It returns −1 if no unit is
// similar enough, or if two are equally similar.
func (f *finder) similar(quote string) int {
	if f.bags == nil {
		for _, u := range f.doc.Units {
			f.bags = append(f.bags, bagOf(u.Span.Of(f.doc.Text)))
		}
	}
	bag := bagOf(quote)
	best, most, tied := -1, leastSimilar, false
	for i, other := range f.bags {
		switch s := dice(bag, other); {
		case s > most:
			best, most, tied = i, s, false
		case s == most && best >= 0:
			tied = true
		}
	}
	if tied {
		return -1
	}
	return best
}

// bagOf counts the words of a text, in lower case.
func bagOf(text string) map[string]int {
	bag := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.In(c, unicode.L, unicode.N, unicode.M) }) {
		bag[w]++
	}
	return bag
}

// dice returns Dice's coefficient of two bags of words, from 0 to 1.
func dice(a, b map[string]int) float64 {
	common, all := 0, 0
	for w, n := range a {
		common += min(n, b[w])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(common) / float64(all)
}

// contextBytes is how much text before and after a quote is compared.
const contextBytes = 64

// tail returns the end of a text, and head its beginning, at most contextBytes long or a few bytes longer.
func tail(text string) string {
	at := max(0, len(text)-contextBytes)
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return text[at:]
}

func head(text string) string {
	at := min(len(text), contextBytes)
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return text[:at]
}

// plainText is a text without white space and with plain quotation marks, and the place of each byte in the
// original. Programs that divide texts into words do not keep the white space between them.
type plainText struct {
	text  string
	at    []int32 // the byte of the original at which the character of each byte begins, and the original's length
	whole string
}

func newPlainText(text string) *plainText {
	p := &plainText{whole: text}
	var b strings.Builder
	for i, c := range text {
		if c = plainRune(c); c == ' ' {
			continue
		}
		before := b.Len()
		b.WriteRune(c)
		for range b.Len() - before {
			p.at = append(p.at, int32(i))
		}
	}
	p.text, p.at = b.String(), append(p.at, int32(len(text)))
	return p
}

// plainRune returns a space for white space, and an ASCII character for quotation marks, apostrophes and dashes.
func plainRune(c rune) rune {
	switch c {
	case '“', '”', '„', '«', '»', '‟':
		return '"'
	case '‘', '’', '‚', '‛', 'ʼ':
		return '\''
	case '–', '—', '‑', '‐', '−':
		return '-'
	}
	if unicode.IsSpace(c) {
		return ' '
	}
	return c
}

// mostPlaces is how many places of a quote are compared.
const mostPlaces = 1000

// find returns the span of the original in which a quote is, or an empty span.
func (p *plainText) find(quote, before, after string, hint float64) (best model.Span) {
	q := newPlainText(quote).text
	before, after = newPlainText(before).text, newPlainText(after).text
	most, from := -1.0, 0
	for range mostPlaces {
		at := strings.Index(p.text[from:], q)
		if at < 0 || q == "" {
			break
		}
		at += from
		from = at + 1
		score := float64(common(p.text[:at], before, true) + common(p.text[at+len(q):], after, false))
		if hint >= 0 {
			score += 1 - abs(float64(at)/float64(len(p.text))-hint)
		}
		if score > most {
			best, most = model.Span{Start: int(p.at[at]), End: p.end(at + len(q))}, score
		}
	}
	return best
}

// end returns the byte of the original after the character that ends before a byte of the text.
func (p *plainText) end(at int) int {
	start := int(p.at[at-1])
	_, size := utf8.DecodeRuneInString(p.whole[start:])
	return start + size
}

// common returns the length of the common end of two texts, or of their common beginning.
func common(a, b string, ends bool) (n int) {
	if ends {
		a = a[max(0, len(a)-4*contextBytes):]
	} else {
		a = a[:min(len(a), 4*contextBytes)]
	}
	for n < len(a) && n < len(b) {
		if ends && a[len(a)-1-n] != b[len(b)-1-n] || !ends && a[n] != b[n] {
			break
		}
		n++
	}
	return n
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
