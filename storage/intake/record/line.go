package record

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model/pattern"
)

// kind is the form of a line.
type kind uint8

const (
	plainLine kind = iota
	endLine        // ends a record: "End of Document"
	countLine      // counts a record: "Document 2 of 40"
	ruleLine       // a rule across the page
	labelLine      // "Title: Bridge fails"
	codeLine       // "HD  Bridge fails"
)

// line is a non-empty line of a text, without the white space around it. A text may
// have two million lines, so the struct is small.
type line struct {
	start, end int32
	n, of      int32 // number and total of a countLine; of is 0 if no total is stated
	value      uint16
	kind       kind
	field      field
	gap        bool // preceded by an empty line or the beginning of the text
	weak       bool // a countLine that may be something else
}

// LineBytes is how much memory Divide takes for each line of a text, in bytes.
const LineBytes = 24

// Maximum lengths in bytes of a line that ends or counts a record, and of the name
// of a field.
const (
	markBytes  = 80 // with rules or brackets around it
	wordBytes  = 60 // without them
	labelBytes = 48
)

var (
	endForm = pattern.Compile(`^[-–—*=\s]*(?i:end of (?:document|article|record|story)|ende? des (?:dokuments|artikels|beitrags)|dokumentende|fin (?:du|de) (?:document|l'article|l’article)|` +
		`fin (?:del|de) (?:documento|artículo)|fine del documento|fim do documento|einde document|кінець документа|конец документа)[-–—*=.\s]*$`)
	noun      = `(?i:` + strings.Join(nouns, "|") + `)`
	countForm = pattern.Compile(`^[-–—=*#>\s\[(]*(?:(` + noun + `)\s*(?i:n[o°º]\.?\s*|nr\.?\s*|#)?)?(\d{1,6})(?:\s*(?:(?i:of|von|de|sur|aus|out of|из|з|із|di)\s|/)\s*(\d{1,6}))?\s*(` + noun + `)?\s*[-–—=*#<\s\]):.]*$`)
)

// nouns are the things that exports count, as regular expressions.
var nouns = strings.Fields(`documents? dokumente?n? documentos? articles? artikeln? artículos? story stories records? items? clips? results?
	beitrag beiträgen? meldung meldungen treffern? textes? notas? noticias? notices? résultats? resultados? fichas? документ(?:ів|ов|и|а)?`)

// readLine sets the form of the line l, whose text is s. s must not be empty.
func readLine(s string, l *line) {
	if (s[0] <= 'Z' && s[0] >= 'A' || s[0] == '%') && readCode(s, l) {
		named := *l
		if readLabel(s, &named); named.kind == labelLine && strings.IndexByte(s[:strings.IndexByte(s, ':')], ' ') > 0 {
			*l = named // "ID du document: 12"
		}
		return
	}
	if isRule(s) {
		l.kind = ruleLine
		return
	}
	if len(s) <= wordBytes || len(s) <= markBytes && signs[s[0]]&strokeSign != 0 {
		if mayCount(s) && readCount(s, l) {
			return
		}
		if mayEnd(s) && endForm.MatchString(s) {
			l.kind = endLine
			return
		}
	}
	readLabel(s, l)
}

// mayEnd is a quick test that rules out most lines before endForm.
func mayEnd(s string) bool {
	s = strings.TrimLeft(s, "-–—*= ")
	if s == "" {
		return false
	}
	switch s[0] | 0x20 {
	case 'e', 'f', 'd', 0xD0 | 0x20, 0xD1 | 0x20:
		return true
	}
	return false
}

// countWords has the first letters, as start returns them, of the words in lines
// that count records.
var countWords = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range append(strings.Fields("of von de sur aus out из з із di no nr n"), nouns...) {
		words[start(w)] = true
	}
	return words
}()

// start returns the letters at the beginning of a word, at most three.
func start(word string) string {
	n := 0
	for i, r := range word {
		if n++; n > 3 || !unicode.IsLetter(r) {
			return word[:i]
		}
	}
	return word
}

// Bits that classify the bytes of a line.
const (
	figureSign = 1 << iota
	proseSign  // does not occur in lines that count records
	strokeSign // begins a rule or a bracket
	ruleSign   // makes up rules
)

var signs = func() (of [256]uint8) {
	for sign, bytes := range map[uint8]string{figureSign: "0123456789", proseSign: ",;'\"%$", strokeSign: "-*=#[(", ruleSign: "-=_*#~+"} {
		for i := range len(bytes) {
			of[bytes[i]] |= sign
		}
	}
	return of
}()

// mayCount is a quick test before countForm. It returns false for lines without
// digits, and for lines with words or signs that no counting line has.
func mayCount(s string) bool {
	var has uint8
	for i := range len(s) {
		has |= signs[s[i]]
	}
	if has&(figureSign|proseSign) != figureSign {
		return false
	}
	for word := range strings.FieldsSeq(s) {
		word = strings.Trim(word, "-–—=*#<>[](). \t")
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(r) && !countWords[strings.ToLower(start(word))] {
			return false
		}
	}
	return true
}

func readCount(s string, l *line) bool {
	if noun, n, of, ok := plainCount(s); ok && (of == 0 || n <= of) {
		l.kind, l.n, l.of, l.weak = countLine, int32(n), int32(of), of == 0 || !noun
		return true
	}
	m := countForm.FindStringSubmatch(s)
	if m == nil || m[1] == "" && m[4] == "" && m[3] == "" {
		return false
	}
	n, _ := strconv.Atoi(m[2])
	of, _ := strconv.Atoi(m[3])
	if n == 0 || of != 0 && n > of {
		return false
	}
	l.kind, l.n, l.of = countLine, int32(n), int32(of)
	l.weak = of == 0 || m[1] == "" && m[4] == ""
	return true
}

// isRule reports whether a line is a rule: five or more equal characters, three or
// more with at least two spaces among them, or three or more ASCII characters
// without spaces.
func isRule(s string) bool {
	if s[0] < utf8.RuneSelf && signs[s[0]]&ruleSign == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	if r >= utf8.RuneSelf && !strings.ContainsRune("•–—─═", r) {
		return false
	}
	n, spaces := 0, 0
	for _, c := range s {
		switch {
		case c == r:
			n++
		case c == ' ' || c == '\t':
			spaces++
		default:
			return false
		}
	}
	return n >= 5 || n >= 3 && (spaces >= 2 || n == len(s))
}

// lineEnd returns the last character of each line ending in a text: a carriage
// return if the text has carriage returns but no line feeds, otherwise a line feed.
func lineEnd(text string) string {
	if strings.IndexByte(text, '\n') < 0 && strings.IndexByte(text, '\r') >= 0 {
		return "\r"
	}
	return "\n"
}

// eachLine calls visit for every non-empty line of a text, until visit returns
// false.
func eachLine(text string, visit func(l line) (goOn bool)) {
	gap, stop := true, lineEnd(text)[0]
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], stop)
		next := at + end + 1
		if end < 0 {
			end, next = len(text)-at, len(text)
		}
		s := text[at : at+end]
		left := s
		if s == "" || !isPlain(s[0]) {
			left = strings.TrimLeftFunc(s, space)
		}
		l := line{start: int32(at + len(s) - len(left)), gap: gap}
		if strings.IndexByte(s[:len(s)-len(left)], '\f') >= 0 {
			l.gap = true
		}
		if left != "" && !isPlain(left[len(left)-1]) {
			left = strings.TrimRightFunc(left, space)
		}
		l.end = l.start + int32(len(left))
		if gap = left == ""; !gap {
			readLine(left, &l)
			if !visit(l) {
				return
			}
		}
		at = next
	}
}

// isPlain reports whether c is an ASCII byte above the space.
func isPlain(c byte) bool { return ' ' < c && c < utf8.RuneSelf }

func space(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' }

// IsMark reports whether a line by itself ends or counts a record of an export.
func IsMark(s string) bool {
	s = strings.TrimFunc(s, space)
	if s == "" || len(s) > markBytes {
		return false
	}
	var l line
	readLine(s, &l)
	return l.kind == endLine || l.kind == countLine && !l.weak
}

// mayDate reports whether a line of 16 to 100 bytes ends in a year from 1900 to
// 2099.
func mayDate(s string) bool {
	if len(s) < 16 || len(s) > 100 {
		return false
	}
	year := s[len(s)-4:]
	return (year[:2] == "20" || year[:2] == "19") && year[2]-'0' < 10 && year[3]-'0' < 10
}

// Suspect reports whether a text may be an export. It looks only at the forms of
// lines, so it is cheap.
func Suspect(text string) bool {
	names, fields, rules, counts, numbers, dates := 0, 0, 0, 0, 0, 0
	found := false
	eachLine(text, func(l line) bool {
		switch l.kind {
		case endLine:
			found = true
		case countLine:
			if counts++; !l.weak {
				found = true
			}
		case ruleLine:
			rules++
		case labelLine:
			if l.field != bodyField {
				names++
			}
			if l.field == numberField {
				numbers++
			}
		case codeLine:
			fields++
		default:
			s := text[l.start:l.end]
			found = found || isNumbered(s)
			if isAppeared(s) {
				numbers++
			}
			if mayDate(s) {
				dates++
			}
		}
		found = found || numbers >= 2 || dates >= 2 || names >= 3 || fields >= 4 || rules > 0 && names+fields > 0 || rules >= 2 || counts >= 2
		return !found
	})
	return found
}
