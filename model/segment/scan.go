package segment

import (
	"math"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// scanner walks once over a paragraph. At each character where a sentence may end
// or begin, it reads a few words on either side and decides. The time it takes is
// proportional to the length of the paragraph.
type scanner struct {
	*language.Rules
	text  string
	start int  // the byte where the current sentence begins
	small bool // some sentence so far begins with a lower-case letter; names such as eBay do not count
	list  item
	name  string // the last word that learnName remembered
	out   []model.Span

	bracket, title opened // find the last ( and 《

	countedTo, straight int // straight is the number of " before byte countedTo
}

// halts shows at which characters the scan stops. The entry of an ASCII character
// is 0 or all ones. The entry of the first byte of a longer character is a set of
// second bytes, one bit for each value of their low six bits. The first byte alone
// is not enough, because 。 and kana share it.
var halts = func() (t [256]uint64) {
	for _, c := range []char.Class{char.Stop, char.Ellipsis, char.Mark, char.Wide, char.Bullet} {
		for _, r := range char.Listed(c) {
			s := string(r)
			if len(s) == 1 {
				t[s[0]] = ^uint64(0)
			} else {
				t[s[0]] |= 1 << (s[1] & 0x3F)
			}
		}
	}
	for _, c := range "();:_=*-" { // semicolons, list items, emoticons, times of day and drawn lines
		t[c] = ^uint64(0)
	}
	t[0xCD] |= 1 << 0x3E // the Greek question mark, U+037E
	t[0xF0] |= 1 << 0x1F // emoji
	for second := 0x98; second <= 0x9E; second++ {
		t[0xE2] |= 1 << (second & 0x3F) // older emoji, from U+2600 to U+27BF
	}
	return t
}()

// sentences appends the sentences of one paragraph to dst. The parameter most
// limits how many it appends.
func sentences(r *language.Rules, dst []model.Span, paragraph string, most int) []model.Span {
	s := scanner{Rules: r, text: paragraph, out: dst, bracket: opened{-1, -1}, title: opened{-1, -1}}
	most = len(dst) + min(most, math.MaxInt-len(dst))
	s.begin(0)
	for i := s.start; i < len(paragraph); {
		c := paragraph[i]
		set := halts[c]
		if set == 0 || c >= utf8.RuneSelf && (i+1 == len(paragraph) || set>>(paragraph[i+1]&0x3F)&1 == 0) {
			i++
			continue
		}
		if i = s.halt(i); len(s.out) >= most {
			return s.out[:most]
		}
	}
	s.cut(len(paragraph))
	return s.out
}

// cut ends the current sentence at byte end, unless it is empty, and begins the
// next one after the white space that follows.
func (s *scanner) cut(end int) {
	if last := char.SkipSpaceBack(s.text, s.start, end); last > s.start {
		s.out = append(s.out, model.Span{Start: s.start, End: last})
	}
	s.begin(end)
}

// begin starts a sentence at the first character at or after byte i that is not
// white space.
func (s *scanner) begin(i int) {
	s.start = char.SkipSpace(s.text, i)
	if c, _ := char.At(s.text, s.start); c == char.Lower {
		f := readFollowing(s.text, s.start)
		s.small = s.small || f.class == char.Lower
	}
}

// halt handles the character at byte i and returns the byte where the scan
// continues.
func (s *scanner) halt(i int) int {
	c, n := char.At(s.text, i)
	if (c == char.Stop || s.text[i] == ')') && s.enumerate(i) {
		return i + n
	}
	switch {
	case c.IsTerminator():
		return s.terminate(i)
	case s.text[i] == ';':
		return s.endAtSemicolon(i)
	case s.text[i] == ':':
		return s.mailHeader(i)
	case c == char.Bullet:
		if s.bullets(i) {
			s.cut(i)
		}
	case c == char.Picture, c == char.Closer, c == char.Opener:
		return s.endAfterEmoji(i, n)
	case n == 1:
		return s.drawnLine(i)
	}
	return i + n
}

// terminate decides whether the terminators at byte i end a sentence. It returns
// the byte where the scan continues.
func (s *scanner) terminate(i int) int {
	e := s.readEnding(i)
	if s.ends(&e) {
		s.cut(e.close)
	}
	return max(e.close, s.start)
}

// endAtSemicolon ends a sentence at a semicolon if white space and a capitalised
// word that often begins sentences follow, as between the items of a list. In
// Greek, where the semicolon is a question mark, any text may follow the white
// space. endAtSemicolon returns the byte where the scan continues.
func (s *scanner) endAtSemicolon(i int) int {
	next := char.SkipSpace(s.text, i+1)
	if next == i+1 || next == len(s.text) {
		return i + 1
	}
	if f := readFollowing(s.text, next); s.Semicolon || f.at == next && !char.IsInitial(f.word) && s.begins(f) {
		s.cut(i + 1)
	}
	return i + 1
}

// drawnLine makes a row of at least twelve equal characters, such as
// "____________", a sentence of its own, unless other text precedes or follows it
// without white space between. It returns the byte where the scan continues.
func (s *scanner) drawnLine(i int) int {
	const shortest = 12
	j := i
	for j < len(s.text) && (s.text[j] == s.text[i] || s.text[j] == ' ' && j+1 < len(s.text) && s.text[j+1] == s.text[i] && j-i >= shortest) {
		j++
	}
	b, _ := char.Before(s.text, i)
	a, _ := char.At(s.text, j)
	if j-i >= shortest && b == char.Space && a == char.Space {
		s.cut(i)
		s.cut(j)
	}
	return j
}
