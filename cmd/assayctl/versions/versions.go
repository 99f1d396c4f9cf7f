// Package versions holds the commands of assayctl that list the versions of an article, compare
// them and change how they are linked.
package versions

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/layout"
)

// Commands returns the commands.
func Commands() []*cobra.Command {
	return []*cobra.Command{newVersions(), newDiff(), newVersion()}
}

func newVersions() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "versions --project P.assay ARTICLE",
		Short: "List the versions of an article, and what is left on earlier ones",
		Long: `List the versions of an article, oldest first: the id, when it was published or else
retrieved or imported, the outlet, the title, and how many sentences, labels, notes and
mentions of statements it has. Below each version are its correction notices ("An earlier
version of this article …") and what is left on it: labels, notes and other work that has no
place in the current version, each with its old sentence. "version place" places it. Work that
came to an earlier version later, for example with a set, is listed, too; "version order" with
the versions as they are carries all of it.

With --json the command prints one object: article (the id of the current version, "" if all
are removed) and versions. Each version has article, file, title, outlet, published,
publishedAt, retrieved, importedAt, sha256, sentences, current, corrected (an analyst
corrected the text of the version before), removed, annotations, notes, mentions (counts of
all analysts), notices (each with index, kind, span and text), left and, if this copy of the
project lacks the version, missing. Each element of left has kind, analyst, index (of the
sentence, from 0; -1 for another span or the article), span in bytes, text (the old sentence),
content, reason ("gone": the current version lacks the sentence; "taken": it has another one
there; "unknown": a newer version of Assay made it; "later": its place in the current
version is free, for example because it came to the earlier version later) and to (where the sentence is in the current
version, or null). An article without other versions has a list of one.`,
		Args: cli.Takes("ARTICLE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				all, err := read(p, args[0])
				if err != nil {
					return err
				}
				if asJSON {
					return layout.Write(cmd.OutOrStdout(), all)
				}
				return printVersions(cmd.OutOrStdout(), all)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

// read reads the versions of the article with a name.
func read(p *storage.Project, name string) (all record.ArticleVersions, err error) {
	a, err := cli.FindArticle(p, name)
	if err != nil {
		return all, err
	}
	chains, err := p.Chains()
	if err != nil {
		return all, err
	}
	ids := chains.Of(a.ID)
	docs, err := documents(p, ids)
	if err != nil {
		return all, err
	}
	var current *model.Document
	for _, doc := range docs {
		if doc != nil && !doc.Removed {
			current, all.Article = doc, doc.ID
		}
	}
	for i, doc := range docs {
		if doc == nil {
			all.Versions = append(all.Versions, record.ArticleVersion{
				Article: ids[i], Corrected: corrected(chains, ids[i]), Missing: true, Notices: []record.Notice{}, Left: []record.Left{},
			})
			continue
		}
		all.Versions = append(all.Versions, record.ArticleVersionOf(doc, current, corrected(chains, doc.ID)))
	}
	return all, nil
}

func corrected(chains kinds.Chains, id model.ArticleID) bool {
	p := chains.Stored(id)
	return p != nil && p.Corrected
}

// documents returns the documents of articles, nil for those that this copy of the project lacks.
func documents(p *storage.Project, ids []model.ArticleID) ([]*model.Document, error) {
	docs := make([]*model.Document, len(ids))
	for i, id := range ids {
		doc, err := p.Document(id)
		if err != nil && !errors.Is(err, model.ErrNoArticle) {
			return nil, err
		}
		docs[i] = doc
	}
	return docs, nil
}

// printVersions prints a line for each version, and lines for what is on it.
func printVersions(w io.Writer, all record.ArticleVersions) error {
	var b strings.Builder
	for i, v := range all.Versions {
		if v.Missing {
			fmt.Fprintf(&b, "%d  %s  (not in this copy of the project)\n", i+1, v.Article)
			continue
		}
		fmt.Fprintf(&b, "%d  %s  %s  %s  %s%s\n", i+1, v.Article, dateOf(v), output.OrDash(v.Outlet), output.OneLine(v.Title), marks(v))
		fmt.Fprintf(&b, "   %s, %s, %s, %s\n", output.Amount(v.Sentences, "sentence"), output.Amount(v.Annotations, "label"),
			output.Amount(v.Notes, "note"), output.Amount(v.Mentions, "mention"))
		for _, n := range v.Notices {
			fmt.Fprintf(&b, "   %s: “%s”\n", n.Kind, output.OneLine(model.Excerpt(n.Text)))
		}
		for _, l := range v.Left {
			fmt.Fprintf(&b, "   left: %s\n", l.Line(false))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// dateOf returns when a version was published or, if that is unknown, retrieved or imported.
func dateOf(v record.ArticleVersion) string {
	m := model.Metadata{Published: v.Published, PublishedAt: v.PublishedAt}
	switch {
	case m.Publication() != "":
		return m.Publication()
	case v.Retrieved != "":
		return "retrieved " + v.Retrieved
	}
	return "imported " + v.ImportedAt.UTC().Format("2006-01-02")
}

// marks returns what distinguishes a version, in parentheses.
func marks(v record.ArticleVersion) string {
	var all []string
	for _, mark := range []struct {
		set  bool
		text string
	}{{v.Current, "current"}, {v.Corrected, "corrected by an analyst"}, {v.Removed, "removed"}} {
		if mark.set {
			all = append(all, mark.text)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "  (" + strings.Join(all, ", ") + ")"
}
