package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

func newLoad() *cobra.Command {
	var project, analyst string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "load --project P.assay SET.json",
		Short: "Read an annotation set back into a project, making it if it is not there",
		Long: `Read what "export" wrote back into a project. The whole set is checked before
anything is written. Articles that the project does not have are imported;
those it has get the set's labels and notes. Where both differ, the newer
stands, and what was taken away in the project since does not come back. One
"undo" takes the whole load back. SET.json may be "-" for standard input. It is
in UTF-8 or UTF-16.

Labels and notes that are dated in the future are taken over with a warning, and
so are articles with nearly the same text as one that the project has.

An article is refused, and the rest loaded, when its sentences are not the
project's and the project's have labels or notes, or when the set has no text
for it and the project does not have it. It exits with 3 then; with 1 when
there was no project and nothing to put into a new one.

With --json it prints one object: added (each with id, file and similar, which
is as "import --json" prints it), changed, unchanged (each with id and file),
refused (with reason, too), annotations and notes (how many were written),
conflicts, and future: how many annotations and notes are dated in the future,
the latest time among them, and analysts, whose they are.`,
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
			return sayLoad(cmd, set, done, asJSON, discard)
		},
	}
	projectFlag(cmd, &project)
	analystFlag(cmd, &analyst)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
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
	return exchange.ReadAs(path, file)
}

var _ exchange.Target = (*storage.Project)(nil)
