package workbook

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/schema"
	"assay.app/assay/storage/exchange/spreadsheet"
)

// digits writes the 0-1 sheet, which has the rows of the Sentences sheet.
func (e *export) digits() error {
	columns := []column{
		{"article", 18, spreadsheet.Plain, "the article's id"},
		{"index", 7, spreadsheet.Number, "the sentence's index in annotation sets, from 0"},
		{"sentence_id", 28, spreadsheet.Plain, ""},
		{"labelled", 9, spreadsheet.Number, "how many analysts labelled the sentence: if 0, nobody did, which does not mean that no label fits"},
	}
	for i, l := range e.labels {
		meaning := ""
		if i == 0 {
			meaning = "1 if an analyst gave the label, otherwise 0; a column for each label"
		}
		columns = append(columns, column{string(l.Key), 11, spreadsheet.Centred, meaning})
	}
	several := len(e.analysts) > 1
	if several {
		for i, name := range e.analysts {
			for k, l := range e.labels {
				meaning := ""
				if i+k == 0 {
					meaning = "the same for one analyst; empty if this analyst did not label the sentence"
				}
				columns = append(columns, column{e.names.Shown(name) + ": " + string(l.Key), 12, spreadsheet.Centred, meaning})
			}
		}
	}
	s := e.sheet("0-1", columns)
	for i, row := range e.seen.rows {
		if i%1024 == 1023 && e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		e.digitRow(s, row, e.seen.labels[i*len(e.analysts):(i+1)*len(e.analysts)], several)
		if s.Err() != nil {
			break
		}
	}
	return s.Close()
}

// digitRow writes a row. given has an index into the codebook, plus 1, for each analyst, or 0.
func (e *export) digitRow(s *spreadsheet.Sheet, row keptRow, given []uint16, several bool) {
	article := e.listed[row.article].id
	s.Row()
	s.Text(string(article))
	if row.index >= 0 {
		s.Number(int(row.index))
		s.Text(schema.SentenceID(article, model.Span{Start: int(row.span[0]), End: int(row.span[1])}))
	} else {
		s.Skip(2)
	}
	s.Number(int(row.by))
	for k := range e.labels {
		e.digit(s, k, slices.Contains(given, uint16(k+1)))
	}
	if several {
		for _, label := range given {
			if label == 0 {
				s.Skip(len(e.labels))
				continue
			}
			for k := range e.labels {
				e.digit(s, k, label == uint16(k+1))
			}
		}
	}
	s.EndRow()
}

// digit writes 1 in the colour of the label with an index in the codebook, or a dim 0.
func (e *export) digit(s *spreadsheet.Sheet, label int, yes bool) {
	if yes {
		s.Digit(e.book.LabelStyle(e.labels[label].Key), 1)
		return
	}
	s.Digit(spreadsheet.Dim, 0)
}
