package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/intake"
)

func newImport() *cobra.Command {
	var project, analyst string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "import --project P.assay PATH...",
		Short: "Add articles to a project, making it if it is not there",
		Long: `Add the articles in files to a project. A folder is searched with all that is
in it. The project is made if it is not there, but not for nothing: when no
file could be imported, no project is left behind.

It prints a line for each article with what was recognised: its id, date,
outlet and title or opening words. An article that is there already is left
alone.

It exits with 3 when some files were refused, and with 1 when all were.

With --json it prints one object with the lists added, known (each with id and
file) and refused (each with file and reason).`,
		Args: takesSome("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r := &reading{
				ctx: cmd.Context(), stderr: cmd.ErrOrStderr(),
				added: map[model.ArticleID]bool{}, known: map[model.ArticleID]bool{},
			}
			err := importFiles(r, project, analystOr(analyst), args)
			out := cmd.OutOrStdout()
			if asJSON {
				err = errors.Join(err, exchange.WriteJSON(out, r.report()))
			} else {
				err = errors.Join(err, r.print(out))
			}
			switch {
			case err != nil:
				return err
			case len(r.refused) == 0:
				return nil
			case len(r.read) == 0:
				return fmt.Errorf("nothing was imported into %s: %w", project, model.ErrNoArticles)
			}
			return refusedError{len(r.refused)}
		},
	}
	projectFlag(cmd, &project)
	analystFlag(cmd, &analyst)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// importFiles imports what paths name into the project.
func importFiles(r *reading, project, analyst string, paths []string) error {
	if project == "" {
		return usagef("--project needs the name of a file")
	}
	var p *storage.Project
	var err error
	created := false
	if exists(project) { // say at once what is wrong with it
		if p, err = storage.Open(project, options(false)); err != nil {
			return err
		}
	}
	err = r.find(paths)
	first := r.next()
	if err == nil && first != nil && p == nil {
		p, created, err = openOrCreate(project, model.ProjectInfo{})
	}
	if p == nil {
		return err
	}
	var done storage.ImportResult
	if err == nil && first != nil {
		done, err = p.Import(r.ctx, r.from(first), storage.ImportOptions{
			Analyst: analyst, Batch: rand.Text(), Landed: r.landed,
		})
	}
	return errors.Join(err, closeOrDiscard(p, created && done.Added == 0))
}

// reading reads files one at a time, and remembers what became of each.
type reading struct {
	ctx    context.Context
	stderr io.Writer

	files   []intake.File    // still to be read
	read    []model.Article  // in order
	refused []intake.Refusal // each has been named on stderr

	added, known map[model.ArticleID]bool // on the disk, by this import or before
}

// landed notes what has come to the disk.
func (r *reading) landed(l storage.Landing) {
	for _, id := range l.Added {
		r.added[id] = true
	}
	for _, id := range l.Known {
		r.known[id] = true
	}
}

func (r *reading) find(paths []string) error {
	files, refused, err := intake.Find(r.ctx, paths)
	r.files = files
	for _, refusal := range refused {
		r.refuse(refusal)
	}
	return err
}

func (r *reading) refuse(refusal intake.Refusal) {
	r.refused = append(r.refused, refusal)
	sayRefused(r.stderr, refusal.Path, refusal.Err)
}

// next reads the next file that can be imported; nil when there is none.
func (r *reading) next() *model.Document {
	for len(r.files) > 0 && r.ctx.Err() == nil {
		path := r.files[0].Path
		r.files = r.files[1:]
		doc, err := intake.Read(path, intake.Options{})
		if err != nil {
			r.refuse(intake.Refusal{Path: path, Err: err})
			continue
		}
		r.read = append(r.read, doc.Article)
		return doc
	}
	return nil
}

// from gives first, which has been read already, and all after it.
func (r *reading) from(first *model.Document) func(func(*model.Document) bool) {
	return func(yield func(*model.Document) bool) {
		for doc := first; doc != nil; doc = r.next() {
			if !yield(doc) {
				return
			}
		}
	}
}

// outcome is one article that was read: added, or known before.
type outcome struct {
	model.Article
	added bool
}

// outcomes tells for each article that was read what became of it. Of files
// with the same bytes the first is added. After an interruption what was read
// and not written is left out.
func (r *reading) outcomes() []outcome {
	var out []outcome
	before := make(map[model.ArticleID]bool, len(r.read))
	for _, a := range r.read {
		switch {
		case r.added[a.ID] && !before[a.ID]:
			before[a.ID] = true
			out = append(out, outcome{a, true})
		case r.added[a.ID] || r.known[a.ID]:
			out = append(out, outcome{a, false})
		}
	}
	return out
}

func (r *reading) print(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, o := range r.outcomes() {
		what := "already there"
		if o.added {
			what = "added"
		}
		_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n",
			what, o.ID, orDash(o.Metadata.Published), orDash(o.Metadata.Outlet), heading(o.Article))
		if err != nil {
			return err
		}
	}
	return table.Flush()
}

// importReport is what "import --json" prints.
type importReport struct {
	Added   []importedFile `json:"added"`
	Known   []importedFile `json:"known"`
	Refused []refusedFile  `json:"refused"`
}

type importedFile struct {
	ID   model.ArticleID `json:"id"`
	File string          `json:"file"`
}

type refusedFile struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

func (r *reading) report() importReport {
	report := importReport{Added: []importedFile{}, Known: []importedFile{}, Refused: []refusedFile{}}
	for _, o := range r.outcomes() {
		file := importedFile{ID: o.ID, File: o.ImportPath}
		if o.added {
			report.Added = append(report.Added, file)
		} else {
			report.Known = append(report.Known, file)
		}
	}
	for _, refusal := range r.refused {
		report.Refused = append(report.Refused, refusedFile{File: refusal.Path, Reason: reason(refusal.Path, refusal.Err)})
	}
	return report
}
