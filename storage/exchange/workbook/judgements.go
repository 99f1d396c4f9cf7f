package workbook

import (
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/spreadsheet"
)

// judgements writes the Judgements sheet. If only some articles are written, it has the judgements
// that cite them.
func (e *export) judgements() error {
	s := e.sheet("Judgements", []column{
		{"statement", 40, spreadsheet.Wrapped, ""},
		{"verdict", 15, spreadsheet.Wrapped, "one of the project's scale"},
		{"likelihood", 14, spreadsheet.Wrapped, "a term of Intelligence Community Directive 203"},
		{"percent", 9, spreadsheet.Centred, "the probabilities that the likelihood stands for"},
		{"confidence", 11, spreadsheet.Wrapped, "low, moderate or high: how far the analyst trusts the basis"},
		{"reason", 40, spreadsheet.Wrapped, "of the confidence"},
		{"assumptions", 36, spreadsheet.Wrapped, ""},
		{"gaps", 36, spreadsheet.Wrapped, "what is not known"},
		{"change", 36, spreadsheet.Wrapped, "what would change the judgement"},
		{"for", 6, spreadsheet.Number, "how many sentences the judgement cites for the statement"},
		{"against", 8, spreadsheet.Number, ""},
		{"neither", 8, spreadsheet.Number, ""},
		{"evidence", 70, spreadsheet.Wrapped, "the sentences cited, each on a line. A judgement without any is incomplete"},
		{"analyst", 16, spreadsheet.Wrapped, ""},
		{"judged", 16, spreadsheet.Time, "UTC"},
		{"stands", 12, spreadsheet.Plain, "yes, or superseded by a later judgement of the analyst on the statement"},
		{"statement_id", 18, spreadsheet.Plain, ""},
		{"id", 18, spreadsheet.Plain, ""},
	})
	citations, documents := e.compared.Citations(), &shelf{e: e}
	whole := e.opts.Articles == nil && e.opts.Selection == nil
	for _, j := range e.compared.Judgements(func(model.StatementID, string) bool { return true }) {
		if err := e.ctx.Err(); err != nil {
			return err
		}
		cited := slices.DeleteFunc(citations[j.ID], func(c record.Cited) bool { return c.Analyst != j.Analyst })
		if !whole && !slices.ContainsFunc(cited, func(c record.Cited) bool { return e.chosen[c.On.Article] }) {
			continue
		}
		if err := e.judgement(s, j, cited, documents); err != nil {
			return err
		}
	}
	return s.Close()
}

// judgement writes the row of a judgement.
func (e *export) judgement(s *spreadsheet.Sheet, j record.Judged, cited []record.Cited, documents *shelf) error {
	weights := map[model.Weight]int{}
	var evidence []string
	for _, c := range cited {
		weights[c.Weight]++
		line, err := documents.cited(c)
		if err != nil {
			return err
		}
		evidence = append(evidence, line)
	}
	title := e.compared.Statements.Title(j.Statement)
	if title == "" {
		title = j.Title
	}
	s.Row()
	s.Text(title)
	s.Text(j.Verdict)
	s.Text(string(j.Likelihood))
	if from, to := j.Likelihood.Range(); to > 0 {
		s.Text(fmt.Sprintf("%d–%d", from, to))
	} else {
		s.Skip()
	}
	for _, text := range []string{string(j.Confidence), j.Reason, j.Assumptions, j.Gaps, j.Change} {
		s.Text(text)
	}
	for _, w := range model.Weights() {
		s.Number(weights[w])
	}
	s.Text(strings.Join(evidence, "\n"))
	s.Text(e.names.Shown(j.Analyst))
	s.Time(j.At)
	if j.Later == "" {
		s.Text("yes")
	} else {
		s.Text("superseded")
	}
	s.Text(string(j.Statement))
	s.Text(string(j.ID))
	s.EndRow()
	return s.Err()
}

// shelf reads the articles of cited sentences. It keeps the one that it read last, because
// citations are sorted by article.
type shelf struct {
	e   *export
	doc *model.Document
}

// cited returns the line for a cited sentence: the weight, the outlet, the article, the number of
// the sentence and its text.
func (s *shelf) cited(c record.Cited) (string, error) {
	if s.doc == nil || s.doc.ID != c.On.Article {
		doc, err := s.e.project.Document(c.On.Article)
		if err != nil {
			return "", fmt.Errorf("article %s: %w", c.On.Article, err)
		}
		s.doc = doc
	}
	place := "divided since"
	for i, u := range s.doc.Sentences() {
		if u.Span == c.On.Sentence {
			place = fmt.Sprintf("sentence %d", i+1)
		}
	}
	parts := []string{s.doc.Heading(), place}
	if outlet := s.doc.Metadata.Outlet; outlet != "" {
		parts = slices.Insert(parts, 0, outlet)
	}
	line := string(c.Weight) + ": " + strings.Join(parts, ", ")
	if at := c.On.Sentence; !s.e.opts.NoText && at.Start <= at.End && at.End <= len(s.doc.Text) {
		line += ": " + at.Of(s.doc.Text)
	}
	return line, nil
}
