package exchange

import (
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/sources"
)

// A table of who gets to speak
//
// The table is CSV like a table of hits. It has a row for each voice, and a last row with the
// sums. Three columns for each outlet count sentences by mode of speech.

// speakerColumns are the first headings. The columns of the outlets follow.
var speakerColumns = [...]string{"voice", "other_names", "kind", "grade", "total", "direct", "indirect", "mixed"}

// noOutlet is the heading for articles without an outlet; total is the name of the last row.
const (
	noOutlet = "(no outlet)"
	total    = "(total)"
)

// WriteSources writes the table of who gets to speak to w as CSV. It omits outlets in which no
// voice speaks. The error is that of w.
func WriteSources(w io.Writer, table sources.Table) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	outlets := slices.DeleteFunc(slices.Clone(table.Outlets), func(o sources.Outlet) bool { return o.Total.Total() == 0 })
	head := speakerColumns[:]
	for _, o := range outlets {
		for _, mode := range model.SpeechModes() {
			head = append(slices.Clip(head), cell(cmp.Or(o.Name, noOutlet)+": "+string(mode)))
		}
	}
	if err := out.Write(head); err != nil {
		return err
	}
	var all sources.Uses
	for _, v := range table.Voices {
		all = all.Plus(v.Total)
		row := []string{cell(v.Name), cell(strings.Join(v.Aliases, "; ")), string(v.Kind), v.Letter, strconv.Itoa(v.Total.Total())}
		row = append(row, counts(v.Total)...)
		for _, o := range outlets {
			row = append(row, counts(v.Count[o.ID])...)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	last := append([]string{total, "", "", "", strconv.Itoa(all.Total())}, counts(all)...)
	for _, o := range outlets {
		last = append(last, counts(o.Total)...)
	}
	if err := out.Write(last); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// counts returns the cells for the modes of speech, in the order of model.SpeechModes.
func counts(u sources.Uses) []string {
	return []string{strconv.Itoa(u.Direct), strconv.Itoa(u.Indirect), strconv.Itoa(u.Mixed)}
}
