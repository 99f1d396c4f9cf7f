package main

import (
	"fmt"
	"strconv"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/storage"
)

// Commands must work with all labels of the project, however many it has.
func TestEveryLabelOfTheProjectIsKnown(t *testing.T) {
	for _, n := range []int{4, 12} {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			clitest.InFolder(t)
			opts := cli.Options(false)
			opts.Codebook = modeltest.Codebook(n)
			p, err := storage.Create("P.assay", opts)
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			want(t, cli.ExitDone, "import", "--project", "P.assay", "press")
			id := list(t)[0].ID
			for _, l := range opts.Codebook {
				r := want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", id, "0", string(l.Key))
				clitest.Contains(t, r.Out, string(l.Key))
				for _, by := range []string{string(l.Key), l.Name} {
					r := want(t, cli.ExitDone, "search", "--project", "P.assay", fmt.Sprintf("label:%q", by))
					clitest.Contains(t, r.Out, "= "+string(l.Key)+" (ana)")
				}
			}
			refused := want(t, cli.ExitFailed, "tag", "--project", "P.assay", "--analyst", "ana", id, "0", "no such label")
			clitest.Contains(t, refused.ErrOut, string(opts.Codebook[n-1].Key))
			clitest.Contains(t, want(t, cli.ExitDone, "stats", "--project", "P.assay").Out, string(opts.Codebook[n-1].Key))
			clitest.Contains(t, want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "-").Out, `"key": "`+string(opts.Codebook[n-1].Key)+`"`)
			want(t, cli.ExitDone, "suggest", "--project", "P.assay", id)
			want(t, cli.ExitDone, "verify", "--project", "P.assay")
		})
	}
}
