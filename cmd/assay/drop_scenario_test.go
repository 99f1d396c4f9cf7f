package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/ui/uitest"
)

// Points of the screen at which files are dropped. The whole window accepts them.
var (
	overTheText = image.Pt(700, 450)
	overTheList = image.Pt(120, 300)
	overTheBar  = image.Pt(500, 40)
)

// TestFilesAreDroppedInARealWindow drags good and bad files, folders and projects
// with unusual names onto a real window with a real mouse.
func TestFilesAreDroppedInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	home, folder := t.TempDir(), filepath.Join(t.TempDir(), "50%25 of Röðull – Мир #1?")
	app := display.Start(t, program(t), home)
	dropped := func(at image.Point, paths ...string) uitest.State {
		t.Helper()
		app.Drop(at, paths...)
		return app.See("the preview", func(s uitest.State) bool { return s.Offered != nil })
	}

	// Drop three files while no project is open.
	three := []string{
		lay(t, folder, "1 100 % sure.txt", bulletin("The gate at Vask")),
		lay(t, folder, "2 Früh %41 und spät.txt", bulletin("The mill at Vask")),
		lay(t, folder, "3 Ранок, 午前 & \"so\" on;.txt", bulletin("The weir at Vask")),
	}
	offers(t, dropped(overTheText, three...), []string{"The gate at Vask", "The mill at Vask", "The weir at Vask"}, nil)
	app.Press("Return")
	first := app.See("three articles", func(s uitest.State) bool { return s.Articles == 3 && s.Article != "" && !s.Dialog })

	// Esc in the dialog adds nothing.
	lock := lay(t, folder, "lock.txt", bulletin("The lock at Vask"))
	offers(t, dropped(overTheList, lock), []string{"The lock at Vask"}, nil)
	app.Press("Escape")
	app.See("the articles", func(s uitest.State) bool { return !s.Dialog && s.Articles == 3 })

	// Good files are added. Bad files among them are listed with the reason.
	bad := []string{
		lay(t, folder, "locked.zip", lockedZIP(t)),
		lay(t, folder, "scanned.pdf", scannedPDF()),
		lay(t, folder, "empty.txt", ""),
	}
	bridge := lay(t, folder, "bridge.txt", bulletin("The bridge at Vask"))
	why := map[string]string{"locked.zip": "password", "scanned.pdf": "without a text layer", "empty.txt": "is empty"}
	offers(t, dropped(overTheBar, bad[0], three[0], bad[1], bridge, bad[2]), []string{"The bridge at Vask"}, why, "The gate at Vask")
	app.Press("Return")
	app.See("the good file added", func(s uitest.State) bool { return s.Articles == 4 && !s.Dialog })

	// Bad files alone change nothing, and neither does a link from a browser.
	offers(t, dropped(overTheText, bad...), nil, why)
	app.Press("Escape")
	app.See("the articles", func(s uitest.State) bool { return !s.Dialog && s.Articles == 4 })
	app.DropLinks(overTheText, "https://courier.example/2031/05/03/salt-store")
	app.See("the message that a link is not a file", func(s uitest.State) bool { return s.Dialog && s.Focus == "Close" && s.Offered == nil })
	app.Press("Escape")
	app.See("the articles", func(s uitest.State) bool { return !s.Dialog && s.Articles == 4 })

	// Drop a folder.
	archive := filepath.Join(folder, "A folder, 100 %")
	lay(t, archive, "tannery.txt", bulletin("The tannery at Vask"))
	lay(t, filepath.Join(archive, "ältere"), "chapel.txt", bulletin("The chapel at Vask"))
	lay(t, archive, "picture.png", "\x89PNG")
	offers(t, dropped(overTheText, archive), []string{"The tannery at Vask", "The chapel at Vask"}, nil)

	// Files dropped while a dialog is open are offered after it closes, in order.
	app.Drop(overTheText, lock)
	app.Drop(overTheBar, bad...)
	offers(t, app.Now(), []string{"The tannery at Vask", "The chapel at Vask"}, nil)
	app.Press("Return")
	next := func(what string, so func(uitest.State) bool) uitest.State {
		t.Helper()
		return app.See(what, func(s uitest.State) bool { return s.Offered != nil && so(s) })
	}
	offers(t, next("the lock", func(s uitest.State) bool { return s.Articles == 6 }), []string{"The lock at Vask"}, nil)
	app.Press("Escape")
	offers(t, next("the bad files", func(s uitest.State) bool { return len(s.Offered.Refused) > 0 }), nil, why)
	app.Press("Escape")
	app.See("the folder's articles", func(s uitest.State) bool { return s.Articles == 6 && !s.Dialog })
	app.Press("F1")
	app.See("the keys", func(s uitest.State) bool { return s.Dialog })
	app.Drop(overTheText, lock)
	app.Press("Escape")
	offers(t, next("the lock", func(uitest.State) bool { return true }), []string{"The lock at Vask"}, nil)
	app.Press("Escape")
	app.See("the article", func(s uitest.State) bool { return !s.Dialog && s.Articles == 6 })

	// Files dropped while others are being read are offered next.
	many := manyFiles(t, 1000)
	app.Drop(overTheText, many)
	app.Drop(overTheText, lock)
	s := app.See("the preview", func(s uitest.State) bool { return s.Offered != nil })
	if len(s.Offered.New) != 1000 || len(s.Offered.Known)+len(s.Offered.Refused) > 0 {
		t.Errorf("%d new articles are offered, want 1000; known are %q and refused are %q", len(s.Offered.New), s.Offered.Known, s.Offered.Refused)
	}
	app.Press("Escape")
	offers(t, next("the lock", func(s uitest.State) bool { return len(s.Offered.New) == 1 }), []string{"The lock at Vask"}, nil)
	app.Press("Escape")
	app.See("the article", func(s uitest.State) bool { return !s.Dialog && s.Articles == 6 })

	// A note that is being written when files are dropped is saved.
	app.Press("a")
	app.See("the focus in a note", func(s uitest.State) bool { return s.Writing })
	app.Type("Hearsay.")
	offers(t, dropped(overTheText, lay(t, folder, "of articles.json", `[{"title": "The quay at Vask", "text": "The quay was closed."}]`)), []string{"The quay at Vask"}, nil)
	app.Press("Return")
	app.See("the article and the note", func(s uitest.State) bool {
		return s.Articles == 7 && s.Notes == 1 && s.Saved == "Saved" && !s.Dialog && !s.Writing
	})

	// Opening another project leaves the first one unchanged.
	other := newProject(t, folder, "Another %20 project")
	app.Drop(overTheText, other)
	app.See("the other project", func(s uitest.State) bool { return s.Project == other && s.Articles == 0 && !s.Dialog })
	app.Drop(overTheText, other)
	app.See("the notice that the project is open", func(s uitest.State) bool { return s.Notice == "This project is already open." && !s.Dialog })
	app.Drop(overTheList, first.Project)
	app.See("the first project", func(s uitest.State) bool { return s.Project == first.Project && s.Articles == 7 && s.Notes == 1 })
	app.Press("ctrl+q")
	if code := app.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}

	// The project has exactly the wanted articles, with the paths of the dropped
	// files.
	got := map[string]string{}
	for _, a := range articlesIn(t, first.Project) {
		got[a.ImportPath] = a.Metadata.Title
	}
	for path, title := range map[string]string{
		three[0]: "The gate at Vask", three[1]: "The mill at Vask", three[2]: "The weir at Vask", bridge: "The bridge at Vask",
		filepath.Join(archive, "tannery.txt"): "The tannery at Vask", filepath.Join(archive, "ältere", "chapel.txt"): "The chapel at Vask",
		filepath.Join(folder, "of articles.json#1"): "The quay at Vask",
	} {
		if got[path] != title {
			t.Errorf("%s was imported as %q, want %q", path, got[path], title)
		}
		delete(got, path)
	}
	if len(got) > 0 {
		t.Errorf("unexpected articles were imported: %v", got)
	}
}

// offers checks what the import preview shows: the headings of new and of known
// articles, and the name of each refused file with a part of the reason.
func offers(t *testing.T, s uitest.State, fresh []string, refused map[string]string, known ...string) {
	t.Helper()
	if s.Offered == nil {
		t.Fatalf("the dialog before an import is not open: %+v", s)
	}
	got := *s.Offered
	slices.Sort(got.New)
	slices.Sort(fresh)
	if !slices.Equal(got.New, fresh) || !slices.Equal(got.Known, known) {
		t.Errorf("new are %q and known are %q; want %q and %q", got.New, got.Known, fresh, known)
	}
	if len(got.Refused) != len(refused) {
		t.Errorf("refused are %q, want %q", got.Refused, refused)
	}
	for name, why := range refused {
		if !slices.ContainsFunc(got.Refused, func(line string) bool {
			return strings.HasPrefix(line, name+": ") && strings.Contains(line, why)
		}) {
			t.Errorf("the refused files %q do not include %s with the reason %q", got.Refused, name, why)
		}
	}
}

func lay(t *testing.T, folder, name, content string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// bulletin returns a short article with the title.
func bulletin(title string) string {
	return title + "\n\n" + title + " was opened on Monday. It will be closed again in the autumn, the district office said. Nobody had asked for it.\n"
}

// lockedZIP returns a ZIP archive whose only file is marked as encrypted.
func lockedZIP(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	const locked = 0x1
	w, err := z.CreateRaw(&zip.FileHeader{Name: "article.txt", Flags: locked, CompressedSize64: 20, UncompressedSize64: 8})
	if err == nil {
		_, err = w.Write(bytes.Repeat([]byte{0xa7}, 20))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// scannedPDF returns a PDF of one page that contains only an image.
func scannedPDF() string {
	return pdfPage("q 600 0 0 800 0 0 cm /It Do Q", "/XObject << /It 3 0 R >>",
		"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream")
}

// pdfPage returns a PDF of one page. drawn is the content of the page, and
// resources holds the entries of its resource dictionary. The parameter it is an
// object that resources can refer to as 3 0 R.
func pdfPage(drawn, resources, it string) string {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
		it,
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << %s >> /Contents 5 0 R >>", resources),
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(drawn), drawn),
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	index := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, text := range objects {
		index += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, text)
	}
	at := b.Len()
	fmt.Fprintf(&b, "%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", index, len(objects)+1, at)
	return b.String()
}

// articlesIn returns the articles of a closed project.
func articlesIn(t *testing.T, path string) []*model.Document {
	t.Helper()
	p, err := storage.Open(path, plainOptions())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	docs := make([]*model.Document, len(all))
	for i, a := range all {
		if docs[i], err = p.Document(a.ID); err != nil {
			t.Fatal(err)
		}
	}
	return docs
}
