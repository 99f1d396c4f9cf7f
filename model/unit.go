package model

import "sort"

// UnitKind is the kind of a unit of text.
type UnitKind uint8

// The kinds of units. Only sentences are tagged. The other kinds are set aside and
// shown dimmed. The analyst can set a sentence aside, and can turn a unit that is
// set aside into a sentence.
const (
	UnitSentence UnitKind = iota
	UnitHeader            // a leading line or part of one: headline, date, byline, outlet
	UnitDateline          // "WASHINGTON, Oct 10 –"
	UnitCredit            // a trailing source: "– AFP", "Source: …"
	UnitResidue           // remains of the web page: "Share"
)

var unitKindNames = [...]string{"sentence", "header", "dateline", "credit", "residue"}

// String returns the kind's name as it is written to files.
func (k UnitKind) String() string {
	if int(k) < len(unitKindNames) {
		return unitKindNames[k]
	}
	return "unknown"
}

// ParseUnitKind is the inverse of String. It returns false for an unknown name.
func ParseUnitKind(name string) (UnitKind, bool) {
	for k, n := range unitKindNames {
		if n == name {
			return UnitKind(k), true
		}
	}
	return 0, false
}

// Unit is one part of an article's text: a sentence, or something set aside. Units
// are in text order, do not overlap, do not cross paragraphs, and together cover
// every non-blank character of the text.
type Unit struct {
	Span      Span
	Paragraph int // index into Structure.Paragraphs
	Kind      UnitKind
}

// Structure is the division of an article's text.
type Structure struct {
	Paragraphs []Span
	Units      []Unit
}

// Sentences returns the units to be tagged, in order. A sentence's index is its
// index in this list, from 0.
func (s Structure) Sentences() []Unit {
	out := make([]Unit, 0, len(s.Units))
	for _, u := range s.Units {
		if u.Kind == UnitSentence {
			out = append(out, u)
		}
	}
	return out
}

// UnitAt returns the index of the unit whose span contains the byte at offset, or
// of the nearest one before it, or -1 if there is none.
func (s Structure) UnitAt(offset int) int {
	return sort.Search(len(s.Units), func(i int) bool { return s.Units[i].Span.Start > offset }) - 1
}

// Replace returns a copy of units with the run `before` replaced by `after`. If
// before is empty or units does not contain it, Replace returns units and false.
func Replace(units, before, after []Unit) ([]Unit, bool) {
	if len(before) == 0 {
		return units, false
	}
	at := sort.Search(len(units), func(i int) bool { return units[i].Span.Start >= before[0].Span.Start })
	if at+len(before) > len(units) {
		return units, false
	}
	for i, u := range before {
		if units[at+i] != u {
			return units, false
		}
	}
	out := make([]Unit, 0, len(units)-len(before)+len(after))
	out = append(out, units[:at]...)
	out = append(out, after...)
	return append(out, units[at+len(before):]...), true
}
