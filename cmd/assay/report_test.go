package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	handin "assay.app/assay/model/report"
	"assay.app/assay/storage/report/template"
	"assay.app/assay/ui/project"
)

// sampleProject returns a project with the sample corpus.
func sampleProject(t *testing.T) openProject {
	t.Helper()
	atHome(t)
	paths, err := desk{}.Sample()
	if err != nil {
		t.Fatal(err)
	}
	p, err := desk{}.Create(filepath.Join(t.TempDir(), "P.assay"), project.Opening{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	found, _, err := p.Preview(t.Context(), paths, nil, func(draft.Step) {})
	if err == nil {
		_, err = p.Import(t.Context(), "Ines", found, func(draft.Step) {})
	}
	if err != nil {
		t.Fatal(err)
	}
	return p.(openProject)
}

// said returns the text of a preview.
func said(p handin.Preview) string {
	var out strings.Builder
	add := func(runs []handin.Run) {
		for _, r := range runs {
			out.WriteString(r.Text)
		}
		out.WriteByte('\n')
	}
	out.WriteString(p.Title + "\n" + p.Subtitle + "\n" + p.Made + "\n")
	for _, b := range p.Blocks {
		add(b.Text)
		for _, item := range b.Items {
			add(item)
		}
		for _, row := range b.Rows {
			for _, cell := range row {
				add(cell)
			}
		}
	}
	return out.String()
}

func TestThePreviewHasWhatTheFileHas(t *testing.T) {
	p := sampleProject(t)
	r := handin.Request{Settings: handin.Settings{Title: "What was seen", Language: "de"}, Author: "Ines"}
	shown, err := p.PreviewReport(t.Context(), r, 500)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "r.md")
	steps := 0
	if _, err := p.WriteReport(t.Context(), path, r, func(int, int) { steps++ }); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil || steps == 0 {
		t.Fatalf("%v after %d steps", err, steps)
	}
	for _, text := range []string{"What was seen", "Ines", "Zusammenfassung", "SHA-256"} {
		if !strings.Contains(said(shown), text) || !strings.Contains(string(file), text) {
			t.Errorf("%q is missing in the preview or in the file", text)
		}
	}
	for _, place := range shown.Outline {
		if b := shown.Blocks[place.Block]; b.Kind != handin.Heading || b.Text[0].Text == "" || b.Level != place.Level {
			t.Errorf("the outline leads to %+v for %+v", b, place)
		}
	}
	if len(shown.Outline) < 5 || shown.More != 0 {
		t.Errorf("the outline has %d headings, and %d blocks are missing", len(shown.Outline), shown.More)
	}
	short, err := p.PreviewReport(t.Context(), r, 10)
	if err != nil || len(short.Blocks) != 10 || short.More != len(shown.Blocks)-10 {
		t.Errorf("a short preview has %d blocks and %d more (%v), of %d", len(short.Blocks), short.More, err, len(shown.Blocks))
	}
}

func TestWhatIsWrongWithAReportIsSaid(t *testing.T) {
	p := sampleProject(t)
	folder := t.TempDir()
	for _, c := range []struct {
		name   string
		r      handin.Request
		want   error
		marked bool
	}{
		{"none/r.docx", handin.Request{}, handin.ErrNoFolder, true},
		{"r.xlsx", handin.Request{Settings: handin.Settings{Redact: []string{"notes"}}}, handin.ErrNotRedacted, false},
		{"r.docx", handin.Request{Settings: handin.Settings{Redact: []string{"outlets"}}}, model.ErrValue, false},
		{"r.docx", handin.Request{Settings: handin.Settings{Parts: []string{"preface"}}}, model.ErrValue, false},
		{"in.docx", handin.Request{}, handin.ErrIsFolder, true},
	} {
		if c.name == "in.docx" {
			if err := os.Mkdir(filepath.Join(folder, c.name), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(folder, filepath.FromSlash(c.name))
		if _, err := p.WriteReport(t.Context(), path, c.r, func(int, int) {}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if _, err := p.WriteMarked(t.Context(), path, handin.Marking{}, func(int, int) {}); c.marked && !errors.Is(err, c.want) {
			t.Errorf("%s, marked: %v, want %v", c.name, err, c.want)
		}
	}
}

// The window shows names for parts, formats and languages that it does not declare itself.
func TestTheWindowIsToldOfAllThatReportsHave(t *testing.T) {
	d := desk{templates: template.In(t.TempDir())}
	if len(d.ReportParts()) < 10 || len(d.ReportLanguages()) != 5 {
		t.Errorf("parts %v, languages %v", d.ReportParts(), d.ReportLanguages())
	}
	if !d.ReportFormats(false).Has("a.xlsx") || d.ReportFormats(true).Has("a.xlsx") || !d.ReportFormats(true).Has("a.pdf") {
		t.Errorf("formats %v, of marked text %v", d.ReportFormats(false), d.ReportFormats(true))
	}
	s := handin.Settings{Parts: d.ReportParts()[2:4], Redact: []string{handin.RedactNotes}, Language: "uk", Title: "T", Question: "Q"}
	if err := d.KeepReportTemplate("Weekly", s); err != nil {
		t.Fatal(err)
	}
	got, err := d.ReportTemplate("Weekly")
	names, _ := d.ReportTemplates()
	if err != nil || got.Title != "T" || got.Language != "uk" || strings.Join(got.Parts, ",") != strings.Join(s.Parts, ",") || len(names) != 1 {
		t.Errorf("kept %+v as %+v (%v) among %v", s, got, err, names)
	}
	if err := d.RemoveReportTemplate("Weekly"); err != nil {
		t.Error(err)
	}
}
