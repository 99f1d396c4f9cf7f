package main

import (
	"path/filepath"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

func TestProjectsAreAddedToAnArchive(t *testing.T) {
	inProject(t)
	export := []string{"export", "--project", "P.assay", "--format", "parquet", "--partition"}
	clitest.Contains(t, want(t, cli.ExitUsage, export...).ErrOut, "--output")
	clitest.Contains(t, want(t, cli.ExitUsage, "export", "--project", "P.assay", "--format", "json", "--partition", "-o", "all").ErrOut, "--format parquet")
	for range 2 { // the second replaces the first
		clitest.Contains(t, want(t, cli.ExitDone, append(export, "-o", "all")...).ErrOut, "3 articles")
	}
	parts, err := filepath.Glob("all/*/project=*/part.parquet")
	if err != nil || len(parts) != 8 {
		t.Errorf("%q, %v", parts, err)
	}
	want(t, cli.ExitFailed, append(export, "-o", ".")...)
}
