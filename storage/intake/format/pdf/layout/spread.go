package layout

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Headlines with letter spacing ("H A R B O U R") are recognised by their gaps: in
// other lines most letters touch, in these hardly any do. The usual gap of the line
// decides which gaps are spaces.
const (
	spreadGap = 0.12 // smallest letter spacing, relative to the font size
	fewSpread = 4    // shorter lines count as spaced only if the page has a longer one of their size
)

// spreadOf returns the letter spacing of a line, relative to the font size, or 0 if
// there is none.
func (n *line) spreadOf() float64 {
	if n.solid < 2 || 5*n.wide < 4*(n.solid-1) {
		return 0
	}
	var gaps []float64
	letters, blanks, right := 0, 0, 0.0
	for i, l := range n.letters {
		if strings.TrimSpace(l.Text) == "" {
			blanks++
			continue
		}
		if i > 0 {
			gaps = append(gaps, (l.X-right)/l.Size)
		}
		right = l.X + l.Width
		for _, r := range l.Text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	if 2*letters < n.solid || len(gaps) == 0 {
		return 0 // figures of a table
	}
	slices.Sort(gaps)
	usual := max(gaps[len(gaps)/2], spreadGap)
	const longWord = 12
	if blanks >= n.solid-1 && n.solid > longWord && gaps[len(gaps)-1] < 1.4*usual {
		return 0 // spaces between all letters, so nothing shows where words end
	}
	return usual
}

// closeUp removes the letter spacing of short lines if the page has a longer spaced
// line of that size.
func closeUp(chunks []chunk) {
	sizes := map[float64]bool{}
	unsure := func(c *chunk) bool { return c.draft != nil && c.draft.close != "" }
	for i := range chunks {
		if c := &chunks[i]; c.spread > 0 && !unsure(c) {
			sizes[math.Round(c.size)] = true
		}
	}
	for i := range chunks {
		c := &chunks[i]
		switch {
		case !unsure(c):
		case sizes[math.Round(c.size)]:
			c.text = c.draft.close
		default:
			c.spread = 0
		}
		c.draft = nil
	}
}

// decomposed replaces ligatures and presentation forms with plain letters: U+FB01
// becomes "fi".
func decomposed(s string) string {
	if !strings.ContainsFunc(s, isForm) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isForm(r) {
			b.WriteString(strings.Trim(norm.NFKC.String(string(r)), tatweel))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// tatweel holds the characters on which Unicode shows an isolated vowel sign: a
// space and a lengthening stroke.
const tatweel = " \u0640"

// isForm reports whether r is one of Unicode's presentation forms.
func isForm(r rune) bool {
	return r >= '\uFB00' && r <= '\uFDFF' || r >= '\uFE70' && r <= '\uFEFC'
}
