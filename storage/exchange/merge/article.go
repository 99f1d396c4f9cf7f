package merge

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
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
	if mine.Removed {
		edits = append(edits, edit.Presence{Article: mine.ID, Before: false, After: true})
	}
	divided, err := p.divide(doc, theirs)
	if err != nil {
		p.refuse(theirs, err)
		return nil
	}
	edits = append(edits, divided...)
	labels, err := p.annotations(doc, theirs)
	if err != nil {
		return err
	}
	notes, err := p.notes(doc.Notes, theirs.Notes)
	if err != nil {
		return err
	}
	edits = slices.Concat(edits, labels, notes)
	p.change(edits)
	switch {
	case mine.Removed:
		p.result.Added = append(p.result.Added, mine.ID)
	case len(edits) > 0:
		p.result.Merged = append(p.result.Merged, mine.ID)
	default:
		p.result.Unchanged = append(p.result.Unchanged, mine.ID)
	}
	return nil
}

// errNoUnit is the reason for refusing an article of a labelled set.
var errNoUnit = errors.New("a sentence with labels or notes is not a sentence in the project")

// divide returns the edit that applies the set's division to doc, or nil if the
// divisions are equal. It returns an error if they differ and doc has annotations
// or notes, because the edit could detach them.
//
// A labelled set does not have the whole division. It changes nothing, and divide
// returns an error if one of its units is not a unit of doc.
func (p *plan) divide(doc *model.Document, theirs setfile.Article) ([]edit.Edit, error) {
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
	if len(doc.Annotations)+len(doc.Notes) > 0 {
		return nil, errDivided
	}
	units, err := placed(theirs.Units, doc)
	if err != nil {
		return nil, err
	}
	return []edit.Edit{edit.Units{Article: doc.ID, Before: slices.Clone(doc.Units), After: units}}, nil
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

// annotations returns the edits that add or replace annotations of doc. It counts
// the annotations that are new or get another label, and the conflicts.
func (p *plan) annotations(doc *model.Document, theirs setfile.Article) ([]edit.Edit, error) {
	var edits []edit.Edit
	for _, span := range slices.SortedFunc(maps.Keys(theirs.Annotations), model.Span.Compare) {
		for _, a := range theirs.Annotations[span] {
			e := edit.Of(record.OnSentence(doc.ID, span, a.Analyst), nil, &a)
			old, ok := doc.Annotation(span, a.Analyst)
			if !ok {
				cleared, err := p.labelCleared(labelPlace{doc.ID, span, a.Analyst})
				if err != nil {
					return nil, err
				}
				if !p.comesBack(a.At, cleared) {
					continue
				}
				p.result.Annotations++
				edits = append(edits, e)
				continue
			}
			differ := old.Label != a.Label
			if differ {
				p.result.Conflicts++
			}
			if setfile.CompareAnnotations(a, old) <= 0 {
				continue
			}
			if differ {
				p.result.Annotations++
			}
			e.Before = &old
			edits = append(edits, e)
		}
	}
	return edits, nil
}

// notes returns the edits that add or replace notes of mine. It counts the notes
// that are new or get other contents, and the conflicts.
func (p *plan) notes(mine, theirs []model.Note) ([]edit.Edit, error) {
	places := make(map[string]int, len(mine))
	for i, old := range mine {
		places[old.ID] = i
	}
	var edits []edit.Edit
	for _, n := range theirs {
		at, there := places[n.ID]
		if !there {
			cleared, err := p.noteCleared(n.ID)
			if err != nil {
				return nil, err
			}
			if !p.comesBack(n.Updated, cleared) {
				continue
			}
			p.result.Notes++
			edits = append(edits, edit.OfNote(nil, &n))
			continue
		}
		old := mine[at]
		as := asInSets(old)
		differ := !sameNote(as, n)
		if differ {
			p.result.Conflicts++
		}
		if compareNotes(n, as) <= 0 {
			continue
		}
		if differ {
			p.result.Notes++
		}
		if old.Target.Same(n.Target) {
			n.Target = old.Target
			edits = append(edits, edit.OfNote(&old, &n))
			continue
		}
		edits = append(edits, edit.OfNote(&old, nil), edit.OfNote(nil, &n))
	}
	return edits, nil
}

// asInSets returns a note of the project as a set would contain it. Older versions
// of Assay may have stored characters that are not valid now.
func asInSets(n model.Note) model.Note {
	if text, err := value.Note.Accept(n.Text); err == nil {
		n.Text = text
	}
	return n
}

// labelCleared returns the time of a label in clearings, or the zero time if it is
// not there.
func (p *plan) labelCleared(at labelPlace) (time.Time, error) {
	c, err := p.clearings()
	return c.labels[at], err
}

// noteCleared returns the time of a note in clearings, or the zero time if it is
// not there.
func (p *plan) noteCleared(id string) (time.Time, error) {
	c, err := p.clearings()
	return c.notes[id], err
}

// comesBack reports whether to add a label or note that the project lacks. at is
// its time in the set, and cleared is its time in clearings, or zero if it was not
// removed. A removal counts as a conflict.
func (p *plan) comesBack(at, cleared time.Time) bool {
	if cleared.IsZero() {
		return true
	}
	p.result.Conflicts++
	return at.After(cleared)
}

// sameNote reports whether two notes with one id have the same contents and target.
func sameNote(a, b model.Note) bool {
	return a.Analyst == b.Analyst && a.Text == b.Text && a.Grade == b.Grade && a.Target.Same(b.Target)
}
