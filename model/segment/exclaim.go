package segment

import "strings"

// Names with an exclamation or question mark
//
// Some companies, bands and shows are written with a mark that ends no
// sentence: "Profits at Yum! Brands fell". The best known are listed. Others
// are recognised by what is before them, a noun without a verb:
//
//	The band Panic! At the Disco played.    an article and a noun
//	Investors in Zap! Foods sued.           a noun and a preposition
//
// and a name that a small letter follows once, "Zap! shares", is known for the
// rest of the paragraph.

// brands are single names that are no other words, in every language.
const brands = `Yahoo Yum Jeopardy Joomla Wham`

// titles are names of several words, as far as the word after the mark.
var exclaimedTitles = set(`Panic!At You!Black Oh!Calcutta Shout!Factory`)

// isNamed reports whether the mark belongs to the name w, which goes on with
// what follows.
func (s *scanner) isNamed(e *ending, f follow, w string) bool {
	if f.class != upper || f.at != e.next || e.close != e.start+1 {
		return false
	}
	switch {
	case s.exclaimed.get(w) == listed, w != "" && w == s.name:
		return !s.begins(f)
	case len(w)+len(f.word) >= longestWord || !isCapitalised(w):
		return false
	}
	var buf [longestWord]byte
	if exclaimedTitles.get(string(append(append(append(buf[:0], w...), '!'), f.word...))) == listed {
		return true
	}
	return (!s.begins(f) && s.opensSmall(f) || s.isTitle(f)) && s.isBare(e.start-len(w))
}

// learnName remembers a name with a mark that a small letter follows.
func (s *scanner) learnName(e *ending, w string) {
	if !e.quoted && !e.inside && e.close == e.start+1 && e.start-len(w) > s.start && isCapitalised(w) {
		s.name = w
	}
}

// opensSmall reports whether a word in small letters stands behind the first
// that follows.
func (s *scanner) opensSmall(f follow) bool {
	end := f.at + len(f.word)
	c, _ := at(s.text, skipSpace(s.text, end))
	return c == lower
}

// isTitle reports whether what follows is written as titles are: "At the
// Disco".
func (s *scanner) isTitle(f follow) bool {
	second := skipSpace(s.text, f.at+len(f.word))
	w := wordAt(s.text, second)
	c, _ := at(w, 0)
	third, _ := at(s.text, skipSpace(s.text, second+len(w)))
	return c == lower && s.starters.get(w) == listed && third == upper
}

// isBare reports whether the sentence before byte i is a few words without a
// verb: "The band", "Investors in".
func (s *scanner) isBare(i int) bool {
	const longest, most = 60, 4
	if i == s.start || i-s.start > longest {
		return false
	}
	words, n := [most]string{}, 0
	for j := s.start; j < i; n++ {
		w := wordAt(s.text, j)
		next := skipSpace(s.text, j+len(w))
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
	isDeterminer := determiners.get(first) == listed
	for _, w := range words[1:n] {
		if c, _ := at(w, 0); c != lower {
			return false
		}
	}
	if beforeNames.get(last) == listed {
		return isDeterminer && n > 2 || !isDeterminer && s.starters.get(first) == plain && greetings.get(first) == plain
	}
	return isDeterminer && s.starters.get(last) == plain && !strings.HasSuffix(last, "ly")
}

var (
	determiners = set(`the a an his her their our my your its some many most two three four several all no every each this that these those another`)
	beforeNames = set(`of at in by for with from on behind`)
	greetings   = set(`welcome thank thanks look go going come back listen greetings congratulations congrats happy good great best hello hi love`)
)
