package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

func TestAProjectIsOpenedOrCreated(t *testing.T) {
	t.Chdir(t.TempDir())
	identity := model.ProjectInfo{ID: "0123456789abcdef0123456789abcdef", Name: "Quay"}
	for _, want := range []bool{true, false} {
		p, created, err := OpenOrCreate(&cobra.Command{}, "P.assay", Beginning{Identity: identity})
		if err != nil || created != want || p.Info().ID != identity.ID {
			t.Fatalf("created %v, want %v (%v)", created, want, err)
		}
		if err := CloseOrDiscard(p, false); err != nil || !Exists("P.assay") {
			t.Fatalf("the project was discarded (%v)", err)
		}
	}
	if err := os.WriteFile("bad.assay", []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, created, err := OpenOrCreate(&cobra.Command{}, "bad.assay", Beginning{Identity: identity}); err == nil || created {
		t.Errorf("a text is opened as a project (created: %v)", created)
	}
	p, _, err := OpenOrCreate(&cobra.Command{}, "Q.assay", Beginning{})
	if err != nil {
		t.Fatal(err)
	}
	if err := CloseOrDiscard(p, true); err != nil || Exists("Q.assay") {
		t.Errorf("the project was not discarded (%v)", err)
	}
}

func TestOnlyChangeMayWrite(t *testing.T) {
	t.Chdir(t.TempDir())
	p, _, err := OpenOrCreate(&cobra.Command{}, "P.assay", Beginning{})
	if err != nil {
		t.Fatal(err)
	}
	doc := storagetest.Document("The ferry was late.")
	storagetest.Import(t, p, doc)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	note := model.Note{ID: "note", Target: model.OnArticle(doc.ID), Analyst: "ana", Text: "Says who?"}
	write := func(p *storage.Project) error {
		return Commit(context.Background(), p, edit.Change{Analyst: "ana", Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(nil, &note)}})
	}
	notes := func() (n int) {
		t.Helper()
		err := View(&cobra.Command{}, "P.assay", func(p *storage.Project) error {
			doc, err := p.Document(doc.ID)
			n = len(doc.Notes)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	_ = View(&cobra.Command{}, "P.assay", write) // the project ignores the change
	if n := notes(); n != 0 {
		t.Errorf("opened for reading, the project got %d notes", n)
	}
	if err := Change(&cobra.Command{}, "P.assay", write); err != nil || notes() != 1 {
		t.Errorf("opened for writing, the project has %d notes (%v)", notes(), err)
	}
	failure := errors.New("failure")
	for name, open := range map[string]func(Caller, string, func(*storage.Project) error) error{"View": View, "Change": Change} {
		if err := open(&cobra.Command{}, "P.assay", func(*storage.Project) error { return failure }); !errors.Is(err, failure) {
			t.Errorf("%s returns %v", name, err)
		}
		if err := open(&cobra.Command{}, "", write); !IsUsage(err) {
			t.Errorf("%s of no file: %v", name, err)
		}
		err := open(&cobra.Command{}, "missing.assay", write)
		if err == nil || IsUsage(err) || err.Error() != `there is no project missing.assay; "assayctl import" creates one` {
			t.Errorf("%s of a missing file: %v", name, err)
		}
	}
	if Exists("missing.assay") {
		t.Error("a project was created")
	}
	storagetest.Check(t, "P.assay")
}

func TestOtherErrorsOfOpeningAreKept(t *testing.T) {
	locked := errors.New("open in another window")
	if err := OpenError("P.assay", locked); !errors.Is(err, locked) || err.Error() != locked.Error() {
		t.Errorf("%v", err)
	}
	if err := OpenError("P.assay", &fs.PathError{Op: "open", Path: "P.assay", Err: fs.ErrNotExist}); !strings.Contains(err.Error(), "assayctl import") {
		t.Errorf("%v", err)
	}
}

// Exists must not follow links: a link to a missing file still occupies the name.
func TestALinkToNothingExists(t *testing.T) {
	t.Chdir(t.TempDir())
	if Exists("link") {
		t.Error("a missing file exists")
	}
	if err := os.Symlink("nowhere", "link"); err != nil {
		t.Skip(err)
	}
	if !Exists("link") || !Exists(".") {
		t.Error("a link or a folder does not exist")
	}
}

func TestProjectsAreOpenedInTheNameOfTheProgram(t *testing.T) {
	for _, readOnly := range []bool{true, false} {
		opts := Options(readOnly)
		if opts.ReadOnly != readOnly || opts.Generator != "assayctl "+model.Version || opts.Timeout != lockTimeout || opts.Encode == nil {
			t.Errorf("%+v", opts)
		}
	}
}

func TestAConversionSaysHowFarItIs(t *testing.T) {
	var out strings.Builder
	begun := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	c := conversion{stderr: &out, name: "P.assay", begun: begun}
	for n, tenths := range []int{0, 3, 4, 5, 6, 20, 25, 30, 44, 45, 90} {
		c.step(begun.Add(time.Duration(tenths)*time.Second/10), int64(n), 10)
	}
	const want = "assayctl: bringing P.assay up to date: 30 %\nassayctl: bringing P.assay up to date: 60 %\n" +
		"assayctl: bringing P.assay up to date: 90 %\nassayctl: bringing P.assay up to date: 100 %\n"
	if out.String() != want {
		t.Errorf("it says\n%s", out.String())
	}
}
