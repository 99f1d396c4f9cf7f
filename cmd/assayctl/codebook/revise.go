package codebook

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

// book is the codebook of an open project.
type book struct {
	model.Codebook
	used func() (map[model.LabelKey]int, error) // the number of annotations by label
}

// find returns the label that an argument means. The error lists the labels.
func (b book) find(said string) (model.Label, error) {
	if l, ok := value.LabelNamed(b.Codebook, said); ok {
		return l, nil
	}
	return model.Label{}, cli.NoSuchLabel(b.Codebook, said)
}

// replaced returns the codebook with one label changed.
func (b book) replaced(l model.Label) model.Codebook {
	out := append(model.Codebook{}, b.Codebook...)
	if at := out.Index(l.Key); at >= 0 {
		out[at] = l
	}
	return out
}

// planned is a revision of the codebook with the words for it.
type planned struct {
	edit.Revision
	about string // what it changes: "label claim"
	// done describes the revision, given the number of annotations that it changed.
	done func(annotations int) string
}

// changing plans to change one label, and calls what is done to it by its name.
func (b book) changing(l model.Label, done string) planned {
	return planned{
		edit.Revision{Verb: edit.ChangeLabel, After: b.replaced(l)},
		"label " + string(l.Key),
		func(int) string { return done },
	}
}

// refused returns an error of Revision.Edits. If the revision changes one label, the error
// does not count the labels of the codebook.
func (p planned) refused(err error) error {
	var bad *value.Error
	switch {
	case p.Verb == edit.ChangeCodebook || !errors.As(err, &bad):
		return err
	case p.Verb == edit.AddLabel:
		return bad
	}
	return fmt.Errorf("%s: %w", p.about, bad)
}

// revising is a command that revises the codebook.
type revising struct{ project, analyst string }

// flags adds the flags that all commands that revise the codebook have.
func (r *revising) flags(cmd *cobra.Command) {
	cli.ProjectFlag(cmd, &r.project)
	cli.RequiredAnalystFlag(cmd, &r.analyst)
}

// run revises the codebook as plan says, in one change, and prints what was done.
func (r *revising) run(cmd *cobra.Command, plan func(b book) (planned, error)) error {
	name, err := cli.GivenAnalyst(r.analyst)
	if err != nil {
		return err
	}
	return cli.Change(cmd, r.project, func(p *storage.Project) error {
		entries, err := p.Entries()
		if err != nil {
			return err
		}
		work, err := plan(book{record.Book(entries), func() (map[model.LabelKey]int, error) { return p.LabelUse(cmd.Context()) }})
		if err != nil {
			return err
		}
		var used []edit.Annotated
		if affected := work.Affected(entries); len(affected) > 0 {
			if used, err = p.Annotated(cmd.Context(), affected, func(int) {}); err != nil {
				return err
			}
		}
		now := time.Now().UTC()
		edits, err := work.Edits(entries, used, now)
		if err != nil {
			return work.refused(err)
		}
		done := "unchanged"
		if len(edits) > 0 {
			if err := commit(cmd, p, name, edit.Change{At: now, Verb: work.Verb, Edits: edits}); err != nil {
				return err
			}
			done = work.done(annotations(edits))
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", output.Printable(work.about), output.Printable(done))
		return err
	})
}

// commit adds a change to the project in the name of the analyst.
func commit(cmd *cobra.Command, p *storage.Project, analyst string, c edit.Change) (err error) {
	if c.Analyst, err = cli.AnalystIn(p, analyst); err != nil {
		return err
	}
	return cli.Commit(cmd.Context(), p, c)
}

// annotations counts the edits of annotations.
func annotations(edits []edit.Edit) (n int) {
	for _, e := range edits {
		if e.About() != "" {
			n++
		}
	}
	return n
}
