package correcting

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// correction is the text of an article while it is corrected. It is kept in memory only.
type correction struct {
	doc    *model.Document
	pieces []*piece
	tail   string // white space after the last piece
}

// piece is a part of the text that is edited by itself: a paragraph or, if the paragraph is long,
// a sentence of it.
type piece struct {
	gap  string     // the white space before the piece
	span model.Span // in bytes of the article's text
	old  string     // the text at span, with \n as its only line break
	text string     // the corrected text; without words, the piece is dropped

	paragraph int            // the index of its first paragraph in the article
	kind      model.UnitKind // of its first unit
	sentence  bool           // it is a sentence of a long paragraph
	joined    bool           // it was joined with the piece that followed it
}

// longest is the greatest number of bytes of a text that is edited as a whole. A longer entry
// would not follow the keys.
const longest = 32 << 10

// newCorrection returns the unchanged text of an article.
func newCorrection(doc *model.Document) *correction {
	d := &correction{doc: doc}
	d.pieces = d.within(model.Span{End: len(doc.Text)})
	at := 0
	if n := len(d.pieces); n > 0 {
		at = d.pieces[n-1].span.End
	}
	d.tail = doc.Text[at:]
	return d
}

// within returns the unchanged pieces of a span of the article. The first one has no gap unless
// the span begins with the text.
func (d *correction) within(span model.Span) (all []*piece) {
	doc, units := d.doc, d.doc.Units
	at := span.Start
	add := func(s model.Span, paragraph int, kind model.UnitKind, sentence bool) {
		if s.Start < span.Start || s.End > span.End {
			return
		}
		text := plainLines(s.Of(doc.Text))
		all = append(all, &piece{gap: doc.Text[at:s.Start], span: s, old: text, text: text, paragraph: paragraph, kind: kind, sentence: sentence})
		at = s.End
	}
	for i, p := range doc.Paragraphs {
		n := 0
		for n < len(units) && units[n].Paragraph == i {
			n++
		}
		switch {
		case p.Len() <= longest || n == 0:
			kind := model.UnitSentence
			if n > 0 {
				kind = units[0].Kind
			}
			add(p, i, kind, false)
		default:
			for _, u := range units[:n] {
				add(u.Span, i, u.Kind, true)
			}
		}
		units = units[n:]
	}
	return all
}

// plainLines replaces the line breaks that entries do not show with \n.
func plainLines(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
}

// dropped reports whether nothing is left of a piece.
func (p *piece) dropped() bool { return strings.TrimSpace(p.text) == "" }

// changed reports whether a piece differs from the article.
func (p *piece) changed() bool { return p.joined || p.text != p.old }

// editable reports whether a piece is short enough to be edited.
func (p *piece) editable() bool { return len(p.old) <= longest }

// changes returns the number of changed pieces.
func (d *correction) changes() (n int) {
	for _, p := range d.pieces {
		if p.changed() {
			n++
		}
	}
	return n
}

// text returns the corrected text. What is not changed is the same, byte for byte.
func (d *correction) text() string {
	var b strings.Builder
	first := true
	for i, p := range d.pieces {
		if p.dropped() && p.changed() {
			continue
		}
		gap := p.gap
		if first && i > 0 {
			gap = d.pieces[0].gap
		}
		first = false
		b.WriteString(gap)
		if p.changed() {
			b.WriteString(p.text)
		} else {
			b.WriteString(p.span.Of(d.doc.Text))
		}
	}
	b.WriteString(d.tail)
	return b.String()
}

// at returns the index of the piece at a byte offset of the article, or 0.
func (d *correction) at(offset int) int {
	i, _ := slices.BinarySearchFunc(d.pieces, offset, func(p *piece, offset int) int {
		if p.span.End <= offset {
			return -1
		}
		return 1
	})
	return min(i, max(len(d.pieces)-1, 0))
}

// canJoin reports whether piece i can be joined with the next one.
func (d *correction) canJoin(i int) bool {
	return i+1 < len(d.pieces) && len(d.pieces[i].text)+len(d.pieces[i+1].text) < longest && d.pieces[i].editable() && d.pieces[i+1].editable()
}

// join joins piece i with the next one.
func (d *correction) join(i int) {
	if !d.canJoin(i) {
		return
	}
	a, b := d.pieces[i], d.pieces[i+1]
	one := *a
	one.span.End = b.span.End
	one.old = plainLines(one.span.Of(d.doc.Text))
	one.text = joined(a.text, b.text)
	one.joined = true
	d.pieces = slices.Replace(d.pieces, i, i+2, &one)
}

// joined returns two texts as one. It puts a space between them, unless one of them is empty or
// both are of a script without spaces.
func joined(a, b string) string {
	a, b = strings.TrimRightFunc(a, unicode.IsSpace), strings.TrimLeftFunc(b, unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	unspaced := func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || '\u3000' <= r && r <= '\u303F' || '\uFF00' <= r && r <= '\uFFEF'
	}
	if a == "" || b == "" || unspaced(last) && unspaced(first) {
		return a + b
	}
	return a + " " + b
}

// revert puts back what the article has in place of piece i, which may be several pieces.
func (d *correction) revert(i int) {
	p := d.pieces[i]
	if !p.changed() {
		return
	}
	back := d.within(p.span)
	back[0].gap = p.gap
	d.pieces = slices.Replace(d.pieces, i, i+1, back...)
}
