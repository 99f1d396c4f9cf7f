package intake

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/segment"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/recognise"
)

// Corrected returns the article that has a corrected text in place of the text of an older one.
// The older article stays as it is. The new one keeps the metadata, the language, the import
// path, and the file that the text came from; its id and its hash are those of the text in UTF-8.
// Of opts, Corrected uses only Now.
//
// The text is divided as an import divides it, except that nothing is recognised again: what was
// set aside in the older article stays set aside. Divisions by hand are not repeated here,
// because package carry does that with a record.
//
// The error is ErrEmptyFile if the text has no words, ErrBinary if it is not UTF-8, and
// ErrTooLarge if it exceeds the limits of imports.
func Corrected(old *model.Document, text string, opts Options) (*model.Document, error) {
	switch {
	case strings.TrimSpace(text) == "":
		return nil, fmt.Errorf("correct article %s: %w", old.ID, model.ErrEmptyFile)
	case !utf8.ValidString(text):
		return nil, fmt.Errorf("correct article %s: %w", old.ID, model.ErrBinary)
	case len(text) > maxArticle:
		return nil, fmt.Errorf("correct article %s: %w", old.ID, errArticle)
	}
	if err := checkLines(text); err != nil {
		return nil, fmt.Errorf("correct article %s: %w", old.ID, err)
	}
	doc := plainDocument(sha256.Sum256([]byte(text)), text, coding.UTF8, old.ImportPath, opts)
	doc.Metadata, doc.Source = old.Metadata, sourceOf(old)
	lang := cmp.Or(old.Metadata.Language, "en")
	paragraphs := segment.Paragraphs(text)
	doc.Structure = recognise.Divide(text, paragraphs, asidesIn(old, text, paragraphs), lang, maxUnits)
	if len(doc.Units) > maxUnits {
		return nil, fmt.Errorf("correct article %s: %w", old.ID, errUnits)
	}
	doc.Excerpt = excerpt(doc)
	return doc, nil
}

// sourceOf returns the file that the text of an article came from.
func sourceOf(doc *model.Document) model.Source {
	if doc.Source != (model.Source{}) {
		return doc.Source
	}
	return model.Source{Format: "text", SHA256: doc.SHA256, Encoding: doc.Encoding}
}

// asidesIn returns what of a corrected text is set aside, as it is in the older article. It pairs
// the paragraphs of the two texts as if they were sentences of two versions. In a paragraph that
// is the same, everything set aside stays so. A changed paragraph stays set aside as a whole, or
// at its beginning or its end if the text there is the same.
func asidesIn(old *model.Document, text string, paragraphs []model.Span) (all []recognise.Region) {
	byParagraph := map[int][]model.Unit{}
	some := false
	for _, u := range old.Units {
		byParagraph[u.Paragraph] = append(byParagraph[u.Paragraph], u)
		some = some || u.Kind != model.UnitSentence
	}
	if !some {
		return nil
	}
	for _, pair := range align.Texts(textsOf(old.Text, old.Paragraphs), textsOf(text, paragraphs), old.Metadata.Language) {
		if pair.A < 0 || pair.B < 0 {
			continue
		}
		from, to := old.Paragraphs[pair.A], paragraphs[pair.B]
		all = append(all, asidesOf(old.Text, from, byParagraph[pair.A], text, to)...)
	}
	slices.SortFunc(all, func(a, b recognise.Region) int { return a.Span.Compare(b.Span) })
	return all
}

func textsOf(text string, spans []model.Span) []string {
	texts := make([]string, len(spans))
	for i, s := range spans {
		texts[i] = s.Of(text)
	}
	return texts
}

// asidesOf returns what is set aside of the paragraph `to` of a text, which was `from` in an older
// text, where it had units.
func asidesOf(older string, from model.Span, units []model.Unit, text string, to model.Span) (all []recognise.Region) {
	isAside := func(u model.Unit) bool { return u.Kind != model.UnitSentence }
	same := from.Of(older) == to.Of(text)
	if !same && len(units) > 0 && isAside(units[0]) && !slices.ContainsFunc(units, func(u model.Unit) bool { return u.Kind != units[0].Kind }) {
		return []recognise.Region{{Span: to, Kind: units[0].Kind}}
	}
	for _, u := range units {
		if !isAside(u) {
			continue
		}
		length := u.Span.Len()
		span := model.Span{Start: to.Start + u.Span.Start - from.Start}
		if !same && span.Start > to.Start { // only its distance from the end can be the same
			span.Start = to.End - (from.End - u.Span.Start)
		}
		span.End = span.Start + length
		if span.Start < to.Start || span.End > to.End || span.Of(text) != u.Span.Of(older) {
			continue
		}
		all = append(all, recognise.Region{Span: span, Kind: u.Kind})
	}
	return all
}
