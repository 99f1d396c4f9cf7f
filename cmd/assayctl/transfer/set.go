package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/storage/exchange/setfile"
)

// loadSet loads an annotation set.
func (l *loading) loadSet(cmd *cobra.Command, set *setfile.Set) error {
	with := cli.Beginning{Identity: set.Project}
	with.Codebook, with.Positions = set.Founding()
	p, created, err := l.open(cmd, with)
	if err != nil {
		return err
	}
	done, err := merge.Load(cmd.Context(), p, set, l.analyst)
	nothing := len(done.Changes) == 0
	if errors.Is(err, model.ErrNoLabel) {
		err = fmt.Errorf("%w; \"codebook add --key\" adds a label, and \"codebook --import\" takes over the codebook of the set", err)
	}
	failed := err != nil && (nothing || !errors.Is(err, context.Canceled))
	discard := created && (failed || nothing && len(done.Refused) > 0)
	if err := errors.Join(err, cli.CloseOrDiscard(p, discard)); err != nil {
		return fmt.Errorf("%s: %w", l.file, err)
	}
	warnAboutLoad(cmd.ErrOrStderr(), done)
	return printLoad(cmd, record.LoadedOf(set, done), l.asJSON, discard)
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
