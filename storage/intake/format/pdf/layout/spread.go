package layout

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Headlines whose letters stand apart ("H A R B O U R") are told by the gaps: in
// any other line most letters touch, here hardly any do. What is a space in such a
// line goes by the usual gap in it.
const (
	spreadGap = 0.12 // the gap from which on two letters stand apart, in parts of their size
	fewSpread = 4    // letters from which on a line is believed to be spread by itself
)

// spreadOf returns how far the letters of a line stand apart, in parts of their
// size, or 0 if they do not.
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
		return 0 // spaces between all letters, and nothing says where words end
	}
	return usual
}

// closeUp closes short lines up that are set like a spread one on the page.
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

// decomposed takes ligatures and the forms that letters have in a word apart:
// U+FB01 is "fi".
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

// tatweel is what Unicode draws vowel signs on their own over: a space, or a
// lengthened stroke.
const tatweel = " \u0640"

// isForm reports whether r is one of the presentation forms of Unicode.
func isForm(r rune) bool {
	return r >= '\uFB00' && r <= '\uFDFF' || r >= '\uFE70' && r <= '\uFEFC'
}
