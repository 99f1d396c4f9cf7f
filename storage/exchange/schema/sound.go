package schema

import (
	"unicode/utf8"

	"assay.app/assay/model"
)

// Sound returns an error if the document cannot be exported faithfully. In a
// damaged project, spans may be outside the text. Bytes that are not UTF-8 are
// refused because encoding/json would replace them with U+FFFD, and the text would
// no longer match its hash.
func Sound(doc *model.Document) error {
	if !utf8.ValidString(doc.Text) {
		return Damagedf("the text is not UTF-8")
	}
	o := NewOffsets(doc.Text)
	check := func(s model.Span) error {
		if s.Start > s.End || !o.Boundary(s.Start) || !o.Boundary(s.End) {
			return Damagedf("bytes %s are not a valid span of a text of %d bytes", s, len(doc.Text))
		}
		return nil
	}
	for _, p := range doc.Paragraphs {
		if err := check(p); err != nil {
			return err
		}
	}
	for _, u := range doc.Units {
		if err := check(u.Span); err != nil {
			return err
		}
	}
	for span := range doc.Annotations {
		if err := check(span); err != nil {
			return err
		}
	}
	for _, n := range doc.Notes {
		if n.Target.Sentence == nil {
			continue
		}
		if err := check(*n.Target.Sentence); err != nil {
			return err
		}
	}
	return nil
}
