package exchange

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/storage/exchange/schema"
)

// A table of hits
//
// The table is CSV as defined by RFC 4180, for spreadsheets and scripts. It has a
// line of headings and a row for each hit, with commas as separators and CR LF as
// line endings. It begins with a byte order mark, so that Excel reads it as UTF-8.
//
// Some texts are changed so that spreadsheets do not evaluate or reformat them: see
// cell.go.

// columns are the first headings. A column of labels follows for each analyst who
// labelled a hit. New columns are added at the end of this list, because scripts
// refer to columns by number.
//
// "sentence" counts from 1, as the window does, so that a reader of the table finds
// the sentence. "index" counts from 0, as in sets.
var columns = [...]string{
	"article", "title", "outlet", "published", "url", "file", "kind", "sentence",
	"byte_start", "byte_end", "codepoint_start", "codepoint_end", "text", "notes", "grades",
	"index", "sentence_id", "phrases", "voice", "mode", "cue", "via", "grade", "info",
	"statement", "stance", "origin",
}

// ExportTable writes the hits of opts.Selection, which must not be nil, to w as
// CSV: its notes if it is one of notes, and otherwise its sentences. It reads each
// article with sentences twice, because the headings name the analysts. It skips
// hits in removed articles, and sentences that are no longer units of their article.
func ExportTable(ctx context.Context, w io.Writer, src Source, opts Options) (results.Export, error) {
	t := &table{src: src, out: &counter{w: w}}
	export := t.export
	if opts.Selection.Notes {
		export = t.exportNotes
	}
	err := export(ctx, opts.Selection)
	t.count.Bytes = t.out.n
	if err != nil {
		return t.count, fmt.Errorf("export: %w", err)
	}
	return t.count, nil
}

type table struct {
	src        Source
	out        *counter
	csv        *csv.Writer
	analysts   []string     // by stored name
	names      record.Names // what they are called
	phrases    record.Phrases
	voices     record.Voices
	statements record.Statements
	general    versions // of records that are not about an article
	grades     *grading.Table
	count      results.Export
}

func (t *table) export(ctx context.Context, found *finding.Selection) error {
	if err := t.survey(ctx, found); err != nil {
		return err
	}
	head := slices.Clone(columns[:])
	for _, name := range t.analysts {
		head = append(head, cell("label: "+t.names.Shown(name)))
	}
	if err := t.begin(head); err != nil {
		return err
	}
	if err := t.each(ctx, found, t.article); err != nil {
		return err
	}
	t.csv.Flush()
	return t.csv.Error()
}

// begin writes the byte order mark and the headings.
func (t *table) begin(head []string) error {
	if _, err := io.WriteString(t.out, "\uFEFF"); err != nil {
		return err
	}
	t.csv = csv.NewWriter(t.out)
	t.csv.UseCRLF = true
	return t.csv.Write(head)
}

// each calls visit with every article that has hits other than notes and is not
// removed.
func (t *table) each(ctx context.Context, found *finding.Selection, visit func(*model.Document, *finding.Selection) error) error {
	for _, id := range found.Hits.Articles() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(found.Hits.In(id)) == 0 { // only notes on it were found
			continue
		}
		doc, err := t.src.Document(id)
		if err == nil && !doc.Removed {
			err = visit(doc, found)
		}
		if err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
	}
	return nil
}

// survey collects the analysts who labelled hits.
func (t *table) survey(ctx context.Context, found *finding.Selection) error {
	names := map[string]bool{}
	err := t.each(ctx, found, func(doc *model.Document, found *finding.Selection) error {
		for _, u := range doc.Units {
			if list := doc.Annotations[u.Span]; len(list) > 0 && found.Hits.Has(doc.ID, u.Span) {
				for _, a := range list {
					names[a.Analyst] = true
				}
			}
		}
		return nil
	})
	t.analysts = slices.Sorted(maps.Keys(names))
	if err != nil {
		return err
	}
	return t.read()
}

// read reads the records that are not about an article: what the analysts, the phrases, the
// voices and the statements are called, and grades.
func (t *table) read() error {
	general, err := t.src.Versions("")
	if err != nil {
		return fmt.Errorf("read the names and grades: %w", err)
	}
	t.names = record.NewNames(t.analysts, func(yield func(model.Key, any) bool) {
		for key, held := range general {
			if !yield(key, held[0].Content) {
				return
			}
		}
	})
	t.statements = statementsIn(general)
	t.general, t.phrases, t.voices, t.grades = versions(general), phrasesIn(general), voicesIn(general), tableIn(general)
	return nil
}

// article writes the hits in one article.
func (t *table) article(doc *model.Document, found *finding.Selection) error {
	if err := schema.Sound(doc); err != nil {
		return err
	}
	rows, sentence, at, graders := 0, 0, schema.NewOffsets(doc.Text), t.grades.Graders(doc)
	for _, u := range doc.Units {
		index := -1
		if u.Kind == model.UnitSentence {
			index = sentence
			sentence++
		}
		if !found.Hits.Has(doc.ID, u.Span) {
			continue
		}
		rows++
		if err := t.csv.Write(t.row(doc, u, index, at.Span(u.Span), graders)); err != nil {
			return err
		}
	}
	t.count.Sentences += rows
	t.count.Articles += min(rows, 1)
	return nil
}

// row returns the cells of one unit and counts its notes and labels. index is the
// sentence's index in the article, or -1 if the unit is not a sentence. graders are those of
// the article.
func (t *table) row(doc *model.Document, u model.Unit, index int, at schema.Span, graders []string) []string {
	sentence, place, id := "", "", ""
	if index >= 0 {
		sentence, place, id = strconv.Itoa(index+1), strconv.Itoa(index), schema.SentenceID(doc.ID, u.Span)
	}
	file, _ := schema.FileName(doc.ImportPath)
	notes := doc.NotesOn(model.OnSentence(doc.ID, u.Span))
	t.count.Notes += len(notes)
	for i, n := range notes {
		notes[i].Grade = justified(n, doc, t.general)
	}
	m := doc.Metadata
	row := []string{
		cell(string(doc.ID)), cell(m.Title), cell(m.Outlet), cell(m.Published), cell(m.URL), cell(file), u.Kind.String(), sentence,
		strconv.Itoa(at.Bytes[0]), strconv.Itoa(at.Bytes[1]), strconv.Itoa(at.CodePoints[0]), strconv.Itoa(at.CodePoints[1]),
		cell(u.Span.Of(doc.Text)), cell(t.noteLines(notes)), cell(noteGrades(notes)),
		place, cell(id), cell(strings.Join(phraseNames(t.phrases, record.GivenTo(doc, u.Span)), "; ")),
	}
	row = slices.Concat(row, t.attributionCells(doc, u.Span), t.gradeCells(doc, u, graders), t.mentionCells(doc, u.Span))
	for _, name := range t.analysts {
		a, labelled := doc.Annotation(u.Span, name)
		if labelled {
			t.count.Annotations++
		}
		row = append(row, cell(string(a.Label)))
	}
	return row
}

// noteLines returns notes as one cell. Each note starts a new line with the name of
// its analyst.
func (t *table) noteLines(notes []model.Note) string {
	var lines []string
	for _, n := range notes {
		lines = append(lines, t.names.Shown(n.Analyst)+": "+n.Text)
	}
	return strings.Join(lines, "\n")
}

// noteGrades returns the grades of notes as one cell, in the order of the notes. It has
// a dash for a note without a grade, and is "" if no note has one.
func noteGrades(notes []model.Note) string {
	var all []string
	graded := false
	for _, n := range notes {
		graded = graded || !n.Grade.IsZero()
		all = append(all, orDash(n.Grade.String()))
	}
	if !graded {
		return ""
	}
	return strings.Join(all, "; ")
}

func orDash(grade string) string {
	if grade == "" {
		return "–"
	}
	return grade
}

// counter counts the bytes written through it.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
