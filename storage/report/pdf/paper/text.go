package paper

import (
	"fmt"
	"math"
	"strings"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/typeset"
)

// slant is how far an italic letter leans for each unit of its height.
const slant = 0.21

// Text draws a line of text whose left end is at x and whose baseline is at y. It returns how many
// characters no font has; they are drawn as the sign for missing ones.
func (p *Page) Text(l typeset.Line, x, y float64, color func(span int) scene.RGB) (missing int) {
	return p.text(l, false, x, y, color)
}

// Upwards draws a line of text that runs upwards, from (x,y).
func (p *Page) Upwards(l typeset.Line, x, y float64, c scene.RGB) (missing int) {
	return p.text(l, true, x, y, func(int) scene.RGB { return c })
}

func (p *Page) text(l typeset.Line, upwards bool, x, y float64, color func(span int) scene.RGB) (missing int) {
	along := -l.Before
	for from := 0; from < len(l.Pieces); {
		first := &l.Pieces[from]
		to, width := from+1, first.Width
		for to < len(l.Pieces) && alike(first, &l.Pieces[to]) {
			width += l.Pieces[to].Width
			to++
		}
		p.fill(color(first.Span))
		place := [6]float64{1, 0, 0, 1, x + along, p.height - y + first.Style.Rise}
		if upwards {
			place = [6]float64{0, 1, -1, 0, x - first.Style.Rise, p.height - y + along}
		}
		missing += p.show(l.Pieces[from:to], place)
		along += width
		from = to
	}
	return missing
}

// alike reports whether two pieces can be drawn together.
func alike(a, b *typeset.Piece) bool {
	return a.Font == b.Font && a.Span == b.Span && a.Style == b.Style
}

// show draws pieces of one font and style from a place.
func (p *Page) show(pieces []typeset.Piece, place [6]float64) (missing int) {
	first := &pieces[0]
	font := p.file.font(first.Font)
	p.fonts[font.name] = font.id
	if first.Style.Italic {
		place[2], place[3] = place[2]+slant*place[0], place[3]+slant*place[1]
	}
	fmt.Fprintf(&p.content, "BT /%s %s Tf %s Tm\n", font.name, number(first.Style.Size), matrix(place))
	bolder := first.Style.Bold && !first.Font.Bold // a font without a bold face
	if bolder {
		p.stroke(p.state.fill)
		fmt.Fprintf(&p.content, "2 Tr %s w\n", number(first.Style.Size/28))
	}
	s := shown{page: p, font: font, unit: 1000 / font.Upem}
	for i := range pieces {
		s.piece(&pieces[i])
		if pieces[i].Lost {
			missing += len(pieces[i].Runes)
		}
	}
	s.end()
	if bolder {
		p.content.WriteString("0 Tr ")
	}
	p.content.WriteString("ET\n")
	return missing
}

// matrix returns a matrix with enough decimals for its slants.
func matrix(m [6]float64) string { return numbers(m[:]...) }

// shown is an operator TJ that is being written. Lengths are in 1/1000 em.
type shown struct {
	page *Page
	font *font
	unit float64 // from units of the font
	out  strings.Builder
	open bool    // a string of codes is open
	pen  float64 // where the next code would be drawn
	x    float64 // where the next cluster begins

	places []float64 // of the glyphs of a cluster
}

// piece appends the glyphs of a piece, cluster by cluster. A cluster is what stands for some
// characters together, such as a letter with its accent.
func (s *shown) piece(p *typeset.Piece) {
	for from := 0; from < len(p.Glyphs); {
		to := from + 1
		for to < len(p.Glyphs) && p.Glyphs[to].At == p.Glyphs[from].At {
			to++
		}
		runes := p.Runes[p.Glyphs[from].At:clusterEnd(p, from, to)]
		s.cluster(p, p.Glyphs[from:to], runes)
		from = to
	}
}

// clusterEnd returns where the characters of the cluster of glyphs [from,to) end.
func clusterEnd(p *typeset.Piece, from, to int) int {
	switch {
	case p.Left() && from > 0:
		return p.Glyphs[from-1].At
	case !p.Left() && to < len(p.Glyphs):
		return p.Glyphs[to].At
	default:
		return len(p.Runes)
	}
}

// cluster appends glyphs that stand for runes, in reading order: a mark comes after its letter. Each
// glyph gets a character, and the last one the rest. In text that runs to the left the first glyph,
// which is the letter, gets all characters, because readers sort what they find there by its place
// and would part the marks from it. If there are more glyphs than characters, the text stands
// beside them as ActualText.
func (s *shown) cluster(p *typeset.Piece, glyphs []typeset.Glyph, runes []rune) {
	beside := len(glyphs) > len(runes)
	if beside {
		s.end()
		fmt.Fprintf(&s.page.content, "/Span<</ActualText<FEFF%s>>>BDC\n", utf16Hex(string(runes)))
	}
	places := append(s.places[:0], make([]float64, len(glyphs))...)
	s.places = places
	for i := range glyphs {
		places[i] = s.x
		s.x += glyphs[i].Advance * s.unit
	}
	for k := range glyphs {
		i := k
		if p.Left() {
			i = len(glyphs) - 1 - k
		}
		text := ""
		switch {
		case p.Left() && k == 0:
			text = string(runes)
		case p.Left():
		case k == len(glyphs)-1 && k < len(runes):
			text = string(runes[k:])
		case k < len(runes):
			text = string(runes[k])
		}
		s.glyph(&glyphs[i], places[i], text)
	}
	if beside {
		s.end()
		s.page.content.WriteString("EMC\n")
	}
}

// glyph appends a glyph whose place is at x.
func (s *shown) glyph(g *typeset.Glyph, x float64, text string) {
	if left := s.pen - x - g.X*s.unit; math.Abs(left) >= 0.5 {
		if s.open {
			s.out.WriteByte('>')
			s.open = false
		}
		s.out.WriteString(number(left))
		s.pen -= left
	}
	if !s.open {
		s.out.WriteByte('<')
		s.open = true
	}
	c := s.font.code(code{g.ID, text, round(g.Y * s.unit)})
	for shift := 12; shift >= 0; shift -= 4 {
		s.out.WriteByte(hexDigits[c>>shift&15])
	}
	s.pen += s.font.width(g.ID)
}

// end writes the operator.
func (s *shown) end() {
	if s.open {
		s.out.WriteByte('>')
		s.open = false
	}
	if s.out.Len() > 0 {
		fmt.Fprintf(&s.page.content, "[%s] TJ\n", s.out.String())
		s.out.Reset()
	}
}
