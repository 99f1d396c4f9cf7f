package comparison

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/storage"
)

func newStatements() *cobra.Command {
	var r reading
	cmd := &cobra.Command{
		Use:   "statements --project P.assay",
		Short: "List the statements of a project with their mentions",
		Long: `List the statements of a project in their order, each with the sentences that mention it
and the outlets that leave it out. "statement" adds and changes them.

With --json the command prints one list. Each statement has id, title, state (uniform,
differing or contradicted), outlets (how many have it), withdrawn (how many of these have
it only in earlier versions of their articles), mentions, gaps (the outlets that leave it
out), independent (how many independent sources it has at most), origins and voices (those
sources, each with the mentions that it stands for), conflicts (mentions that contradict
each other, with kind and the words a and b) and elsewhere (mentions in articles that were
removed). A mention has article, file, outlet, index of the sentence, counted from 0, span
(in bytes), stance, analyst, voice and text. If the sentence was divided, merged or set
aside, index is -1 and a note says so; such a mention does not count. In an article with
several versions, first is the earliest version that has the sentence, unless it is the
article itself, and gone the first later version that lacks it, if the newest one does.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.view(cmd, func(_ context.Context, _ *storage.Project, c *coverage) error {
				var all []record.Statement
				for i := range c.Table.Rows {
					all = append(all, c.statement(&c.Table.Rows[i]))
				}
				if r.asJSON {
					return printList(cmd.OutOrStdout(), all)
				}
				if len(all) == 0 {
					_, err := fmt.Fprintln(cmd.OutOrStdout(), "no statements")
					return err
				}
				return printStatements(cmd.OutOrStdout(), all)
			})
		},
	}
	r.flags(cmd)
	return cmd
}

// printList prints a JSON list.
func printList[T any](w io.Writer, all []T) error {
	out := output.NewList(w)
	for _, one := range all {
		out.Item(one)
	}
	return out.End()
}

// printStatements prints the statements for people.
func printStatements(w io.Writer, all []record.Statement) error {
	var b strings.Builder
	for _, s := range all {
		if s.ID != "" {
			fmt.Fprintf(&b, "%s  ", output.OneLine(string(s.ID)))
		}
		fmt.Fprintf(&b, "%s\n    %s, %s, at most %d independent%s\n", output.OneLine(s.Title), s.State, output.Amount(s.Outlets, "outlet"), s.Independent, remarks(s))
		for _, m := range s.Mentions {
			writeMention(&b, m)
		}
		for _, c := range s.Conflicts {
			a, z := s.Mentions[c.Mentions[0]], s.Mentions[c.Mentions[1]]
			fmt.Fprintf(&b, "    ! %s: %s “%s”, %s “%s”\n", c.Kind, outletOf(a), output.OneLine(c.A), outletOf(z), output.OneLine(c.B))
		}
		for _, outlet := range s.Gaps {
			fmt.Fprintf(&b, "    – %s: left out\n", output.OrDash(outlet))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// remarks returns facts about a statement that few statements have, each after a comma.
func remarks(s record.Statement) (text string) {
	if s.Withdrawn > 0 {
		text += fmt.Sprintf(", %d withdrawn", s.Withdrawn)
	}
	if s.Elsewhere > 0 {
		text += fmt.Sprintf(", %s in removed articles", output.Amount(s.Elsewhere, "mention"))
	}
	if s.Deleted {
		text += ", deleted in another copy of the project"
	}
	return text
}

func writeMention(b *strings.Builder, m record.Mention) {
	place := fmt.Sprint(m.Index)
	if m.Index < 0 {
		place = fmt.Sprintf("[%d-%d]", m.Span.Bytes[0], m.Span.Bytes[1])
	}
	fmt.Fprintf(b, "    %s %s, %s %s: %s", m.Stance, outletOf(m), output.OrDash(m.File), place, output.OneLine(m.Text))
	var more []string
	for _, text := range []string{m.Voice, m.Analyst, m.Since, m.Note} {
		if text != "" {
			more = append(more, output.OneLine(text))
		}
	}
	if len(more) > 0 {
		fmt.Fprintf(b, " (%s)", strings.Join(more, "; "))
	}
	b.WriteString("\n")
}

// outletOf returns the outlet of a mention for people.
func outletOf(m record.Mention) string { return outletCalled(m.Outlet) }

func outletCalled(name string) string {
	if name == "" {
		return "(no outlet)"
	}
	return output.OneLine(name)
}
