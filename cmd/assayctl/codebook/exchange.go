package codebook

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	files "assay.app/assay/storage/exchange/codebook"
)

// exchanging holds the flags that export and import codebooks.
type exchanging struct {
	to, from      string
	retireMissing bool
}

// write exports the codebook.
func (x exchanging) write(cmd *cobra.Command, project string) error {
	if !files.Formats().Has(x.to) {
		return cli.Usagef("--export: the name of the file must end in %s, unlike %q", cli.OneOf(files.Formats().Exts()), x.to)
	}
	if err := cli.NotTheProject(x.to, project); err != nil {
		return err
	}
	return cli.View(cmd, project, func(p *storage.Project) error {
		book, err := p.Codebook()
		if err != nil {
			return err
		}
		if err := files.Write(x.to, book); err != nil {
			return err
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", output.Printable(x.to), output.Amount(len(book), "label"))
		return err
	})
}

// read replaces the codebook by the one in the file.
func (x exchanging) read(cmd *cobra.Command, project, analyst string) error {
	if analyst == "" {
		return cli.Usagef("--import needs --analyst")
	}
	if x.from == "" {
		return cli.Usagef("--import: the name of the file is missing")
	}
	file, err := files.Read(x.from)
	if err != nil {
		return err
	}
	work := revising{project, analyst}
	return work.run(cmd, func(b book) (planned, error) { return x.plan(b, file) })
}

// plan plans to replace the codebook. Labels that the file does not have remain if they
// are already retired and used.
func (x exchanging) plan(b book, file model.Codebook) (planned, error) {
	after, added, changed, missing := edit.Adopting(b.Codebook, file)
	used := map[model.LabelKey]int{}
	if len(missing) > 0 {
		var err error
		if used, err = b.used(); err != nil {
			return planned{}, err
		}
	}
	var remain []model.LabelKey
	retired := 0
	for _, key := range missing {
		l, _ := b.Find(key)
		switch {
		case used[key] == 0:
			continue
		case !l.Retired && !x.retireMissing:
			return planned{}, fmt.Errorf("%s has no label %q, which %s; nothing was changed; use --retire-missing to retire it",
				x.from, l.Called(), have(used[key]))
		case !l.Retired:
			retired++
		}
		remain = append(remain, key)
	}
	after = edit.Retiring(after, b.Codebook, remain)
	said := []string{
		fmt.Sprintf("%d added", len(added)), fmt.Sprintf("%d changed", len(changed)), fmt.Sprintf("%d removed", len(missing)-len(remain)),
	}
	if retired > 0 {
		said = append(said, fmt.Sprintf("%d retired", retired))
	}
	return planned{
		edit.Revision{Verb: edit.ChangeCodebook, After: after},
		"labels",
		func(int) string { return strings.Join(said, ", ") },
	}, nil
}

// have returns "1 annotation has" or "12 annotations have".
func have(n int) string {
	if n == 1 {
		return "1 annotation has"
	}
	return output.Amount(n, "annotation") + " have"
}
