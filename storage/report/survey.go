package report

import (
	"context"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/comparison"
	reader "assay.app/assay/storage/evidence"
	"assay.app/assay/storage/matches"
)

// survey is what a report needs to know before its first block is written.
type survey struct {
	*comparison.Coverage
	statements []evidence.Statement
	rows       map[model.StatementID]*compare.Row
	book       model.Codebook
	profiles   map[model.OutletID]*model.Profile
	grades     map[model.Key]*record.Grade   // of voices, articles and outlets
	notes      []model.Note                  // on outlets; empty if notes are left out
	voices     map[model.VoiceID]*voiceCount // nil unless the report has them
	figures    []*figures.Figure
	sentences  int            // of the articles of the selection
	labelled   map[string]int // labelled sentences, by the analyst's stored name
	compared   bool           // the project's sentences were compared with one another
	cited      map[model.ArticleID]bool
}

// read reads what the parts of a report need. Its progress goes up to two thirds of `all`.
func (c *composition) read(ctx context.Context, progress func(done, all int)) (err error) {
	asked := compare.Request{Articles: c.opts.Articles, Counts: c.opts.Counts}
	first := func(done, all int) { progress(done, 3*all) }
	if c.Coverage, err = c.reader.Read(ctx, asked, first); err != nil {
		return err
	}
	c.rows = map[model.StatementID]*compare.Row{}
	for i := range c.Table.Rows {
		c.rows[c.Table.Rows[i].ID] = &c.Table.Rows[i]
	}
	c.statements, err = reader.Read(ctx, c.project, reader.Asked{
		Counts: c.opts.Counts, Statements: c.opts.Statements, Articles: c.selected(),
		Proposed: func(id model.ArticleID) (model.Origin, bool) {
			p, is := c.Origins[id]
			return p.Origin, is
		},
	}, func(done, all int) { progress(all+done, 3*all) })
	if err != nil {
		return err
	}
	c.cited = map[model.ArticleID]bool{}
	for i := range c.statements {
		for _, j := range c.statements[i].Judgements {
			for k := range j.Links {
				c.cited[j.Links[k].Article.ID] = true
			}
		}
	}
	for _, step := range []func() error{c.records, func() error { return c.countVoices(ctx) }, func() error { return c.countFigures(ctx) }, c.countSentences} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// selected returns the articles of the selection, with their earlier versions.
func (c *composition) selected() map[model.ArticleID]bool {
	all := map[model.ArticleID]bool{}
	for _, a := range c.Articles {
		all[a.ID] = true
	}
	for id := range c.Earlier {
		all[id] = true
	}
	return all
}

func (c *composition) records() (err error) {
	if c.book, err = c.project.Codebook(); err != nil {
		return err
	}
	c.book = c.names.book(c.book)
	if c.profiles, err = c.project.Profiles(); err != nil {
		return err
	}
	if c.grades, err = c.project.Grades(); err != nil {
		return err
	}
	if !c.opts.Redact.Notes {
		if c.notes, err = c.project.OutletNotes(); err != nil {
			return err
		}
	}
	if c.labelled, err = c.project.Labels(""); err != nil {
		return err
	}
	maps.DeleteFunc(c.labelled, func(analyst string, _ int) bool { return !c.opts.Counts(analyst) })
	c.compared = exists(matches.Path(c.project.Path()))
	return nil
}

func (c *composition) countSentences() error {
	if !c.has[MethodPart] {
		return nil
	}
	selected := c.selected()
	return c.project.EachSummary("", func(s model.Summary, _ int) error {
		if selected[s.ID] && c.Earlier[s.ID].ID == "" {
			c.sentences += s.Progress.Sentences
		}
		return nil
	})
}

// analysts returns the stored names of the analysts whose work is in the report, in the order of
// what they are called.
func (c *composition) analysts() []string {
	there := map[string]bool{}
	for analyst := range c.labelled {
		there[analyst] = true
	}
	for i := range c.statements {
		for _, j := range c.statements[i].Judgements {
			there[j.Analyst] = true
		}
		for _, m := range c.statements[i].Mentions {
			there[m.Analyst] = true
		}
	}
	all := slices.Sorted(maps.Keys(there))
	slices.SortStableFunc(all, func(a, b string) int { return compareText(c.names.of(a), c.names.of(b)) })
	return all
}

// gradedBy finds the analysts whose grades of voices and outlets are in the report.
func (c *composition) gradedBy() {
	there, all := map[string]bool{}, make([]*record.Grade, 0, len(c.grades))
	for key, g := range c.grades {
		if c.opts.Counts(key.Analyst) {
			there[key.Analyst] = true
			all = append(all, g)
		}
	}
	c.graders = slices.Sorted(maps.Keys(there))
	c.byVoice = grading.ByVoice(c.Coverage.Voices, all)
}
