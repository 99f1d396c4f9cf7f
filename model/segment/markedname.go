package segment

import (
	"strings"

	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// Names with an exclamation or question mark
//
// The names of some companies, bands and shows include a mark that ends no
// sentence: "Profits at Yum! Brands fell". The best known are listed. Others are
// recognised by the words before them, a phrase without a verb:
//
//	The band Panic! At the Disco played.    an article and a noun
//	Investors in Zap! Foods sued.           a noun and a preposition
//
// If a small letter follows such a mark once, as in "Zap! shares", the word counts
// as a name for the rest of the paragraph, or until the next such name.

// exclaimedTitles lists names of several words by the words on either side of the
// mark.
var exclaimedTitles = language.Set(`Panic!At You!Black Oh!Calcutta Shout!Factory`)

// isNamed reports whether the mark belongs to the name w, which continues at f.
func (s *scanner) isNamed(e *ending, f following, w string) bool {
	if f.class != char.Upper || f.at != e.next || e.close != e.start+1 {
		return false
	}
	switch {
	case s.Exclaimed.Has(w), w != "" && w == s.name:
		return !s.begins(f)
	case len(w)+len(f.word) >= char.LongestWord || !char.IsCapitalised(w):
		return false
	}
	var buf [char.LongestWord]byte
	if exclaimedTitles.Has(string(append(append(append(buf[:0], w...), '!'), f.word...))) {
		return true
	}
	return (!s.begins(f) && s.hasSmallSecond(f) || s.isTitle(f)) && s.isVerbless(e.start-len(w))
}

// learnName remembers w, the word before a mark that a small letter follows, as a
// name with a mark. It skips words that are not capitalised and the first word of a
// sentence.
func (s *scanner) learnName(e *ending, w string) {
	if !e.quoted && !e.inside && e.close == e.start+1 && e.start-len(w) > s.start && char.IsCapitalised(w) {
		s.name = w
	}
}

// hasSmallSecond reports whether a word that begins with a small letter follows the
// word at f.
func (s *scanner) hasSmallSecond(f following) bool {
	end := f.at + len(f.word)
	c, _ := char.At(s.text, char.SkipSpace(s.text, end))
	return c == char.Lower
}

// isTitle reports whether the text at f is capitalised like a title such as "At the
// Disco".
func (s *scanner) isTitle(f following) bool {
	second := char.SkipSpace(s.text, f.at+len(f.word))
	w := char.WordAt(s.text, second)
	c, _ := char.At(w, 0)
	third, _ := char.At(s.text, char.SkipSpace(s.text, second+len(w)))
	return c == char.Lower && s.Starters.Has(w) && third == char.Upper
}

// isVerbless reports whether the sentence before byte i looks like two to four
// words without a verb: "The band", "Investors in".
func (s *scanner) isVerbless(i int) bool {
	const longest, most = 60, 4
	if i == s.start || i-s.start > longest {
		return false
	}
	words, n := [most]string{}, 0
	for j := s.start; j < i; n++ {
		w := char.WordAt(s.text, j)
		next := char.SkipSpace(s.text, j+len(w))
		if w == "" || next == j+len(w) || n == most {
			return false
		}
		words[n] = w
		j = next
	}
	if n < 2 {
		return false
	}
	first, last := words[0], words[n-1]
	isDeterminer := determiners.Has(first)
	for _, w := range words[1:n] {
		if c, _ := char.At(w, 0); c != char.Lower {
			return false
		}
	}
	if beforeNames.Has(last) {
		return isDeterminer && n > 2 || !isDeterminer && !s.Starters.Has(first) && !greetings.Has(first)
	}
	return isDeterminer && !s.Starters.Has(last) && !strings.HasSuffix(last, "ly")
}

var (
	determiners = language.Set(`the a an his her their our my your its some many most two three four several all no every each this that these those another`)
	beforeNames = language.Set(`of at in by for with from on behind`)
	greetings   = language.Set(`welcome thank thanks look go going come back listen greetings congratulations congrats happy good great best hello hi love`)
)
