package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/match"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/layout"
)

func newMatch() *cobra.Command {
	var project string
	cmd := &cobra.Command{
		Use:   "match --project P.assay",
		Short: "Find sentences of different articles that say the same or conflict",
		Long: fmt.Sprintf(`Compare the sentences of all articles and print each pair of sentences of two
articles that say the same or contradict each other, as a JSON object on its own
line: a and b (each with article, file, index of the sentence, counted from 0, and
span, in bytes of the article's text), score (how likely they say the same, from 0
to 1), same (whether they are taken to say the same) and conflicts (a list; each
with kind, and the words that contradict each other: a and b).

A sentence brings in at most its %d best partners that do not bring in the sentence
themselves, so at most %[1]d times as many pairs are the same as there are sentences.
The project is not changed.`, match.MostPartners),
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				m, err := newMatcher(cmd.Context(), p)
				if err != nil {
					return err
				}
				w := bufio.NewWriter(cmd.OutOrStdout())
				found, err := m.index.Match(cmd.Context(), nil)
				if err != nil {
					return err
				}
				for pair := range found.Pairs() {
					if err := layout.WriteLine(w, m.line(pair)); err != nil {
						return err
					}
				}
				return w.Flush()
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	return cmd
}

// matchLine is a pair as "match" prints it.
type matchLine struct {
	A         matchSide       `json:"a"`
	B         matchSide       `json:"b"`
	Score     float64         `json:"score"`
	Same      bool            `json:"same"`
	Conflicts []matchConflict `json:"conflicts"`
}

// matchSide is one of the two sentences.
type matchSide struct {
	Article model.ArticleID `json:"article"`
	File    string          `json:"file"`
	Index   int             `json:"index"` // of the sentence, from 0
	Span    matchSpan       `json:"span"`
}

type matchSpan struct {
	Bytes [2]int `json:"bytes"` // in the article's text
}

// matchConflict has the words that contradict each other.
type matchConflict struct {
	Kind string `json:"kind"`
	A    string `json:"a"`
	B    string `json:"b"`
}

// matcher holds the sentences of a project, compared and as they are printed.
type matcher struct {
	index *match.Index
	texts map[model.ArticleID]matched
}

type matched struct {
	file      string
	sentences []string
	spans     []model.Span
}

// newMatcher reads the articles of the corpus.
func newMatcher(ctx context.Context, p *storage.Project) (*matcher, error) {
	m := &matcher{index: match.New(), texts: map[model.ArticleID]matched{}}
	var texts []match.Text
	for a, err := range p.Articles() {
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
		if a.Removed {
			continue
		}
		doc, err := p.Document(a.ID)
		if err != nil {
			return nil, err
		}
		t := match.Of(doc)
		one := matched{file: model.BaseName(doc.ImportPath), sentences: t.Sentences}
		for _, u := range doc.Sentences() {
			one.spans = append(one.spans, u.Span)
		}
		m.texts[a.ID] = one
		texts = append(texts, t)
	}
	return m, m.index.AddAll(ctx, texts, nil)
}

func (m *matcher) line(p match.Pair) matchLine {
	line := matchLine{A: m.side(p.A), B: m.side(p.B), Score: p.Score, Same: p.Same, Conflicts: []matchConflict{}}
	for _, c := range p.Conflicts {
		line.Conflicts = append(line.Conflicts, matchConflict{
			Kind: c.Kind.String(), A: c.A.Of(m.texts[p.A.Article].sentences[p.A.Index]), B: c.B.Of(m.texts[p.B.Article].sentences[p.B.Index]),
		})
	}
	return line
}

func (m *matcher) side(r match.Ref) matchSide {
	t := m.texts[r.Article]
	s := t.spans[r.Index]
	return matchSide{Article: r.Article, File: t.file, Index: r.Index, Span: matchSpan{Bytes: [2]int{s.Start, s.End}}}
}
