package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Style is the look of a stretch of text.
type Style struct {
	Size        float64 // in points
	Serif, Bold bool
	Italic      bool    // drawn as a slanted font
	Rise        float64 // points above the baseline
	Language    string  // a BCP 47 tag, or ""
}

// Span is a stretch of text with one style. A newline in the text ends a line.
type Span struct {
	Text  string
	Style Style
}

// Glyph is a placed glyph. Lengths are in units of its font.
type Glyph struct {
	ID      uint32
	Advance float64
	X, Y    float64 // moves the glyph from its place, Y upwards
	At      int     // index, in runes of the piece, of the first character that the glyph stands for
}

// Piece is a stretch of text on one line with one font and direction.
type Piece struct {
	Span   int // index of its span
	Style  Style
	Font   *Font
	Runes  []rune  // in reading order
	Glyphs []Glyph // from left to right
	Width  float64 // in points
	Lost   bool    // no font has the characters; the glyphs are the sign for a missing one

	level uint8 // decides its place on the line
	left  bool  // it was shaped from right to left
	space bool  // has only white space
	must  bool  // a line ends after it
	may   bool  // a line may end after it
}

// Left reports whether the piece runs from right to left.
func (p *Piece) Left() bool { return p.left }

// Text is a shaped paragraph.
type Text struct {
	Left   bool // it runs from right to left
	pieces []Piece
}

// Direction says which way a paragraph runs that has no letters.
type Direction bool

// The directions.
const (
	Rightwards Direction = false
	Leftwards  Direction = true
)

// word is a key of the cache of shaped words.
type word struct {
	text string
	font *Font
	left bool
	lang string
}

// What is kept of shaped words: those of at most longWord characters, with mostKept glyphs in all.
const (
	longWord = 32
	mostKept = 40_000
)

// Shape shapes a paragraph. Its first letter decides its direction, or otherwise if it has none.
// Characters that are not printed, such as control characters, are left out.
func (f *Fonts) Shape(spans []Span, otherwise Direction) *Text {
	s := shape{fonts: f, spans: spans}
	for i := range spans {
		s.add(spans[i].Text, i)
	}
	left := runsLeft(s.runes, bool(otherwise))
	s.levels = levelsOf(s.runes, left)
	s.findBreaks()
	s.divide()
	return &Text{Left: left, pieces: s.out}
}

// shape is the work on one paragraph. All slices but out have an element for each rune.
type shape struct {
	fonts  *Fonts
	spans  []Span
	runes  []rune
	span   []int
	levels []uint8
	breaks []mark // what is allowed after the rune
	out    []Piece
}

type mark uint8

const (
	no mark = iota
	may
	must
)

// add appends the printable characters of a text. A stretch of white space becomes one space, and
// a newline ends the line.
func (s *shape) add(text string, span int) {
	for _, r := range text {
		b := no
		switch {
		case r == '\n' || r == 0x2028 || r == 0x2029 || r == 0x0b || r == 0x0c || r == 0x85:
			r, b = ' ', must
		case r == '\t' || r == '\r':
			r = ' '
		case r == 0xad || r == 0xfeff || unicode.IsControl(r) || r&0xfffe == 0xfffe || 0xfff0 <= r && r < 0xfff9:
			continue
		}
		if n := len(s.runes); r == ' ' && b == no && n > 0 && s.runes[n-1] == ' ' && s.breaks[n-1] == no && s.span[n-1] == span {
			continue
		}
		s.runes, s.span, s.breaks = append(s.runes, r), append(s.span, span), append(s.breaks, b)
	}
}

// findBreaks marks after which characters lines may end. No line ends before raised text, such as
// the number of a note.
func (s *shape) findBreaks() {
	s.findOpportunities()
	for i := 1; i < len(s.runes); i++ {
		if s.spans[s.span[i]].Style.Rise > 0 && s.spans[s.span[i-1]].Style.Rise <= 0 && s.breaks[i-1] == may {
			s.breaks[i-1] = no
		}
	}
}

// findOpportunities marks after which characters UAX #14 lets lines end. Plain words need no look
// at the rules: lines may end after spaces only.
func (s *shape) findOpportunities() {
	plain := true
	for i, r := range s.runes {
		if r == ' ' && s.breaks[i] == no {
			s.breaks[i] = may
		}
		plain = plain && (r == ' ' || 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == '.' || r == ',')
	}
	if plain || len(s.runes) == 0 {
		return
	}
	for i := range s.runes {
		if s.breaks[i] == may {
			s.breaks[i] = no
		}
	}
	var seg segmenter.Segmenter
	seg.Init(s.runes)
	for lines := seg.LineIterator(); lines.Next(); {
		l := lines.Line()
		if end := l.Offset + len(l.Text); end > 0 && s.breaks[end-1] == no {
			s.breaks[end-1] = may
		}
	}
}

// divide cuts the text into pieces and shapes them. A piece is a word or the space after it, or
// less where lines may end inside a word, or where the font or the direction changes.
func (s *shape) divide() {
	script := language.Common
	for _, r := range s.runes { // the first script is that of what stands before it
		if l := language.LookupScript(r); l.Strong() {
			script = l
			break
		}
	}
	var open Piece
	from := 0
	var before *Font
	for i, r := range s.runes {
		own := language.LookupScript(r)
		if own.Strong() {
			script = own
		}
		style := &s.spans[s.span[i]].Style
		face, has := s.fonts.fontFor(r, own, style, before)
		next := Piece{Span: s.span[i], Style: *style, Font: face, Lost: !has, space: r == ' '}
		if s.levels != nil {
			next.level = s.levels[i]
			next.left = next.level%2 == 1
		}
		if i > from && (next.Span != open.Span || next.Font != open.Font || next.Lost != open.Lost || next.level != open.level ||
			next.space != open.space || s.breaks[i-1] != no || own.Strong() && own != language.LookupScript(s.runes[i-1]) && language.LookupScript(s.runes[i-1]).Strong()) {
			s.close(open, from, i, script)
			from = i
		}
		open, before = next, face
	}
	if len(s.runes) > from {
		s.close(open, from, len(s.runes), script)
	}
}

// close shapes a piece and appends it.
func (s *shape) close(p Piece, from, to int, script language.Script) {
	p.Runes = s.runes[from:to]
	p.may, p.must = s.breaks[to-1] != no, s.breaks[to-1] == must
	for _, r := range p.Runes {
		if own := language.LookupScript(r); own.Strong() {
			script = own
			break
		}
	}
	p.Glyphs = s.fonts.glyphs(&p, script)
	p.measure()
	s.out = append(s.out, p)
}

func (p *Piece) measure() {
	sum := 0.0
	for i := range p.Glyphs {
		sum += p.Glyphs[i].Advance
	}
	p.Width = sum * p.Style.Size / p.Font.Upem
}

// glyphs shapes a piece. The result is shared by equal pieces.
func (f *Fonts) glyphs(p *Piece, script language.Script) []Glyph {
	key := word{string(p.Runes), p.Font, p.Left(), p.Style.Language}
	if g, ok := f.words[key]; ok {
		return g
	}
	direction := di.DirectionLTR
	if p.Left() {
		direction = di.DirectionRTL
	}
	shaped := f.shaper.Shape(shaping.Input{
		Text: p.Runes, RunEnd: len(p.Runes), Direction: direction, Face: p.Font.face,
		Size: fixed.I(int(p.Font.Upem)), Script: script, Language: language.NewLanguage(p.Style.Language),
	})
	out := make([]Glyph, len(shaped.Glyphs))
	for i, g := range shaped.Glyphs {
		out[i] = Glyph{ID: uint32(g.GlyphID), Advance: float64(g.Advance) / 64, X: float64(g.XOffset) / 64, Y: float64(g.YOffset) / 64, At: g.TextIndex()}
	}
	if len(p.Runes) > longWord {
		return out
	}
	if f.kept += len(out); f.kept > mostKept {
		clear(f.words)
		f.kept = len(out)
	}
	f.words[key] = out
	return out
}

// Measure returns the width in points of a text on one line.
func (f *Fonts) Measure(text string, size float64, bold bool) float64 {
	width := 0.0
	for _, p := range f.Shape([]Span{{oneLine(text), Style{Size: size, Bold: bold}}}, Rightwards).pieces {
		width += p.Width
	}
	return width
}

// Line returns a text on one line.
func (f *Fonts) Line(text string, style Style) Line {
	t := f.Shape([]Span{{oneLine(text), style}}, Rightwards)
	return t.line(t.pieces)
}

func oneLine(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r == 0x85 || r == 0x2028 || r == 0x2029 }) < 0 && utf8.ValidString(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}
