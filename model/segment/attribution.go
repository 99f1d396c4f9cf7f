package segment

import (
	"strings"

	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// Words that name the speaker
//
// A quotation that ends in !, ? or … may be followed by words that say who spoke.
// The sentence ends only after them. Names, titles and I are capitalised there too,
// so a capital alone does not begin a sentence:
//
//	“Where to?” Anna van der Berg asked.
//	“Where to?” Mrs. Berg asked the driver.
//	“Where to?” Lena’s little brother asked.
//	“Where to?” Ida Quill, the mayor, asked.
//	“So sad!” @quaywatch wrote on Monday.
//
// The text must begin with something like a name, and a verb of saying must follow
// it. After the verb there must be punctuation, a word that says how or to whom,
// such as "to" or "with", or the person asked. "Officials said the dam will hold"
// is a sentence of its own.

// attributes reports whether the text at f, after a quotation, says who spoke.
func (s *scanner) attributes(f following) bool {
	i, isHandle := f.at, f.at < len(s.text) && s.text[f.at] == '@'
	switch {
	case f.quoted || f.bracket || f.class != char.Upper && !isHandle:
		return false
	case isHandle:
		i = endOfHandle(s.text, i)
	case s.Starters.Has(f.word) && f.word != "I" && s.Kinds.Get(f.word) != language.Title:
		return false
	}
	const words = 8
	possessive := false
	for n := range words {
		w := char.WordAt(s.text, i)
		end := i + len(w)
		if i > f.at && s.says(w, end) {
			return true
		}
		c, _ := char.At(w, 0)
		switch {
		case c == char.Upper, possessive && c == char.Lower:
		case n > 0 && c == char.Lower && (namesParticles.Has(w) || strings.HasSuffix(w, "ly")):
		default:
			return false
		}
		switch next := s.text[end:]; {
		case strings.HasPrefix(next, "’s "), strings.HasPrefix(next, "'s "), strings.HasPrefix(next, "’ "), strings.HasPrefix(next, "' "):
			possessive = true
			end += strings.IndexByte(next, ' ')
		case strings.HasPrefix(next, "-"), strings.HasPrefix(next, "’"), strings.HasPrefix(next, "'"), strings.HasPrefix(next, "."):
			_, width := char.At(next, 0)
			end += width
		case strings.HasPrefix(next, ","):
			return s.apposition(end)
		}
		i = char.SkipSpace(s.text, end)
	}
	return false
}

// namesParticles are the small words in names.
var namesParticles = language.Set(`de del della di da do dos du des d la le les van von vom zu zum der den het ter ten bin ibn ben al el e y of the and`)

// endOfHandle returns the byte offset after the handle at byte i, such as
// @quaywatch, and after the white space that follows.
func endOfHandle(text string, i int) int {
	for i++; i < len(text) && (text[i] == '_' || text[i] == '.' || char.Of(rune(text[i])).IsWord()); i++ {
	}
	return char.SkipSpace(text, i)
}

// apposition reports whether the comma at byte i begins an apposition to the
// speaker, with a second comma and a verb of saying after it: ", 34, said".
func (s *scanner) apposition(i int) bool {
	const longest = 60
	rest := s.text[i+1 : min(len(s.text), i+longest)]
	comma := strings.IndexAny(rest, ",.!?;:")
	if comma < 0 || rest[comma] != ',' {
		return false
	}
	verb := char.SkipSpace(s.text, i+1+comma+1)
	w := char.WordAt(s.text, verb)
	return s.says(w, verb+len(w))
}

// says reports whether w, which ends at byte end, is used as a verb of saying.
func (s *scanner) says(w string, end int) bool {
	isOnly := s.SpeechOnly.Has(w)
	if !s.isSpeech(w) {
		return false
	}
	c, n := char.At(s.text, end)
	if c == char.Inner || c == char.Stop || c.IsTerminator() || n == 0 {
		return true
	}
	next := char.SkipSpace(s.text, end)
	if c, n = char.At(s.text, next); c == char.Opener || c == char.Quote || c == char.Dash || n == 0 {
		return true
	}
	follows := char.WordAt(s.text, next)
	switch {
	case !isOnly:
		return false
	case s.SpeechFollows.Has(follows) || strings.HasSuffix(follows, "ly") || s.AfterTimes.Has(follows):
		return true
	}
	return (w == "asked" || w == "asks") && s.asks(next)
}

// asks reports whether the text from byte i to the next punctuation names only the
// person asked, like "the guard" but not "the guard to leave" or "for help".
func (s *scanner) asks(i int) bool {
	const longest, words = 60, 4
	rest := s.text[i:min(len(s.text), i+longest)]
	end := strings.IndexAny(rest, ",.!?;:")
	if end < 0 {
		return false
	}
	object := strings.Fields(rest[:end])
	for _, w := range object {
		if notObjects.Has(w) {
			return false
		}
	}
	return len(object) <= words
}

// notObjects are words that introduce a question or a request.
var notObjects = language.Set(`to for about if whether that what who why how when where which permission questions`)

// isSpeech reports whether w is listed as a verb of saying.
func (s *scanner) isSpeech(w string) bool {
	return s.Speech.Has(w) || s.SpeechOnly.Has(w)
}
