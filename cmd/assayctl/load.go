package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/storage/exchange/setfile"
)

func newLoad() *cobra.Command {
	var project, analyst string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "load --project P.assay SET.json",
		Short: "Load an annotation set into a project, creating it if necessary",
		Long: `Load an annotation set, a file written by "export", into a project. The whole set
is checked before anything is written. Articles that the project does not have are
imported; articles that it has get the set's labels and notes. A label, a note or
another record that was changed or deleted only in the set replaces the project's. One
that was changed in both is in conflict: the version with the greater stamp stands,
and "conflicts" lists both. Sets of version 1 have no stamps, so the newer label or
note stands. One "undo" undoes the whole load.
SET.json may be "-" for standard input. The set must be in UTF-8 or UTF-16.

Labels and notes dated in the future are loaded with a warning, and so are
articles with nearly the same text as an article of the project.

An article is refused if its sentences differ from those in the project and the
project's article has labels or notes, or if neither the set nor the project has
its text. The other articles are loaded. The exit code is then 3, or 1 if the
project did not exist and no article could be loaded.

With --json the command prints one object: added (each with id, file and similar,
as "import --json" prints it), changed, removed and unchanged (each with id and file),
refused (each with id, file and reason), annotations and notes (how many were
written), conflicts (how many were found), and future: how many annotations and
notes are dated in the future, the latest time, and the analysts who wrote them.`,
		Args: cli.Takes("SET.json"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := cli.Named(project); err != nil {
				return err
			}
			name, err := cli.AnalystOr(analyst)
			if err != nil {
				return err
			}
			set, err := readSet(cmd.InOrStdin(), args[0])
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			with := cli.Beginning{Identity: set.Project}
			with.Codebook, with.Positions = set.Founding()
			p, created, err := cli.OpenOrCreate(cmd, project, with)
			if err != nil {
				return err
			}
			done, err := merge.Load(cmd.Context(), p, set, name)
			nothing := len(done.Changes) == 0
			if errors.Is(err, model.ErrNoLabel) {
				err = fmt.Errorf("%w; \"codebook add --key\" adds a label, and \"codebook --import\" takes over the codebook of the set", err)
			}
			failed := err != nil && (nothing || !errors.Is(err, context.Canceled))
			discard := created && (failed || nothing && len(done.Refused) > 0)
			if err := errors.Join(err, cli.CloseOrDiscard(p, discard)); err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			warnAboutLoad(cmd.ErrOrStderr(), done)
			return printLoad(cmd, record.LoadedOf(set, done), asJSON, discard)
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.AnalystFlag(cmd, &analyst)
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

func readSet(stdin io.Reader, path string) (set *setfile.Set, err error) {
	if path == "-" {
		return setfile.Read(stdin)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return exchange.ReadAs(path, file)
}

// warnAboutLoad prints the refused articles and the warnings of a load.
func warnAboutLoad(stderr io.Writer, done results.Load) {
	for _, r := range done.Refused {
		cli.Say(stderr, fmt.Sprintf("refused article %s (%s): %v", r.Article.ID, model.BaseName(r.Article.ImportPath), r.Err))
	}
	if f := done.Future; f.Any() {
		cli.Say(stderr, fmt.Sprintf("warning: %s and %s are dated in the future (up to %s, by %s), probably because a computer's clock was wrong; changes made here still count as newer",
			output.Amount(f.Annotations, "annotation"), output.Amount(f.Notes, "note"), f.Latest.UTC().Format(time.RFC3339), strings.Join(f.Analysts, ", ")))
	}
	if n := len(done.Removed); n > 0 {
		cli.Say(stderr, output.Amount(n, "article")+" removed, as in the copy that the set comes from")
	}
	for _, s := range done.Similar {
		like := record.SimilarOf(s.To, 1)[0]
		cli.Say(stderr, fmt.Sprintf("article %s (%s) is %s (%s), which is in the project",
			s.Article.ID, model.BaseName(s.Article.ImportPath), like.Remark(), like.ID))
	}
}

// printLoad prints the outcome of a load. If discarded is true, the project was
// created for the load and nothing could be loaded into it.
func printLoad(cmd *cobra.Command, done record.Loaded, asJSON, discarded bool) error {
	if asJSON {
		if err := layout.Write(cmd.OutOrStdout(), done); err != nil {
			return err
		}
	}
	if discarded {
		return errors.New("no article of the set could be loaded")
	}
	if !asJSON {
		_, err := fmt.Fprintf(cmd.OutOrStdout(),
			"articles: %d added, %d changed, %d unchanged, %d refused; %s and %s written, %s found\n",
			len(done.Added), len(done.Changed), len(done.Unchanged), len(done.Refused),
			output.Amount(done.Annotations, "annotation"), output.Amount(done.Notes, "note"), output.Amount(done.Conflicts, "conflict"))
		if err != nil {
			return err
		}
	}
	if n := len(done.Refused); n > 0 {
		return cli.RefusedError(n)
	}
	return nil
}

var _ merge.Target = (*storage.Project)(nil)
