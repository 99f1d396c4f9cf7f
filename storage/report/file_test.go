package report_test

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/report"
	"assay.app/assay/storage/storagetest"
)

var update = flag.Bool("update", false, "write the golden file")

// written returns the bytes of a report in the format of an ending.
func (b *builder) written(ending string, o report.Options) []byte {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "report"+ending)
	o.Now = noon()
	if _, err := b.composer().WriteFile(b.t.Context(), path, o, nil); err != nil {
		b.t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		b.t.Fatal(err)
	}
	return data
}

func TestTheSameProjectHasTheSameReport(t *testing.T) {
	b := pier(t)
	copied := filepath.Join(t.TempDir(), "test.assay")
	if err := b.p.SaveElsewhere(copied); err != nil {
		t.Fatal(err)
	}
	p, err := storage.Open(copied, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	other := &builder{t: t, p: p}
	for _, f := range report.Formats() {
		if !f.Marked {
			continue // the workbook has tests of its own
		}
		one := b.written(f.Ext, report.Options{Redact: report.Redaction{Analysts: true}})
		if !bytes.Equal(one, b.written(f.Ext, report.Options{Redact: report.Redaction{Analysts: true}})) {
			t.Errorf("%s differs when it is written again", f.Ext)
		}
		if !bytes.Equal(one, other.written(f.Ext, report.Options{Redact: report.Redaction{Analysts: true}})) {
			t.Errorf("%s of a copy differs", f.Ext)
		}
	}
}

// The golden file is what a reader gets. Run with -update and read it after a change.
func TestAMarkdownReportReadsWell(t *testing.T) {
	const golden = "testdata/report.md"
	parts := slices.DeleteFunc(report.Parts(), func(p report.Part) bool { return p == report.MethodPart })
	got := pier(t).written(".md", report.Options{Title: "The pier", Question: "Did the pier open on Friday?", Author: "Ines", Parts: parts})
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the report is not that of %s:\n%s", golden, got)
	}
}

func TestAFileThatCannotBeWrittenIsNamedWithTheReason(t *testing.T) {
	b := pier(t)
	folder := t.TempDir()
	for name, want := range map[string]struct {
		problem report.Problem
		says    string
	}{
		"report":              {report.NoEnding, "add one of .docx, .pdf, .html, .md, .xlsx"},
		".docx":               {report.NoEnding, "the name has no ending"},
		"report.":             {report.NoEnding, "the name has no ending"},
		"report.odt":          {report.UnknownEnding, `nothing is written with the ending ".odt"`},
		"missing/report.docx": {report.NoFolder, "make it, or choose another"},
		"folder.pdf":          {report.IsFolder, "is a folder"},
	} {
		if want.problem == report.IsFolder {
			if err := os.Mkdir(filepath.Join(folder, name), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(folder, name)
		_, err := b.composer().WriteFile(t.Context(), path, report.Options{}, nil)
		var wrong *report.FileError
		if !errors.As(err, &wrong) || wrong.Problem != want.problem || !strings.Contains(err.Error(), want.says) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var wrong *report.FileError
	for what, o := range map[string]report.Options{
		"a redacted spreadsheet":         {Redact: report.Redaction{Notes: true}},
		"a spreadsheet of one analyst":   {Counts: func(analyst string) bool { return analyst == "Ines" }},
		"a spreadsheet of one statement": {Statements: map[model.StatementID]bool{"opened": true}},
	} {
		_, err := b.composer().WriteFile(t.Context(), filepath.Join(folder, "r.xlsx"), o, nil)
		if !errors.As(err, &wrong) || wrong.Problem != report.NotRedacted {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := b.composer().WriteMarked(t.Context(), filepath.Join(folder, "m.xlsx"), report.MarkedOptions{}, nil); !errors.As(err, &wrong) || wrong.Problem != report.UnknownEnding {
		t.Errorf("a marked spreadsheet: %v", err)
	}
}

func TestAFolderThatMayNotBeWrittenToIsSaid(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("everybody may write to every folder here")
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o700) })
	_, err := pier(t).composer().WriteFile(t.Context(), filepath.Join(folder, "r.html"), report.Options{}, nil)
	var wrong *report.FileError
	if !errors.As(err, &wrong) || wrong.Problem != report.NotAllowed || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("%v", err)
	}
}

func TestAFailedReportLeavesTheOldFile(t *testing.T) {
	b := pier(t)
	path := filepath.Join(t.TempDir(), "r.md")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := b.composer().WriteFile(t.Context(), path, report.Options{Language: "xx"}, nil); err == nil {
		t.Error("an unknown language is accepted")
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "old" {
		t.Errorf("the file has %q (%v)", data, err)
	}
}

func TestASpreadsheetIsWritten(t *testing.T) {
	if data := pier(t).written(".xlsx", report.Options{}); !bytes.HasPrefix(data, []byte("PK")) {
		t.Errorf("it begins with %.10q", data)
	}
}
