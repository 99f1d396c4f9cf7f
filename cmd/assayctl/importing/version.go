package importing

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/carry"
	"assay.app/assay/storage"
)

// asVersion holds the flags that import an article as a newer version of another one.
type asVersion struct {
	of        string // the article; "" to import articles of their own
	corrected bool
}

func (v *asVersion) check(cmd *cobra.Command) error {
	flags := cmd.Flags()
	switch {
	case !flags.Changed("as-version-of") && v.corrected:
		return cli.Usagef("--corrected needs --as-version-of")
	case flags.Changed("as-version-of") && v.of == "":
		return cli.Usagef("--as-version-of needs an article")
	}
	return cli.Exclusive(cmd, "as-version-of", "dry-run")
}

// importFiles imports the only article in the files at paths as a version. All is planned before
// anything is written.
func (v *asVersion) importFiles(r *reading, project, analyst string, paths []string, out *report) error {
	return cli.Change(r, project, func(p *storage.Project) error {
		if err := r.headlinesIn(p); err != nil {
			return err
		}
		older, err := cli.FindArticle(p, v.of)
		if err != nil {
			return err
		}
		m := making{asVersion: v, project: p, older: older.ID}
		if m.newer, err = r.only(paths); err != nil {
			return err
		}
		if m.analyst, err = cli.AnalystIn(p, analyst); err != nil {
			return err
		}
		plan, err := m.plan()
		if err != nil {
			return err
		}
		if err := m.carryOut(r, plan, out); err != nil {
			return err
		}
		return m.report(r, plan, out)
	})
}

// only returns the only article in the files at paths, which must not have several.
func (r *reading) only(paths []string) (only *model.Document, err error) {
	docs, err := r.documents(paths)
	if err != nil {
		return nil, err
	}
	several := 0 // articles with another text than the first one
	for doc := range docs {
		switch {
		case only == nil:
			only = doc
		case doc.ID != only.ID:
			several++
		}
	}
	if err := r.ctx.Err(); err != nil {
		return nil, err
	}
	what := strings.Join(paths, ", ")
	switch {
	case only == nil:
		return nil, fmt.Errorf("%s: no article was read, and --as-version-of takes one; nothing was imported", what)
	case several > 0:
		return nil, fmt.Errorf("%s: %d articles were read, and --as-version-of takes one; nothing was imported", what, several+1)
	}
	return only, nil
}

// making is the import of a version.
type making struct {
	*asVersion
	project *storage.Project
	analyst string
	older   model.ArticleID
	newer   *model.Document // as read
}

// document returns an article of the project, or the new one as it will be after the import.
func (m *making) document(id model.ArticleID) (*model.Document, error) {
	doc, err := m.project.Document(id)
	if id != m.newer.ID {
		return doc, err
	}
	if errors.Is(err, model.ErrNoArticle) {
		return m.newer, nil
	}
	if err == nil {
		doc.Removed = false // the import puts it back
	}
	return doc, err
}

// plan plans the change of versions.
func (m *making) plan() (carry.Plan, error) {
	chains, err := m.project.Chains()
	if err != nil {
		return carry.Plan{}, err
	}
	plan, err := carry.Planner{Chains: chains, Document: m.document}.Add(m.newer.ID, m.older, m.corrected)
	if errors.Is(err, model.ErrSameVersion) {
		what := fmt.Sprintf("article %s, or a version of it", m.older)
		if m.newer.ID == m.older {
			what = fmt.Sprintf("article %s itself", m.older)
		}
		return plan, fmt.Errorf("the text is that of %s; nothing was changed", what)
	}
	return plan, err
}

// carryOut imports the article and makes the planned change. Both share a batch, so that one
// undo takes both back.
func (m *making) carryOut(r *reading, plan carry.Plan, out *report) error {
	if r.headlines != "" {
		if err := m.project.SetTagsHeadlines(r.headlines == headlineSentences); err != nil {
			return err
		}
	}
	batch := rand.Text()
	out.waiting = []readArticle{{Article: m.newer.Article}}
	_, err := m.project.Import(r.ctx, slices.Values([]*model.Document{m.newer}), storage.ImportOptions{Analyst: m.analyst, Batch: batch, Landed: out.landed})
	if err != nil {
		return err
	}
	c := plan.Change
	c.Analyst, c.Batch = m.analyst, batch
	if err := cli.Commit(r.ctx, m.project, c); err != nil {
		return fmt.Errorf("article %s is in the project, but not as a version of %s yet; run the command again: %w", m.newer.ID, m.older, err)
	}
	return nil
}

// report reports what was carried, and what is unusual about it.
func (m *making) report(r *reading, plan carry.Plan, out *report) error {
	carried, err := record.CarriedOf(plan, m.document)
	if err != nil {
		return err
	}
	out.carried = &carried
	older, err := m.document(m.older)
	if err != nil {
		return err
	}
	title := output.Heading(older.Article)
	if remark := record.NotCurrent(plan, m.newer.ID, m.corrected); remark != "" {
		cli.Say(r.stderr, remark)
	}
	if !slices.ContainsFunc(align.Places(older, m.newer), func(at int) bool { return at >= 0 }) {
		cli.Say(r.stderr, fmt.Sprintf("the texts have no sentence in common: %s may not be a version of %s “%s”; \"undo\" takes it back", m.newer.ID, m.older, title))
	}
	return nil
}
