package merge

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/schema"
	"assay.app/assay/storage/exchange/setfile"
)

// errDivided is the reason for refusing an article that is divided differently in
// the project and has annotations or notes there.
var errDivided = errors.New("its sentences differ from those in the project, where it has annotations or notes")

// merge plans what the set adds to an article of the project.
func (p *plan) merge(dst Target, mine model.Article, theirs setfile.Article) error {
	if mine.SHA256 != theirs.SHA256 {
		p.refuse(theirs, fmt.Errorf("the project's article has the SHA-256 %s: %w", mine.SHA256, model.ErrHashMismatch))
		return nil
	}
	doc, err := dst.Document(mine.ID)
	if err != nil {
		return err
	}
	if theirs.Size != len(doc.Text) || theirs.HasText && theirs.Text != doc.Text {
		p.refuse(theirs, fmt.Errorf("the set reads its bytes as %s, the project as %s: %w",
			theirs.Encoding, mine.Encoding, model.ErrHashMismatch))
		return nil
	}
	var edits []edit.Edit
	back := mine.Removed && p.putsBack(mine.ID)
	if back {
		edits = append(edits, p.puttingBack(mine.ID)...)
	}
	held, err := dst.Versions(mine.ID)
	if err != nil {
		return err
	}
	versions := p.versionsOf(theirs)
	divided, err := p.divide(division{doc, theirs, held, versions})
	if err == nil {
		err = checkDivisions(doc, versions)
	}
	if err != nil {
		p.refuse(theirs, err)
		return nil
	}
	p.postpone(versions, func(model.Key) bool { return false })
	edits = slices.Concat(edits, corrected(doc, theirs, held, versions), divided, p.combine(held, versions))
	p.changes = p.change(p.changes, edits)
	switch {
	case back:
		p.result.Added = append(p.result.Added, mine.ID)
	case len(edits) > 0:
		p.result.Merged = append(p.result.Merged, mine.ID)
	default:
		p.result.Unchanged = append(p.result.Unchanged, mine.ID)
	}
	return nil
}

// corrected returns the edit that adopts the set's metadata, if the set's version of the
// article's facts stands.
func corrected(doc *model.Document, theirs setfile.Article, held, theirV map[model.Key][]record.Held) []edit.Edit {
	key := record.OnArticle(doc.ID)
	mine, joined := held[key], record.Combine(slices.Concat(held[key], theirV[key]))
	if len(joined) == 0 || len(mine) > 0 && joined[0].Same(mine[0]) || doc.Metadata == theirs.Metadata {
		return nil
	}
	return []edit.Edit{edit.Metadata{Article: doc.ID, Before: doc.Metadata, After: theirs.Metadata}}
}

// errNoUnit is the reason for refusing an article of a labelled set whose units are not
// units of the project's article.
var errNoUnit = errors.New("a sentence with labels or notes is not a sentence in the project")

// division has what decides how an article is divided.
type division struct {
	doc          *model.Document // as the project has it
	theirs       setfile.Article
	held, theirV map[model.Key][]record.Held // the versions of both
}

// divide returns the edits that combine the set's division with that of the project,
// paragraph by paragraph. If neither copy has a record of a paragraph's division and the
// two still differ, the set's is adopted, provided that the article has no annotations
// and notes in the project. Otherwise divide returns an error, because the edit could
// detach them.
//
// A labelled set does not have the whole division. It changes nothing, and divide
// returns an error if one of its units is not a unit of doc.
func (p *plan) divide(d division) ([]edit.Edit, error) {
	doc, theirs := d.doc, d.theirs
	r := schema.NewOffsets(doc.Text)
	for _, span := range slices.SortedFunc(maps.Keys(theirs.Annotations), model.Span.Compare) {
		if !r.Boundary(span.Start) || !r.Boundary(span.End) {
			return nil, schema.Damagedf("the span of bytes %s begins or ends inside a character", span)
		}
	}
	if p.labelled {
		for _, u := range theirs.Units {
			if at := doc.UnitAt(u.Span.Start); at < 0 || !sameUnit(doc.Units[at], u) {
				return nil, errNoUnit
			}
		}
		return nil, nil
	}
	if slices.EqualFunc(doc.Units, theirs.Units, sameUnit) {
		return nil, nil
	}
	units, err := placed(theirs.Units, doc)
	if err != nil {
		return nil, err
	}
	var edits []edit.Edit
	for i, paragraph := range doc.Paragraphs {
		before, after := edit.InParagraph(doc.Units, i), edit.InParagraph(units, i)
		if slices.Equal(before, after) {
			continue
		}
		key := record.InParagraph(doc.ID, paragraph)
		mine, joined := d.held[key], record.Combine(slices.Concat(d.held[key], d.theirV[key]))
		switch {
		case len(joined) == 0 && len(doc.Annotations)+len(doc.Notes) > 0:
			return nil, errDivided
		case len(mine) > 0 && joined[0].Same(mine[0]), len(before) == 0, len(after) == 0:
			continue
		}
		edits = append(edits, edit.Units{Article: doc.ID, Before: before, After: after})
	}
	return edits, nil
}

// sameUnit reports whether two units have the same span and kind. It ignores their
// paragraphs.
func sameUnit(a, b model.Unit) bool { return a.Span == b.Span && a.Kind == b.Kind }

// placed returns the units of a set with their paragraphs in doc. It returns an
// error if they do not fit the text.
func placed(units []model.Unit, doc *model.Document) ([]model.Unit, error) {
	r := schema.NewOffsets(doc.Text)
	out := slices.Clone(units)
	paragraph := 0
	for i, u := range out {
		if !r.Boundary(u.Span.Start) || !r.Boundary(u.Span.End) {
			return nil, schema.Damagedf("the span of bytes %s begins or ends inside a character", u.Span)
		}
		for paragraph < len(doc.Paragraphs)-1 && doc.Paragraphs[paragraph].End <= u.Span.Start {
			paragraph++
		}
		out[i].Paragraph = paragraph
	}
	if err := setfile.CheckUnits(doc.Text, model.Structure{Paragraphs: doc.Paragraphs, Units: out}); err != nil {
		return nil, fmt.Errorf("its sentences do not fit the project's paragraphs: %w", err)
	}
	if len(doc.Units) == 0 {
		return nil, schema.Damagedf("the project's article has no sentences")
	}
	return out, nil
}

// checkDivisions checks that each version of a division of a paragraph divides all of it.
// Those of paragraphs that the text does not have are not checked.
func checkDivisions(doc *model.Document, versions map[model.Key][]record.Held) error {
	for i, paragraph := range doc.Paragraphs {
		for _, h := range versions[record.InParagraph(doc.ID, paragraph)] {
			p, exists := h.Content.(*record.Paragraph)
			if exists && !divides(p.Units, doc.Text, i, paragraph) {
				return schema.Damagedf("a record of the division of bytes %s does not fit the text", paragraph)
			}
		}
	}
	return nil
}

// divides reports whether units divide a paragraph, which has an index, of a text.
func divides(units []model.Unit, text string, index int, paragraph model.Span) bool {
	own := model.Structure{Paragraphs: []model.Span{{End: paragraph.Len()}}}
	for _, u := range units {
		in := paragraph.Start <= u.Span.Start && u.Span.Len() > 0 && u.Span.End <= paragraph.End && u.Paragraph == index
		if !in || !utf8.RuneStart(text[u.Span.Start]) || u.Span.End < len(text) && !utf8.RuneStart(text[u.Span.End]) {
			return false
		}
		span := model.Span{Start: u.Span.Start - paragraph.Start, End: u.Span.End - paragraph.Start}
		own.Units = append(own.Units, model.Unit{Span: span, Kind: u.Kind})
	}
	return setfile.CheckUnits(paragraph.Of(text), own) == nil
}
