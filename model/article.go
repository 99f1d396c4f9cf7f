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

// ArticleID identifies an article by its content: the first 16 hexadecimal digits
// of the SHA-256 of its imported bytes, or of its text in UTF-8 if it was converted
// from another format.
type ArticleID string

// ArticleIDLen is the length of an ArticleID in hexadecimal digits.
const ArticleIDLen = 16

// ArticleIDOf returns the id of the article whose SHA-256 is sum.
func ArticleIDOf(sum [32]byte) ArticleID {
	return ArticleID(hex.EncodeToString(sum[:])[:ArticleIDLen])
}

// Metadata describes an article: its title, outlet, dates and so on. It is
// recognised at import, and the analyst may correct it. Unknown fields are empty.
type Metadata struct {
	Title     string `json:"title,omitempty"`
	Outlet    string `json:"outlet,omitempty"`    // the publisher's name
	Byline    string `json:"byline,omitempty"`    // who wrote it, without "By"
	Dateline  string `json:"dateline,omitempty"`  // where and when it was filed: "WASHINGTON, Oct 10"
	Published string `json:"published,omitempty"` // RFC 3339 full-date: "2025-10-10"
	URL       string `json:"url,omitempty"`
	Language  string `json:"language,omitempty"` // BCP 47 tag: "en"

	// PublishedAt is the time of publication, with the publisher's zone if it is
	// known: "2025-10-10T15:21+02:00"; see ParseMoment. Its date is Published.
	PublishedAt string `json:"publishedAt,omitempty"`
	Retrieved   string `json:"retrieved,omitempty"` // when the file was saved: a date, or a time like PublishedAt
	Archive     string `json:"archive,omitempty"`   // the URL of an archived copy
	Section     string `json:"section,omitempty"`   // the newspaper's section, as printed: "World"
}

// Source is the file that the text of an article was converted from: a web page, a
// Word document, a row of a table. It is zero for an article that is a whole text
// file. It only records where the text came from; Article.SHA256 verifies the text.
type Source struct {
	Format   string `json:"format"`             // one of the names in storage/intake: "html"
	SHA256   string `json:"sha256"`             // of the whole file, 64 lower-case hexadecimal digits
	Encoding string `json:"encoding,omitempty"` // of the file, if it is text: "windows-1251"
	Record   Record `json:"record,omitzero"`    // the article's place in the file, if the file holds several articles
}

// Record is the place of an article in a file that holds several, such as an export
// of a press database, a mailbox or a table. It is zero for an article that is a
// whole file.
type Record struct {
	N     int    `json:"n"`               // the number of the article in the file, from 1
	Of    int    `json:"of,omitempty"`    // the number of articles in the file; 0 if unknown
	Start int64  `json:"start,omitempty"` // bytes [Start,End) of the file; both are 0 if unknown
	End   int64  `json:"end,omitempty"`
	ID    string `json:"id,omitempty"` // the provider's id of the article: "TRIB000020310404"
}

// Article is one document as imported, without its text. Only Metadata and Removed
// change after the import.
type Article struct {
	ID         ArticleID
	Metadata   Metadata
	Excerpt    string // the opening words of the body; the heading if there is no title
	SHA256     string // of the text in Encoding, as 64 lower-case hexadecimal digits
	Encoding   string // one of the names in storage/intake; UTF-8 if the text was converted
	Source     Source // the file that the text was converted from; zero if it is the imported bytes
	Size       int    // of the text, in UTF-8 bytes
	ImportPath string // the path of its file, with "#3" at the end for the third article of the file
	ImportedAt time.Time
	Removed    bool // removed from the corpus, but stored so that it can be put back
}

// BaseName returns an import path without its folders. The path may come from any
// system.
func BaseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

// excerptRunes is the greatest length of an excerpt, in runes without the ellipsis.
const excerptRunes = 90

// Excerpt returns the opening words of text, for display.
func Excerpt(text string) string { return ExcerptOf(slices.Values([]string{text})) }

// ExcerptOf returns the opening words of successive texts, joined by single spaces.
// It reads at most 16*excerptRunes bytes of each text.
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
				continue // invalid UTF-8
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

// shortened appends an ellipsis. It first cuts off the last word, which may be
// incomplete, unless that would leave half of the text or less. It also removes
// spaces, commas, semicolons and colons before the ellipsis.
func shortened(words []byte) string {
	if space := bytes.LastIndexByte(words, ' '); space > len(words)/2 {
		words = words[:space]
	}
	return strings.TrimRight(string(words), " ,;:") + "…"
}

// Heading returns the name of the article on screen: its title, its opening words
// if it has no title, or its id if it has neither.
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

// Done reports whether the article has sentences and all of them have a label.
func (p Progress) Done() bool { return p.Sentences > 0 && p.Tagged() >= p.Sentences }

// OutletID identifies an outlet: its name in lower case, with white space
// collapsed. "CNN " and "cnn" have the same OutletID.
type OutletID string

// OutletIDOf returns the id of the outlet with the given name.
func OutletIDOf(name string) OutletID {
	return OutletID(strings.ToLower(strings.Join(strings.Fields(name), " ")))
}
