package workbook

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/sources"
	"assay.app/assay/storage/exchange/spreadsheet"
)

// outlets writes the Outlets sheet.
func (e *export) outlets() error {
	s := e.sheet("Outlets", []column{
		{"outlet", 24, spreadsheet.Wrapped, ""},
		{"articles", 9, spreadsheet.Number, "without superseded versions"},
		{"sentences", 10, spreadsheet.Number, "rows of the Sentences sheet"},
		{"grade", 7, spreadsheet.Centred, "the letter, if all analysts who graded the outlet agree"},
		{"grades", 36, spreadsheet.Wrapped, "the letters with their analysts and their bases"},
		{"direct", 8, spreadsheet.Number, "attributed sentences in the voice's own words"},
		{"indirect", 9, spreadsheet.Number, ""},
		{"mixed", 8, spreadsheet.Number, ""},
		{"mentions", 9, spreadsheet.Number, "sentences that are mentions of statements"},
		{"phrases", 20, spreadsheet.Wrapped, ""},
		{"notes", 40, spreadsheet.Wrapped, ""},
		{"owner", 20, spreadsheet.Wrapped, "this and the next columns are the project's profile of the outlet"},
		{"country", 14, spreadsheet.Wrapped, ""},
		{"kind", 16, spreadsheet.Wrapped, ""},
		{"profile_letter", 8, spreadsheet.Centred, ""},
		{"profile_basis", 36, spreadsheet.Wrapped, ""},
		{"corrections", 30, spreadsheet.Wrapped, "the policy on corrections"},
		{"checks", 30, spreadsheet.Wrapped, "the answers to the checklist, each on a line"},
		{"profile_date", 11, spreadsheet.Date, ""},
		{"id", 20, spreadsheet.Plain, ""},
	})
	table := e.seen.speakers.Table()
	found := map[model.OutletID]sources.Outlet{}
	for _, o := range table.Outlets {
		found[o.ID] = o
	}
	for _, id := range e.outletIDs(found) {
		if err := e.outletRow(s, id, found[id]); err != nil {
			return err
		}
	}
	e.speaking = table.Voices
	return s.Close()
}

// outletIDs returns the ids of the outlets to write, sorted: those of the articles, and in a
// workbook of a whole project those with notes, grades or profiles.
func (e *export) outletIDs(of map[model.OutletID]sources.Outlet) []model.OutletID {
	ids := map[model.OutletID]bool{}
	for id := range of {
		ids[id] = e.seen.outlets[id] != nil
	}
	whole := e.opts.Articles == nil && e.opts.Selection == nil
	for _, n := range e.outletNotes {
		if e.takesNote(n) {
			ids[model.OutletIDOf(n.Target.Outlet)] = true
		}
	}
	if whole {
		for key := range e.far {
			if key.Article == "" && key.Outlet != "" {
				ids[key.Outlet] = true
			}
		}
		for id := range e.profiles {
			ids[id] = true
		}
	}
	maps.DeleteFunc(ids, func(_ model.OutletID, is bool) bool { return !is })
	return slices.Sorted(maps.Keys(ids))
}

// takesNote reports whether a note on an outlet is written.
func (e *export) takesNote(n model.Note) bool {
	switch {
	case e.opts.Selection != nil:
		return e.opts.Selection.Hits.HasNote(n)
	case e.opts.Articles != nil:
		return e.seen.outlets[model.OutletIDOf(n.Target.Outlet)] != nil
	default:
		return true
	}
}

// outletRow writes the row of an outlet. The zero Outlet stands for one without articles.
func (e *export) outletRow(s *spreadsheet.Sheet, id model.OutletID, o sources.Outlet) error {
	given, err := e.project.OutletPhrases(id)
	if err != nil {
		return err
	}
	var phrases []string
	for _, g := range given {
		phrases = append(phrases, e.phrases.Called(g))
	}
	slices.Sort(phrases)
	var notes []model.Note
	name := o.Name
	for _, n := range e.outletNotes {
		if model.OutletIDOf(n.Target.Outlet) == id && e.takesNote(n) {
			notes, name = append(notes, n), cmp.Or(name, n.Target.Outlet)
		}
	}
	e.count.Notes += len(notes)
	var count outletCount
	if c := e.seen.outlets[id]; c != nil {
		count = *c
	}
	p := e.profiles[id]
	if p == nil {
		p = &model.Profile{}
	}
	s.Row()
	s.Text(cmp.Or(name, p.Outlet, string(id), noOutlet))
	s.Number(count.articles)
	s.Number(count.sentences)
	s.Text(o.Letter)
	s.Text(e.gradeLines(e.gradesWith(func(key model.Key, g *record.Grade) bool { return g.On == record.GradedOutlet && key.Outlet == id }), notes))
	for _, n := range []int{o.Total.Direct, o.Total.Indirect, o.Total.Mixed, count.mentions} {
		s.Number(n)
	}
	s.Text(strings.Join(slices.Compact(phrases), "; "))
	s.Text(e.noteLines(notes))
	for _, text := range []string{p.Owner, p.Country, p.Kind, p.Letter, p.Basis, p.Corrections, checkLines(p.Checks)} {
		s.Text(text)
	}
	s.Time(p.Updated)
	s.Text(string(id))
	s.EndRow()
	return s.Err()
}

// gradesWith returns the grades of voices and outlets that keep accepts, sorted by analyst.
func (e *export) gradesWith(keep func(model.Key, *record.Grade) bool) (all []*record.Grade) {
	for key, g := range e.far {
		if key.Article == "" && keep(key, g) {
			all = append(all, g)
		}
	}
	slices.SortFunc(all, func(a, b *record.Grade) int {
		return cmp.Or(cmp.Compare(a.Analyst, b.Analyst), cmp.Compare(a.Voice, b.Voice))
	})
	return all
}

// checkLines returns the answers of a checklist as one cell.
func checkLines(checks []model.Check) string {
	var lines []string
	for _, c := range checks {
		if c.Answer == "" {
			continue
		}
		line := fmt.Sprintf("%s: %s", c.Question, c.Answer)
		if c.Address != "" {
			line += " (" + c.Address + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// voices writes the Voices sheet.
func (e *export) voices() error {
	s := e.sheet("Voices", []column{
		{"voice", 28, spreadsheet.Wrapped, "a person, body or document that the articles quote or report"},
		{"other_names", 28, spreadsheet.Wrapped, ""},
		{"kind", 11, spreadsheet.Plain, "official, expert, witness, party, document, outlet or anonymous"},
		{"grade", 7, spreadsheet.Centred, "the letter, if all analysts who graded the voice agree"},
		{"grades", 36, spreadsheet.Wrapped, "the letters with their analysts and their bases"},
		{"total", 8, spreadsheet.Number, "sentences of the Sentences sheet that are attributed to it"},
		{"direct", 8, spreadsheet.Number, ""},
		{"indirect", 9, spreadsheet.Number, ""},
		{"mixed", 8, spreadsheet.Number, ""},
		{"outlets", 8, spreadsheet.Number, "how many outlets let it speak"},
		{"id", 24, spreadsheet.Plain, ""},
	})
	for _, v := range e.speaking {
		outlets := 0
		for _, uses := range v.Count {
			outlets += min(uses.Total(), 1)
		}
		s.Row()
		s.Text(cmp.Or(v.Name, string(v.ID)))
		s.Text(strings.Join(v.Aliases, "; "))
		s.Text(string(v.Kind))
		s.Text(v.Letter)
		s.Text(e.gradeLines(e.gradesWith(func(_ model.Key, g *record.Grade) bool {
			return g.On == record.GradedVoice && e.voiceList.Root(g.Voice) == v.ID
		}), nil))
		for _, n := range []int{v.Total.Total(), v.Total.Direct, v.Total.Indirect, v.Total.Mixed, outlets} {
			s.Number(n)
		}
		s.Text(string(v.ID))
		s.EndRow()
		if s.Err() != nil {
			break
		}
	}
	return s.Close()
}
