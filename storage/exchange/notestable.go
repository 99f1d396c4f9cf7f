package exchange

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/results"
	"assay.app/assay/storage/exchange/schema"
)

// noteColumns are the headings of a table of notes. Those that a table of sentences
// has too come first, with the same content. New columns are added at the end.
var noteColumns = [...]string{
	"article", "title", "outlet", "published", "url", "file", "kind", "sentence",
	"byte_start", "byte_end", "codepoint_start", "codepoint_end", "text", "note", "grade",
	"index", "sentence_id", "analyst", "created", "updated", "note_id",
}

// The kinds of notes that are not on units.
const (
	onArticle  = "article"
	onOutlet   = "outlet"
	onDetached = "detached"
)

// noteTable writes a table of notes.
type noteTable struct {
	src     Source
	out     *counter
	csv     *csv.Writer
	general versions // of records that are not about an article
	count   results.Export
}

// export writes the notes of a selection: first those on outlets, and then those
// on articles and their sentences, in the order of the text.
func (t *noteTable) export(ctx context.Context, chosen *finding.Selection) error {
	general, err := t.src.Versions("")
	if err != nil {
		return fmt.Errorf("read the grades: %w", err)
	}
	t.general = general
	if t.csv, err = beginTable(t.out, noteColumns[:]); err != nil {
		return err
	}
	outlets, err := t.src.OutletNotes()
	if err != nil {
		return err
	}
	for _, n := range outlets {
		if chosen.Hits.HasNote(n) {
			if err := t.csv.Write(t.noteRow(nil, n)); err != nil {
				return err
			}
		}
	}
	for _, id := range chosen.Hits.Articles() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if id == "" {
			continue
		}
		doc, err := t.src.Document(id)
		if err == nil && !doc.Removed {
			err = t.notesIn(doc, chosen)
		}
		if err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
	}
	t.csv.Flush()
	return t.csv.Error()
}

// notesIn writes the notes of a selection that are on an article or its sentences.
func (t *noteTable) notesIn(doc *model.Document, chosen *finding.Selection) error {
	if err := schema.Sound(doc); err != nil {
		return err
	}
	notes := slices.DeleteFunc(slices.Clone(doc.Notes), func(n model.Note) bool { return !chosen.Hits.HasNote(n) })
	slices.SortStableFunc(notes, func(a, b model.Note) int { return cmp.Compare(startOf(a), startOf(b)) })
	in := &annotated{Document: doc, numbers: map[model.Span]int{}, offsets: schema.NewOffsets(doc.Text)}
	for _, u := range doc.Units {
		if u.Kind == model.UnitSentence {
			in.numbers[u.Span] = len(in.numbers)
		}
	}
	for _, n := range notes {
		if err := t.csv.Write(t.noteRow(in, n)); err != nil {
			return err
		}
	}
	t.count.Articles += min(len(notes), 1)
	return nil
}

// startOf returns where a note is in the text of its article: a note on the whole
// article is before all others.
func startOf(n model.Note) int {
	if n.Target.Sentence == nil {
		return -1
	}
	return n.Target.Sentence.Start
}

// annotated is an article whose notes are written.
type annotated struct {
	*model.Document
	numbers map[model.Span]int // the indices of its sentences
	offsets *schema.Offsets
}

// noteRow returns the cells of one note. doc is nil for a note on an outlet.
func (t *noteTable) noteRow(doc *annotated, n model.Note) []string {
	t.count.Notes++
	row := make([]string, len(noteColumns))
	set := func(column, text string) { row[slices.Index(noteColumns[:], column)] = text }
	var on *model.Document // for justified
	if doc == nil {
		set("outlet", cell(n.Target.Outlet))
		set("kind", onOutlet)
	} else {
		on = doc.Document
		file, _ := schema.FileName(doc.ImportPath)
		m := doc.Metadata
		set("article", cell(string(doc.ID)))
		set("title", cell(m.Title))
		set("outlet", cell(m.Outlet))
		set("published", cell(m.Published))
		set("url", cell(m.URL))
		set("file", cell(file))
		set("kind", onArticle)
	}
	if at := n.Target.Sentence; doc != nil && at != nil {
		set("kind", onDetached)
		if i := doc.UnitAt(at.Start); i >= 0 && doc.Units[i].Span == *at {
			set("kind", doc.Units[i].Kind.String())
		}
		if index, ok := doc.numbers[*at]; ok {
			t.count.Sentences++
			set("sentence", strconv.Itoa(index+1))
			set("index", strconv.Itoa(index))
			set("sentence_id", cell(schema.SentenceID(doc.ID, *at)))
		}
		place := doc.offsets.Span(*at)
		set("byte_start", strconv.Itoa(place.Bytes[0]))
		set("byte_end", strconv.Itoa(place.Bytes[1]))
		set("codepoint_start", strconv.Itoa(place.CodePoints[0]))
		set("codepoint_end", strconv.Itoa(place.CodePoints[1]))
		set("text", cell(at.Of(doc.Text)))
	}
	set("note", cell(n.Text))
	set("grade", justified(n, on, t.general).String())
	set("analyst", cell(n.Analyst))
	set("created", n.Created.UTC().Format(time.RFC3339))
	set("updated", n.Updated.UTC().Format(time.RFC3339))
	set("note_id", cell(n.ID))
	return row
}
