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
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
	"assay.app/assay/storage/report/docx"
	"assay.app/assay/storage/report/html"
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

// writers are all writers by the ending of their files.
var writers = map[string]func(io.Writer, *content.Document) error{
	"html": func(w io.Writer, d *content.Document) error {
		return html.Write(context.Background(), w, d, html.Options{SVG: outline})
	},
	"docx": func(w io.Writer, d *content.Document) error {
		return docx.Write(context.Background(), w, d, docx.Options{Draw: boxes})
	},
}

// TestDocuments writes the files that .ci/documents-look converts.
func TestDocuments(t *testing.T) {
	folder := os.Getenv("ASSAY_DOCUMENTS")
	if folder == "" {
		t.Skip("ASSAY_DOCUMENTS names no folder for the documents; `make documents` sets it")
	}
	for ending, write := range writers {
		for name, d := range map[string]*content.Document{"rich": contenttest.Rich(), "annex": contenttest.Annex(2000)} {
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
