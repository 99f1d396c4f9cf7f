package reader

import (
	"slices"
	"strings"
)

// Stretch is the byte range of a part of a line. The text of the part runs in one
// direction.
type Stretch struct{ Start, End int }

// Arranged returns the parts of a line of text in the order in which they are
// drawn, from left to right. It also returns whether the line as a whole runs from
// right to left. Each part needs a text object of its own. The line is also divided
// at the byte offsets in places. If no character can run to the left, Arranged
// returns nil and false.
func Arranged(text string, places []int) (parts []Stretch, left bool) {
	if strings.IndexFunc(text, maybeLeft) < 0 {
		return nil, false
	}
	left = runsLeft(text)
	all := levels(text, left)
	var line []atom
	for i, l := range all {
		end := len(text)
		if i+1 < len(all) {
			end = all[i+1].at
		}
		at, kind := l.at, uint8(0)
		for i, r := range text[l.at:end] {
			i += l.at
			was := kind
			if kind = kindOf(r, kind); i > at && (kind != was || slices.Contains(places, i)) {
				line = append(line, atom{start: at, end: i, level: l.level})
				at = i
			}
		}
		line = append(line, atom{start: at, end: end, level: l.level})
	}
	arrange(line)
	for _, a := range line {
		parts = append(parts, Stretch{a.start, a.end})
	}
	return parts, left
}
