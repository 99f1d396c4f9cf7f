package template_test

import (
	"bytes"
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/report"
	"assay.app/assay/storage/report/template"
)

func example() template.Template {
	return template.Template{
		Parts:  []report.Part{report.AnnexPart, report.SummaryPart},
		Redact: report.Redaction{Analysts: true, Texts: true}, Language: "uk", Title: "Пірс", Question: "Did it open?\nAnd when?",
	}
}

func TestATemplateIsReadAsItWasWritten(t *testing.T) {
	for _, want := range []template.Template{{}, example()} {
		var out bytes.Buffer
		if err := template.Write(&out, want); err != nil {
			t.Fatal(err)
		}
		got, err := template.Read(&out)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("read %+v (%v), want %+v", got, err, want)
		}
		if again := template.Of(got.Options()); !reflect.DeepEqual(again, want) {
			t.Errorf("as options: %+v", again)
		}
	}
}

func TestBadTemplatesAreRefused(t *testing.T) {
	for _, text := range []string{
		"", "{}", "[]", "null", `{"format":"assay.annotation-set"}`,
		`{"format":"assay.report-template","version":1,"parts":["summary","summary"]}`,
		`{"format":"assay.report-template","version":1,"parts":["preface"]}`,
		`{"format":"assay.report-template","version":1,"redact":["outlets"]}`,
		`{"format":"assay.report-template","version":1,"language":"tlh"}`,
		strings.Repeat(" ", 1<<20+1),
	} {
		if got, err := template.Read(strings.NewReader(text)); !errors.Is(err, model.ErrValue) {
			t.Errorf("%.60q is read as %+v (%v)", text, got, err)
		}
	}
	if _, err := template.Read(strings.NewReader(`{"format":"assay.report-template","version":2}`)); !errors.Is(err, model.ErrNewerVersion) {
		t.Errorf("a newer template: %v", err)
	}
}

func TestTemplatesAreKeptByName(t *testing.T) {
	s := template.In(t.TempDir())
	if names, err := s.Names(); err != nil || len(names) != 0 {
		t.Errorf("at first: %v (%v)", names, err)
	}
	for _, name := range []string{"Weekly", "Звіт"} {
		if err := s.Keep(name, example()); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Keep("Weekly", template.Template{Title: "Second"}); err != nil {
		t.Fatal(err)
	}
	if names, err := s.Names(); err != nil || !reflect.DeepEqual(names, []string{"Weekly", "Звіт"}) {
		t.Errorf("kept: %v (%v)", names, err)
	}
	if got, err := s.Get("Weekly"); err != nil || got.Title != "Second" {
		t.Errorf("replaced: %+v (%v)", got, err)
	}
	if err := s.Remove("Weekly"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get("Weekly"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("removed: %v", err)
	}
	for _, name := range []string{"", "../a", "a/b", "con:", ".hidden"} {
		if err := s.Keep(name, example()); !errors.Is(err, model.ErrValue) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if err := template.In("").Keep("a", example()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a folder: %v", err)
	}
}
