package token

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// plainWord is a word that Tokenizer visits.
type plainWord struct {
	text   string
	span   model.Span
	pieces int   // how many words before it are its pieces; 0 if it is not joined
	join   joint // how they are joined
}

// plainWords returns the words of a text in a simple way: it divides the text into
// letters and the signs between them, and puts the letters into pieces and the
// pieces into words.
func plainWords(text string) (words []plainWord) {
	var pieces []piece
	var joints []joint // joints[i] is the joint before pieces[i]
	flush := func() {
		words = append(words, wordsOfPieces(pieces, joints)...)
		pieces, joints = nil, nil
	}
	next := noJoint
	for _, l := range plainLettersOf(text) {
		last := len(pieces) - 1
		does := roleOf(l.r)
		does, pending := does, next
		next = noJoint
		switch {
		case l.join != noJoint:
			if last < 0 || pieces[0].alone || pending != noJoint {
				flush()
			} else {
				next = l.join
			}
		case l.r == unseen:
			if next = pending; last >= 0 && next == noJoint {
				pieces[last].span.End = l.span.End
			}
		case l.cuts || does == between:
			flush()
		case last >= 0 && pieces[0].alone && (does == mark || does == lonely), does == mark && last >= 0 && pending == noJoint:
			pieces[last].add(l)
		case does == alone || does == lonely:
			if last >= 0 && !pieces[0].alone {
				flush()
			}
			pieces, joints = append(pieces, piece{alone: true}), append(joints, noJoint)
			pieces[len(pieces)-1].add(l)
		case last < 0 || pieces[0].alone || does == mark:
			flush()
			pieces, joints = []piece{{}}, []joint{noJoint}
			pieces[0].add(l)
		default:
			switch j, cuts := jointBetween(pieces[last].letters, l, pending); {
			case cuts:
				flush()
				pieces, joints = []piece{{}}, []joint{noJoint}
			case j != noJoint:
				pieces, joints = append(pieces, piece{}), append(joints, j)
			}
			pieces[len(pieces)-1].add(l)
		}
	}
	flush()
	return words
}

const unseen = -1

// plainLetter is a folded letter of a text, or something between letters.
type plainLetter struct {
	r    rune // unseen if it is folded to nothing; with cuts or join it is not a letter
	span model.Span
	set  apart
	cuts bool
	join joint
}

// piece is a run of letters that no joint divides.
type piece struct {
	letters []plainLetter
	text    string
	span    model.Span
	alone   bool // a letter of an unspaced script with its marks
}

func (p *piece) add(l plainLetter) {
	if len(p.letters) == 0 {
		p.span.Start = l.span.Start
	}
	p.letters, p.text, p.span.End = append(p.letters, l), p.text+string(l.r), l.span.End
}

// jointBetween returns how a piece and the letter after it are joined. cuts reports
// whether a word ends between them.
func jointBetween(letters []plainLetter, l plainLetter, pending joint) (j joint, cuts bool) {
	last := letters[len(letters)-1]
	set := last.set
	for i := len(letters) - 1; roleOf(letters[i].r) == mark && i > 0; i-- {
		set = letters[i-1].set
	}
	switch {
	case pending != noJoint:
		return pending, false
	case !unicode.IsMark(last.r) && unicode.Is(unicode.Hangul, last.r) != unicode.Is(unicode.Hangul, l.r):
		return noJoint, true
	case set == l.set && (set != single || last.span == l.span):
		return noJoint, false
	case unicode.IsDigit(last.r) && unicode.IsDigit(l.r):
		return noJoint, true
	}
	return inOne, false
}

// wordsOfPieces returns the words that pieces make. In an unspaced script each
// makes a word with the next one; otherwise each is a word, and several together make
// another.
func wordsOfPieces(pieces []piece, joints []joint) (words []plainWord) {
	if len(pieces) == 0 {
		return nil
	}
	all, kind := "", noJoint
	together := func() {
		span := model.Span{Start: pieces[0].span.Start, End: words[len(words)-1].span.End}
		words = append(words, plainWord{cutShort(all), span, len(words), kind})
	}
	for i, p := range pieces {
		switch {
		case p.alone && i+1 < len(pieces):
			p.text, p.span.End = p.text+pieces[i+1].text, pieces[i+1].span.End
		case !p.alone && i == 1:
			kind = joints[i]
		case !p.alone && i > 1 && joints[i] != kind:
			together()
			kind = inPieces
		}
		words = append(words, plainWord{cutShort(p.text), p.span, 0, noJoint})
		all += p.text
	}
	if kind != noJoint {
		together()
	}
	return words
}

func cutShort(word string) string {
	for len(word) > MaxWord {
		_, size := utf8.DecodeLastRuneInString(word)
		word = word[:len(word)-size]
	}
	return word
}

var lineEnd = regexp.MustCompile(`^[-\x{ad}‐¬⸗֊][ \t]*(\r\n|\n|\r)[ \t]*(\pL)`)

// plainLettersOf divides a text into letters and the signs between them.
func plainLettersOf(text string) (letters []plainLetter) {
	begun, number := false, false // whether a word of a spaced script has begun, and whether its last letter is a number
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		span := model.Span{Start: i, End: i + size}
		if at := lineEnd.FindStringSubmatchIndex(text[i:]); at != nil && begun && !number {
			if first, _ := utf8.DecodeRuneInString(text[i+at[4]:]); !IsUnspaced(first) {
				letters = append(letters, plainLetter{join: inPieces, span: span})
				i += at[4]
				continue
			}
		}
		if unicode.IsDigit(r) && !begun {
			if n, blanks := plainNumber(text[:i], text[i:]); n > 0 {
				letters = append(letters, digitsOf(text, i, n, blanks)...)
				i += n
				begun, number = true, true
				continue
			}
		}
		i += size
		folded := Fold(text[span.Start:span.End])
		if isApostropheLetter(r) {
			letters = append(letters, plainLetter{join: inPieces, span: span})
			continue // a word that has begun may continue
		}
		if folded == "" {
			letters = append(letters, plainLetter{r: unseen, span: span})
		}
		fraction := strings.Contains(folded, "⁄")
		if fraction {
			letters = append(letters, plainLetter{cuts: true, span: span})
		}
		for _, f := range folded {
			letters = append(letters, plainLetter{r: f, span: span, set: apartOf(r)})
			switch roleOf(f) {
			case inWord:
				begun, number = true, unicode.IsNumber(f)
			case mark:
				begun, number = true, false
			default:
				begun = false
			}
		}
		if fraction {
			letters = append(letters, plainLetter{cuts: true, span: span})
			begun = false
		}
	}
	return letters
}

// digitsOf returns the digits of a number in groups, text[at:at+n]. If blanks is
// set, it also returns a joint for each space between them.
func digitsOf(text string, at, n int, blanks bool) (letters []plainLetter) {
	for i, r := range text[at : at+n] {
		span := model.Span{Start: at + i, End: at + i + utf8.RuneLen(r)}
		if unicode.IsDigit(r) {
			letters = append(letters, plainLetter{r: []rune(Fold(string(r)))[0], span: span})
		} else if blanks {
			letters = append(letters, plainLetter{join: inOne, span: span})
		}
	}
	return letters
}

// Each of groupings matches numbers with one kind of sign between the groups.
var groupings = []*regexp.Regexp{
	regexp.MustCompile(`^\p{Nd}+([,٬،，]\p{Nd}+)*`), regexp.MustCompile(`^\p{Nd}+([.．]\p{Nd}+)*`),
	regexp.MustCompile(`^\p{Nd}+(['’‘ʼ´` + "`" + `＇]\p{Nd}+)*`),
	regexp.MustCompile(`^\p{Nd}+([ \n]\p{Nd}+)*`), regexp.MustCompile(`^\p{Nd}+([\x{a0}\x{202f}\x{2007}\x{2008}\x{2009}]\p{Nd}+)*`),
}

// These match the lengths of the groups of a number, one digit for each group, with
// 4 for any longer group.
var (
	triples        = regexp.MustCompile(`^[123]3+$`)
	triplesOrPairs = regexp.MustCompile(`^([123]3+|[12]2+3)$`)
	onlyTriples    = regexp.MustCompile(`^[1-4]3*`)
)

var (
	digitRuns   = regexp.MustCompile(`\p{Nd}+`)
	percentSign = regexp.MustCompile(`^[ \n\x{a0}\x{202f}\x{2007}\x{2008}\x{2009}]?[%‰٪％]`)
)

var withinNumber = regexp.MustCompile(`\p{Nd}[,٬،，.．'’‘ʼ´` + "`" + `＇]$`)

// plainNumber returns the length, in bytes, of the number in groups with which text
// begins, or 0 if there is none, and whether it has ordinary spaces.
func plainNumber(before, text string) (n int, blanks bool) {
	if withinNumber.MatchString(before) || strings.HasPrefix(Fold(text), "0") {
		return 0, false
	}
	for kind, x := range groupings {
		found, lengths := x.FindString(text), ""
		groups := digitRuns.FindAllStringIndex(found, -1)
		for _, g := range groups {
			lengths += string(rune('0' + min(4, utf8.RuneCountInString(found[g[0]:g[1]]))))
		}
		form := triples
		switch kind {
		case 0:
			form = triplesOrPairs
		case 3, 4: // another number may begin after a space
			lengths = onlyTriples.FindString(lengths)
			found = found[:groups[len(lengths)-1][1]]
		}
		if kind == 1 && len(lengths) == 2 && percentSign.MatchString(text[len(found):]) {
			continue
		}
		if form.MatchString(lengths) {
			return len(found), kind == 3
		}
	}
	return 0, false
}
