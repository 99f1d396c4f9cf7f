// Package anchored matches regular expressions at the beginning of a text. It does
// not run an expression if the first bytes of the text cannot begin a match.
package anchored

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Expression is a regular expression that begins with ^. Its Find and Match methods
// run it only if the first bytes of a text can begin a match.
//
// An import tries many expressions at many places of each article, and few of them
// match. Checking the first bytes is much faster than running an expression. The
// table of these bytes is derived from the expression on first use.
type Expression func() *gated

type gated struct {
	form *regexp.Regexp
	gate gate
}

// Compile returns the expression with the given source, which must begin with ^.
// The first use compiles the source and panics if it is invalid or can match
// elsewhere.
func Compile(expression string) Expression {
	return sync.OnceValue(func() *gated {
		return &gated{regexp.MustCompile(expression), gateOf(expression)}
	})
}

// Regexp returns the regular expression itself, which checks no first bytes.
func (o Expression) Regexp() *regexp.Regexp { return o().form }

// Admits reports whether the first bytes of s can begin a match. If it returns
// false, s does not match.
func (o Expression) Admits(s string) bool { return o().gate.admits(s) }

// FindString is like regexp.Regexp.FindString.
func (o Expression) FindString(s string) string {
	if !o.Admits(s) {
		return ""
	}
	return o.Regexp().FindString(s)
}

// FindStringSubmatch is like regexp.Regexp.FindStringSubmatch.
func (o Expression) FindStringSubmatch(s string) []string {
	if !o.Admits(s) {
		return nil
	}
	return o.Regexp().FindStringSubmatch(s)
}

// MatchString is like regexp.Regexp.MatchString.
func (o Expression) MatchString(s string) bool {
	return o.Admits(s) && o.Regexp().MatchString(s)
}

// gateDepth is the maximum number of bytes that a gate checks. A gate checks fewer
// if a match could otherwise begin in more than gateWays ways, because so many ways
// rule out little.
const (
	gateDepth = 6
	gateWays  = 200
)

// gate records which bytes can begin a text that matches an expression. The ways in
// which a match can begin are numbered from 0 to 63. If several ways share a
// number, the gate may admit more texts, but never fewer. A gate admits a text if,
// for one number, each of the first bytes of the text is allowed in its place.
type gate struct {
	depth int                    // number of bytes checked
	at    [gateDepth][256]uint64 // the ways that allow a byte in a place
	ended [gateDepth]uint64      // the ways that allow the text to end there
}

// admits reports whether s may match. If it returns false, s does not match.
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

// byteSet is a set of bytes.
type byteSet [4]uint64

func (s *byteSet) add(b int)      { s[b>>6] |= 1 << (b & 63) }
func (s *byteSet) has(b int) bool { return s[b>>6]>>(b&63)&1 != 0 }

// gateOf builds the gate of an expression by following the branches of its compiled
// program from the start. It panics if the expression can match elsewhere than at
// the beginning of a text.
func gateOf(expression string) gate {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		panic(err) // regexp.MustCompile has already accepted the expression
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

	numbers map[[alikeBytes]byteSet]int // numbers of the ways, by their first bytes
}

// alikeBytes is the number of first bytes by which ways are numbered. Ways that
// agree in them share a number, as do "thu" and "thurs".
const alikeBytes = 3

// walk follows the expression from the instruction at pc. before has the bytes
// allowed in each place so far; idle has the instructions visited since the last
// byte, which are not visited again.
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
		w.add(before, true) // anything may follow
	case syntax.InstRune, syntax.InstRune1:
		w.runes(inst, before)
	}
}

// runes continues the walk after an instruction that matches one character. The
// walk ends at characters that take more bytes than the shortest of their class,
// such as the long s among the forms of s, because the ways would double with every
// letter. It also ends at classes of more than most ranges, such as all letters.
func (w *gateWalk) runes(inst *syntax.Inst, before []byteSet) {
	const most = 24 // ranges
	ranges := rangesOf(inst)
	switch {
	case len(before) == w.gate.depth:
		w.add(before, false)
		return
	case holds(ranges, utf8.RuneError): // stands for bytes that are not UTF-8
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

// add adds one way: the bytes in before, and any bytes after them. mayEnd means
// that the text may also end after them.
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

// rangesOf returns the characters that an instruction accepts, as the first and
// last of each range.
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

// encodings returns, for each place, the bytes that can occur there in the n-byte
// encodings of the characters in ranges. It returns nil if no character is encoded
// in n bytes.
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
				low, high = 0x80, 0xBF // the range spans several values of the byte before
			}
			for b := low; b <= high; b++ {
				sets[place].add(b)
			}
		}
	}
	return sets
}

// byteIn returns the byte in one place of the n bytes that encode r.
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

// Head returns at most the first n bytes of s, without splitting a character.
func Head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// FirstRune returns the first rune of s, or utf8.RuneError if s is empty or begins
// with invalid UTF-8.
func FirstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// IsSpaceByte reports whether \s matches b in an expression.
func IsSpaceByte(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' && b != '\v' }
