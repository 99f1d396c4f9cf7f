package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
)

// The texts of invented articles. mill is in Windows-1252.
const (
	harbour = "Harbour wall gives way\n\nThe wall of the old harbour gave way on Tuesday. “We saw it coming,” said Ana Ré, the harbour master. It was built in 1931.\n\nNo one was hurt.\n"
	ferry   = "The ferry to Ölland was cancelled. Passengers waited for 9 hours.\r\n\r\nThe company had no comment.\r\n"
	mill    = "The mill caf\xe9 is open again. \x93At last,\x94 said its owner.\n"
)

// result is the outcome of one command line.
type result struct {
	code        int
	out, errOut string
}

// assayctl runs one command line in this process.
func assayctl(t *testing.T, args ...string) result {
	t.Helper()
	return assayctlWith(t, context.Background(), args...)
}

func assayctlWith(t *testing.T, ctx context.Context, args ...string) result {
	t.Helper()
	var out, errOut bytes.Buffer
	code := run(ctx, args, strings.NewReader(""), &out, &errOut)
	if code != cli.ExitDone && errOut.Len() == 0 {
		t.Errorf("assayctl %q exits with %d and says nothing", args, code)
	}
	for line := range strings.Lines(errOut.String()) {
		if args[0] != "export" && !strings.HasPrefix(line, "assayctl: ") {
			t.Errorf("assayctl %q says %q", args, line)
		}
	}
	return result{code, out.String(), errOut.String()}
}

// want runs a command line. It fails the test if the exit code is not code.
func want(t *testing.T, code int, args ...string) result {
	t.Helper()
	r := assayctl(t, args...)
	if r.code != code {
		t.Errorf("assayctl %q exits with %d, not %d\n%s%s", args, r.code, code, r.out, r.errOut)
	}
	return r
}

// inFolder changes to a new folder with invented articles.
func inFolder(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("ASSAY_ANALYST", "tester")
	write(t, "press/harbour.txt", harbour)
	write(t, "press/ferry.txt", ferry)
	write(t, "press/more/mill.txt", mill)
}

// inProject calls inFolder and imports the articles into P.assay.
func inProject(t *testing.T) {
	t.Helper()
	inFolder(t)
	want(t, cli.ExitDone, "import", "--project", "P.assay", "press")
	t.Cleanup(func() { want(t, cli.ExitDone, "verify", "--project", "P.assay") })
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// unmarshal decodes the JSON that a command printed.
func unmarshal[T any](t *testing.T, r result) T {
	t.Helper()
	var v T
	dec := json.NewDecoder(strings.NewReader(r.out))
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, r.out)
	}
	if dec.More() {
		t.Error("more than one JSON document")
	}
	return v
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
}

type listed struct {
	ID, Title, Outlet, Byline, Dateline, Published, Language, File string
	Sentences, Tagged, Notes                                       int
}

func list(t *testing.T, args ...string) []listed {
	t.Helper()
	return unmarshal[[]listed](t, want(t, cli.ExitDone, append([]string{"list", "--project", "P.assay", "--json"}, args...)...))
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
	return unmarshal[shownArticle](t, want(t, cli.ExitDone, "show", "--project", "P.assay", "--json", name))
}

// absent checks that there is no file at path, and no temporary file for it.
func absent(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), filepath.Base(path)) || strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}
