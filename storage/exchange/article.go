package exchange

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/storage/exchange/schema"
)

// Lists are the lists of a project from which articles are described.
type Lists struct {
	Voices     record.Voices
	Statements record.Statements
	Grades     *grading.Table // if it is nil, no letters are in force
}

// MarshalArticle returns an article as compact JSON, in the form that it has in an
// annotation set.
func MarshalArticle(doc *model.Document, lists Lists) ([]byte, error) {
	if err := schema.Sound(doc); err != nil {
		return nil, fmt.Errorf("article %s: %w", doc.ID, err)
	}
	r := newRecorder(Options{}, nil)
	r.voices, r.statements, r.grades = &lists.Voices, &lists.Statements, lists.Grades
	article, err := r.article(doc, nil)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", doc.ID, err)
	}
	return schema.AppendArticle(nil, &article)
}

// recorder turns articles into records. It counts what they have, and collects its
// analysts.
type recorder struct {
	opts       Options
	general    versions // of notes and of records that are not about an article; nil if unknown
	count      results.Export
	analysts   map[string]bool // analysts who have annotations or notes in the set
	others     map[string]bool // analysts who are named in other records of the set
	names      analystNames
	list       *record.Phrases    // nil until phrases reads it from general
	voices     *record.Voices     // nil until attributions reads it from general
	statements *record.Statements // nil until statementList reads it from general
	grades     *grading.Table     // nil until graders reads it from general, if that is known
}

func newRecorder(opts Options, general versions) *recorder {
	return &recorder{opts: opts, general: general, analysts: map[string]bool{}, others: map[string]bool{}, names: analystNames{}}
}

// article returns the record of a document, which must be sound. all has the versions of
// its records, or is nil if they are unknown.
func (r *recorder) article(doc *model.Document, all versions) (schema.Article, error) {
	o := schema.NewOffsets(doc.Text)
	file, fileBytes := schema.FileName(doc.ImportPath)
	out := schema.Article{
		ID: doc.ID, SHA256: doc.SHA256, Encoding: doc.Encoding,
		File: file, FileBytes: fileBytes, ImportedAt: schema.At(doc.ImportedAt), Metadata: doc.Metadata,
		Length:     schema.Length{Bytes: len(doc.Text), CodePoints: schema.CountCodePoints(doc.Text)},
		Text:       r.text(doc.Text),
		Paragraphs: make([]schema.Span, 0, len(doc.Paragraphs)),
		Sentences:  make([]schema.Sentence, 0, len(doc.Units)),
		Asides:     []schema.Aside{},
		Notes:      []schema.Note{},
	}
	for _, p := range doc.Paragraphs {
		out.Paragraphs = append(out.Paragraphs, o.Span(p))
	}
	if doc.Source != (model.Source{}) {
		out.Source = &doc.Source
	}
	out.Origin = originOf(doc)
	out.Phrases, out.Grades = r.phrases(doc, model.Span{}), r.ownGrades(doc, model.Span{})
	remarks := r.remarks(doc, all)
	out.Notes = append(out.Notes, remarks.article...)
	index, graders := -1, r.graders(doc)
	for _, u := range doc.Units {
		if u.Kind == model.UnitSentence {
			index++
		}
		annotations, notes := remarks.take(u.Span)
		phrases, attributions, mentions, grades := r.phrases(doc, u.Span), r.attributions(doc, u.Span), r.mentions(doc, u.Span), r.ownGrades(doc, u.Span)
		if r.opts.Labelled && len(annotations)+len(notes)+len(phrases)+len(attributions)+len(mentions)+len(grades) == 0 {
			continue
		}
		span, text := o.Span(u.Span), r.text(u.Span.Of(doc.Text))
		if u.Kind != model.UnitSentence {
			out.Asides = append(out.Asides, schema.Aside{
				Kind: u.Kind.String(), Paragraph: u.Paragraph, Span: span, Text: text,
				Found: r.found(doc, u), Annotations: annotations, Notes: notes, Phrases: phrases, Attributions: attributions, Mentions: mentions, Grades: grades,
			})
			continue
		}
		out.Sentences = append(out.Sentences, schema.Sentence{
			ID: schema.SentenceID(doc.ID, u.Span), Index: index, Paragraph: u.Paragraph,
			Span: span, Text: text, Found: r.found(doc, u),
			Annotations: orEmpty(annotations), Notes: orEmpty(notes), Phrases: phrases, Attributions: attributions, Mentions: mentions,
			Grades: r.withLetters(grades, doc, u.Span, graders),
		})
	}
	r.count.Sentences += len(out.Sentences)
	for _, span := range remarks.left() {
		annotations, notes := remarks.take(span)
		out.Detached = append(out.Detached, schema.Detached{
			Span: o.Span(span), Text: r.text(span.Of(doc.Text)), Annotations: annotations, Notes: notes,
		})
	}
	switch {
	case r.opts.Selection != nil:
		all = alongside(all, func(key model.Key) bool { return doc.Records[key] != nil })
	case r.opts.Articles != nil:
		all = withoutCitations(all)
	}
	for key := range all {
		if at := key.Sentence; at.Start > at.End || !o.Boundary(at.Start) || !o.Boundary(at.End) {
			return out, schema.Damagedf("bytes %s are not a valid span of a text of %d bytes", at, len(doc.Text))
		}
	}
	var err error
	out.Records, err = r.records(all, o.Span)
	return out, err
}

// withoutCitations returns the versions of records that are not citations, whose judgements a set of
// chosen articles does not have.
func withoutCitations(all versions) versions {
	some := maps.Clone(all)
	maps.DeleteFunc(some, func(key model.Key, _ []record.Held) bool { return key.Kind == record.CitationKind })
	return some
}

// text returns a pointer to s, or nil in a set without texts.
func (r *recorder) text(s string) *string {
	if r.opts.NoText {
		return nil
	}
	return &s
}

// remarks holds the notes on an article, and the annotations and notes on each of its
// spans.
type remarks struct {
	article     []schema.Note
	annotations map[model.Span][]schema.Annotation
	notes       map[model.Span][]schema.Note
}

// remarks collects the annotations and notes of the document, and counts them.
func (r *recorder) remarks(doc *model.Document, known versions) *remarks {
	all := &remarks{
		annotations: make(map[model.Span][]schema.Annotation, len(doc.Annotations)),
		notes:       map[model.Span][]schema.Note{},
	}
	for span, list := range doc.Annotations {
		records := make([]schema.Annotation, 0, len(list))
		for _, own := range list {
			key := record.OnSentence(doc.ID, span, own.Analyst)
			if a := standing(known, key, &own); a != nil {
				records = append(records, schema.Annotation{
					Analyst: r.names.of(own.Analyst), Label: a.Label, Time: schema.At(a.At), Stamp: r.stamp(known, key),
				})
			}
		}
		slices.SortStableFunc(records, func(a, b schema.Annotation) int { return cmp.Compare(a.Analyst, b.Analyst) })
		records = newestOfEach(records)
		for _, a := range records {
			r.analysts[a.Analyst] = true
		}
		r.count.Annotations += len(records)
		all.annotations[span] = records
	}
	var notes []model.Note
	for _, own := range doc.Notes {
		if n := standing(r.general, record.NoteID(own.ID), &own); n != nil && n.Target.Article == doc.ID {
			notes = append(notes, *n)
		}
	}
	model.SortNotes(notes)
	for _, n := range notes {
		if n.Target.Sentence == nil {
			all.article = append(all.article, r.note(n, doc))
			continue
		}
		all.notes[*n.Target.Sentence] = append(all.notes[*n.Target.Sentence], r.note(n, doc))
	}
	return all
}

// take removes the annotations and notes on the span and returns them.
func (r *remarks) take(span model.Span) ([]schema.Annotation, []schema.Note) {
	annotations, notes := r.annotations[span], r.notes[span]
	delete(r.annotations, span)
	delete(r.notes, span)
	return annotations, notes
}

// left returns the spans with annotations or notes that have not been taken, in
// text order.
func (r *remarks) left() []model.Span {
	spans := slices.AppendSeq(slices.Collect(maps.Keys(r.annotations)), maps.Keys(r.notes))
	slices.SortFunc(spans, model.Span.Compare)
	return slices.Compact(spans)
}

// note returns the record of a note and counts it. doc is the article that the note is on, or
// nil if it is on an outlet.
func (r *recorder) note(n model.Note, doc *model.Document) schema.Note {
	analyst := r.names.of(n.Analyst)
	r.analysts[analyst] = true
	r.count.Notes++
	return schema.Note{
		ID: n.ID, Analyst: analyst, Text: n.Text, Grade: n.Grade,
		Justifies: justified(n, doc, r.general).String(),
		Created:   schema.At(n.Created), Updated: schema.At(n.Updated), Stamp: r.stamp(r.general, record.NoteID(n.ID)),
	}
}

// orEmpty returns list, or an empty list instead of nil, so that JSON has [] and
// not null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
