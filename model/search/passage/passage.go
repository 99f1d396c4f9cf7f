// Package passage finds an analyst's words in the text of one article, wherever they
// occur, as the Find command of an editor does. To search all articles, use packages
// search and index, which find whole words.
package passage

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token"
)

// Text is a text in which Find looks. It may be used by several goroutines.
type Text struct {
	folded string
	from   []int // for each byte of folded, the byte offset in the text that it comes from; then the text's length
}

// New prepares a text. It takes time in proportion to the length of the text.
func New(text string) *Text {
	folded, from := fold(text)
	return &Text{folded, from}
}

// fold returns the folded form of a text, as token.FoldMap does, with one space for each
// run of white space. So a passage that is broken into lines is found as if it were in
// one line.
func fold(text string) (string, []int) {
	folded, from := token.FoldMap(text)
	out, kept := []byte(folded)[:0], from[:0]
	spaced := false
	for i := range len(folded) {
		c := folded[i]
		space := c == ' ' || '\t' <= c && c <= '\r'
		if space && spaced {
			continue
		}
		if spaced = space; space {
			c = ' '
		}
		out, kept = append(out, c), append(kept, from[i])
	}
	return string(out), append(kept, len(text))
}

// Find returns the places where the query occurs, in byte offsets into the text, in
// order and without overlaps. It ignores case, accents, the kinds of quotes and dashes,
// and the amount of white space. A character that folds to several letters, such as
// “ß”, is found whole or not at all. A query without letters or signs finds nothing.
func (t *Text) Find(query string) []model.Span {
	wanted, _ := fold(query)
	if strings.TrimSpace(wanted) == "" {
		return nil
	}
	var found []model.Span
	for at := 0; ; {
		next := strings.Index(t.folded[at:], wanted)
		if next < 0 {
			return found
		}
		start := at + next
		end := start + len(wanted)
		if t.inside(start) || t.inside(end) {
			at = start + 1
			continue
		}
		from, to := token.Original(t.from, start, end)
		found = append(found, model.Span{Start: from, End: to})
		at = end
	}
}

// inside reports whether an offset in the folded text lies within the letters of one
// character.
func (t *Text) inside(at int) bool {
	return at > 0 && at < len(t.folded) && t.from[at] == t.from[at-1]
}
