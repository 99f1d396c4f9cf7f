package exchange

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"assay.app/assay/model"
)

// MarshalArticle gives one article as compact JSON, as it stands in a set.
func MarshalArticle(doc *model.Document) ([]byte, error) {
	if err := sound(doc); err != nil {
		return nil, fmt.Errorf("article %s: %w", doc.ID, err)
	}
	e := &exporter{analysts: map[string]bool{}, names: analystNames{}}
	return e.encoder.Compact(e.articleRecord(doc))
}

// article writes one article.
func (e *exporter) article(id model.ArticleID, more bool) error {
	doc, err := e.src.Document(id)
	if err != nil {
		return err
	}
	if err := sound(doc); err != nil {
		return err
	}
	if e.opts.Selection != nil {
		doc = e.opts.Selection.narrow(doc)
	}
	before := "\n    "
	if more {
		before = ",\n    "
	}
	e.count.Articles++
	return e.write(before, e.articleRecord(doc), 2, "")
}

// sound checks that the document can be written truly. In a damaged project
// spans may lie outside the text; and for text that is not UTF-8,
// encoding/json would put U+FFFD, so that it no longer matches its hash.
func sound(doc *model.Document) error {
	if !utf8.ValidString(doc.Text) {
		return wrongf("the text is not UTF-8")
	}
	r := ruler{text: doc.Text}
	check := func(s model.Span) error {
		if s.Start > s.End || !r.boundary(s.Start) || !r.boundary(s.End) {
			return wrongf("bytes %s are not a stretch of a text of %d bytes", s, len(doc.Text))
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

func (e *exporter) articleRecord(doc *model.Document) articleRecord {
	r := &ruler{text: doc.Text}
	file, fileBytes := fileName(doc.ImportPath)
	record := articleRecord{
		ID: doc.ID, SHA256: doc.SHA256, Encoding: doc.Encoding,
		File: file, FileBytes: fileBytes, ImportedAt: moment{doc.ImportedAt.UTC()}, Metadata: doc.Metadata,
		Length:     lengthRecord{Bytes: len(doc.Text), CodePoints: utf8.RuneCountInString(doc.Text)},
		Text:       e.text(doc.Text),
		Paragraphs: make([]spanRecord, 0, len(doc.Paragraphs)),
		Sentences:  []sentenceRecord{},
		Asides:     []asideRecord{},
		Notes:      []noteRecord{},
	}
	for _, p := range doc.Paragraphs {
		record.Paragraphs = append(record.Paragraphs, r.record(p))
	}
	if doc.Source != (model.Source{}) {
		record.Source = &doc.Source
	}
	said := e.remarks(doc)
	record.Notes = append(record.Notes, said.article...)
	for _, u := range doc.Units {
		span, text := r.record(u.Span), e.text(u.Span.Of(doc.Text))
		annotations, notes := said.take(u.Span)
		if u.Kind != model.UnitSentence {
			record.Asides = append(record.Asides, asideRecord{
				Kind: u.Kind.String(), Paragraph: u.Paragraph, Span: span, Text: text,
				Found: e.found(doc, u), Annotations: annotations, Notes: notes,
			})
			continue
		}
		record.Sentences = append(record.Sentences, sentenceRecord{
			ID: sentenceID(doc.ID, u.Span), Index: len(record.Sentences), Paragraph: u.Paragraph,
			Span: span, Text: text, Found: e.found(doc, u),
			Annotations: orEmpty(annotations), Notes: orEmpty(notes),
		})
	}
	e.count.Sentences += len(record.Sentences)
	for _, span := range said.left() {
		annotations, notes := said.take(span)
		record.Detached = append(record.Detached, detachedRecord{
			Span: r.record(span), Text: e.text(span.Of(doc.Text)), Annotations: annotations, Notes: notes,
		})
	}
	return record
}

// text is what is written of a text: nothing in a set without texts.
func (e *exporter) text(s string) *string {
	if e.opts.NoText {
		return nil
	}
	return &s
}

// remarks are an article's annotations and notes by what they are about.
type remarks struct {
	article     []noteRecord
	annotations map[model.Span][]annotationRecord
	notes       map[model.Span][]noteRecord
}

// remarks collects what analysts said about the document, and counts it.
func (e *exporter) remarks(doc *model.Document) *remarks {
	said := &remarks{
		annotations: make(map[model.Span][]annotationRecord, len(doc.Annotations)),
		notes:       map[model.Span][]noteRecord{},
	}
	for span, list := range doc.Annotations {
		records := make([]annotationRecord, 0, len(list))
		for _, a := range list {
			records = append(records, annotationRecord{Analyst: e.names.of(a.Analyst), Label: a.Label, Time: moment{a.At.UTC()}})
		}
		slices.SortStableFunc(records, func(a, b annotationRecord) int { return cmp.Compare(a.Analyst, b.Analyst) })
		records = newestOfEach(records)
		for _, a := range records {
			e.analysts[a.Analyst] = true
		}
		e.count.Annotations += len(records)
		said.annotations[span] = records
	}
	notes := slices.Clone(doc.Notes)
	model.SortNotes(notes)
	for _, n := range notes {
		if n.Target.Sentence == nil {
			said.article = append(said.article, e.note(n))
			continue
		}
		said.notes[*n.Target.Sentence] = append(said.notes[*n.Target.Sentence], e.note(n))
	}
	return said
}

// take gives what was said about the span, which is then no longer left.
func (r *remarks) take(span model.Span) ([]annotationRecord, []noteRecord) {
	annotations, notes := r.annotations[span], r.notes[span]
	delete(r.annotations, span)
	delete(r.notes, span)
	return annotations, notes
}

// left gives the spans with something said about them that nobody took, in
// text order.
func (r *remarks) left() []model.Span {
	spans := slices.AppendSeq(slices.Collect(maps.Keys(r.annotations)), maps.Keys(r.notes))
	slices.SortFunc(spans, compareSpans)
	return slices.Compact(spans)
}

func (e *exporter) note(n model.Note) noteRecord {
	analyst := e.names.of(n.Analyst)
	e.analysts[analyst] = true
	e.count.Notes++
	return noteRecord{
		ID: n.ID, Analyst: analyst, Text: n.Text, Grade: n.Grade,
		Created: moment{n.Created.UTC()}, Updated: moment{n.Updated.UTC()},
	}
}

// orEmpty makes an absent list an empty one, which JSON writes as [].
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
