package main

import (
	"bufio"
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
The project is not changed; the file NAME.assay-matches beside it makes the next
comparison faster, and can be removed.`, match.MostPartners),
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				m, err := p.Matching(cmd.Context(), nil)
				if err != nil {
					return err
				}
				found, err := m.Match(cmd.Context(), nil, nil)
				if err != nil {
					return err
				}
				w := bufio.NewWriter(cmd.OutOrStdout())
				for pair := range found.Pairs() {
					if err := layout.WriteLine(w, lineOf(m, pair)); err != nil {
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

func lineOf(m *storage.Matching, p match.Pair) matchLine {
	line := matchLine{A: sideOf(m, p.A), B: sideOf(m, p.B), Score: p.Score, Same: p.Same, Conflicts: []matchConflict{}}
	for _, c := range p.Conflicts {
		line.Conflicts = append(line.Conflicts, matchConflict{Kind: c.Kind.String(), A: c.A.Of(m.Text(p.A)), B: c.B.Of(m.Text(p.B))})
	}
	return line
}

func sideOf(m *storage.Matching, r match.Ref) matchSide {
	a, _ := m.Article(r.Article)
	s, _ := m.Span(r)
	return matchSide{Article: r.Article, File: model.BaseName(a.ImportPath), Index: r.Index, Span: matchSpan{Bytes: [2]int{s.Start, s.End}}}
}
