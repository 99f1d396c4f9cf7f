package workbook

import (
	"strconv"
	"strings"

	"assay.app/assay/storage/exchange/spreadsheet"
)

// codebook writes the Codebook sheet.
func (e *export) codebook() error {
	s := e.sheet("Codebook", []column{
		{"key", 14, spreadsheet.Centred, "the label in the other sheets, in its colour"},
		{"name", 18, spreadsheet.Wrapped, ""},
		{"letter", 7, spreadsheet.Centred, "its key on the keyboard"},
		{"digit", 6, spreadsheet.Centred, "likewise, for the first nine labels"},
		{"color", 10, spreadsheet.Plain, ""},
		{"group", 14, spreadsheet.Wrapped, ""},
		{"count", 8, spreadsheet.Number, "how often analysts gave it to rows of the Sentences sheet"},
		{"definition", 50, spreadsheet.Wrapped, ""},
		{"use", 50, spreadsheet.Wrapped, "when to use it"},
		{"avoid", 50, spreadsheet.Wrapped, "when not to use it"},
		{"examples", 50, spreadsheet.Wrapped, "each on a line"},
		{"counter_examples", 50, spreadsheet.Wrapped, ""},
		{"retired", 8, spreadsheet.Plain, "yes if it is no longer given"},
		{"defined", 16, spreadsheet.Time, "when its definition last changed; empty if it never did"},
	})
	digit := 0
	for _, l := range e.labels {
		s.Row()
		s.Styled(e.book.LabelStyle(l.Key), string(l.Key))
		s.Text(l.Name)
		s.Text(l.Letter)
		if digit++; l.Retired || digit > 9 {
			s.Skip()
		} else {
			s.Text(strconv.Itoa(digit))
		}
		s.Text(l.Color)
		s.Text(l.Group)
		s.Number(e.seen.labelled[l.Key])
		for _, text := range []string{l.Definition, l.Use, l.Avoid, strings.Join(l.Examples, "\n"), strings.Join(l.CounterExamples, "\n")} {
			s.Text(text)
		}
		if l.Retired {
			digit--
			s.Text("yes")
		} else {
			s.Skip()
		}
		s.Time(l.Defined)
		s.EndRow()
	}
	return s.Close()
}
