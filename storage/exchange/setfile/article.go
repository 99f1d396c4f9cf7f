package setfile

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/schema"
)

// measure checks the spans of an article against its text, or against its length if
// the set has no texts.
type measure struct {
	text    string
	offsets *schema.Offsets // of text; nil without a text
	article model.ArticleID
	length  schema.Length
	hasText bool
	missing error // the first error about a missing sentence or aside; nil if none is missing
}

func newMeasure(r schema.Article) (*measure, error) {
	m := &measure{article: r.ID, length: r.Length, hasText: r.Text != nil}
	if m.hasText {
		m.text, m.offsets = *r.Text, schema.NewOffsets(*r.Text)
		if want := (schema.Length{Bytes: len(m.text), CodePoints: schema.CountCodePoints(m.text)}); m.length != want {
			return nil, schema.Damagedf("its length is given as %+v, but the text has %+v", m.length, want)
		}
		return m, nil
	}
	if !plausible(m.length.Bytes, m.length.CodePoints) {
		return nil, schema.Damagedf("no text has %d bytes and %d code points", m.length.Bytes, m.length.CodePoints)
	}
	return m, nil
}

// plausible reports whether a UTF-8 text can have these numbers of bytes and code
// points.
func plausible(bytes, codePoints int) bool {
	return codePoints >= 0 && bytes >= codePoints && (bytes+utf8.UTFMax-1)/utf8.UTFMax <= codePoints
}

// span checks one span and its text, which is nil in a set without texts.
func (m *measure) span(s schema.Span, text *string) error {
	span := s.InBytes()
	if span.Start < 0 || span.Start >= span.End || span.End > m.length.Bytes {
		return schema.Damagedf("bytes %s are not a valid span of a text of %d bytes", span, m.length.Bytes)
	}
	if (text != nil) != m.hasText {
		return schema.Damagedf("texts must be given for the article and all its spans, or for none")
	}
	points := model.Span{Start: s.CodePoints[0], End: s.CodePoints[1]}
	if !m.hasText {
		if !plausible(span.Start, points.Start) || !plausible(span.Len(), points.Len()) ||
			!plausible(m.length.Bytes-span.End, m.length.CodePoints-points.End) {
			return schema.Damagedf("bytes %s cannot be code points %s", span, points)
		}
		return nil
	}
	if !m.offsets.Boundary(span.Start) || !m.offsets.Boundary(span.End) {
		return schema.Damagedf("the span of bytes %s begins or ends inside a character", span)
	}
	if want := m.offsets.Span(span); s != want {
		return schema.Damagedf("bytes %s are code points %d-%d, not %s", span, want.CodePoints[0], want.CodePoints[1], points)
	}
	if *text != span.Of(m.text) {
		return schema.Damagedf("its text differs from bytes %s of the article", span)
	}
	return nil
}

// structure checks the paragraphs and units of the article and returns them. If the only
// problem is that units are missing, as in a labelled set, it sets m.missing instead of
// returning an error.
func (m *measure) structure(r schema.Article) (model.Structure, error) {
	var s model.Structure
	for i, p := range r.Paragraphs {
		text := r.Text
		if m.hasText && within(p.InBytes(), m.length.Bytes) {
			own := p.InBytes().Of(m.text)
			text = &own
		}
		if err := m.span(p, text); err != nil {
			return s, fmt.Errorf("paragraph %d: %w", i, err)
		}
		if i > 0 && s.Paragraphs[i-1].End > p.InBytes().Start {
			return s, schema.Damagedf("paragraph %d overlaps the previous one", i)
		}
		s.Paragraphs = append(s.Paragraphs, p.InBytes())
	}
	next := 0 // the index of the next sentence
	for i, sentence := range r.Sentences {
		if err := m.sentence(next, sentence); err != nil {
			return s, fmt.Errorf("sentence %d: %w", i, err)
		}
		if sentence.Index > next {
			m.lack(fmt.Errorf("sentence %d: %w", i, wrongIndex(sentence)))
		}
		next = sentence.Index + 1
		s.Units = append(s.Units, model.Unit{Span: sentence.Span.InBytes(), Paragraph: sentence.Paragraph})
	}
	if !slices.IsSortedFunc(s.Units, compareUnits) {
		return s, schema.Damagedf("the sentences are not in the order of the text")
	}
	for i, aside := range r.Asides {
		kind, ok := model.ParseUnitKind(aside.Kind)
		if !ok || kind == model.UnitSentence {
			return s, schema.Damagedf("aside %d: there is no kind %.40q", i, aside.Kind)
		}
		if err := m.span(aside.Span, aside.Text); err != nil {
			return s, fmt.Errorf("aside %d: %w", i, err)
		}
		s.Units = append(s.Units, model.Unit{Span: aside.Span.InBytes(), Paragraph: aside.Paragraph, Kind: kind})
	}
	slices.SortFunc(s.Units, compareUnits)
	if err := checkUnits(s); err != nil {
		return s, err
	}
	m.lack(checkCover(m.text, s.Units))
	return s, nil
}

// lack keeps the first error about a missing unit.
func (m *measure) lack(err error) {
	if m.missing == nil {
		m.missing = err
	}
}

func wrongIndex(s schema.Sentence) error {
	return schema.Damagedf("its index is given as %d", s.Index)
}

// sentence checks one sentence. Its index must be at least least; it is greater if
// sentences are missing.
func (m *measure) sentence(least int, s schema.Sentence) error {
	if err := m.span(s.Span, s.Text); err != nil {
		return err
	}
	if s.Index < least || s.Index >= m.length.Bytes {
		return wrongIndex(s)
	}
	if want := schema.SentenceID(m.article, s.Span.InBytes()); s.ID != want {
		return schema.Damagedf("its id should be %q", want)
	}
	return nil
}

func within(s model.Span, length int) bool {
	return 0 <= s.Start && s.Start < s.End && s.End <= length
}

func compareUnits(a, b model.Unit) int { return a.Span.Compare(b.Span) }

// CheckUnits checks that the units do not overlap, that each is inside its
// paragraph, and that only white space is outside the units. It skips the last
// check if text is empty.
func CheckUnits(text string, s model.Structure) error {
	if err := checkUnits(s); err != nil {
		return err
	}
	return checkCover(text, s.Units)
}

// checkUnits checks that the units do not overlap, and that each is inside its
// paragraph.
func checkUnits(s model.Structure) error {
	end := 0
	for _, u := range s.Units {
		if u.Span.Start < end {
			return schema.Damagedf("the units of the text overlap at byte %d", u.Span.Start)
		}
		if u.Paragraph < 0 || u.Paragraph >= len(s.Paragraphs) {
			return schema.Damagedf("there is no paragraph %d", u.Paragraph)
		}
		if p := s.Paragraphs[u.Paragraph]; u.Span.Start < p.Start || u.Span.End > p.End {
			return schema.Damagedf("bytes %s are not in paragraph %d", u.Span, u.Paragraph)
		}
		end = u.Span.End
	}
	return nil
}

// checkCover checks that only white space is outside the units. If text is empty, it
// checks nothing.
func checkCover(text string, units []model.Unit) error {
	if text == "" {
		return nil
	}
	end := 0
	for _, u := range units {
		if !blank(text[end:u.Span.Start]) {
			return schema.Damagedf("bytes %d-%d do not belong to any sentence", end, u.Span.Start)
		}
		end = u.Span.End
	}
	if !blank(text[end:]) {
		return schema.Damagedf("bytes %d-%d do not belong to any sentence", end, len(text))
	}
	return nil
}

func blank(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }
