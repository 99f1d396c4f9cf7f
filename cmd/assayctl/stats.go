package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/layout"
)

func newStats() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "stats --project P.assay",
		Short: "Count articles, sentences, labels, attributions, grades, mentions and notes",
		Long: `Count the contents of a project. A sentence is tagged if any analyst labelled it,
attributed if any analyst attributed it, graded if any analyst graded the sentence
itself, and mentioned if any analyst made it a mention of a statement. These are also
counted for each analyst. Of an article with several versions the newest is counted; what
is left on earlier versions is counted apart.

With --json the command prints one object: articles, outlets, sentences, tagged,
untagged, attributed, graded, mentioned, notes (on articles, sentences and outlets),
labels (how often each label was used, by key), analysts (each with name, tagged,
attributed, graded, mentioned and labels), versions (earlier versions of articles) and left
(labels, attributed, graded, mentioned and notes on these).`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				s, err := p.Statistics()
				if err != nil {
					return err
				}
				if asJSON {
					return layout.Write(cmd.OutOrStdout(), s)
				}
				return printStatistics(cmd.OutOrStdout(), s)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

func printStatistics(w io.Writer, s *model.Statistics) error {
	_, err := fmt.Fprintf(w, "articles   %d, from %s\nsentences  %d, %d tagged, %d untagged, %s\nnotes      %d\n",
		s.Articles, output.Amount(s.Outlets, "outlet"), s.Sentences, s.Tagged, s.Untagged, sourcesText(s.SourceCounts), s.Notes)
	if err == nil {
		_, err = fmt.Fprintln(w, labelsText("labels", s.Codebook, s.Labels))
	}
	if err == nil && s.Versions > 0 {
		_, err = fmt.Fprintf(w, "versions   %s; %s\n", output.Amount(s.Versions, "earlier version"), leftText(s.Left))
	}
	for _, a := range s.Analysts {
		if err == nil && (a.Tagged > 0 || a.SourceCounts != model.SourceCounts{}) {
			_, err = fmt.Fprintf(w, "%s; %s\n", labelsText("  by "+output.OneLine(a.Name), s.Codebook, a.Labels), sourcesText(a.SourceCounts))
		}
	}
	return err
}

// leftText returns what is left on earlier versions, such as "left behind: 2 labels, 1 note".
func leftText(l model.LeftStatistics) string {
	var parts []string
	for _, of := range []struct {
		n    int
		what string
	}{
		{l.Labels, "label"}, {l.Attributed, "attribution"}, {l.Graded, "grade"}, {l.Mentioned, "mention"}, {l.Notes, "note"},
	} {
		if of.n > 0 {
			parts = append(parts, output.Amount(of.n, of.what))
		}
	}
	if parts == nil {
		return "nothing left behind"
	}
	return "left behind: " + strings.Join(parts, ", ")
}

func sourcesText(c model.SourceCounts) string {
	return fmt.Sprintf("%d attributed, %d graded, %d mentioned", c.Attributed, c.Graded, c.Mentioned)
}

func labelsText(what string, book model.Codebook, counts map[model.LabelKey]int) string {
	line := fmt.Sprintf("%-9s ", what)
	for i, label := range book {
		if i > 0 {
			line += ","
		}
		line += fmt.Sprintf(" %d %s", counts[label.Key], output.OneLine(string(label.Key)))
	}
	return line
}
