package segment

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model/segment/char"
)

// In scripts without spaces, the text after a terminator shows whether the sentence
// continues. It may continue with a particle in Japanese ("「鍵はどこ？」が口癖"), with a
// verb of saying in Chinese ("“走！”他说"), or inside a title ("《跑！罗拉》").

// endsWide reports whether a sentence ends with 。 or one of its variants, or with !
// or ? after a letter without case.
func (s *scanner) endsWide(e *ending) bool {
	const point = "．"
	c, _ := char.At(s.text, e.next)
	switch {
	case c == char.Inner, e.titled, s.isInTitle(e):
		return false
	case s.text[e.start:e.close] == point && s.isDecimal(e, c):
		return false
	case e.next > e.close:
		return true
	}
	rest := s.text[e.next:]
	if e.quoted {
		return !attributesWide(rest)
	}
	return e.hasPeriod(s.text) || !isQuoting(rest)
}

// isDecimal reports whether the full-width full stop is part of a number, or
// follows the number of a heading.
func (s *scanner) isDecimal(e *ending, next char.Class) bool {
	c, n := char.Before(s.text, e.start)
	return next == char.Digit || c == char.Digit && e.start-n == s.start
}

func (e *ending) hasPeriod(text string) bool {
	return strings.ContainsAny(text[e.start:e.close], "。｡．")
}

// isInTitle reports whether the ending is inside 《 》, which hold titles.
func (s *scanner) isInTitle(e *ending) bool {
	const open, shut, reach = "《", "》", 120
	from := s.title.before(s.text, open, e.start)
	if from < s.start || e.start-from > reach || strings.Contains(s.text[from:e.start], shut) {
		return false
	}
	after := s.text[e.close:min(len(s.text), e.close+reach)]
	i := strings.Index(after, shut)
	return i >= 0 && !strings.Contains(after[:i], open)
}

// attributesWide reports whether the sentence continues after a quotation: with a
// particle or, in Chinese, with a verb of saying within the next few characters.
// rest is the text after the quotation.
func attributesWide(rest string) bool {
	if r, _ := char.RuneAt(rest, 0); isHiragana(r) {
		return isQuoting(rest) || isParticle(rest)
	}
	const near = 6
	n := 0
	for _, r := range rest {
		switch {
		case strings.ContainsRune("说說道问問喊叫答", r):
			return true
		case n == near || char.Of(r) != char.Letter || strings.ContainsRune("没沒不无無", r):
			return false
		}
		n++
	}
	return false
}

// isQuoting reports whether rest begins with と or って, the particles that mark the
// text before them as quoted, but not with a word of notQuoting.
func isQuoting(rest string) bool {
	if strings.HasPrefix(rest, "って") {
		return true
	}
	return strings.HasPrefix(rest, "と") && !notQuoting.begin(rest)
}

// notQuoting lists words that begin with と and often begin sentences.
var notQuoting = startsOf(`とても とうとう とうに ところ とっく とっさ とにかく とりあえず とりわけ とんで とんと ときどき ときに
	とくに ともかく ともあれ ともに とある となり とおい とおく とし、`)

// isParticle reports whether rest begins with a Japanese particle or the copula. A
// particle of one hiragana other than を counts only before a character that is
// neither hiragana nor a comma, as in "の一言" but not in "のんびり".
func isParticle(rest string) bool {
	if particlesWide.begin(rest) {
		return true
	}
	r, n := utf8.DecodeRuneInString(rest)
	if !strings.ContainsRune("がのをはにへもで", r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[n:])
	return !isHiragana(next) && next != '、' && next != utf8.RuneError || r == 'を'
}

var particlesWide = startsOf(`など なんて とか とは との とだけ とも という だと だった です である だけ まで から より には にも による
	によ について に対 では でも、 への へと ばかり しか ぐらい くらい じゃな ではな のよう のは のが のを のと のに、 のか はじゃ`)

// starts holds words by their first two kana.
type starts map[string][]string

const twoKana = len("とて")

func startsOf(list string) starts {
	out := starts{}
	for _, w := range strings.Fields(list) {
		out[w[:twoKana]] = append(out[w[:twoKana]], w)
	}
	return out
}

// begin reports whether text begins with one of the words.
func (all starts) begin(text string) bool {
	if len(text) < twoKana {
		return false
	}
	for _, w := range all[text[:twoKana]] {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

func isHiragana(r rune) bool { return 0x3041 <= r && r <= 0x309F }
