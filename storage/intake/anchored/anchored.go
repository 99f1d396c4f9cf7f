// Package anchored matches expressions at the beginning of a text, and skips the
// matcher if the first bytes of the text cannot begin a match.
package anchored

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Expression is a regular expression that begins with ^, asked only where the
// first bytes of a text are such as it can begin with.
//
// A news article has some forty places where one of thirty forms might begin,
// and hardly any where one does. Running the expressions there was half of the
// time that an import took. Looking at two or three bytes first is some hundred
// times faster and cannot change an answer, because the table of bytes is made
// from the expression itself; that is done when it is first asked.
type Expression func() *gated

type gated struct {
	form *regexp.Regexp
	gate gate
}

// Compile gives the opening of an expression, which must begin with ^.
func Compile(expression string) Expression {
	return sync.OnceValue(func() *gated {
		return &gated{regexp.MustCompile(expression), gateOf(expression)}
	})
}

// Regexp returns the expression, to be asked anywhere.
func (o Expression) Regexp() *regexp.Regexp { return o().form }

// Admits reports whether s may match, as its first bytes show. False means that it
// does not match.
func (o Expression) Admits(s string) bool { return o().gate.admits(s) }

// FindString is that of the expression.
func (o Expression) FindString(s string) string {
	g := o()
	if !g.gate.admits(s) {
		return ""
	}
	return g.form.FindString(s)
}

// FindStringSubmatch is that of the expression.
func (o Expression) FindStringSubmatch(s string) []string {
	g := o()
	if !g.gate.admits(s) {
		return nil
	}
	return g.form.FindStringSubmatch(s)
}

// MatchString is that of the expression.
func (o Expression) MatchString(s string) bool {
	g := o()
	return g.gate.admits(s) && g.form.MatchString(s)
}

// gateDepth is how many bytes a gate looks at, at the most: fewer where what
// can begin in more than gateWays ways. Then there is little to be gained.
const (
	gateDepth = 6
	gateWays  = 200
)

// gate tells which bytes a text can begin with to match an expression. The ways
// in which a match can begin are numbered from 0 to 63; several may share a
// number, which only lets more through. A text is admitted if one way allows
// each of its first bytes in its place.
type gate struct {
	depth int                    // bytes that it looks at
	at    [gateDepth][256]uint64 // the ways that allow a byte in that place
	ended [gateDepth]uint64      // the ways that allow the text to be over there
}

// admits reports whether s may match; false means that it certainly does not.
func (g *gate) admits(s string) bool {
	ways := ^uint64(0)
	for i := range g.depth {
		if i == len(s) {
			return ways&g.ended[i] != 0
		}
		if ways &= g.at[i][s[i]]; ways == 0 {
			return false
		}
	}
	return true
}

// byteSet says which bytes a place may have.
type byteSet [4]uint64

func (s *byteSet) add(b int)      { s[b>>6] |= 1 << (b & 63) }
func (s *byteSet) has(b int) bool { return s[b>>6]>>(b&63)&1 != 0 }

// gateOf follows the compiled expression from its beginning, as a matcher
// would that takes every branch.
func gateOf(expression string) gate {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		panic(err) // the expressions are constants, and have been compiled before
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		panic(err)
	}
	if prog.StartCond()&syntax.EmptyBeginText == 0 {
		panic("an opening must begin with ^: " + expression)
	}
	for depth := gateDepth; ; depth-- {
		w := gateWalk{prog: prog, gate: gate{depth: depth}, numbers: map[[alikeBytes]byteSet]int{}}
		w.walk(uint32(prog.Start), nil, nil)
		if w.ways <= gateWays {
			return w.gate
		}
	}
}

type gateWalk struct {
	prog *syntax.Prog
	gate gate
	ways int

	numbers map[[alikeBytes]byteSet]int // of ways, by how they begin
}

// alikeBytes is how many bytes ways begin with that share a number: "thu" and
// "thurs" are told apart later.
const alikeBytes = 3

// walk goes on from one instruction; before are the bytes allowed so far, and
// idle the instructions since the last of them, which are not gone through again.
func (w *gateWalk) walk(pc uint32, before []byteSet, idle []uint32) {
	if slices.Contains(idle, pc) || w.ways > gateWays {
		return
	}
	idle = append(slices.Clip(idle), pc)
	inst := &w.prog.Inst[pc]
	switch inst.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		w.walk(inst.Out, before, idle)
		w.walk(inst.Arg, before, idle)
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
		w.walk(inst.Out, before, idle)
	case syntax.InstMatch, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		w.add(before, true) // what comes now may be anything
	case syntax.InstRune, syntax.InstRune1:
		w.runes(inst, before)
	}
}

// runes goes on behind a character. Characters of a class that take more bytes
// than its shortest, such as the long s among the forms of s, are followed no
// further, or the ways would double with every letter; nor is a class that has
// hundreds of ranges, such as all letters.
func (w *gateWalk) runes(inst *syntax.Inst, before []byteSet) {
	const most = 24 // ranges
	ranges := rangesOf(inst)
	switch {
	case len(before) == w.gate.depth:
		w.add(before, false)
		return
	case holds(ranges, utf8.RuneError): // which stands for bytes that are no UTF-8
		w.add(before, true)
		return
	}
	shortest := true
	for n := 1; n <= utf8.UTFMax; n++ {
		sets := encodings(ranges, n)
		if sets == nil {
			continue
		}
		next := append(slices.Clip(before), sets...)
		next = next[:min(len(next), w.gate.depth)]
		switch {
		case !shortest, len(ranges) > 2*most:
			w.add(next, true)
		default:
			w.walk(inst.Out, next, nil)
		}
		shortest = false
	}
}

// add enters one way, with any bytes after those before; mayEnd says that the
// text may be over there.
func (w *gateWalk) add(before []byteSet, mayEnd bool) {
	front := ([alikeBytes]byteSet)(append(slices.Clip(before), make([]byteSet, alikeBytes)...))
	number, known := w.numbers[front]
	if !known {
		number = len(w.numbers)
		w.numbers[front] = number
	}
	w.ways++
	way := uint64(1) << (number % 64)
	for i := range w.gate.depth {
		for b := range 256 {
			if i >= len(before) || before[i].has(b) {
				w.gate.at[i][b] |= way
			}
		}
		if i >= len(before) && mayEnd {
			w.gate.ended[i] |= way
		}
	}
}

// rangesOf gives the characters that an instruction takes, as first and last of
// each range.
func rangesOf(inst *syntax.Inst) []rune {
	if len(inst.Rune) != 1 {
		return inst.Rune
	}
	r := inst.Rune[0]
	ranges := []rune{r, r}
	if syntax.Flags(inst.Arg)&syntax.FoldCase != 0 {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			ranges = append(ranges, f, f)
		}
	}
	return ranges
}

func holds(ranges []rune, r rune) bool {
	for i := 0; i < len(ranges); i += 2 {
		if ranges[i] <= r && r <= ranges[i+1] {
			return true
		}
	}
	return false
}

// encodings gives the bytes that characters of n bytes have in each place, or
// nil when there are none.
func encodings(ranges []rune, n int) (sets []byteSet) {
	least, most := [...]rune{0, 0x80, 0x800, 0x10000}[n-1], [...]rune{0x7F, 0x7FF, 0xFFFF, unicode.MaxRune}[n-1]
	for i := 0; i < len(ranges); i += 2 {
		from, to := max(ranges[i], least), min(ranges[i+1], most)
		if from > to {
			continue
		}
		if sets == nil {
			sets = make([]byteSet, n)
		}
		for place := range sets {
			low, high := byteIn(from, place, n), byteIn(to, place, n)
			if place > 0 && from>>(6*(n-place)) != to>>(6*(n-place)) {
				low, high = 0x80, 0xBF // it runs over several of the byte before
			}
			for b := low; b <= high; b++ {
				sets[place].add(b)
			}
		}
	}
	return sets
}

// byteIn gives the byte in one place of the n that encode r.
func byteIn(r rune, place, n int) int {
	if n == 1 {
		return int(r)
	}
	if place > 0 {
		return 0x80 | int(r>>(6*(n-1-place)))&0x3F
	}
	lead := [...]int{0xC0, 0xE0, 0xF0}[n-2]
	return lead | int(r>>(6*(n-1)))
}

// Head gives at most n bytes of s, in whole characters.
func Head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func FirstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// IsSpaceByte reports whether b is what \s means in an expression.
func IsSpaceByte(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' && b != '\v' }
