package main

import (
	"context"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

const harbour, ferry, mill = clitest.Harbour, clitest.Ferry, clitest.Mill

// assayctl runs one command line in this process.
func assayctl(t *testing.T, args ...string) clitest.Result {
	t.Helper()
	return clitest.Run(t, context.Background(), newRoot(), args...)
}

// want runs a command line. It fails the test if the exit code is not code.
func want(t *testing.T, code int, args ...string) clitest.Result {
	t.Helper()
	return clitest.Want(t, newRoot(), code, args...)
}

// inProject calls clitest.InFolder and imports the articles into P.assay.
func inProject(t *testing.T) {
	t.Helper()
	clitest.InFolder(t)
	want(t, cli.ExitDone, "import", "--project", "P.assay", "press")
	t.Cleanup(func() { want(t, cli.ExitDone, "verify", "--project", "P.assay") })
}

type listed struct {
	ID, Title, Outlet, Byline, Dateline, Published, Language, File string
	Sentences, Tagged, Notes                                       int
}

func list(t *testing.T, args ...string) []listed {
	t.Helper()
	return clitest.Unmarshal[[]listed](t, want(t, cli.ExitDone, append([]string{"list", "--project", "P.assay", "--json"}, args...)...))
}

type sentence struct {
	Index, Paragraph int
	ID, Text         string
	Span             struct{ Bytes, CodePoints [2]int }
	Annotations      []struct{ Analyst, Label, Time string }
	Notes            []struct {
		ID, Analyst, Text string
		Grade             struct{ Source, Information string }
	}
}

type shownArticle struct {
	ID, Title, File, Language, Heading string
	Sentences                          []sentence
	Asides                             []struct{ Kind, Text string }
	Notes                              []struct{ Text string }
}

func show(t *testing.T, name string) shownArticle {
	t.Helper()
	return clitest.Unmarshal[shownArticle](t, want(t, cli.ExitDone, "show", "--project", "P.assay", "--json", name))
}
