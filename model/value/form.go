package value

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"assay.app/assay/model/segment"
)

// exact accepts a value unchanged if it is UTF-8 without control characters, for
// identifiers that other files use.
func exact(s string) (string, Problem) {
	switch {
	case !utf8.ValidString(s):
		return "", NotText
	case strings.ContainsFunc(s, unicode.IsControl):
		return "", Control
	}
	return s, Fine
}

// path accepts a path unchanged, even if it is not UTF-8, as in some file systems.
// It refuses only a NUL byte.
func path(s string) (string, Problem) {
	if strings.ContainsRune(s, 0) {
		return "", Control
	}
	return s, Fine
}

// prose accepts text of several lines. Line ends become \n, and control characters
// other than tabs are removed. Nothing is trimmed, so that a note can be stored
// while it is being typed.
func prose(s string) (string, Problem) {
	if !utf8.ValidString(s) {
		return "", NotText
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }) {
		return s, Fine
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s), Fine
}

// line accepts text of one line: tabs and line ends become spaces, other control
// characters are removed, and the edges are trimmed. Letters stay as they are,
// because a title is compared with the text.
func line(s string) (string, Problem) {
	if !utf8.ValidString(s) {
		return "", NotText
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) && unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)), Fine
}

// outlet accepts a line and puts it into NFC without invisible characters, because
// outlets are distinguished by name.
func outlet(s string) (string, Problem) {
	s, problem := line(s)
	return strings.TrimSpace(look(s)), problem
}

// name accepts a name that identifies somebody. It puts the name into NFC, so that
// a letter with an accent has one form, leaves one space between words and none at
// the edges, and removes invisible characters.
func name(s string) (string, Problem) {
	if !utf8.ValidString(s) {
		return "", NotText
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) {
		return "", Control
	}
	if plain(s) {
		return strings.Join(strings.Fields(s), " "), Fine
	}
	return strings.Join(strings.Fields(look(s)), " "), Fine
}

// date accepts a calendar day in the form of RFC 3339.
func date(s string) (string, Problem) {
	s = strings.TrimSpace(s)
	if s == "" {
		return s, Fine
	}
	if day, err := time.Parse(time.DateOnly, s); err != nil || day.Year() < 1 {
		return "", Malformed
	}
	return s, Fine
}

// moment accepts a date with a time of day, in a form that model.ParseMoment reads.
func moment(s string) (string, Problem) {
	s = strings.TrimSpace(s)
	if s == "" {
		return s, Fine
	}
	if t, _, ok := model.ParseMoment(s); !ok || t.UTC().Year() < firstYear || t.UTC().Year() > lastYear {
		return "", Malformed
	}
	return s, Fine
}

// dateOrMoment accepts a date, with or without a time of day.
func dateOrMoment(s string) (string, Problem) {
	if formed, problem := moment(s); problem == Fine {
		return formed, problem
	}
	return date(s)
}

// schemes are the schemes an address may have. Assay shows addresses and never
// opens them, but other programs that read a set may.
var schemes = []string{"", "http", "https", "ftp", "doi", "urn", "mailto"}

// address accepts a URL, with or without a scheme, and escapes its spaces.
func address(s string) (string, Problem) {
	s, problem := line(s)
	if problem != Fine {
		return "", problem
	}
	s = strings.ReplaceAll(visible(s), " ", "%20")
	u, err := url.Parse(s)
	if err != nil || !slices.Contains(schemes, strings.ToLower(u.Scheme)) {
		return "", Malformed
	}
	return s, Fine
}

// longestTag is the greatest length of a language tag, in bytes. RFC 5646 (4.4.1)
// finds no use for more than 35.
const longestTag = 64

// tag accepts a BCP 47 tag with a registered language, and returns it in its usual
// case.
func tag(s string) (string, Problem) {
	s = strings.TrimSpace(s)
	if s == "" {
		return s, Fine
	}
	if len(s) > longestTag {
		return "", TooLong // before it is parsed
	}
	t, err := language.Raw.Parse(s)
	if err != nil {
		return "", Malformed
	}
	return t.String(), Fine
}

// letter accepts one letter, and returns it as a capital if it has one.
func letter(s string) (string, Problem) {
	s = norm.NFC.String(strings.TrimSpace(s))
	if s == "" {
		return s, Fine
	}
	r, size := utf8.DecodeRuneInString(s)
	if size < len(s) || !unicode.IsLetter(r) {
		return "", Malformed
	}
	return string(unicode.ToUpper(r)), Fine
}

// color accepts "#RRGGBB", and returns it in upper case.
func color(s string) (string, Problem) {
	s = strings.ToUpper(strings.TrimSpace(s))
	if s == "" {
		return s, Fine
	}
	if len(s) != len("#RRGGBB") || s[0] != '#' || strings.Trim(s[1:], "0123456789ABCDEF") != "" {
		return "", Malformed
	}
	return s, Fine
}

// token accepts an identifier of ASCII letters, digits and the characters -_.+:, as
// programs use them.
func token(s string) (string, Problem) {
	for _, r := range s {
		if !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-_.+:", r)) {
			return "", Malformed
		}
	}
	return s, Fine
}

// shorten cuts s to at most longest bytes, between two grapheme clusters, and ends
// it with an ellipsis.
func shorten(s string, longest int) string {
	const missing = "…"
	room := longest - len(missing)
	start := head(s, longest+4*utf8.UTFMax)
	cut := 0
	for _, at := range segment.Characters(start) {
		if at > room {
			break
		}
		if !strings.HasSuffix(start[:at], string(joiner)) { // an emoji of several parts continues
			cut = at
		}
	}
	if cut == 0 { // one character with hundreds of marks
		cut = len(head(s, room))
	}
	return strings.TrimRightFunc(s[:cut], unicode.IsSpace) + missing
}
