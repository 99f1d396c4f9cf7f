package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/crew"
	"assay.app/assay/storage/exchange/format/table"
	"assay.app/assay/storage/exchange/schema"
	"assay.app/assay/storage/exchange/spreadsheet"
)

// sentenceColumns returns the columns of the Sentences sheet. The names are those of a table of
// hits, whose order is another.
func (e *export) sentenceColumns() []column {
	columns := []column{
		{"title", 26, spreadsheet.Wrapped, "the article's title"},
		{"outlet", 18, spreadsheet.Wrapped, ""},
		{"published", 11, spreadsheet.Date, "the day"},
		{"sentence", 9, spreadsheet.Number, "its number in the article, from 1, as in the window; empty for excluded text"},
		{"text", 70, spreadsheet.Wrapped, "the sentence, exactly as in the article"},
	}
	for _, name := range e.analysts {
		columns = append(columns, column{table.LabelPrefix + e.names.Shown(name), 14, spreadsheet.Centred, "the key of the label that the analyst gave"})
	}
	columns = append(columns, []column{
		{"statement", 36, spreadsheet.Wrapped, "the statements of which the sentence is a mention, by any analyst, with ; between them"},
		{"stance", 12, spreadsheet.Wrapped, "their stances: asserts, attributes, denies, doubts"},
		{"voice", 20, spreadsheet.Wrapped, "whose words or knowledge the sentence has, by any analyst"},
		{"mode", 9, spreadsheet.Wrapped, "direct, indirect or mixed"},
		{"cue", 12, spreadsheet.Wrapped, "the words that attribute it"},
		{"via", 14, spreadsheet.Wrapped, "the other outlet that the voice spoke to"},
		{"grade", 7, spreadsheet.Centred, "the letters in force for the analysts: that of the sentence, its voice, its article or its outlet"},
		{"info", 6, spreadsheet.Centred, "the digits of the sentence; 6 means that it cannot be judged, and is not the lowest"},
		{"phrases", 20, spreadsheet.Wrapped, ""},
		{"notes", 40, spreadsheet.Wrapped, "each on a line, with the name of the analyst"},
		{"grades", 8, spreadsheet.Wrapped, "the grades that the notes justify"},
		{"origin", 14, spreadsheet.Wrapped, "where the article's knowledge comes from, as an analyst set it"},
		{"kind", 9, spreadsheet.Plain, "sentence, or the kind of excluded text"},
		{"url", 30, spreadsheet.Plain, ""},
		{"file", 20, spreadsheet.Plain, "the name of the imported file"},
		{"article", 18, spreadsheet.Plain, "the article's id"},
		{"index", 7, spreadsheet.Number, "the sentence's index in annotation sets, from 0"},
		{"sentence_id", 28, spreadsheet.Plain, "the sentence's id in annotation sets"},
		{"byte_start", 11, spreadsheet.Number, "the sentence's place in the article's text, in bytes of UTF-8, from 0"},
		{"byte_end", 10, spreadsheet.Number, "the end of the sentence, which this byte does not belong to"},
		{"codepoint_start", 16, spreadsheet.Number, "the same in Unicode code points"},
		{"codepoint_end", 15, spreadsheet.Number, ""},
		{"labelled_by", 16, spreadsheet.Plain, "who labelled the sentence; loading the workbook removes a label only if its cell was emptied since"},
	}...)
	for i, name := range e.everyone {
		meaning, ids := "", ""
		if i == 0 {
			meaning = "the analyst's notes, with a line of --- between two of them; loading the workbook reads these cells, not notes"
			ids = "their ids"
		}
		columns = append(columns, column{table.NotePrefix + e.names.Shown(name), 30, spreadsheet.Wrapped, meaning})
		columns = append(columns, column{table.NoteIDPrefix + e.names.Shown(name), 18, spreadsheet.Plain, ids})
	}
	return columns
}

// loaded is an article that was read, or the error that ends the export.
type loaded struct {
	doc *model.Document
	err error
}

// An article of n bytes of text takes about docFactor*n bytes of memory, but at least docBytes.
const (
	docBytes  = 8 << 10
	docFactor = 6
)

// sentences writes the Sentences sheet, and keeps what the other sheets need of each article.
func (e *export) sentences() error {
	s := e.sheet("Sentences", e.sentenceColumns())
	e.seen.begin(e)
	work := crew.Work[listed, loaded]{
		Items: slices.Values(e.listed),
		Size:  func(l listed) int64 { return docBytes + docFactor*int64(l.size) },
		Worker: func() func(listed) loaded {
			return func(l listed) loaded {
				doc, err := e.project.Document(l.id)
				if err == nil {
					err = schema.Sound(doc)
				}
				if err != nil {
					err = fmt.Errorf("article %s: %w", l.id, err)
				}
				return loaded{doc, err}
			}
		},
	}
	done := 0
	for l := range work.Results(e.ctx) {
		if l.err != nil {
			return l.err
		}
		if err := e.article(s, l.doc); err != nil {
			return err
		}
		done++
		e.opts.Progress(done, len(e.listed))
	}
	if err := e.ctx.Err(); err != nil {
		return err
	}
	return s.Close()
}

// article writes the rows of an article.
func (e *export) article(s *spreadsheet.Sheet, doc *model.Document) error {
	r := &rows{export: e, Sheet: s, doc: doc, at: schema.NewOffsets(doc.Text), graders: e.grades.Graders(doc)}
	r.file, _ = schema.FileName(doc.ImportPath)
	r.origin = originOf(doc)
	said, index := e.said(doc), -1
	e.seen.article(doc)
	for i, u := range doc.Units {
		if i%256 == 255 && e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		if u.Kind == model.UnitSentence {
			index++
		}
		one := said[u.Span]
		delete(said, u.Span)
		if !e.takes(doc, u, one) {
			e.seen.leave(u.Kind, one)
			continue
		}
		r.row(u, index, one)
		e.seen.unit(e, doc, u, index, one)
		if s.Err() != nil {
			return s.Err()
		}
	}
	for span, one := range said { // not on units any more
		if span != (model.Span{}) {
			e.seen.leave(detached, one)
		}
	}
	e.count.Articles++
	return e.seen.end(e, doc, said[model.Span{}])
}

// detached is the kind of spans that are not units.
const detached model.UnitKind = 0xFF

// takes reports whether a unit gets a row.
func (e *export) takes(doc *model.Document, u model.Unit, of said) bool {
	if sel := e.opts.Selection; sel != nil {
		return sel.Hits.Has(doc.ID, u.Span) || slices.ContainsFunc(of.notes, sel.Hits.HasNote)
	}
	return u.Kind == model.UnitSentence && (!e.opts.Labelled || !of.nothing())
}

// said is what analysts said about a sentence, excluded text or an article.
type said struct {
	labels       []model.Annotation
	notes        []model.Note
	phrases      []string              // sorted
	attributions []*record.Attribution // sorted by analyst
	mentions     []*record.Mention     // sorted by analyst and title
	graded       []*record.Grade       // its own grades, sorted by analyst
}

// nothing reports whether nobody said anything.
func (s said) nothing() bool {
	return len(s.labels)+len(s.notes)+len(s.phrases)+len(s.attributions)+len(s.mentions)+len(s.graded) == 0
}

// said returns what analysts said about the spans of an article, and about the article itself
// under the empty span.
func (e *export) said(doc *model.Document) map[model.Span]said {
	all := make(map[model.Span]said, len(doc.Annotations)+len(doc.Records))
	change := func(at model.Span, with func(*said)) {
		one := all[at]
		with(&one)
		all[at] = one
	}
	for at, labels := range doc.Annotations {
		change(at, func(s *said) { s.labels = labels })
	}
	for _, n := range doc.Notes {
		at := model.Span{}
		if n.Target.Sentence != nil {
			at = *n.Target.Sentence
		}
		change(at, func(s *said) { s.notes = append(s.notes, n) })
	}
	for key, content := range doc.Records {
		switch content := content.(type) {
		case *record.Given:
			change(key.Sentence, func(s *said) { s.phrases = append(s.phrases, e.phrases.Called(content)) })
		case *record.Attribution:
			change(key.Sentence, func(s *said) { s.attributions = append(s.attributions, content) })
		case *record.Mention:
			change(key.Sentence, func(s *said) { s.mentions = append(s.mentions, content) })
		case *record.Grade:
			change(key.Sentence, func(s *said) { s.graded = append(s.graded, content) })
		default: // no part of a row
		}
	}
	list := e.compared.Statements
	for at, one := range all {
		slices.Sort(one.phrases)
		one.phrases = slices.Compact(one.phrases)
		slices.SortFunc(one.attributions, func(a, b *record.Attribution) int { return cmp.Compare(a.Analyst, b.Analyst) })
		slices.SortFunc(one.graded, func(a, b *record.Grade) int { return cmp.Compare(a.Analyst, b.Analyst) })
		slices.SortFunc(one.mentions, func(a, b *record.Mention) int {
			return cmp.Or(cmp.Compare(a.Analyst, b.Analyst), cmp.Compare(list.Called(a), list.Called(b)), cmp.Compare(a.Statement, b.Statement))
		})
		all[at] = one
	}
	return all
}

// rows writes the rows of one article.
type rows struct {
	*export
	*spreadsheet.Sheet
	doc     *model.Document
	at      *schema.Offsets
	graders []string // the analysts whose letters can be in force
	file    string
	origin  string
}

// row writes the row of a unit. index is the sentence's index in the article, or −1 if the unit is
// excluded text.
func (r *rows) row(u model.Unit, index int, of said) {
	m, place := r.doc.Metadata, r.at.Span(u.Span)
	sentence := u.Kind == model.UnitSentence
	r.Row()
	r.Text(m.Title)
	r.Text(m.Outlet)
	r.Date(m.Published)
	if sentence {
		r.Number(index + 1)
	} else {
		r.Skip()
	}
	if r.opts.NoText {
		r.Skip()
	} else {
		r.Text(u.Span.Of(r.doc.Text))
	}
	for _, analyst := range r.analysts {
		label := labelBy(of.labels, analyst)
		r.Styled(r.book.LabelStyle(label), string(label))
	}
	r.mentions(of.mentions)
	r.attributions(of.attributions)
	r.inForce(u)
	r.Text(strings.Join(of.phrases, "; "))
	r.notes(of.notes)
	r.Text(r.origin)
	r.Text(u.Kind.String())
	r.Text(m.URL)
	r.Text(r.file)
	r.Text(string(r.doc.ID))
	if sentence {
		r.Number(index)
		r.Text(schema.SentenceID(r.doc.ID, u.Span))
	} else {
		r.Skip(2)
	}
	for _, n := range []int{place.Bytes[0], place.Bytes[1], place.CodePoints[0], place.CodePoints[1]} {
		r.Number(n)
	}
	r.own(of)
	r.EndRow()
}

// own writes the cells labelled_by, and the notes of each analyst with their ids.
func (r *rows) own(of said) {
	var labelled []string
	for _, a := range of.labels {
		labelled = append(labelled, r.names.Shown(a.Analyst))
	}
	r.Text(strings.Join(labelled, "; "))
	for _, name := range r.everyone {
		var texts, ids []string
		for _, n := range of.notes {
			if n.Analyst == name {
				texts, ids = append(texts, n.Text), append(ids, n.ID)
			}
		}
		r.Text(table.JoinNotes(texts))
		r.Text(strings.Join(ids, "\n"))
	}
}

// labelBy returns the label of an analyst, or "".
func labelBy(labels []model.Annotation, analyst string) model.LabelKey {
	for _, a := range labels {
		if a.Analyst == analyst {
			return a.Label
		}
	}
	return ""
}

// mentions writes the cells statement and stance.
func (r *rows) mentions(of []*record.Mention) {
	var titles, stances []string
	for _, m := range of {
		titles, stances = append(titles, r.compared.Statements.Called(m)), append(stances, string(m.Stance))
	}
	r.Text(inOneCell(titles))
	r.Text(inOneCell(stances))
}

// attributions writes the cells voice, mode, cue and via.
func (r *rows) attributions(of []*record.Attribution) {
	var cells [4][]string
	for _, a := range of {
		for i, text := range []string{r.voiceList.Called(a), string(a.Mode), a.Cue, a.Via} {
			cells[i] = append(cells[i], text)
		}
	}
	for _, values := range cells {
		r.Text(inOneCell(values))
	}
}

// inForce writes the cells grade and info.
func (r *rows) inForce(u model.Unit) {
	var letters, digits []string
	if u.Kind == model.UnitSentence {
		for _, analyst := range r.graders {
			if f := r.export.grades.InForce(r.doc, u.Span, analyst); !f.IsZero() {
				letters, digits = append(letters, f.Source), append(digits, f.Information)
			}
		}
	}
	r.Text(inOneCell(letters))
	r.Text(inOneCell(digits))
}

// notes writes the cells notes and grades.
func (r *rows) notes(of []model.Note) {
	var grades []string
	for _, n := range of {
		grades = append(grades, record.NoteGrade(n, func(key model.Key) *record.Grade { return record.GradeIn(r.doc, key) }).String())
	}
	r.Text(r.noteLines(of))
	r.Text(inOneCell(grades))
}

// noteLines returns notes as one cell. Each begins a line with the name of its analyst.
func (e *export) noteLines(notes []model.Note) string {
	var lines []string
	for _, n := range notes {
		lines = append(lines, e.names.Shown(n.Analyst)+": "+n.Text)
	}
	return strings.Join(lines, "\n")
}

// inOneCell joins values with "; ". It replaces an empty value with a dash, and returns "" if all
// are empty.
func inOneCell(values []string) string {
	if !slices.ContainsFunc(values, func(v string) bool { return v != "" }) {
		return ""
	}
	if len(values) == 1 {
		return values[0]
	}
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(cmp.Or(v, "–"))
	}
	return b.String()
}

// originOf returns the name of the origin of an article as an analyst set it, or "".
func originOf(doc *model.Document) string {
	o, ok := doc.Records[record.OriginOf(doc.ID)].(*record.Origin)
	if !ok {
		return ""
	}
	return cmp.Or(o.Name, string(o.Kind))
}
