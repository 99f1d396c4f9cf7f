package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

func newLoad() *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   "load --project P.assay SET.json",
		Short: "Read an annotation set back into a project, making it if it is not there",
		Long: `Read what "export" wrote back into a project. The whole set is checked before
anything is written. Articles that the project does not have are imported;
those it has get the set's labels and notes. Where both differ, the newer
stands. One "undo" takes the whole load back. SET.json may be "-" for standard
input.

An article is refused, and the rest loaded, when its sentences are not the
project's and the project's have labels or notes, or when the set has no text
for it and the project does not have it. It exits with 3 then; with 1 when
there was no project and nothing to put into a new one.`,
		Args: takes("SET.json"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if project == "" {
				return usagef("--project needs the name of a file")
			}
			name, err := analystOr(analyst)
			if err != nil {
				return err
			}
			set, err := readSet(cmd.InOrStdin(), args[0])
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			p, created, err := openOrCreate(project, set.Project)
			if err != nil {
				return err
			}
			done, err := exchange.Load(cmd.Context(), p, set, name)
			nothing := len(done.Changes) == 0
			failed := err != nil && (nothing || !errors.Is(err, context.Canceled))
			discard := created && (failed || nothing && len(done.Refused) > 0)
			if err := errors.Join(err, closeOrDiscard(p, discard)); err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return reportLoad(cmd, done, discard)
		},
	}
	projectFlag(cmd, &project)
	analystFlag(cmd, &analyst)
	return cmd
}

func readSet(stdin io.Reader, path string) (set *exchange.Set, err error) {
	if path == "-" {
		return exchange.Read(stdin)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return exchange.Read(file)
}

// reportLoad says what became of the set.
func reportLoad(cmd *cobra.Command, done exchange.LoadResult, discarded bool) error {
	for _, r := range done.Refused {
		say(cmd.ErrOrStderr(), fmt.Sprintf("refused article %s (%s): %v", r.Article.ID, baseName(r.Article.ImportPath), r.Err))
	}
	if discarded {
		return fmt.Errorf("nothing of the set could be loaded: %w", model.ErrNoArticles)
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(),
		"articles: %d added, %d changed, %d unchanged, %d refused; %d annotations and %d notes written, %d conflicts settled by time\n",
		len(done.Added), len(done.Merged), len(done.Unchanged), len(done.Refused), done.Annotations, done.Notes, done.Conflicts)
	if err != nil {
		return err
	}
	if n := len(done.Refused); n > 0 {
		return refusedError{n}
	}
	return nil
}

var _ exchange.Target = (*storage.Project)(nil)
