package judgement

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/evidence"
)

// listing holds the flags of "judgements".
type listing struct {
	project, analyst, statement string
	all, asJSON                 bool
}

func newJudgements() *cobra.Command {
	var l listing
	cmd := &cobra.Command{
		Use:   "judgements --project P.assay",
		Short: "List the judgements of a project with the sentences that they cite",
		Long: `List the judgements of a project by statement, in the order of the statements, and by
analyst. Only the latest judgement of an analyst on a statement is listed, or with --all
also those that it supersedes. "judge" adds a judgement.

With --json the command prints one list. Each judgement has id, statement, title, analyst,
verdict, likelihood, range (its least and greatest probability, in percent), confidence,
reason, assumptions, gaps, change, time, citations, incomplete (it cites nothing) and
superseded (the id of the judgement that supersedes it). A citation has weight, article,
file, outlet, index of the sentence, counted from 0, paragraph, also from 0, span (in
bytes), stance (of the analyst's mention), voice, grade (what is in force) and text. If the
sentence was divided, merged or set aside, index is -1; removed says that the article was
removed.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, l.project, func(p *storage.Project) error {
				all, err := l.read(cmd.Context(), p)
				if err != nil {
					return err
				}
				if l.asJSON {
					out := output.NewList(cmd.OutOrStdout())
					for _, j := range all {
						out.Item(j)
					}
					return out.End()
				}
				return printJudgements(cmd, all)
			})
		},
	}
	cli.ProjectFlag(cmd, &l.project)
	cmd.Flags().StringVar(&l.analyst, "analyst", "", "only the judgements by this analyst (by default everybody's)")
	cmd.Flags().StringVar(&l.statement, "statement", "", "only the judgements of this statement: its id or title")
	cmd.Flags().BoolVar(&l.all, "all", false, "also list superseded judgements")
	cli.JSONFlag(cmd, &l.asJSON)
	return cmd
}

// read returns the judgements to list.
func (l *listing) read(ctx context.Context, p *storage.Project) (all []record.Judgement, err error) {
	var asked evidence.Asked
	if l.analyst != "" {
		name, err := cli.GivenAnalyst(l.analyst)
		if err != nil {
			return nil, err
		}
		stored, err := cli.AnalystIn(p, name)
		if err != nil {
			return nil, err
		}
		asked.Counts = func(analyst string) bool { return analyst == stored }
	}
	if asked.Statements, err = l.statements(p); err != nil {
		return nil, err
	}
	names, err := p.Names()
	if err != nil {
		return nil, err
	}
	read, err := evidence.Read(ctx, p, asked, func(int, int) {})
	for _, s := range read {
		for i := range s.Judgements {
			if j := &s.Judgements[i]; l.all || j.Stands() {
				all = append(all, record.JudgementOf(s.Title, j, names.Shown))
			}
		}
	}
	return all, err
}

// statements returns the statement that the flag names, or those that are judged, so that no
// mentions of others are read.
func (l *listing) statements(p *storage.Project) (map[model.StatementID]bool, error) {
	c, err := p.Compared()
	if err != nil {
		return nil, err
	}
	if l.statement != "" {
		id, err := cli.FindStatement(c.Statements, l.statement)
		return map[model.StatementID]bool{id: true}, err
	}
	judged := map[model.StatementID]bool{}
	c.Each(kinds.JudgementKind, func(_ model.Key, content any) {
		judged[c.Statements.Root(content.(*kinds.Judgement).Statement)] = true
	})
	return judged, nil
}

// printJudgements prints judgements for people.
func printJudgements(cmd *cobra.Command, all []record.Judgement) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(cmd.OutOrStdout(), "no judgements")
		return err
	}
	var b strings.Builder
	for i, j := range all {
		if i == 0 || j.Statement != all[i-1].Statement {
			fmt.Fprintf(&b, "%s\n", output.OneLine(j.Title))
		}
		writeJudgement(&b, j)
	}
	_, err := fmt.Fprint(cmd.OutOrStdout(), b.String())
	return err
}

func writeJudgement(b *strings.Builder, j record.Judgement) {
	fmt.Fprintf(b, "  %s  %s", output.OneLine(string(j.ID)), output.OneLine(j.Verdict))
	if j.Likelihood != "" {
		fmt.Fprintf(b, "; %s (%d–%d %%)", j.Likelihood, j.Range[0], j.Range[1])
	}
	if j.Confidence != "" {
		fmt.Fprintf(b, "; %s confidence", j.Confidence)
	}
	fmt.Fprintf(b, " (%s, %s", output.OneLine(j.Analyst), j.Time.Format("2006-01-02 15:04"))
	if j.Superseded != "" {
		fmt.Fprintf(b, "; superseded by %s", output.OneLine(string(j.Superseded)))
	}
	if j.Incomplete {
		b.WriteString("; incomplete, it cites no sentence")
	}
	b.WriteString(")\n")
	for _, line := range [][2]string{{"reason", j.Reason}, {"assumptions", j.Assumptions}, {"gaps", j.Gaps}, {"would change it", j.Change}} {
		if line[1] != "" {
			fmt.Fprintf(b, "    %s: %s\n", line[0], output.OneLine(line[1]))
		}
	}
	for _, c := range j.Citations {
		writeCitation(b, c)
	}
}

func writeCitation(b *strings.Builder, c record.Citation) {
	place := fmt.Sprint(c.Index)
	if c.Index < 0 {
		place = fmt.Sprintf("[%d-%d]", c.Span.Bytes[0], c.Span.Bytes[1])
	}
	outlet := output.OneLine(c.Outlet)
	if outlet == "" {
		outlet = "(no outlet)"
	}
	fmt.Fprintf(b, "    %s %s, %s %s: %s", c.Weight, outlet, output.OrDash(c.File), place, output.OneLine(c.Text))
	var more []string
	for _, text := range []string{string(c.Stance), c.Voice, c.Grade} {
		if text != "" {
			more = append(more, output.OneLine(text))
		}
	}
	if c.Removed {
		more = append(more, "in a removed article")
	}
	if len(more) > 0 {
		fmt.Fprintf(b, " (%s)", strings.Join(more, "; "))
	}
	b.WriteString("\n")
}
