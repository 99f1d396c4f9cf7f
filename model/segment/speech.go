package segment

import "strings"

// Who says it
//
// A quotation that ends in ! or ? may be followed by words that say who spoke,
// and the sentence ends behind those. Names, titles and I have their capital
// there too, so a capital alone does not begin a sentence:
//
//	“Where to?” Anna van der Berg asked.
//	“Where to?” Mrs. Berg asked the driver.
//	“Where to?” Lena’s little brother asked.
//	“Where to?” Ida Quill, the mayor, asked.
//	“So sad!” @quaywatch wrote on Monday.
//
// What follows is read as a name, in the widest sense, and a verb of saying.
// Behind the verb stands punctuation, or a word such as "to" or "with" that
// says how or to whom: "Officials said the dam will hold" is a sentence of its
// own.

// attributes reports whether what follows a quotation says who spoke.
func (s *scanner) attributes(f follow) bool {
	i, isHandle := f.at, f.at < len(s.text) && s.text[f.at] == '@'
	switch {
	case f.quoted || f.bracket || f.class != upper && !isHandle:
		return false
	case isHandle:
		i = endOfHandle(s.text, i)
	case s.starters.get(f.word) == listed && f.word != "I" && s.kinds.get(f.word) != title:
		return false
	}
	const words = 8
	possessive := false
	for n := range words {
		w := wordAt(s.text, i)
		end := i + len(w)
		if i > f.at && s.says(w, end) {
			return true
		}
		c, _ := at(w, 0)
		switch {
		case c == upper, possessive && c == lower:
		case n > 0 && c == lower && (namesParticles.get(w) == listed || strings.HasSuffix(w, "ly")):
		default:
			return false
		}
		switch next := s.text[end:]; {
		case strings.HasPrefix(next, "’s "), strings.HasPrefix(next, "'s "), strings.HasPrefix(next, "’ "), strings.HasPrefix(next, "' "):
			possessive = true
			end += strings.IndexByte(next, ' ')
		case strings.HasPrefix(next, "-"), strings.HasPrefix(next, "’"), strings.HasPrefix(next, "'"), strings.HasPrefix(next, "."):
			_, width := at(next, 0)
			end += width
		case strings.HasPrefix(next, ","):
			return s.apposition(end)
		}
		i = skipSpace(s.text, end)
	}
	return false
}

// namesParticles are the small words in names.
var namesParticles = set(`de del della di da do dos du des d la le les van von vom zu zum der den het ter ten bin ibn ben al el e y of the and`)

// endOfHandle returns the first byte after the handle at byte i that is not
// white space.
func endOfHandle(text string, i int) int {
	for i++; i < len(text) && (text[i] == '_' || text[i] == '.' || common[text[i]].isWord()); i++ {
	}
	return skipSpace(text, i)
}

// apposition reports whether the comma at byte i begins something said about
// the speaker, which a second comma and a verb of saying follow: ", 34, said".
func (s *scanner) apposition(i int) bool {
	const longest = 60
	rest := s.text[i+1 : min(len(s.text), i+longest)]
	comma := strings.IndexAny(rest, ",.!?;:")
	if comma < 0 || rest[comma] != ',' {
		return false
	}
	verb := skipSpace(s.text, i+1+comma+1)
	w := wordAt(s.text, verb)
	return s.says(w, verb+len(w))
}

// says reports whether w, which ends at byte end, is a verb of saying that goes
// on as one.
func (s *scanner) says(w string, end int) bool {
	isOnly := s.speechOnly.get(w) == listed
	if !s.isSpeech(w) {
		return false
	}
	c, n := at(s.text, end)
	if c == inner || c == stop || c.isTerminator() || n == 0 {
		return true
	}
	next := skipSpace(s.text, end)
	if c, n = at(s.text, next); c == opener || c == quote || c == dash || n == 0 {
		return true
	}
	follows := wordAt(s.text, next)
	switch {
	case !isOnly:
		return false
	case s.speechFollows.get(follows) == listed || strings.HasSuffix(follows, "ly") || s.zones.get(follows) == listed:
		return true
	}
	return (w == "asked" || w == "asks") && s.asks(next)
}

// asks reports whether what begins at byte i is only who is asked: "the guard",
// and not "the guard to leave" or "for help".
func (s *scanner) asks(i int) bool {
	const longest, words = 60, 4
	rest := s.text[i:min(len(s.text), i+longest)]
	end := strings.IndexAny(rest, ",.!?;:")
	if end < 0 {
		return false
	}
	object := strings.Fields(rest[:end])
	for _, w := range object {
		if notObjects.get(w) == listed {
			return false
		}
	}
	return len(object) <= words
}

// notObjects begin what is asked, in other words than those quoted.
var notObjects = set(`to for about if whether that what who why how when where which permission questions`)

// isSpeech reports whether w is a verb of saying or thinking.
func (s *scanner) isSpeech(w string) bool {
	return s.speech.get(w) == listed || s.speechOnly.get(w) == listed
}
