package table

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// ReadSentences reads a table of sentences or of notes. It implements peer.Reader.
func ReadSentences(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	name, raw, err := files.First(".csv", ".tsv")
	if err != nil {
		return nil, err
	}
	r := newReader(true)
	text, encoding, err := decode(raw)
	if err == nil {
		err = r.text(ctx, text, encoding)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r.end(), nil
}

// reader reads tables of sentences.
type reader struct {
	batch   *peer.Batch
	head    *head
	unguard bool   // cells have the guard of CSV files
	sheet   string // "" in a CSV file

	documents map[string]*peer.Document
	rows      map[string]string               // where a sentence was read, by its id
	read      int                             // bytes of cells
	indexes   map[*peer.Document]map[int]bool // the numbers of the sentences that were read, from 1

	cut, emptied, fewer, shown int // cells that were cut, and of notes that were emptied, have fewer notes, or differ from "notes"
}

// mostBytes is the greatest size of all cells of a table together.
const mostBytes = bundle.MostBytes

func newReader(unguard bool) *reader {
	return &reader{batch: &peer.Batch{}, unguard: unguard, documents: map[string]*peer.Document{}, rows: map[string]string{}, indexes: map[*peer.Document]map[int]bool{}}
}

// text reads a CSV file.
func (r *reader) text(ctx context.Context, text, encoding string) error {
	h, in, err := dialect(text)
	switch {
	case err != nil:
		return err
	case !isSentences(h) && h.at["text"] < 0 && (h.at["article"] < 0 || h.at["byte_start"] < 0 || h.at["byte_end"] < 0):
		return damaged("it has neither a column sentence_id nor a column text, so its rows name no sentences")
	}
	if encoding != "utf-8" && !strings.HasPrefix(encoding, "utf-16") {
		r.batch.Remark("the file is in %s, which lacks most characters; save it as CSV UTF-8 to keep them all", encoding)
	}
	r.head = h
	return r.table(ctx, rowsOf(in))
}

// table reads the rows of a table.
func (r *reader) table(ctx context.Context, rows iter.Seq2[row, error]) error {
	for one, err := range rows {
		if err == nil && one.number%1024 == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if err := r.row(one); err != nil {
			return fmt.Errorf("%s: %w", r.place(one), err)
		}
	}
	return nil
}

// place names a row in messages.
func (r *reader) place(one row) string {
	if r.sheet != "" {
		return r.sheet + ", row " + strconv.Itoa(one.number)
	}
	return "row " + strconv.Itoa(one.number)
}

// row reads a row: a mark for each analyst whose cells say something, or one mark with the text.
func (r *reader) row(one row) error {
	some := false
	for i, cell := range one.cells {
		if r.read += len(cell); r.read > mostBytes {
			return fmt.Errorf("the cells together are too large: %w", model.ErrTooLarge)
		}
		cell = unixLines(cell)
		if r.unguard {
			cell = Unguard(cell)
		}
		one.cells[i] = cell
		some = some || strings.TrimSpace(cell) != ""
	}
	if !some {
		return nil
	}
	on, err := r.subject(one)
	if err != nil {
		return err
	}
	marks := r.marks(one, on)
	if on.Outlet != "" {
		r.batch.Outlets = append(r.batch.Outlets, marks...)
		return nil
	}
	if on.Sentence == "" && on.Quote == "" && !on.Whole {
		if len(marks) > 0 {
			return damaged("it has a label or a note, but names no sentence")
		}
		return nil
	}
	d := r.document(one, on)
	if n, err := strconv.Atoi(strings.TrimSpace(r.head.cell(one.cells, "sentence"))); err == nil && on.Quote != "" {
		if r.indexes[d] == nil {
			r.indexes[d] = map[int]bool{}
		}
		r.indexes[d][n] = true
	}
	if len(marks) == 0 && on.Quote != "" {
		marks = append(marks, on) // so that a changed text is seen
	}
	d.Marks = append(d.Marks, marks...)
	return nil
}

// subject returns a mark with what the row is about.
func (r *reader) subject(one row) (m peer.Mark, err error) {
	m.At = r.place(one)
	cell := func(name string) string { return r.head.cell(one.cells, name) }
	switch strings.TrimSpace(cell("kind")) {
	case onOutlet:
		m.Outlet = cell("outlet")
		return m, nil
	case onArticle:
		m.Whole = true
		return m, nil
	default:
	}
	m.Quote = cell("text")
	start, end := strings.TrimSpace(cell("byte_start")), strings.TrimSpace(cell("byte_end"))
	article := strings.TrimSpace(cell("article"))
	switch id := strings.TrimSpace(cell("sentence_id")); {
	case id != "":
		m.Sentence = id
	case article != "" && start != "" && end != "":
		m.Sentence = article + ":" + start + "-" + end
	default:
		return m, nil
	}
	_, span, ok := parseID(m.Sentence)
	if !ok {
		return m, damaged("%.60q is no id of a sentence", m.Sentence)
	}
	if r.at("analyst") < 0 { // a table of notes may have several rows for a sentence
		if before, known := r.rows[m.Sentence]; known {
			return m, damaged("it is about the same sentence as %s", before)
		}
		r.rows[m.Sentence] = m.At
	}
	m.Quote = r.whole(m.Quote, span)
	return m, nil
}

func (r *reader) at(name string) int { return r.head.at[name] }

// parseID splits the id of a sentence: "<article>:<start>-<end>".
func parseID(id string) (article model.ArticleID, span model.Span, ok bool) {
	name, place, found := strings.Cut(id, ":")
	from, to, parted := strings.Cut(place, "-")
	start, err := strconv.Atoi(from)
	end, wrong := strconv.Atoi(to)
	ok = found && parted && err == nil && wrong == nil && name != "" && 0 <= start && start < end
	return model.ArticleID(name), model.Span{Start: start, End: end}, ok
}

// whole returns the text of a sentence as far as a cell has it: with CR LF, if the span has room for
// them, and "" if a spreadsheet cut the text, because then the cell says nothing about it.
func (r *reader) whole(text string, span model.Span) string {
	size := span.End - span.Start
	switch lines := strings.Count(text, "\n"); {
	case len(text) == size:
		return text
	case wasCut(text) && len(text) < size+len(cutMark):
		r.cut++
		return ""
	case lines > 0 && len(text)+lines == size:
		return strings.ReplaceAll(text, "\n", "\r\n")
	default:
		return text
	}
}

// What spreadsheets do to long texts; see the room spreadsheet.
const (
	cellUnits = 32767 // the greatest length of a cell, in UTF-16 units
	cutMark   = " … [cut]"
)

// wasCut reports whether the text of a cell is only the beginning of a text: it fills the cell, but for
// half a character.
func wasCut(text string) bool {
	if len(text) < cellUnits-1 { // a unit takes at least a byte
		return false
	}
	units := 0
	for _, c := range text {
		if units++; c > 0xFFFF {
			units++
		}
		if units > cellUnits {
			return false // no spreadsheet saved this
		}
	}
	return units >= cellUnits-1
}

// document returns the document that a row is about.
func (r *reader) document(one row, on peer.Mark) *peer.Document {
	cell := func(name string) string { return strings.TrimSpace(r.head.cell(one.cells, name)) }
	article, _, _ := parseID(on.Sentence)
	article = cmp.Or(article, model.ArticleID(cell("article")))
	key := string(article)
	if key == "" {
		key = "\x00" + cell("title") + "\x00" + cell("file") + "\x00" + cell("url")
	}
	d := r.documents[key]
	if d == nil {
		d = &peer.Document{
			Article: article, Name: cmp.Or(cell("title"), cell("file"), string(article)),
			Metadata: model.Metadata{Title: cell("title"), Outlet: cell("outlet"), Published: cell("published"), URL: cell("url")},
		}
		r.documents[key] = d
		r.batch.Documents = append(r.batch.Documents, d)
	}
	return d
}

// end returns what was read.
func (r *reader) end() *peer.Batch {
	b := r.batch
	for d, read := range r.indexes { // complete if no number between 1 and the greatest is missing
		d.Complete = slices.Max(slices.Collect(maps.Keys(read))) == len(read)
	}
	if r.cut > 0 {
		b.Remark("%d texts that a spreadsheet cut were not compared or changed", r.cut)
	}
	if r.emptied > 0 {
		b.Remark("the cells of notes are empty in %d rows that had notes when they were written; the notes stay", r.emptied)
	}
	if r.fewer > 0 {
		b.Remark("%d cells of notes have fewer notes than when they were written; the others stay", r.fewer)
	}
	if r.shown > 0 {
		b.Remark("in %d rows the column notes differs from the columns of single analysts; only these are read", r.shown)
	}
	return b
}
