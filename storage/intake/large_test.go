package intake

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"assay.app/assay/storage/intake/listing"
)

// writeParts writes a file from pairs of a string and a repeat count.
func writeParts(t *testing.T, name string, parts ...any) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(file)
	for i := 0; i < len(parts); i += 2 {
		for range parts[i+1].(int) {
			_, _ = w.WriteString(parts[i].(string))
		}
	}
	if err := errors.Join(w.Flush(), file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLargeFilesAreRefusedByLine(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes gigabytes")
	}
	const prose = "The keeper of the gate saw the water rise in the night, and said that nobody had asked. "
	const record = "Gate fails\n\nThe Echo\n\nApril 2, 2031 Friday\n\nCopyright 2031 The Echo Ltd All Rights Reserved\n\nLength: 20 words\n\nByline: Ann Doe\n\nBody\n\n" + prose + prose + "\n\nEnd of Document\n\n"
	const row = "Gate,\"" + prose + "\"\n"
	for name, c := range map[string]struct {
		path     string
		articles int
		said     []string
	}{
		"one article":         {writeParts(t, "a.txt", prose+"\n", 450_000), 0, []string{"can be one article"}},
		"a list of JSON":      {writeParts(t, "a.json", "[", 1, `{"title": "Gate", "text": "`+prose+"\"},\n", 400_000, "{}]", 1), 0, []string{"can be one article"}},
		"a page":              {writeParts(t, "a.html", "<html><body>", 1, "<p>"+prose+"</p>\n", 400_000), 0, []string{"can be one article"}},
		"a long row":          {writeParts(t, "b.csv", "title,text\n"+row+"Gate,\"", 1, prose, 460_000, "\"\n"+row, 1), 0, []string{"line 3", "32 MiB"}},
		"a row without end":   {writeParts(t, "c.csv", "title,text\n"+row+"Gate,\"", 1, prose+"\n", 10, "Gate,"+prose+"\n", 450_000), 0, []string{"line 3", "not closed"}},
		"a long line":         {writeParts(t, "d.txt", record, 30_000, prose, 500_000, "\n"+record, 1000), 0, []string{"line ", "32 MiB"}},
		"a long record":       {writeParts(t, "e.txt", record, 30_000, strings.TrimSuffix(record, "End of Document\n\n"), 1, prose+"\n", 450_000, "\n\nEnd of Document\n\n"+record, 1000), 0, []string{"the article that begins on line ", "32 MiB"}},
		"a long object":       {writeParts(t, "f.jsonl", "{\"title\": \"Gate\", \"text\": \""+prose+"\"}\n", 30_000, `{"text": "`, 1, prose, 500_000, "\"}\n", 1), 0, []string{"line 30001", "32 MiB"}},
		"a long mail":         {writeParts(t, "g.mbox", mailOf("Gate"), 1, strings.TrimSuffix(mailOf("Long"), "\n"), 1, prose+"\n", 450_000, "\n"+mailOf("Short"), 2), 3, []string{"2 in it", "line 10"}},
		"too many records":    {writeParts(t, "h.txt", strings.ReplaceAll(record, prose+prose, prose), 150_000), 0, []string{"more than 100000 articles"}},
		"too many bad rows":   {writeParts(t, "i.csv", "title,text\n"+row, 1, "Gate,\"a \"b\" "+prose+"\"\n", 400_000), 0, []string{"line 3"}},
		"a cut-off export":    {writeParts(t, "j.txt", strings.Replace(record, prose, prose+prose, 1), 90_000, record[:len(record)-40], 1), 90_001, []string{"is cut off"}},
		"bytes of no text":    {writeParts(t, "k.csv", "title,text\n"+row, 1, "Gate,\"Gr\xC3\xB6\xC3\x9Fer "+prose+"\"\n", 350_000, "\xFF\xFE\xFF\n", 1), 0, []string{"line 350003"}},
		"only unclosed marks": {writeParts(t, "l.csv", "title,text\nGate,\"", 1, prose+"\n", 450_000), 0, []string{"not closed"}},
	} {
		info, err := os.Stat(c.path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() <= DefaultMaxSize {
			t.Fatalf("%s has only %d bytes", name, info.Size())
		}
		articles, most, said := 0, uint64(0), ""
		var m runtime.MemStats
		for range Documents(context.Background(), []listing.File{{Path: c.path, Size: info.Size()}}, Options{}, func(r listing.Refusal) { said += r.Err.Error() }) {
			if articles++; articles%1000 == 0 {
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
		runtime.ReadMemStats(&m)
		if most = max(most, m.HeapSys-m.HeapReleased); most > 300<<20 {
			t.Errorf("%s: %d MiB of memory", name, most>>20)
		}
		if c.articles > 0 && articles != c.articles || c.articles == 0 && c.path[len(c.path)-5:] != "c.csv" && articles > 0 {
			t.Errorf("%s: %d articles, want %d", name, articles, c.articles)
		}
		for _, want := range c.said {
			if !strings.Contains(said, want) {
				t.Errorf("%s: refused with %.400q, want %q", name, said, want)
			}
		}
		_ = os.Remove(c.path)
	}
}

func mailOf(subject string) string {
	return fmt.Sprintf("From a@b.c Fri May  9 10:00:00 2031\nFrom: Ann Doe <a@b.c>\nTo: d@e.f\nMessage-ID: <1@b.c>\nSubject: %s\nDate: Fri, 9 May 2031 10:00:00 +0200\n\nThe %s was seen on Monday.\n\n", subject, subject)
}

func TestReadingInPartsEndsWithItsContext(t *testing.T) {
	path := writeParts(t, "a.csv", "title,text\n", 1, "Gate,The keeper saw the water rise in the night.\n", 2000)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range Documents(ctx, []listing.File{{Path: path, Size: 96_000}}, Options{part: 1000}, func(r listing.Refusal) { t.Error(r.Err) }) {
		if n++; n == 10 {
			cancel()
		}
	}
	if n >= 2000 {
		t.Errorf("%d articles", n)
	}
}

func TestReadingInPartsTellsItsProgress(t *testing.T) {
	path := writeParts(t, "a.csv", "title,text\n", 1, "Gate,The keeper saw the water rise in the night.\n", 2000)
	last, size := int64(0), int64(0)
	before := false
	articles := 0
	for range Documents(context.Background(), []listing.File{{Path: path, Size: 96_000}}, Options{part: 1000, Progress: func(_ string, done, total int64) {
		if done < last || done > total {
			t.Errorf("%d of %d bytes after %d", done, total, last)
		}
		last, size = done, total
		before = before || done > 0 && articles == 0
	}}, func(r listing.Refusal) { t.Error(r.Err) }) {
		articles++
	}
	if !before || last < size*9/10 {
		t.Errorf("%d of %d bytes at the end; before the first article: %v", last, size, before)
	}
}
