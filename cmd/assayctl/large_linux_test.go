package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
)

// largeMemory is how many bytes of memory, beyond the size of the project, an
// import of a large file may use; see docs/formats.md.
const largeMemory = 200 << 20

// largeArticles is the number of articles, of 20 kB each, in a large file.
const largeArticles = 10_000

// largeFiles describes large files of several formats. A file begins with front;
// write writes its article i, with gap after each paragraph of the text.
var largeFiles = []struct {
	name, front, gap string
	write            func(w io.Writer, i int, title, text string)
}{
	{"export.txt", "", "\n\n", func(w io.Writer, i int, title, text string) {
		fmt.Fprintf(w, "%s\n\nThe Tarn Courier\n\nMay %d, 2031 Friday\n\nCopyright 2031 The Tarn Courier Ltd All Rights Reserved\n\nLength: 3000 words\n\nByline: Odo Leith\n\nBody\n\n%sLoad-Date: May 30, 2031\n\nEnd of Document\n\n", title, 1+i%28, text)
	}},
	{"counted.txt", "", "\n", func(w io.Writer, i int, title, text string) {
		fmt.Fprintf(w, "Document %d of %d\n\n%s\n\nAuthor: Una Brack\n\nPublication info: Lower Tarn Post ; Tarn. %d May 2031: A1.\n\n%s\n", i+1, largeArticles, title, 1+i%28, text)
	}},
	{"table.csv", "Headline,Source,Date,Full Text\n", "\n\n", func(w io.Writer, i int, title, text string) {
		fmt.Fprintf(w, "%s,The Tarn Courier,%d/%d/2031,\"%s\"\n", title, 1+i%28, 1+i%12, strings.ReplaceAll(text, `"`, `""`))
	}},
	{"table.tsv", "Headline\tSource\tDate\tFull Text\n", " ", func(w io.Writer, i int, title, text string) {
		fmt.Fprintf(w, "%s\tThe Tarn Courier\t2031-05-%02d\t%s\n", title, 1+i%28, text)
	}},
	{"objects.jsonl", "", "\n\n", func(w io.Writer, i int, title, text string) {
		line, _ := json.Marshal(map[string]string{"title": title, "text": text, "date": fmt.Sprintf("2031-05-%02d", 1+i%28), "source": "The Tarn Courier"})
		_, _ = w.Write(append(line, '\n'))
	}},
	{"mails.mbox", "", "\n\n", func(w io.Writer, i int, title, text string) {
		fmt.Fprintf(w, "From a@tarn.example Fri May  9 10:00:00 2031\nFrom: Odo Leith <a@tarn.example>\nTo: b@tarn.example\nMessage-ID: <%d@tarn.example>\nSubject: %s\nDate: Fri, 9 May 2031 10:00:00 +0200\n\n%s", i, title, text)
	}},
}

// writeLarge writes a file as largeFiles[which] describes it, with n articles.
func writeLarge(t testing.TB, path string, which, n int) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, w := largeFiles[which], bufio.NewWriter(file)
	_, _ = w.WriteString(f.front)
	var text strings.Builder
	for i := range n {
		text.Reset()
		for k := range 120 {
			fmt.Fprintf(&text, "The keeper of gate %d saw the water of basin %d rise by %d centimetres in the night, and said that nobody had asked him about it in those days.%s", i, k, (i+7*k)%90, f.gap)
		}
		f.write(w, i, fmt.Sprintf("Gate %d fails", i), text.String())
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

func TestLargeFilesOfLinesTakeBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes minutes")
	}
	for i, f := range largeFiles {
		t.Run(f.name, func(t *testing.T) {
			folder := t.TempDir()
			path, project := filepath.Join(folder, f.name), filepath.Join(folder, "a"+model.ProjectExt)
			writeLarge(t, path, i, largeArticles)
			for _, args := range [][]string{{"import", "--dry-run", "--project", project, path}, {"import", "--project", project, path}} {
				began := time.Now()
				used, messages := peak(t, args...)
				took := time.Since(began)
				size := int64(0)
				if info, err := os.Stat(project); err == nil {
					size = info.Size()
				}
				t.Logf("%v: %d MB, %d above a project of %d MB, %.1f s", args[1] == "--dry-run", used>>20, (used-size)>>20, size>>20, took.Seconds())
				if messages != "" {
					t.Errorf("%.300s", messages)
				}
				if used-size > largeMemory {
					t.Errorf("it took %d MB of memory for a project of %d MB", used>>20, size>>20)
				}
			}
		})
	}
}
