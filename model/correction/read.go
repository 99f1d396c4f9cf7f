package correction

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
)

// wordsIn calls visit with each word of a text in lower case, its span, and whether it has a
// digit, until visit returns false. The slice is reused.
func wordsIn(s string, visit func(lower []byte, span model.Span, digits bool) bool) {
	var buffer [4 * mostOfWord]byte
	word, start, digits := buffer[:0], -1, false
	for i := 0; i <= len(s); {
		r, size := rune(' '), 1
		if i < len(s) {
			r = rune(s[i])
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(s[i:])
			}
		}
		switch {
		case 'a' <= r && r <= 'z':
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case '0' <= r && r <= '9':
			digits = true
		case r == '-' && start >= 0:
		case r >= utf8.RuneSelf && small(r) != ' ':
			r = small(r)
		default:
			if start >= 0 && !visit(word, model.Span{Start: start, End: i}, digits) {
				return
			}
			word, start, digits = buffer[:0], -1, false
			i += size
			continue
		}
		if start < 0 {
			start = i
		}
		if len(word) < 3*mostOfWord {
			word = utf8.AppendRune(word, r)
		}
		i += size
	}
}

// mostOfWord is how many characters of a word are regarded.
const mostOfWord = 24

// classed is a word with its classes.
type classed struct {
	class class
	at    int // the number of the word in the text
}

// place is where a text is.
type place uint8

// The places of a text, from the least to the most likely one of a notice.
const (
	amid  place = iota // in a long paragraph
	apart              // in a short paragraph
	edge               // near the beginning or the end of the article, or set aside
	noted              // behind a heading that needs such a text, "Editor's note"
)

// read returns what a text says was done to the article, or false.
func read(s string, at place) (Kind, bool) {
	if !gateOf().opens(s) {
		return 0, false
	}
	all, sum := classes(s)
	r := reading{all: all, sum: sum, at: at}
	switch {
	case sum&(changed|mistake|version|headline) == 0:
		return 0, false
	case r.ofVersion():
		return r.kind(Corrected, 0), true
	case r.bracketed(s):
		return r.kind(Updated, 0), true
	}
	if verb, ok := r.ofChange(); ok {
		return r.kind(Updated, verb), true
	}
	if at == noted && sum&vague == 0 && sum&(changed|mistake) != 0 {
		return r.kind(Updated, 0), true
	}
	return 0, false
}

// reading is a text of which the words were looked up.
type reading struct {
	all []classed // the words that have a class
	sum class     // all classes
	at  place
}

// kind returns the kind of a notice. verb is what was done to the article, if the text says
// so; usual is the kind without a word for it.
func (r *reading) kind(usual Kind, verb class) Kind {
	switch sum := r.sum; {
	case verb&retracted != 0:
		return Retracted
	case sum&(mistake|corrected) != 0:
		return Corrected
	case sum&clarified != 0:
		return Clarified
	case sum&updated != 0 && sum&saying == 0:
		return Updated
	case usual == Updated && sum&retracted != 0:
		return Retracted
	}
	return usual
}

// subject returns the index of the next word for the article at or after from, and how it is
// named: this, the, or neither.
func (r *reading) subject(from int, kinds class) (i int, how class) {
	for i := from; i < len(r.all); i++ {
		if r.all[i].class&kinds == 0 {
			continue
		}
		for k := i - 1; k >= 0 && r.all[i].at-r.all[k].at <= 2; k-- {
			if how = r.all[k].class & (this | the); how&this != 0 {
				return i, this
			} else if how != 0 && r.all[i].at-r.all[k].at == 1 {
				return i, the
			}
		}
		return i, 0
	}
	return -1, 0
}

// ofVersion reports whether the text is about an earlier version of the article.
func (r *reading) ofVersion() bool {
	if r.sum&published != 0 && r.sum&(mistake|saying|changed) == 0 {
		return false // where it appeared
	}
	for v, w := range r.all {
		if w.class&(version|headline) == 0 {
			continue
		}
		before := r.near(v, 2, earlier)
		if i, how := r.subject(v+1, text|report); i >= 0 && r.all[i].at-w.at <= 7 && r.isOurs(i, how) {
			if before && (how == this || r.sum&(mistake|saying) != 0) || r.sum&mistake != 0 && how == this {
				return true
			}
		}
		if before && r.at >= edge && r.all[0].class&in != 0 && r.all[0].at == 1 && w.at <= 4 && r.says(v) {
			return true // "In an earlier version it said …"
		}
	}
	return false
}

// isOurs reports whether a word for an article means the one that has the notice.
func (r *reading) isOurs(i int, how class) bool {
	isText := r.all[i].class&text != 0
	switch {
	case how == this:
		return isText || r.at >= apart || r.sum&mistake != 0
	case isText:
		return r.at >= edge || r.at == apart && r.sum&mistake != 0
	}
	return r.at >= edge && r.sum&mistake != 0
}

// near reports whether a word of a class is at most so many words from the word of an index.
func (r *reading) near(i, most int, of class) bool {
	for k := max(0, i-most); k < min(len(r.all), i+most+1); k++ {
		if d := r.all[k].at - r.all[i].at; r.all[k].class&of != 0 && -most <= d && d <= most && d != 0 {
			return true
		}
	}
	return false
}

// says reports whether a word for a mistake or for saying is one of the two words after that
// of an index.
func (r *reading) says(i int) bool {
	for k := i + 1; k < len(r.all) && r.all[k].at-r.all[i].at <= 2; k++ {
		if r.all[k].class&(mistake|saying) != 0 {
			return true
		}
	}
	return false
}

// follows reports whether the word after that of an index has a class.
func (r *reading) follows(i int, of class) bool {
	return i+1 < len(r.all) && r.all[i+1].at == r.all[i].at+1 && r.all[i+1].class&of != 0
}

// The greatest distances of words in a notice of a change.
const (
	mostBefore = 6  // words before the article's name
	mostToVerb = 5  // words from it to the verb
	mostBehind = 16 // the same, if it says when the article was published
)

// ofChange reports whether the text says that the article was changed, and returns the class
// of the verb.
func (r *reading) ofChange() (class, bool) {
	kinds := text | report | version
	for i, how := r.subject(0, kinds); i >= 0; i, how = r.subject(i+1, kinds) {
		w := r.all[i]
		if w.at > mostBefore && r.sum&we == 0 || w.class&version != 0 && (how != this || r.sum&(corrected|clarified) == 0) {
			continue
		}
		if verb, ok := r.verbOf(i); ok && r.isChanged(i, how, verb) {
			return r.all[verb].class, true
		}
	}
	return 0, false
}

// verbOf returns the index of the verb for what was done to the article.
func (r *reading) verbOf(i int) (int, bool) {
	if first := r.all[0]; first.class&we != 0 && first.at <= 2 {
		for k := 1; k < i; k++ {
			if r.all[k].class&changed != 0 && r.all[i].at-r.all[k].at <= mostToVerb {
				return k, r.sum&negation == 0 // "We have corrected this article"
			}
		}
	} else if r.all[i].at > mostBefore {
		return 0, false
	}
	if r.follows(i, of) && r.all[i+1].class&(negation|this|by) == 0 && r.sum&mistake == 0 {
		return 0, false // a part of something else
	}
	most := mostToVerb
	for k := i + 1; k < len(r.all) && r.all[k].at-r.all[i].at <= most; k++ {
		switch c := r.all[k].class; {
		case c&changed != 0 && !(c&active != 0 && r.all[k].at == r.all[i].at+1 && r.all[i].at > 1):
			return k, !r.follows(k, by) || r.sum&mistake != 0
		case c&negation != 0 && c&^(negation|the|of) == 0, c&quoted != 0:
			return 0, false
		case c&published != 0:
			most = mostBehind
		default:
		}
	}
	return 0, false
}

// isChanged reports whether a word for an article with a verb means the one that has the
// notice.
func (r *reading) isChanged(i int, how class, verb int) bool {
	isText := r.all[i].class&text != 0
	v := r.all[verb].class
	switch {
	case how == this:
		return r.at >= edge || isText && r.at == apart && v&vague == 0 || isText && v&corrected != 0
	case how == the:
		return r.at >= edge && isText && v&retracted == 0
	}
	return r.at >= edge && r.all[i].at <= 2 && verb > i && r.all[verb].at-r.all[i].at <= 2
}

// bracketed reports whether the text is the remark of an agency: "(Corrects paragraph 2)".
func (r *reading) bracketed(s string) bool {
	first := r.all[0]
	return r.at >= edge && (s[0] == '(' || s[0] == '[') && first.at == 1 && first.class&remark != 0
}

// classes returns the words of a text that have a class, and all classes. Text beyond
// mostRead is not read.
func classes(s string) (all []classed, sum class) {
	const mostRead = 2 << 10
	s = s[:boundary(s, mostRead)]
	l := words()
	n, before, quotes := 0, 0, 0
	wordsIn(s, func(lower []byte, span model.Span, _ bool) bool {
		if n++; len(lower) > l.longest {
			return true
		}
		c, ok := l.classes[string(lower)]
		if !ok {
			return true
		}
		if c |= l.phraseAt(s, span.End, string(lower)); c == 0 {
			return true
		}
		quotes += quotationMarks(s[before:span.Start])
		before = span.Start
		if quotes%2 != 0 {
			c = quoted
		}
		all, sum = append(all, classed{c, n}), sum|c
		return true
	})
	return all, sum
}

// phraseAt returns the classes of the phrases that end with a word at a byte of a text.
func (l *lexicon) phraseAt(s string, end int, last string) (c class) {
	for _, p := range l.phrases[last] {
		from := end - len(p.text)
		if from >= 0 && strings.EqualFold(s[from:end], p.text) {
			c |= p.class
		}
	}
	return c
}

// quotationMarks counts the quotation marks in a text.
func quotationMarks(s string) (n int) {
	for _, r := range s {
		switch r {
		case '"', '“', '”', '„', '«', '»':
			n++
		}
	}
	return n
}
