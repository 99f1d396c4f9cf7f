// Package report_test writes a document that has everything with each writer, to be looked at.
package report_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
	"assay.app/assay/storage/report/docx"
	"assay.app/assay/storage/report/html"
	"assay.app/assay/storage/report/markdown"
	"assay.app/assay/storage/report/pdf"
	"assay.app/assay/storage/typeset"
)

// boxes draws the rectangles of a scene, without its texts.
func boxes(s *scene.Scene, scale float64) ([]byte, error) {
	m := image.NewRGBA(image.Rect(0, 0, int(s.Width*scale), int(s.Height*scale)))
	for _, item := range s.Items {
		ink := color.RGBA{R: 31, G: 95, B: 168, A: 255}
		if item.Fill.Role == scene.Paper {
			ink = color.RGBA{R: 255, G: 255, B: 255, A: 255}
		}
		for y := item.Y; item.Shape == scene.Rect && y < item.Y+item.H; y += 1 / scale {
			for x := item.X; x < item.X+item.W; x += 1 / scale {
				m.Set(int(x*scale), int(y*scale), ink)
			}
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, m)
	return b.Bytes(), err
}

// outline writes the rectangles of a scene, without its texts.
func outline(w io.Writer, s *scene.Scene) error {
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%gpt">`, s.Width, s.Height, s.Width)
	for _, item := range s.Items {
		if item.Shape == scene.Rect && item.Fill.Role != scene.Paper {
			fmt.Fprintf(w, `<rect x="%g" y="%g" width="%g" height="%g" fill="#1f5fa8"/>`, item.X, item.Y, item.W, item.H)
		}
	}
	_, err := io.WriteString(w, "</svg>")
	return err
}

// font returns what reads a font that Assay has. A font that cannot be read makes the writer fail.
func font(name string) func(bold bool) []byte {
	return func(bold bool) []byte {
		look := "Regular"
		if bold {
			look = "Bold"
		}
		raw, err := os.ReadFile(filepath.Join("..", "..", "assets", "fonts", name+"-"+look+".ttf"))
		if err != nil {
			return nil
		}
		return raw
	}
}

// writers are all writers by the ending of their files.
var writers = map[string]func(io.Writer, *content.Document) error{
	"md": func(w io.Writer, d *content.Document) error {
		return markdown.Write(context.Background(), w, d)
	},
	"html": func(w io.Writer, d *content.Document) error {
		return html.Write(context.Background(), w, d, html.Options{SVG: outline})
	},
	"docx": func(w io.Writer, d *content.Document) error {
		return docx.Write(context.Background(), w, d, docx.Options{Draw: boxes})
	},
	"pdf": func(w io.Writer, d *content.Document) error {
		_, err := pdf.Write(context.Background(), w, d, pdf.Options{Fonts: typeset.Sources{Sans: font("NotoSans"), Serif: font("NotoSerif")}})
		return err
	},
}

// TestDocuments writes the files that .ci/documents-look converts.
func TestDocuments(t *testing.T) {
	folder := os.Getenv("ASSAY_DOCUMENTS")
	if folder == "" {
		t.Skip("ASSAY_DOCUMENTS names no folder for the documents; `make documents` sets it")
	}
	for ending, write := range writers {
		for name, d := range map[string]*content.Document{"rich": contenttest.Rich(), "annex": contenttest.Annex(400)} {
			file, err := os.Create(filepath.Join(folder, name+"."+ending))
			if err != nil {
				t.Fatal(err)
			}
			if err := write(file, d); err != nil {
				t.Errorf("%s: %v", file.Name(), err)
			}
			if err := file.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestLongDocumentsNeedLittleMemory compares the memory in use while tables of 1,000 and of 8,000
// rows are written.
func TestLongDocumentsNeedLittleMemory(t *testing.T) {
	for ending, write := range writers {
		few, many := used(t, write, 1000), used(t, write, 8000)
		t.Logf("%s: %d KiB, %d KiB", ending, few>>10, many>>10)
		more := uint64(2 << 20)
		if ending == "pdf" { // has a table of its objects and of the places that links lead to at its end
			more = 5 << 20
		}
		if many > few+more {
			t.Errorf("%s: 1,000 rows need %d KiB, 8,000 rows need %d KiB", ending, few>>10, many>>10)
		}
	}
}

// used returns the most memory in use while a table of the given number of rows is written.
func used(t *testing.T, write func(io.Writer, *content.Document) error, rows int) uint64 {
	t.Helper()
	most := uint64(0)
	d := contenttest.Annex(rows)
	blocks := d.Blocks
	d.Blocks = func(yield func(content.Block, error) bool) {
		for b, err := range blocks {
			if table, ok := b.(content.Table); ok {
				table.Rows = watched(table.Rows, rows/5, &most)
				b = table
			}
			if !yield(b, err) {
				return
			}
		}
	}
	if err := write(io.Discard, d); err != nil {
		t.Fatal(err)
	}
	return most
}

// watched returns rows and measures the memory in use at each of them whose number is a multiple of
// every.
func watched(rows iter.Seq2[[]content.Cell, error], every int, most *uint64) iter.Seq2[[]content.Cell, error] {
	return func(yield func([]content.Cell, error) bool) {
		n := 0
		for row, err := range rows {
			if n++; n%every == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				*most = max(*most, m.HeapAlloc)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}
