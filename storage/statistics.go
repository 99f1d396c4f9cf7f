package storage

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Statistics counts the contents of the project; see model.Statistics. It reads no texts, but it
// lists the corpus once for each analyst and once for all together.
func (p *Project) Statistics() (*model.Statistics, error) {
	book, err := p.Codebook()
	if err != nil {
		return nil, err
	}
	s := model.NewStatistics(book)
	superseded, err := p.Superseded()
	if err != nil {
		return nil, err
	}
	older := func(a model.Summary) bool {
		_, is := superseded[a.ID]
		return is
	}
	err = p.EachSummary("", func(a model.Summary, tagged int) error {
		if older(a) {
			s.AddEarlier(a)
		} else {
			s.AddArticle(a, tagged)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	counts, err := p.sourceCounts(superseded)
	if err != nil {
		return nil, err
	}
	s.SourceCounts, s.Left.SourceCounts = counts.all, counts.left
	names, err := p.Names()
	if err != nil {
		return nil, err
	}
	for _, stored := range names.All() {
		progress, err := p.Summaries(stored)
		if err != nil {
			return nil, err
		}
		var left []model.Summary
		for _, a := range progress {
			if older(a) {
				left = append(left, a)
			}
		}
		s.AddLeft(left)
		s.AddAnalyst(names.Shown(stored), slices.DeleteFunc(progress, older), counts.by[stored])
	}
	notes, err := p.OutletNotes()
	s.Notes += len(notes)
	return s, err
}

// sourceCounts counts the sentences of the corpus that were attributed, graded and made
// mentions: by anyone, and by each analyst.
type sourceCounts struct {
	all  model.SourceCounts
	by   map[string]model.SourceCounts // by the analyst's stored name
	left model.SourceCounts            // in superseded articles, which the others leave out
}

func newSourceCounts() *sourceCounts {
	return &sourceCounts{by: map[string]model.SourceCounts{}}
}

func (p *Project) sourceCounts(superseded map[model.ArticleID]model.ArticleID) (*sourceCounts, error) {
	current, left := newSourceCounts(), newSourceCounts()
	err := p.View("count attributions, grades and mentions", func(tx ledger.Tx) error {
		attributions, grades := ledger.WalkRecords(tx, record.AttributionKind), ledger.WalkRecords(tx, record.GradeKind)
		mentions := ledger.WalkRecords(tx, record.MentionKind)
		return ledger.EachArticle(tx, func(number uint64, r codec.Article) error {
			if r.Removed {
				return nil
			}
			c := current
			if _, older := superseded[r.ID]; older {
				c = left
			}
			if err := c.add(tx, number, attributions, model.SourceCounts{Attributed: 1}); err != nil {
				return err
			}
			if err := c.add(tx, number, grades, model.SourceCounts{Graded: 1}); err != nil {
				return err
			}
			return c.add(tx, number, mentions, model.SourceCounts{Mentioned: 1})
		})
	})
	current.left = left.all
	return current, err
}

// add counts the sentences of an article on which a walk finds records. Each counts as one,
// however many records one analyst has on it.
func (c *sourceCounts) add(tx ledger.Tx, number uint64, w *ledger.RecordWalk, one model.SourceCounts) error {
	type layer struct {
		span    model.Span
		analyst string
	}
	seen, counted := map[model.Span]bool{}, map[layer]bool{} // whether the span is a sentence; in whose counts it is
	var units []model.Unit
	return w.At(number, func(span model.Span, content any) error {
		if span == (model.Span{}) { // on the whole article
			return nil
		}
		if units == nil {
			value, err := ledger.BucketOf(tx, ledger.BucketUnits).Need(ledger.Key64(number))
			if err != nil {
				return err
			}
			s, err := codec.DecodeStructure(value)
			if err != nil {
				return err
			}
			units = s.Units
		}
		sentence, known := seen[span]
		if !known {
			sentence = ledger.SentenceIn(units, span)
			seen[span] = sentence
		}
		if !sentence {
			return nil
		}
		if !known {
			c.all = c.all.Plus(one)
		}
		if by := analystOf(content); !counted[layer{span, by}] {
			counted[layer{span, by}] = true
			c.by[by] = c.by[by].Plus(one)
		}
		return nil
	})
}

// analystOf returns the stored name of the analyst who made an attribution, a grade or a
// mention.
func analystOf(content any) string {
	switch r := content.(type) {
	case *record.Attribution:
		return r.Analyst
	case *record.Grade:
		return r.Analyst
	case *record.Mention:
		return r.Analyst
	default:
		return ""
	}
}
