package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/ui/uitest"
)

// The title and the first sentence of the first article in each of writtenFiles.
const (
	saltTitle = "Salt store at Quay Nine gives way"
	saltFirst = "The roof of the old salt store at Quay Nine fell in shortly before dawn on Friday, burying two empty lorries and closing the harbour road for most of the day."
)

// writtenFile is a file of articles in some format.
type writtenFile struct {
	name   string
	format string   // the format that its articles have after the import; "" for plain text
	titles []string // the titles of its articles
}

// writtenFiles returns one file for each of many formats. Most of them are in
// storage/intake/format/testdata/real; written makes the text file and the archive.
func writtenFiles() []writtenFile {
	one := []string{saltTitle}
	three := []string{saltTitle, "Brine in the basin, say fishermen", "Salzspeicher am Kai Neun eingestürzt"}
	return []writtenFile{
		{"article.txt", "", one},
		{"article.md", "markdown", one},
		{"article.html", "html", one},
		{"article.docx", "docx", one},
		{"article.odt", "odt", one},
		{"article.rtf", "rtf", one},
		{"article.epub", "epub", one},
		{"article.pdf", "pdf", one},
		{"article.eml", "eml", one},
		{"articles.csv", "csv", three},
		{"articles.jsonl", "jsonl", three},
		{"articles.zip", "markdown", one},
	}
}

// TestEveryFormatComesInByMenuAndByMouseInARealWindow imports each of writtenFiles
// twice in a real window, each time into a new project. The first time it types the
// name in the file chooser. The second time it drops the file under a difficult
// name.
func TestEveryFormatComesInByMenuAndByMouseInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	home := t.TempDir()
	app := display.Start(t, program(t), home)
	for _, f := range writtenFiles() {
		content := written(t, f.name)
		lay(t, home, f.name, content)
		typed, dropped := newProject(t, home, "typed "+f.name), newProject(t, home, "dropped "+f.name)

		choose(app, "ctrl+o", filepath.Base(typed))
		app.See("the project for "+f.name, func(s uitest.State) bool { return s.Project == typed && !s.Dialog })
		choose(app, "ctrl+i", f.name)
		accept(t, app, f)

		hard := lay(t, filepath.Join(home, "100 % Früh #?&+"), "%41 – Ранок 午前 ‘so’ "+f.name, content)
		app.Drop(image.Pt(700, 450), dropped)
		app.See("the other project for "+f.name, func(s uitest.State) bool { return s.Project == dropped && !s.Dialog })
		app.Drop(image.Pt(700, 450), hard)
		accept(t, app, f)

		// A second drop offers nothing new.
		app.Drop(image.Pt(700, 450), hard)
		s := app.See("the preview", func(s uitest.State) bool { return s.Offered != nil })
		offers(t, s, nil, nil, f.titles...)
		app.Press("Escape")
		app.See("the articles", func(s uitest.State) bool { return !s.Dialog && s.Articles == len(f.titles) })
	}
	app.Press("ctrl+q")
	if code := app.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
	for _, f := range writtenFiles() {
		for _, how := range []string{"typed ", "dropped "} {
			checkWritten(t, f, articlesIn(t, filepath.Join(home, how+f.name+model.ProjectExt)))
		}
	}
}

// choose presses a key that opens a file chooser, types a name and presses Enter.
func choose(app *uitest.App, key, name string) {
	app.Press(key)
	app.See("the file chooser", func(s uitest.State) bool { return s.Dialog && s.Writing })
	app.Press("ctrl+a")
	app.Type(name)
	app.Press("Return")
}

// accept checks the import preview and adds the articles of a file.
func accept(t *testing.T, app *uitest.App, f writtenFile) {
	t.Helper()
	s := app.See("the preview of "+f.name, func(s uitest.State) bool { return s.Offered != nil && s.Focus != "" })
	offers(t, s, append([]string(nil), f.titles...), nil)
	app.Press("Return")
	app.See("the articles of "+f.name, func(s uitest.State) bool {
		return s.Articles == len(f.titles) && s.Article != "" && !s.Dialog && s.Saved == "Saved"
	})
}

// checkWritten checks the articles that were imported from f.
func checkWritten(t *testing.T, f writtenFile, docs []*model.Document) {
	t.Helper()
	if len(docs) != len(f.titles) {
		t.Errorf("%s: %d articles, want %d", f.name, len(docs), len(f.titles))
		return
	}
	titles := map[string]*model.Document{}
	for _, d := range docs {
		titles[d.Metadata.Title] = d
		if d.Source.Format != f.format {
			t.Errorf("%s was read as %q, want %q", f.name, d.Source.Format, f.format)
		}
	}
	for _, title := range f.titles {
		if titles[title] == nil {
			t.Errorf("%s: there is no article %q", f.name, title)
			return
		}
	}
	for _, u := range titles[saltTitle].Units {
		text := u.Span.Of(titles[saltTitle].Text)
		if u.Kind == model.UnitSentence && text != saltTitle {
			if text != saltFirst {
				t.Errorf("%s: the first sentence is %q", f.name, text)
			}
			return
		}
	}
	t.Errorf("%s: there are no sentences", f.name)
}

// written returns the content of the file with this name in writtenFiles.
func written(t *testing.T, name string) string {
	t.Helper()
	real := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("../../storage/intake/format/testdata/real", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	switch name {
	case "article.txt":
		return fmt.Sprintf("%s\n\n%s Nobody was hurt, the harbour office said.\n", saltTitle, saltFirst)
	case "articles.zip":
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create("May/Früh.md")
		if err == nil {
			_, err = w.Write(real("article.md"))
		}
		if err == nil {
			err = z.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	return string(real(name))
}

// newProject creates an empty project and returns its path.
func newProject(t *testing.T, folder, name string) string {
	t.Helper()
	path := filepath.Join(folder, name+model.ProjectExt)
	p, err := storage.Create(path, plainOptions())
	if err == nil {
		err = p.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}
