package versions

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/layout"
)

func newDiff() *cobra.Command {
	var project string
	var asJSON, all bool
	cmd := &cobra.Command{
		Use:   "diff --project P.assay ARTICLE [ARTICLE]",
		Short: "Show the differences between two versions of an article, or two articles",
		Long: `Show which sentences differ between two texts, in the order of the newer one. With one
ARTICLE these are the version before it and itself, or itself and the next version if it is the
oldest one. With two they are any two articles, the older one first.

Each line begins with a sign and the index of the sentence in the older and the newer text:
"-" dropped, "+" added, "~" changed, "↕" moved to another place. The words that differ are
marked [-so-] in the older text and {+so+} in the newer one.

With --all sentences that are the same are listed as well.

With --json the command prints one object: from, to (ids), counts (same, changed, moved, added,
dropped) and differences. Each has kind ("changed", "moved", "added", "dropped" or, with --all,
"same"), moved (true if a changed sentence is also at another place), a and b (the index of the
sentence in each text, from 0, or null), spanA and spanB in bytes, textA and textB, wordsA and
wordsB (the words that differ, in bytes of textA and textB) and emphasis (a and b: the figures
and dates among these words, each with bytes, kind and text).`,
		Args: func(_ *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return cli.Usagef("ARTICLE is missing")
			case 1, 2:
				return nil
			}
			return cli.Usagef("unexpected argument %q", args[2])
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				a, b, err := compared(p, args)
				if err != nil {
					return err
				}
				d := record.DiffOf(a, b, all)
				if asJSON {
					return layout.Write(cmd.OutOrStdout(), d)
				}
				return printDiff(cmd.OutOrStdout(), a, b, d)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.JSONFlag(cmd, &asJSON)
	cmd.Flags().BoolVar(&all, "all", false, "list sentences that are the same as well")
	return cmd
}

// compared returns the texts to compare, the older one first.
func compared(p *storage.Project, names []string) (a, b *model.Document, err error) {
	if a, err = cli.OpenArticle(p, names[0]); err != nil {
		return nil, nil, err
	}
	if len(names) > 1 {
		b, err = cli.OpenArticle(p, names[1])
		return a, b, err
	}
	chains, err := p.Chains()
	if err != nil {
		return nil, nil, err
	}
	docs, err := documents(p, chains.Of(a.ID))
	if err != nil {
		return nil, nil, err
	}
	docs = slices.DeleteFunc(docs, func(doc *model.Document) bool { return doc == nil })
	at := slices.IndexFunc(docs, func(doc *model.Document) bool { return doc.ID == a.ID })
	switch {
	case len(docs) < 2:
		return nil, nil, fmt.Errorf("article %s has no other version here; name a second article to compare it with", a.ID)
	case at == 0:
		return docs[0], docs[1], nil
	default:
		return docs[at-1], docs[at], nil
	}
}

// printDiff prints a line for each difference, and the counts.
func printDiff(w io.Writer, a, b *model.Document, d record.Diff) error {
	var out strings.Builder
	for _, side := range []struct {
		sign string
		doc  *model.Document
	}{{"---", a}, {"+++", b}} {
		fmt.Fprintf(&out, "%s %s  %s  %s\n", side.sign, side.doc.ID, output.OrDash(side.doc.Metadata.Publication()), output.Heading(side.doc.Article))
	}
	for _, one := range d.Differences {
		out.WriteString(lines(one))
	}
	c := d.Counts
	fmt.Fprintf(&out, "%d same, %d changed, %d moved, %d added, %d dropped\n", c.Same, c.Changed, c.Moved, c.Added, c.Dropped)
	_, err := io.WriteString(w, out.String())
	return err
}

// lines returns the lines for a difference. A changed sentence has two.
func lines(d record.SentenceDiff) string {
	row := func(sign, a, b, text string) string {
		return fmt.Sprintf("%s %5s %5s  %s\n", sign, a, b, output.OneLine(text))
	}
	a, b := index(d.A), index(d.B)
	switch d.Kind {
	case align.Added.String():
		return row("+", "", b, d.TextB)
	case align.Dropped.String():
		return row("-", a, "", d.TextA)
	case align.Changed.String():
		sign := "~"
		if d.Moved {
			sign = "↕"
		}
		return row(sign, a, "", marked(d.TextA, d.WordsA, "[-", "-]")) + row(sign, "", b, marked(d.TextB, d.WordsB, "{+", "+}"))
	case align.Same.String():
		return row(" ", a, b, d.TextB)
	default:
		return row("↕", a, b, d.TextB)
	}
}

func index(at *int) string {
	if at == nil {
		return ""
	}
	return fmt.Sprint(*at)
}

// marked returns a text with marks around words.
func marked(text string, words [][2]int, before, after string) string {
	var b strings.Builder
	at := 0
	for _, w := range words {
		b.WriteString(text[at:w[0]] + before + text[w[0]:w[1]] + after)
		at = w[1]
	}
	return b.String() + text[at:]
}
