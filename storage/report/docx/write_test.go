package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
)

// draw returns a grey picture of a scene's size.
func draw(s *scene.Scene, scale float64) ([]byte, error) {
	var b bytes.Buffer
	err := png.Encode(&b, image.NewGray(image.Rect(0, 0, int(s.Width*scale), int(s.Height*scale))))
	return b.Bytes(), err
}

func written(t testing.TB, d *content.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, d, Options{Draw: draw}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// entries returns the entries of an archive by name. All XML must be well formed.
func entries(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		out[f.Name] = string(data)
		if strings.HasSuffix(f.Name, ".png") {
			continue
		}
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return out
}

// paragraphs returns the texts of the paragraphs of a part whose styles do not begin with skip.
func paragraphs(t testing.TB, part, skip string) (out []string) {
	t.Helper()
	var text strings.Builder
	skipped, inText := false, false
	for d := xml.NewDecoder(strings.NewReader(part)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "p":
				text.Reset()
				skipped = false
			case "pStyle":
				skipped = skip != "" && strings.HasPrefix(token.Attr[0].Value, skip)
			case "br":
				text.WriteByte('\n')
			case "t":
				inText = true
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "t":
				inText = false
			case "p":
				if even := contenttest.Even(text.String()); even != "" && !skipped {
					out = append(out, even)
				}
			}
		case xml.CharData:
			if inText {
				text.Write(token)
			}
		}
	}
}

func TestAllTextIsThereInItsOrder(t *testing.T) {
	parts := entries(t, written(t, contenttest.Rich()))
	blocks, notes := contenttest.Texts(contenttest.Rich())
	if got := paragraphs(t, parts["word/document.xml"], "TOC"); !slices.Equal(got, blocks) {
		t.Errorf("got  %q\nwant %q", got, blocks)
	}
	if got := paragraphs(t, parts["word/footnotes.xml"], ""); !slices.Equal(got, notes) {
		t.Errorf("got  %q\nwant %q", got, notes)
	}
}

func TestWhatAPartNamesIsThere(t *testing.T) {
	parts := entries(t, written(t, contenttest.Rich()))
	body, notes := parts["word/document.xml"], parts["word/footnotes.xml"]
	places := attributes(t, body+notes, "bookmarkStart", "name")
	for _, anchor := range attributes(t, body+notes, "hyperlink", "anchor") {
		if !slices.Contains(places, anchor) {
			t.Errorf("a link leads to %s, which is not there", anchor)
		}
	}
	if ids := attributes(t, body+notes, "bookmarkStart", "id"); len(slices.Compact(slices.Sorted(slices.Values(ids)))) != len(ids) {
		t.Error("two bookmarks have one number")
	}
	styles := attributes(t, parts["word/styles.xml"], "style", "styleId")
	for _, element := range []string{"pStyle", "rStyle", "tblStyle"} {
		for _, name := range attributes(t, body+notes+parts["word/footer1.xml"], element, "val") {
			if !slices.Contains(styles, name) {
				t.Errorf("there is no style %s", name)
			}
		}
	}
	for _, c := range []struct{ part, links string }{{body, "word/_rels/document.xml.rels"}, {notes, "word/_rels/footnotes.xml.rels"}} {
		links := attributes(t, parts[c.links], "Relationship", "Id")
		used := append(attributes(t, c.part, "hyperlink", "id"), attributes(t, c.part, "blip", "embed")...)
		if len(used) == 0 {
			t.Errorf("no link is in %s", c.links)
		}
		for _, id := range used {
			if !slices.Contains(links, id) {
				t.Errorf("%s does not have %s", c.links, id)
			}
		}
	}
	for _, target := range attributes(t, parts["word/_rels/document.xml.rels"], "Relationship", "Target") {
		if _, found := parts["word/"+target]; !found && !strings.HasPrefix(target, "http") {
			t.Errorf("there is no part %s", target)
		}
	}
}

// attributes returns the values of an attribute of all elements of a name. The XML may have
// several roots.
func attributes(t *testing.T, text, element, attribute string) (out []string) {
	t.Helper()
	text = strings.ReplaceAll(text, xmlHead, "")
	for d := xml.NewDecoder(strings.NewReader("<all>" + text + "</all>")); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != element {
			continue
		}
		for _, a := range start.Attr {
			if a.Name.Local == attribute {
				out = append(out, a.Value)
			}
		}
	}
}

func TestNothingOfIllWillGetsThrough(t *testing.T) {
	parts := entries(t, written(t, contenttest.Rich()))
	body := parts["word/document.xml"]
	for _, fill := range attributes(t, body, "shd", "fill") {
		if content.Fill("#"+fill) != fill {
			t.Errorf("a fill is %q", fill)
		}
	}
	for _, target := range attributes(t, parts["word/_rels/document.xml.rels"], "Relationship", "Target") {
		if strings.Contains(target, "javascript") || strings.ContainsAny(target, "\" <>") {
			t.Errorf("a link leads to %q", target)
		}
	}
}

func TestRightToLeftIsMarked(t *testing.T) {
	d := contenttest.Document(content.Paragraph{Text: []content.Run{{Text: "שלום Lee, 12!", Language: "he"}}})
	body := entries(t, written(t, d))["word/document.xml"]
	for _, part := range []string{
		`<w:bidi/>`, `<w:rtl/><w:lang w:bidi="he"/></w:rPr><w:t xml:space="preserve">שלום </w:t>`,
		`<w:rPr><w:lang w:bidi="he"/></w:rPr><w:t xml:space="preserve">Lee</w:t>`,
		`<w:rtl/><w:lang w:bidi="he"/></w:rPr><w:t xml:space="preserve">, 12!</w:t>`,
	} {
		if !strings.Contains(body, part) {
			t.Errorf("%s is not in %s", part, body)
		}
	}
}

func TestTheSameContentHasTheSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, contenttest.Rich()), written(t, contenttest.Rich())) {
		t.Error("two files of one document differ")
	}
	timeless := contenttest.Document()
	timeless.Created = time.Time{}
	if core := entries(t, written(t, timeless))["docProps/core.xml"]; strings.Contains(core, "dcterms:created") {
		t.Error(core)
	}
}

func TestErrorsAreReturned(t *testing.T) {
	broken := errors.New("broken")
	row := func(yield func([]content.Cell, error) bool) { yield(nil, broken) }
	one := []content.Column{{Title: "One"}}
	for name, block := range map[string]content.Block{
		"row":     content.Table{Columns: one, Rows: row},
		"cells":   content.Table{Columns: one, Rows: contenttest.Rows(contenttest.Cells("a", "b"))},
		"columns": content.Table{Rows: contenttest.Rows()},
		"wide":    content.Table{Columns: make([]content.Column, 64), Rows: contenttest.Rows()},
		"unknown": nil,
	} {
		if err := Write(context.Background(), io.Discard, contenttest.Document(block), Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	d := contenttest.Document(content.Picture{Scene: contenttest.Scene()})
	err := Write(context.Background(), io.Discard, d, Options{Draw: func(*scene.Scene, float64) ([]byte, error) { return nil, broken }})
	if !errors.Is(err, broken) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Write(ctx, io.Discard, contenttest.Annex(10), Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := Write(context.Background(), &full{room: 5000}, contenttest.Annex(5000), Options{}); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

var errFull = errors.New("disk full")

// full is a writer that fails when its room is used up.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func FuzzText(f *testing.F) {
	for _, text := range []string{"", "a & b", "<w:p>", "\x00\ud7ff\xff", "שלום 12 abc", "\u202eabc", "]]>", "&#0;"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts := entries(t, written(t, contenttest.Everywhere(text)))
		blocks, notes := contenttest.Texts(contenttest.Everywhere(text))
		if got := paragraphs(t, parts["word/document.xml"], "TOC"); !slices.Equal(got, blocks) {
			t.Errorf("got  %q\nwant %q", got, blocks)
		}
		if got := paragraphs(t, parts["word/footnotes.xml"], ""); !slices.Equal(got, notes) {
			t.Errorf("got  %q\nwant %q", got, notes)
		}
	})
}

func BenchmarkAnnex(b *testing.B) {
	for b.Loop() {
		if err := Write(context.Background(), io.Discard, contenttest.Annex(13013), Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(13013*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
