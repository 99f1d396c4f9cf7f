package setfile

import (
	"cmp"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/schema"
)

// remarks adds the annotations and notes of the record to the document.
func (c *checker) remarks(doc *model.Document, m *measure, r schema.Article) error {
	notes, err := c.noteList(r.Notes, model.OnArticle(doc.ID))
	if err != nil {
		return err
	}
	doc.Notes = notes
	for i, s := range r.Sentences {
		if err := c.onSpan(doc, s.Span, s.Annotations, s.Notes); err != nil {
			return fmt.Errorf("sentence %d: %w", i, err)
		}
	}
	for i, s := range r.Asides {
		if err := c.onSpan(doc, s.Span, s.Annotations, s.Notes); err != nil {
			return fmt.Errorf("aside %d: %w", i, err)
		}
	}
	seen := map[model.Span]bool{}
	for i, s := range r.Detached {
		span := s.Span.InBytes()
		if err := m.span(s.Span, s.Text); err != nil {
			return fmt.Errorf("detached %d: %w", i, err)
		}
		if at := doc.UnitAt(span.Start); seen[span] || at >= 0 && doc.Units[at].Span == span {
			return schema.Damagedf("detached %d: the span %s occurs twice", i, span)
		}
		seen[span] = true
		if err := c.onSpan(doc, s.Span, s.Annotations, s.Notes); err != nil {
			return fmt.Errorf("detached %d: %w", i, err)
		}
	}
	model.SortNotes(doc.Notes)
	return nil
}

// onSpan adds the annotations and notes on one span to the document.
func (c *checker) onSpan(doc *model.Document, at schema.Span, annotations []schema.Annotation, notes []schema.Note) error {
	span := at.InBytes()
	labels, err := c.annotationList(annotations, doc.ID, span)
	if err != nil {
		return err
	}
	if len(labels) > 0 {
		if doc.Annotations == nil {
			doc.Annotations = map[model.Span][]model.Annotation{}
		}
		doc.Annotations[span] = labels
	}
	list, err := c.noteList(notes, model.OnSentence(doc.ID, span))
	doc.Notes = append(doc.Notes, list...)
	return err
}

// annotationList converts the annotations on one span and sorts them by analyst.
// Older versions could store two forms of one analyst's name, each with a label.
// Only the newer label is kept.
func (c *checker) annotationList(records []schema.Annotation, article model.ArticleID, span model.Span) ([]model.Annotation, error) {
	type given struct {
		name  string // as it is in the file
		stamp *schema.Stamp
		model.Annotation
	}
	list := make([]given, 0, len(records))
	for _, r := range records {
		a, err := accepted(value.AcceptAnnotation(model.Annotation{Analyst: r.Analyst, Label: r.Label, At: r.Time.Time}))
		if err != nil {
			return nil, fmt.Errorf("the annotation of %.80q: %w", r.Analyst, err)
		}
		a.Analyst, a.Label = c.names.Of(a.Analyst), model.LabelKey(c.names.Of(string(a.Label)))
		list = append(list, given{r.Analyst, r.Stamp, a})
	}
	slices.SortFunc(list, func(a, b given) int {
		return cmp.Or(cmp.Compare(a.Analyst, b.Analyst), cmp.Compare(a.name, b.name))
	})
	out := make([]model.Annotation, 0, len(list))
	for i, a := range list {
		switch last := len(out) - 1; {
		case i > 0 && list[i-1].name == a.name:
			return nil, schema.Damagedf("analyst %.80q has two labels", a.name)
		case last < 0 || out[last].Analyst != a.Analyst:
			out = append(out, a.Annotation)
		case CompareAnnotations(a.Annotation, out[last]) > 0:
			out[last] = a.Annotation
		default:
			continue
		}
		key := record.OnSentence(article, span, a.Analyst)
		delete(c.versions, key) // of the older label
		if err := c.version(key, a.stamp); err != nil {
			return nil, fmt.Errorf("the annotation of %.80q: %w", a.name, err)
		}
	}
	return out, nil
}

// noteList converts the notes on target, and sorts them.
func (c *checker) noteList(records []schema.Note, target model.NoteTarget) ([]model.Note, error) {
	var out []model.Note
	for i, r := range records {
		if c.notes[r.ID] {
			return nil, schema.Damagedf("note %.80q occurs twice", r.ID)
		}
		c.notes[r.ID] = true
		n, err := accepted(value.AcceptNote(model.Note{
			ID: r.ID, Target: target, Analyst: r.Analyst, Text: r.Text, Grade: r.Grade, Created: r.Created.Time, Updated: r.Updated.Time,
		}))
		if err != nil {
			return nil, fmt.Errorf("note %d (%.80q): %w", i, r.ID, err)
		}
		if err := c.version(record.NoteID(n.ID), r.Stamp); err != nil {
			return nil, fmt.Errorf("note %d (%.80q): %w", i, r.ID, err)
		}
		out = append(out, n)
	}
	model.SortNotes(out)
	return out, nil
}

// CompareAnnotations compares two labels of one analyst on one sentence, by time
// and then by key. The greater one is kept.
func CompareAnnotations(a, b model.Annotation) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Label, b.Label))
}
