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

// exact accepts a value unchanged if it is UTF-8 without control characters. It is
// for identifiers that other files refer to.
func exact(s string) (string, Problem) {
	switch {
	case !utf8.ValidString(s):
		return "", NotText
	case strings.ContainsFunc(s, unicode.IsControl):
		return "", Control
	}
	return s, Fine
}

// path accepts a path unchanged unless it has a NUL byte. It also accepts paths
// that are not UTF-8, which some file systems allow.
func path(s string) (string, Problem) {
	if strings.ContainsRune(s, 0) {
		return "", Control
	}
	return s, Fine
}

// prose accepts text of several lines. The line endings \r\n, \r and U+0085 become
// \n, and control characters other than tabs are removed. Nothing is trimmed, so
// that a note can be stored while it is being typed.
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

// line accepts text of one line. Tabs and line endings become spaces, other control
// characters are removed, and white space at both ends is trimmed. Letters stay
// unchanged, because a title is compared with the text.
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

// title accepts text of one line and removes invisible characters (see look). It is
// for names by which people tell things apart, such as outlets and labels.
func title(s string) (string, Problem) {
	s, problem := line(s)
	return strings.TrimSpace(look(s)), problem
}

// name accepts a name that identifies somebody or something. It puts the name into
// NFC, so that an accented letter has only one form, and removes invisible
// characters that have no effect. It leaves one space between words and none at the
// ends.
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

// date accepts a calendar day in the form of RFC 3339, or "".
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

// moment accepts "", or a date with a time of day as model.ParseMoment reads it, in
// the years 1 to 9999 in UTC.
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

// dateOrMoment accepts "", or a date with or without a time of day.
func dateOrMoment(s string) (string, Problem) {
	if formed, problem := moment(s); problem == Fine {
		return formed, problem
	}
	return date(s)
}

// schemes are the schemes that an address may have; "" stands for an address
// without a scheme.
var schemes = []string{"", "http", "https", "ftp", "doi", "urn", "mailto"}

// address accepts a URL without a scheme or with one of schemes. It removes
// invisible characters that have no effect, and escapes spaces.
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

// longestTag is the greatest length of a language tag, in bytes.
const longestTag = 64

// tag accepts a BCP 47 tag with a registered language, or "", and returns it with
// standard capitalisation.
func tag(s string) (string, Problem) {
	s = strings.TrimSpace(s)
	if s == "" {
		return s, Fine
	}
	if len(s) > longestTag {
		return "", TooLong // refuse it before parsing
	}
	t, err := language.Raw.Parse(s)
	if err != nil {
		return "", Malformed
	}
	return t.String(), Fine
}

// letter accepts one letter, or "", and returns it in upper case.
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

// color accepts "#RRGGBB", or "", and returns it in upper case.
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

// token accepts ASCII letters and digits and the characters "-_.+:", or "".
func token(s string) (string, Problem) {
	for _, r := range s {
		if !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-_.+:", r)) {
			return "", Malformed
		}
	}
	return s, Fine
}

// shorten cuts s, between two grapheme clusters if possible, and appends an
// ellipsis. The result has at most longest bytes.
func shorten(s string, longest int) string {
	const missing = "…"
	room := longest - len(missing)
	start := head(s, longest+4*utf8.UTFMax)
	cut := 0
	for _, at := range segment.Characters(start) {
		if at > room {
			break
		}
		if !strings.HasSuffix(start[:at], string(joiner)) { // otherwise the cut would divide an emoji of several parts
			cut = at
		}
	}
	if cut == 0 { // the first character does not fit
		cut = len(head(s, room))
	}
	return strings.TrimRightFunc(s[:cut], unicode.IsSpace) + missing
}
