package carry

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// divide repeats in the newer version how an analyst divided sentences of the older one, or set
// them aside, where the text is the same. Paragraphs of the newer version that somebody has
// divided or worked on stay as they are.
func (m *mover) divide() {
	units := handDivided(m.older)
	if len(units) == 0 {
		return
	}
	open := m.openParagraphs()
	runs := runsByText(m.newer, open)
	after := map[int][]model.Unit{} // units by paragraph of the newer version
	used := map[int]bool{}          // units of the newer version
	for i := 0; i < len(units); {
		n := min(mostInRun, len(units)-i)
		for ; n > 0; n-- {
			if m.repeat(units[i:i+n], runs, used, after) {
				break
			}
		}
		i += max(n, 1)
	}
	for p := range m.newer.Paragraphs {
		if now, changed := after[p]; changed {
			before := edit.InParagraph(m.newer.Units, p)
			for _, e := range edit.Dividing(m.newer, before, now) {
				m.add(e)
			}
		}
	}
}

// mostInRun is the greatest number of consecutive units whose joint text is looked for.
const mostInRun = 5

// run is a number of consecutive units of one paragraph.
type run struct{ from, n int }

// handDivided returns the units of the paragraphs whose division was changed after the import.
func handDivided(doc *model.Document) (units []model.Unit) {
	divided := map[model.Span]bool{}
	for key := range doc.Records {
		if key.Kind == record.Division {
			divided[key.Sentence] = true
		}
	}
	if len(divided) == 0 {
		return nil
	}
	for _, u := range doc.Units {
		if u.Paragraph < len(doc.Paragraphs) && divided[doc.Paragraphs[u.Paragraph]] {
			units = append(units, u)
		}
	}
	return units
}

// openParagraphs returns for each paragraph of the newer version whether nobody has divided it
// or worked on its units.
func (m *mover) openParagraphs() []bool {
	doc := m.newer
	open := make([]bool, len(doc.Paragraphs))
	for i := range open {
		_, divided := doc.Records[record.InParagraph(doc.ID, doc.Paragraphs[i])]
		open[i] = !divided
	}
	worked := map[model.Span]bool{}
	for span := range doc.Annotations {
		worked[span] = true
	}
	for _, n := range doc.Notes {
		if n.Target.Sentence != nil {
			worked[*n.Target.Sentence] = true
		}
	}
	for key := range doc.Records {
		worked[key.Sentence] = true
	}
	for _, u := range doc.Units {
		if u.Paragraph < len(open) && worked[u.Span] {
			open[u.Paragraph] = false
		}
	}
	return open
}

// runsByText returns the runs of units in open paragraphs, by the text that they cover.
func runsByText(doc *model.Document, open []bool) map[string][]run {
	runs := map[string][]run{}
	for i, u := range doc.Units {
		if u.Paragraph >= len(open) || !open[u.Paragraph] {
			continue
		}
		for n := 1; n <= mostInRun && i+n <= len(doc.Units) && doc.Units[i+n-1].Paragraph == u.Paragraph; n++ {
			text := doc.Text[u.Span.Start:doc.Units[i+n-1].Span.End]
			runs[text] = append(runs[text], run{i, n})
		}
	}
	return runs
}

// repeat divides the newer version as a run of the older one, if it has the same text and is not
// used yet, and reports whether it does.
func (m *mover) repeat(units []model.Unit, runs map[string][]run, used map[int]bool, after map[int][]model.Unit) bool {
	first, last := units[0], units[len(units)-1]
	if first.Paragraph != last.Paragraph {
		return false
	}
	text := m.older.Text[first.Span.Start:last.Span.End]
	for _, r := range runs[text] {
		here := m.newer.Units[r.from : r.from+r.n]
		if slices.ContainsFunc(here, func(u model.Unit) bool { return used[u.Span.Start] }) {
			continue
		}
		for _, u := range here {
			used[u.Span.Start] = true
		}
		paragraph, shift := here[0].Paragraph, here[0].Span.Start-first.Span.Start
		want := make([]model.Unit, len(units))
		for i, u := range units {
			want[i] = model.Unit{Span: model.Span{Start: u.Span.Start + shift, End: u.Span.End + shift}, Paragraph: paragraph, Kind: u.Kind}
		}
		if slices.Equal(want, here) {
			return true
		}
		now, changed := after[paragraph]
		if !changed {
			now = edit.InParagraph(m.newer.Units, paragraph)
		}
		after[paragraph], _ = model.Replace(now, here, want)
		return true
	}
	return false
}
