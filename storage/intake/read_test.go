package intake_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/recognise/recognisetest"
)

func fixedTime() time.Time {
	return time.Date(2031, 4, 2, 15, 0, 0, 0, time.FixedZone("", 2*60*60))
}

func write(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadMakesADocument(t *testing.T) {
	raw := " date 2031-04-02 By Ann Doe, CNX\r\n\r\nBridge fails a second time\r\n\r\nPORT ELLERY, April 2 – " + body + "\r\n"
	path := write(t, t.TempDir(), "bridge.txt", raw)
	doc, err := intake.Read(path, intake.Options{Now: fixedTime})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(raw))
	if doc.ID != model.ArticleIDOf(sum) || doc.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("id %q, sum %q", doc.ID, doc.SHA256)
	}
	if doc.Text != raw || doc.Size != len(raw) || doc.Encoding != coding.UTF8 || doc.ImportPath != path {
		t.Errorf("text %q, size %d, encoding %q, path %q", doc.Text, doc.Size, doc.Encoding, doc.ImportPath)
	}
	if want := time.Date(2031, 4, 2, 13, 0, 0, 0, time.UTC); doc.ImportedAt != want {
		t.Errorf("imported at %v, want %v", doc.ImportedAt, want)
	}
	want := model.Metadata{
		Title: "Bridge fails a second time", Outlet: "CNX", Byline: "Ann Doe", Dateline: "PORT ELLERY, April 2",
		Published: "2031-04-02", Language: "en",
	}
	if doc.Metadata != want {
		t.Errorf("%+v, want %+v", doc.Metadata, want)
	}
	if !strings.HasPrefix(doc.Excerpt, "The swing bridge at Port Ellery") {
		t.Errorf("excerpt %q", doc.Excerpt)
	}
	if n := len(doc.Sentences()); n != 3 {
		t.Errorf("%d sentences", n)
	}
}

func TestReadRefusesByName(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"an empty file":   {write(t, dir, "empty.txt", ""), model.ErrEmptyFile},
		"a picture":       {write(t, dir, "picture.txt", "\x89PNG\r\n\x1a\n\x00\x00"), model.ErrBinary},
		"a large file":    {write(t, dir, "large.txt", strings.Repeat("open ", 300)), model.ErrTooLarge},
		"a missing file":  {filepath.Join(dir, "missing.txt"), fs.ErrNotExist},
		"a folder":        {dir, model.ErrBinary},
		"a broken UTF-16": {write(t, dir, "broken.txt", "\xFF\xFEA"), model.ErrDamaged},
	} {
		_, err := intake.Read(c.path, intake.Options{MaxSize: 1000})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		} else if strings.Count(err.Error(), filepath.Base(c.path)) != 1 {
			t.Errorf("%s: %q does not name the file once", name, err)
		}
	}
}

func TestReadRefusesALargeFileWithoutReadingIt(t *testing.T) {
	path := write(t, t.TempDir(), "sparse.txt", "open")
	if err := os.Truncate(path, 1<<40); err != nil {
		t.Skipf("no sparse files here: %v", err)
	}
	_, err := intake.Read(path, intake.Options{})
	if !errors.Is(err, model.ErrTooLarge) || !strings.Contains(err.Error(), "32.0 MiB") {
		t.Errorf("%v", err)
	}
}

func TestParseTakesTheLanguageThatIsGiven(t *testing.T) {
	for _, c := range []struct{ text, given, want string }{
		{body, "", "en"},
		{body, "de", "de"},
		{"8.50 12.75 90", "", ""},
		{"Міст у порту не розвели вчасно, і сорок вантажівок чекали. Ніхто не постраждав, сказав речник.", "", "uk"},
		{"Мост в порту не развели, и сорок грузовиков ждали его весь день. Никто не пострадал, сказал он.", "", "ru"},
		{"Die Brücke klemmte am Dienstag, und vierzig Lastwagen mussten warten. Niemand wurde verletzt, sagte der Sprecher.", "", "de"},
		{"Le pont est resté bloqué mardi et les camions ont attendu dans la cour. Il n'y a pas eu de blessés, selon le port.", "", "fr"},
		{"El puente se atascó el martes y los camiones esperaron por la tarde. No hubo heridos, según dijo el portavoz del puerto.", "", "es"},
	} {
		doc, err := intake.Parse([]byte(c.text), "a.txt", intake.Options{Language: c.given})
		if err != nil || doc.Metadata.Language != c.want {
			t.Errorf("%q: %q, %v; want %q", c.text, doc.Metadata.Language, err, c.want)
		}
	}
}

func TestParseOfOneHugeLineIsQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a second")
	}
	for name, piece := range map[string]string{
		"sentences": body + " ", "words": "open ", "one word": "open", "full stops": ".", "dashes": "– ", "brackets": "(", "quotes": "“A. ",
		"shares": "Share. ", "capitals": "PORT, ",
	} {
		raw := bytes.Repeat([]byte(piece), (4<<20)/len(piece))
		start := time.Now()
		doc, err := intake.Parse(raw, "long.txt", intake.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: 4 MiB took %v", name, took)
		}
		if err := recognisetest.CheckStructure(doc.Text, doc.Structure); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// BenchmarkParse reads an article of 40 KB with a header, a dateline and a credit.
func BenchmarkParse(b *testing.B) {
	var text strings.Builder
	text.WriteString(" date 2031-04-02 By Ann Doe, CNX\n\nBridge fails a second time\n\nPORT ELLERY, April 2 – ")
	for text.Len() < 40<<10 {
		text.WriteString(body + " “It groaned,” said Mrs. Roe, who lives at No. 3. Share\n\n")
	}
	text.WriteString("Nobody was hurt. – AFP\n")
	raw := []byte(text.String())
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := intake.Parse(raw, "a.txt", intake.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
