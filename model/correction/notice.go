package correction

import (
	"strings"

	"assay.app/assay/model"
)

// Kind says what a notice says was done.
type Kind uint8

// The kinds of notices.
const (
	Corrected Kind = iota // a mistake was corrected
	Updated               // something was added or changed
	Clarified             // something was made clear
	Retracted             // the article, or a part of it, was withdrawn
)

var kindNames = [...]string{"corrected", "updated", "clarified", "retracted"}

// String returns the name of the kind, or "unknown".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Notice is a notice in an article.
type Notice struct {
	Unit int        // the index of its first unit, in Structure.Units
	Span model.Span // from the beginning of that unit to the end of its last one
	Kind Kind
	Text string // the text of the span
}

// The places of notices.
const (
	fewAtBeginning = 3 // units
	fewAtEnd       = 6
	shortParagraph = 4 // units
)

// Notices returns the notices in an article, in order. They do not overlap. Units that are
// set aside are searched, too.
//
// A notice has one unit, and those that follow it in a short paragraph. If its first unit is
// only a heading, the next paragraph belongs to it as well.
func Notices(doc *model.Document) (all []Notice) {
	for i := 0; i < len(doc.Units); i++ {
		kind, headed, ok := recognise(doc, i)
		if !ok {
			continue
		}
		last := lastUnit(doc, i, headed)
		span := model.Span{Start: doc.Units[i].Span.Start, End: doc.Units[last].Span.End}
		all = append(all, Notice{Unit: i, Span: span, Kind: kind, Text: span.Of(doc.Text)})
		i = last
	}
	return all
}

// recognise returns the kind of the notice that a unit begins, and whether the unit is only
// its heading.
func recognise(doc *model.Document, i int) (kind Kind, alone, ok bool) {
	u := doc.Units[i]
	unit := u.Span.Of(doc.Text)
	if !mayBeginHeading(unit) && !gateOf().opens(unit) {
		return 0, false, false
	}
	at := placeOf(doc, i)
	body := model.Span{Start: u.Span.Start, End: doc.Units[lastUnit(doc, i, false)].Span.End}.Of(doc.Text)
	h, end, found := headingOf(body) // "Anm. d. Red.:" may be several units
	if !found {
		kind, ok = read(unit, at)
		return kind, false, ok
	}
	rest := unit[min(end, len(unit)):]
	if alone = end >= len(strings.TrimSpace(body)); alone {
		body = model.Span{Start: u.Span.Start, End: doc.Units[lastUnit(doc, i, true)].Span.End}.Of(doc.Text)
	}
	if strings.TrimSpace(rest) == "" {
		rest = body[end:]
	}
	said, says := read(body[end:], noted)
	switch {
	case h.signs:
		return said, alone, says
	case h.kind != Updated:
		return h.kind, alone, true
	case at < apart || !hasWords(rest):
		return 0, false, false
	case says:
		return said, alone, true
	}
	return Updated, alone, true
}

// placeOf returns where a unit is.
func placeOf(doc *model.Document, i int) place {
	switch from, to := paragraph(doc, i); {
	case i < fewAtBeginning, i >= len(doc.Units)-fewAtEnd, doc.Units[i].Kind != model.UnitSentence:
		return edge
	case to-from <= shortParagraph:
		return apart
	}
	return amid
}

// paragraph returns the units [from,to) of the paragraph of a unit.
func paragraph(doc *model.Document, i int) (from, to int) {
	p := doc.Units[i].Paragraph
	for from = i; from > 0 && doc.Units[from-1].Paragraph == p && i-from <= shortParagraph; from-- {
	}
	for to = i + 1; to < len(doc.Units) && doc.Units[to].Paragraph == p && to-i <= shortParagraph; to++ {
	}
	return from, to
}

// lastUnit returns the last unit of a notice that begins with a unit.
func lastUnit(doc *model.Document, i int, alone bool) int {
	_, to := paragraph(doc, i)
	if alone && to == i+1 && to < len(doc.Units) {
		_, to = paragraph(doc, to)
		if to-i-1 > shortParagraph {
			return i + 1
		}
	}
	if to-i > shortParagraph {
		return min(to-1, i+1)
	}
	return to - 1
}

// leastWords is how many words the text of an update has, apart from those with a digit.
const leastWords = 5

// hasWords reports whether a text is more than a date.
func hasWords(s string) bool {
	n := 0
	wordsIn(s, func(_ []byte, _ model.Span, digits bool) bool {
		if !digits {
			n++
		}
		return n < leastWords
	})
	return n >= leastWords || len(s) > 0 && s[0] >= 0xE0 && len(s) > 5*leastWords
}
