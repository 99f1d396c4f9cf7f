package model

import (
	"bytes"
	"encoding/hex"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ArticleID identifies an article: the first 16 hexadecimal digits of the SHA-256
// of its imported bytes, so that the same bytes are always the same article. For a
// text converted from another format, it is the SHA-256 of the text in UTF-8.
type ArticleID string

// ArticleIDLen is the length of an ArticleID in hexadecimal digits.
const ArticleIDLen = 16

// ArticleIDOf returns the id for an article's SHA-256.
func ArticleIDOf(sum [32]byte) ArticleID {
	return ArticleID(hex.EncodeToString(sum[:])[:ArticleIDLen])
}

// Metadata describes an article: its title, outlet, dates and so on. It is
// recognised at import, and the analyst may correct it. Unknown fields are empty.
type Metadata struct {
	Title     string `json:"title,omitempty"`
	Outlet    string `json:"outlet,omitempty"`    // the publisher's name for people
	Byline    string `json:"byline,omitempty"`    // who wrote it, without "By"
	Dateline  string `json:"dateline,omitempty"`  // where and when it was filed: "WASHINGTON, Oct 10"
	Published string `json:"published,omitempty"` // RFC 3339 full-date: "2025-10-10"
	URL       string `json:"url,omitempty"`
	Language  string `json:"language,omitempty"` // BCP 47 tag: "en"

	// PublishedAt is the time of publication in the publisher's zone, if known:
	// "2025-10-10T15:21+02:00"; see ParseMoment. Its date is Published.
	PublishedAt string `json:"publishedAt,omitempty"`
	Retrieved   string `json:"retrieved,omitempty"` // when the file was saved: a date, or a time like PublishedAt
	Archive     string `json:"archive,omitempty"`   // the address of an archive's copy
	Section     string `json:"section,omitempty"`   // of the newspaper, as printed: "World"
}

// Source is the file that the text of an article was converted from: a web page, a
// Word document, a row of a table. It is zero for a plain text, whose bytes can be
// restored from its text. It only says where the text came from; the article's own
// SHA-256 verifies the text.
type Source struct {
	Format   string `json:"format"`             // one of the names in storage/intake: "html"
	SHA256   string `json:"sha256"`             // of the whole file, 64 lower-case hexadecimal digits
	Encoding string `json:"encoding,omitempty"` // of that file, if it is text: "windows-1251"
	Record   Record `json:"record,omitzero"`    // where it is in that file, if the file holds several articles
}

// Record is the place of an article in a file that holds several: an export of a
// press database, a mailbox, a table. It is zero for an article that is a whole
// file.
type Record struct {
	N     int    `json:"n"`               // the number of the article in the file, from 1
	Of    int    `json:"of,omitempty"`    // the number of articles in the file; 0 if unknown
	Start int64  `json:"start,omitempty"` // bytes [Start,End) of the file, if its format has records; otherwise both are 0
	End   int64  `json:"end,omitempty"`
	ID    string `json:"id,omitempty"` // the provider's id of the article: "TRIB000020310404"
}

// Article is one document as imported, without its text. Only Metadata and Removed
// change after the import.
type Article struct {
	ID         ArticleID
	Metadata   Metadata
	Excerpt    string // the opening words of the body, for articles without a title
	SHA256     string // of the text written in Encoding, 64 lower-case hexadecimal digits
	Encoding   string // one of the names in storage/intake; UTF-8 if the text was converted
	Source     Source // the file that the text was converted from; zero if it is the imported bytes
	Size       int    // of the text, in UTF-8 bytes
	ImportPath string // as given
	ImportedAt time.Time
	Removed    bool // taken out of the corpus, but stored so that it can be put back
}

// excerptRunes is the length of the excerpt that replaces a missing title.
const excerptRunes = 90

// Excerpt returns the opening words of text, for display.
func Excerpt(text string) string { return ExcerptOf(slices.Values([]string{text})) }

// ExcerptOf returns the opening words of successive texts, with single spaces
// between the words. It reads no more of the texts than it needs.
func ExcerptOf(texts iter.Seq[string]) string {
	words := make([]byte, 0, 2*excerptRunes)
	runes, gap := 0, false
	for text := range texts {
		for i, r := range text[:min(len(text), 16*excerptRunes)] {
			switch {
			case unicode.IsSpace(r):
				gap = runes > 0
				continue
			case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
				continue // no character
			case runes+1 > excerptRunes, gap && runes+2 > excerptRunes:
				return shortened(words)
			}
			if gap {
				words = append(words, ' ')
				runes++
			}
			words, gap = utf8.AppendRune(words, r), false
			runes++
		}
		gap = runes > 0
	}
	return string(words)
}

// shortened cuts off the last word, which may be incomplete, unless only half or
// less would remain, and appends an ellipsis.
func shortened(words []byte) string {
	if space := bytes.LastIndexByte(words, ' '); space > len(words)/2 {
		words = words[:space]
	}
	return strings.TrimRight(string(words), " ,;:") + "…"
}

// Heading returns the name of the article on screen: its title, or its opening
// words if it has none.
func (a Article) Heading() string {
	switch {
	case a.Metadata.Title != "":
		return a.Metadata.Title
	case a.Excerpt != "":
		return a.Excerpt
	}
	return string(a.ID)
}

// Summary is one row of the corpus list: an article and its progress.
type Summary struct {
	Article
	Progress Progress
}

// Progress counts the sentences of an article by the label that one analyst gave
// them.
type Progress struct {
	Sentences int
	Labelled  map[LabelKey]int
	Notes     int // notes on the article and on its sentences
}

// Tagged returns the number of sentences with a label.
func (p Progress) Tagged() int {
	n := 0
	for _, count := range p.Labelled {
		n += count
	}
	return n
}

// Done reports whether every sentence has a label.
func (p Progress) Done() bool { return p.Sentences > 0 && p.Tagged() >= p.Sentences }

// OutletID identifies an outlet: its name in lower case, with white space
// collapsed, so that "CNN " and "cnn" are one outlet.
type OutletID string

// OutletIDOf returns the id for a name.
func OutletIDOf(name string) OutletID {
	return OutletID(strings.ToLower(strings.Join(strings.Fields(name), " ")))
}
