package table

import (
	"bytes"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// readBack are the features that tables of sentences hold and that are read back from them.
var readBack = model.FeaturesOf(model.Labels, model.FurtherLabels, model.SentenceNotes)

// Sentences returns the format of a table of sentences.
func Sentences() peer.Format {
	return peer.Format{
		ExchangeFormat: model.ExchangeFormat{
			Key: "csv", Name: "a table", Ext: ".csv", Others: []string{".tsv"}, Project: true, Loads: true,
			Carries: readBack, Loses: []string{"the codebook", "labels and notes on detached spans", "removed articles", "the history"},
		},
		Write: Write, Read: ReadSentences,
		Recognises: func(_ *bundle.Files, front []byte) bool { return recognised(front, isSentences) },
	}
}

// Workbook returns the format of a workbook, as far as it is read. Others write it.
func Workbook() peer.Format {
	return peer.Format{
		ExchangeFormat: model.ExchangeFormat{
			Key: "xlsx", Name: "an Excel workbook", Ext: ".xlsx", Project: true, Loads: true, Carries: readBack,
		},
		Read: ReadWorkbook,
		Recognises: func(files *bundle.Files, _ []byte) bool {
			return files.Has("[Content_Types].xml") && files.Has("xl/workbook.xml")
		},
	}
}

// Formats returns the format of a table of statements.
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "csv-statements", Name: "a table of statements", Ext: ".csv", Others: []string{".tsv"}, Project: true, Loads: true,
			Carries: model.FeaturesOf(model.Statements), Loses: []string{"the articles", "the codebook", "the history"},
		},
		Write: WriteStatements, Read: ReadStatements,
		Recognises: func(_ *bundle.Files, front []byte) bool { return recognised(front, isStatements) },
	}}
}

// recognised reports whether the headings of a table pass a test.
func recognised(front []byte, is func(*head) bool) bool {
	front = bytes.TrimRight(front, "\x00")
	if end := bytes.LastIndexByte(front, '\n'); end > 0 && len(front) == peer.FrontBytes {
		front = front[:end+1]
	}
	text, _, err := decode(front)
	if err != nil {
		return false
	}
	h, _, err := dialect(text)
	return err == nil && is(h)
}

// isSentences reports whether headings are those of a table of sentences or of notes.
func isSentences(h *head) bool {
	return h.at["sentence_id"] >= 0 && (len(h.labels)+len(h.notes) > 0 || h.at["text"] >= 0)
}

// isStatements reports whether headings are those of a table of statements.
func isStatements(h *head) bool {
	return h.at["statement"] >= 0 && h.at["id"] >= 0 && h.at["sentence_id"] < 0
}

// head are the columns of a table by what they are for; −1 stands for a column that it lacks.
type head struct {
	at     map[string]int // by heading: those in columns, noteColumns and matrixColumns that are read
	labels []column
	notes  []column
	ids    []column // of the notes
	known  int      // how many columns are known
}

// column is the column of an analyst.
type column struct {
	analyst string
	at      int
}

// readColumns are the headings that are read or that show that a row is the headings.
var readColumns = []string{
	"article", "title", "outlet", "published", "url", "file", "kind", "byte_start", "byte_end", "text", "notes", "sentence", "sentence_id",
	"labelled_by", "label", "note", "analyst", "note_id", "statement", "id",
}

// headings returns the columns of a row of headings. The error says which heading is there twice.
func headings(cells []string, unguard bool) (*head, error) {
	h := &head{at: map[string]int{}}
	for _, name := range readColumns {
		h.at[name] = -1
	}
	seen := map[string]bool{}
	for i, cell := range cells {
		name := strings.TrimSpace(cell)
		if unguard {
			name = Unguard(name)
		}
		key, analyst := name, ""
		for _, prefix := range []string{LabelPrefix, NotePrefix, NoteIDPrefix} {
			colon := strings.TrimSpace(prefix)
			if len(name) > len(colon) && strings.EqualFold(name[:len(colon)], colon) {
				key, analyst = colon, strings.TrimSpace(name[len(colon):])
			}
		}
		if analyst == "" {
			key = strings.ToLower(key)
		}
		if _, plain := h.at[key]; !plain && analyst == "" {
			continue // a column for people
		}
		if seen[key+analyst] {
			return nil, damaged("the heading %.60q is there twice", name)
		}
		seen[key+analyst] = true
		h.known++
		switch to := (column{analyst, i}); key {
		case "label:":
			h.labels = append(h.labels, to)
		case "note:":
			h.notes = append(h.notes, to)
		case "note_id:":
			h.ids = append(h.ids, to)
		default:
			h.at[key] = i
		}
	}
	if i := h.at["label"]; i >= 0 {
		h.labels = append(h.labels, column{"", i})
	}
	return h, nil
}

// cell returns the cell of a row in a column, or "" if the row or the table lacks it.
func (h *head) cell(cells []string, name string) string { return cellAt(cells, h.at[name]) }

func cellAt(cells []string, i int) string {
	if i < 0 || i >= len(cells) {
		return ""
	}
	return cells[i]
}
