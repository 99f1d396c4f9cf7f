package workbook

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// lists are the lists of a project, and the records that are not about an article.
type lists struct {
	labels      model.Codebook
	names       record.Names
	phrases     record.Phrases
	voiceList   record.Voices
	compared    record.Compared
	far         map[model.Key]*record.Grade // of voices, articles and outlets
	grades      *grading.Table
	profiles    map[model.OutletID]*model.Profile
	outletNotes []model.Note
	analysts    []string                            // the stored names of those who labelled sentences, in the order of their columns
	everyone    []string                            // the stored names of all analysts, in the order of their columns
	newer       map[model.ArticleID]model.ArticleID // the current versions of superseded articles
}

func (l *lists) read(p *storage.Project) (err error) {
	labelled := map[string]int{}
	for _, read := range []func() error{
		func() error { l.labels, err = p.Codebook(); return err },
		func() error { l.names, err = p.Names(); return err },
		func() error { l.phrases, err = p.Phrases(); return err },
		func() error { l.voiceList, err = p.Voices(); return err },
		func() error { l.compared, err = p.Compared(); return err },
		func() error { l.far, err = p.Grades(); return err },
		func() error { l.profiles, err = p.Profiles(); return err },
		func() error { l.outletNotes, err = p.OutletNotes(); return err },
		func() error { l.newer, err = p.Superseded(); return err },
		func() error { labelled, err = p.Labels(""); return err },
	} {
		if err := read(); err != nil {
			return fmt.Errorf("read the lists of the project: %w", err)
		}
	}
	l.grades = grading.NewTable(l.far, l.voiceList)
	l.everyone = l.names.All()
	l.analysts = slices.SortedFunc(maps.Keys(labelled), func(a, b string) int {
		return cmp.Or(cmp.Compare(l.names.Shown(a), l.names.Shown(b)), cmp.Compare(a, b))
	})
	return nil
}

// corpus lists the articles to write.
type corpus struct {
	listed []listed
	chosen map[model.ArticleID]bool // the ids in listed
	older  []listed                 // superseded versions whose sentences are left out
}

// listed is an article to write.
type listed struct {
	id       model.ArticleID
	size     int // of its text, in bytes
	imported time.Time
}

// survey lists the articles to write, in the order of their first import into any copy of the
// project. If an article of opts.Articles does not exist, the error wraps model.ErrNoArticle.
func (e *export) survey() error {
	wanted := e.wanted()
	missing := map[model.ArticleID]bool{}
	for _, id := range e.opts.Articles {
		missing[id] = true
	}
	whole := e.opts.Articles == nil && e.opts.Selection == nil
	e.chosen = map[model.ArticleID]bool{}
	for a, err := range e.project.Articles() {
		if err == nil {
			err = e.ctx.Err()
		}
		if err != nil {
			return err
		}
		if !wanted(a) {
			continue
		}
		delete(missing, a.ID)
		one := listed{a.ID, a.Size, a.ImportedAt}
		if whole && e.newer[a.ID] != "" {
			e.older = append(e.older, one)
			continue
		}
		e.listed = append(e.listed, one)
		e.chosen[a.ID] = true
	}
	for _, id := range e.opts.Articles {
		if missing[id] {
			return fmt.Errorf("article %s: %w", id, model.ErrNoArticle)
		}
	}
	for _, list := range [][]listed{e.listed, e.older} {
		slices.SortStableFunc(list, func(a, b listed) int { return a.imported.Compare(b.imported) })
	}
	return nil
}

// wanted returns a function that reports whether an article is to be written.
func (e *export) wanted() func(model.Article) bool {
	var ids []model.ArticleID
	switch {
	case e.opts.Selection != nil:
		ids = e.opts.Selection.Hits.Articles()
	case e.opts.Articles != nil:
		ids = e.opts.Articles
	default:
		return func(a model.Article) bool { return !a.Removed }
	}
	chosen := make(map[model.ArticleID]bool, len(ids))
	for _, id := range ids {
		chosen[id] = true
	}
	chosenAnyway := e.opts.Selection == nil // an article that was removed may be chosen by name
	return func(a model.Article) bool { return chosen[a.ID] && (chosenAnyway || !a.Removed) }
}
