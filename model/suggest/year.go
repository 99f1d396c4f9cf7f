package suggest

import (
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
)

// When a number is a year
//
// Four digits from 1500 to 2099 count as a year only if the text beside them shows
// it, for example by a preposition of time, a month or a season, an article before
// and a noun after them, another year, or brackets. Nothing shows it in "He scored
// 1984 points", "Room 1911" or "a total of 1950". A preposition proves nothing if
// counted things follow: "in 1500 homes".
//
//	rebuilt in 1931        a preposition
//	on 3 May 2019          a month
//	the 2016 election      an article and a noun
//	1984 and 1988          a year beside a year
//	the novel (1984)       brackets
//	the 1990s, 1984’s      the ending of the number

// year matches a number that may be a year or a decade.
var year = pattern.Compile(`\b(?:1[5-9]|20)\d\ds?\b`)

const (
	yearDigits = 4
	nearby     = 60 // bytes before a number in which to look for words
)

// years yields the spans of the years and decades in text.
func years(text string) iter.Seq[model.Span] {
	return func(yield func(model.Span) bool) {
		last := 0 // the end of the last year
		for _, at := range year.FindAllStringIndex(text, -1) {
			n := numeral{text: text, start: at[0], end: at[1], last: last}
			if !n.isYear() {
				continue
			}
			last = n.end
			if !yield(model.Span{Start: n.start, End: n.end}) {
				return
			}
		}
	}
}

// yearOf returns the year that a number begins with: 1930 for "1930s".
func yearOf(number string) int {
	y, _ := strconv.Atoi(number[:yearDigits])
	return y
}

// numeral is a number in a text that may be a year.
type numeral struct {
	text       string
	start, end int // byte offsets
	last       int // the byte where the year before it ends; 0 if there is none
}

// isYear reports whether the text beside the number shows that it is a year.
func (n numeral) isYear() bool {
	left, right := n.text[max(0, n.start-nearby):n.start], n.text[n.end:]
	switch {
	case isPartOfNumber(left, right):
		return false
	case n.end-n.start > yearDigits, strings.HasPrefix(right, "’s"), strings.HasPrefix(right, "'s"):
		return true
	case dayBefore.MatchString(left), n.isBesideYear():
		return true
	case strings.HasSuffix(left, "("), strings.HasSuffix(left, "["):
		return right != "" && strings.ContainsRune(")],;–-", first(right))
	}
	before, rest := lastWord(left)
	after, isNext := firstWord(right)
	if numbered[before] {
		return false
	}
	switch {
	case timeWords[before], timeWords[after] && isNext, before == "to" && rest == "back":
		return true
	case isNext && counts(after):
		return false
	case prepositions[before]:
		return !(isNext && isPlural(after) && endsPhrase(right[1+len(after):]))
	case loosePrepositions[before]:
		isTotal := before == "of" && totals[rest]
		return !isTotal && (!isNext || !isPlural(after) || functionWords[after])
	case articles[before], strings.HasSuffix(before, "’s"), strings.HasSuffix(before, "'s"):
		return isNext && !functionWords[after]
	case strings.TrimLeft(left, " “\"'‘(—–-") == "":
		return isNext && subjects[after] || strings.HasPrefix(right, ",")
	}
	return false
}

// isBesideYear reports whether the rest of a range of years or of a date follows
// the number, or whether another year precedes it with only a dash, a comma or a
// word such as "and" between.
func (n numeral) isBesideYear() bool {
	if yearAfter.MatchString(n.text[n.end:]) {
		return true
	}
	const widest = len(" oder ")
	return n.last > 0 && n.start-n.last <= widest && between[strings.TrimSpace(n.text[n.last:n.start])]
}

var (
	// dayBefore matches a date in figures up to its year: "03.05.", "5/".
	dayBefore = pattern.Compile(`\b\d{1,2}[./](?:\d{1,2}[./])?$`)

	// yearAfter matches the rest of a range of years, or of a date that begins
	// with its year: "–1990", "-85", "-05-03".
	yearAfter = pattern.Compile(`^(?:[–-]\d\d(?:\d\d)?\b|-\d\d-\d\d\b)`)
)

// isPartOfNumber reports whether the number is part of a longer number, a sum, a
// percentage or a code.
func isPartOfNumber(left, right string) bool {
	last, size := utf8.DecodeLastRuneInString(left)
	if strings.ContainsRune("$€£¥₴₽#№_@", last) || strings.HasPrefix(right, "%") || strings.HasPrefix(right, "°") {
		return true
	}
	if strings.ContainsRune(".,", last) && endsWithDigit(left[:len(left)-size]) && !dayBefore.MatchString(left) {
		return true
	}
	next := first(right)
	return strings.ContainsRune(".,", next) && len(right) > 1 && '0' <= right[1] && right[1] <= '9'
}

// endsPhrase reports whether the phrase ends before rest, so that no noun or verb
// follows. "in 1600 churches" is a count; "in 2016 prices rose" has a year.
func endsPhrase(rest string) bool {
	next, isNext := firstWord(rest)
	return !isNext || functionWords[next]
}

func endsWithDigit(s string) bool { return s != "" && '0' <= s[len(s)-1] && s[len(s)-1] <= '9' }

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// lastWord returns the last word of left and the word before it, in lower case. It
// skips a day of the month: "May 3, ". It returns "" if left does not end with
// white space.
func lastWord(left string) (word, before string) {
	fields := strings.Fields(left)
	if len(fields) == 0 || !unicode.IsSpace(lastRune(left)) {
		return "", ""
	}
	words := [3]string{}
	for i := range words {
		if len(fields) > i {
			words[i] = strings.ToLower(strings.TrimFunc(fields[len(fields)-1-i], isAround))
		}
	}
	if dayOfMonth.MatchString(words[0]) && timeWords[words[1]] {
		return words[1], words[2]
	}
	return words[0], words[1]
}

var dayOfMonth = pattern.Compile(`^\d{1,2}(?:st|nd|rd|th)?$`)

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// isAround reports whether r is neither a letter nor a digit, and so can surround a
// word.
func isAround(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// firstWord returns the word after a space at the beginning of right, in lower
// case, and whether there is one.
func firstWord(right string) (string, bool) {
	if !strings.HasPrefix(right, " ") {
		return "", false
	}
	end := strings.IndexFunc(right[1:], func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(right) - 1
	}
	return strings.ToLower(right[1 : 1+end]), end > 0
}
