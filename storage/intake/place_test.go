package intake_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/coding"
)

// threeClippings returns an export of three articles with multi-byte letters.
func threeClippings() string {
	var b strings.Builder
	b.WriteString("\r\n")
	for _, title := range []string{"Café at the gate", "Gate at the café", "Père at the gate"} {
		b.WriteString(strings.ReplaceAll(strings.Replace(clipping, "Gate fails", title, 1), "Length:", "Section: World; Pg. 7\n\nLength:"))
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

// TestTheBytesOfARecordAreThoseOfItsText cuts the records out of exports in every
// encoding that can represent them.
func TestTheBytesOfARecordAreThoseOfItsText(t *testing.T) {
	text, tried := threeClippings(), 0
	for _, encoding := range append(coding.Encodings(), coding.UTF8BOM, coding.UTF16LEBOM, coding.UTF16BEBOM) {
		raw, err := coding.Encode(text, encoding)
		if err != nil {
			continue // the encoding has no é
		}
		tried++
		dir := t.TempDir()
		write(t, dir, "export.txt", string(raw))
		ask := strings.TrimSuffix(encoding, "-bom")
		docs, refused := documents(t, intake.Options{Encoding: ask}, dir)
		if len(docs) != 3 || refused != nil {
			t.Errorf("%s: %d documents, %q", encoding, len(docs), refused)
			continue
		}
		for i, doc := range docs {
			r := doc.Source.Record
			if r.N != i+1 || r.Of != 3 || r.Start < 0 || r.End > int64(len(raw)) || r.Start >= r.End {
				t.Fatalf("%s: article %d has the place %+v", encoding, i, r)
			}
			want, err := coding.Encode(doc.Text, strings.TrimSuffix(encoding, "-bom"))
			if err != nil || string(raw[r.Start:r.End]) != string(want) {
				t.Errorf("%s: bytes %d to %d are %q and not %q (%v)", encoding, r.Start, r.End, raw[r.Start:r.End], want, err)
			}
			if doc.Metadata.Section != "World" {
				t.Errorf("the section is %q", doc.Metadata.Section)
			}
		}
	}
	if tried < 20 {
		t.Errorf("only %d encodings were tried", tried)
	}
}

func TestTheBytesOfRowsObjectsAndMails(t *testing.T) {
	row := func(i int) string {
		return fmt.Sprintf("Gate %d,\"The gate fell at noon — on day %d.\nNobody was hurt, they said.\"\r\n", i, i)
	}
	object := func(i int) string {
		return fmt.Sprintf(`{"title": "Gate %d", "text": "The gate fell at noon — on day %d. Nobody was hurt."}`, i, i)
	}
	mail := func(i int) string {
		return fmt.Sprintf("From ann@gate.example Mon Jan  3 10:00:00 2031\nFrom: Ann Doe <ann@gate.example>\nSubject: Gate %d\nDate: Mon, 03 Jan 2031 10:00:00 +0000\n\nThe gate fell at noon on day %d. Nobody was hurt.\n\n", i, i)
	}
	for name, c := range map[string]struct {
		before string
		one    func(int) string
		after  string
		end    string // separates the records, and may be outside their spans
	}{
		"rows.csv":      {"title,text\r\n", row, "", ""},
		"marked.csv":    {"\uFEFFtitle,text\r\n", row, "", ""},
		"said.csv":      {"sep=,\r\ntitle,text\r\n", row, "\r\n", ""},
		"lines.jsonl":   {"", func(i int) string { return object(i) + "\n" }, "", "\n"},
		"list.json":     {`[`, func(i int) string { return object(i) + "," }, object(9) + "]", ","},
		"nested.json":   {`{"took": 4, "hits": [`, func(i int) string { return object(i) + ",\n" }, object(9) + "]}", ",\n"},
		"letters.mbox":  {"", mail, "", ""},
		"unmarked.json": {"\uFEFF[\n", func(i int) string { return object(i) + "," }, object(9) + "]", ","},
	} {
		dir := t.TempDir()
		raw := c.before + c.one(1) + c.one(2) + c.one(3) + c.after
		write(t, dir, name, raw)
		docs, refused := documents(t, intake.Options{}, dir)
		if len(docs) < 3 || refused != nil {
			t.Errorf("%s: %d documents, %q", name, len(docs), refused)
			continue
		}
		for i, doc := range docs[:3] {
			r := doc.Source.Record
			if want := strings.TrimSuffix(c.one(i+1), c.end); r.N != i+1 || r.Of != len(docs) || r.End > int64(len(raw)) || raw[r.Start:r.End] != want {
				t.Errorf("%s: article %d has the place %+v: %q and not %q", name, i, r, raw[r.Start:r.End], want)
			}
		}
	}
}

func TestProvidersIDsAreKept(t *testing.T) {
	dir := t.TempDir()
	fields := "HD Gate %[1]d\nBY Ann Doe\nWC 20 words\nPD 2 April 2031\nSN The Echo\nSE Local\nLP " + gate + "\nAN Document ECHO000020310402e%[1]d\n\n"
	write(t, dir, "a.txt", fmt.Sprintf(fields, 1)+fmt.Sprintf(fields, 2))
	one := strings.NewReplacer("Length:", "Section: Local\n\nLength:", "Load-Date:", "Document ID: 5531\n\nLoad-Date:").Replace(clipping)
	write(t, dir, "b.html", "<html><body><p>"+strings.ReplaceAll(one, "\n\n", "</p>\n<p>")+"</p></body></html>")
	docs, refused := documents(t, intake.Options{}, dir)
	if len(docs) != 3 || refused != nil {
		t.Fatalf("%d documents, %q", len(docs), refused)
	}
	for i, want := range []model.Record{{N: 1, Of: 2, ID: "ECHO000020310402e1"}, {N: 2, Of: 2, ID: "ECHO000020310402e2"}, {N: 1, Of: 1, ID: "5531"}} {
		got := docs[i].Source.Record
		got.Start, got.End = 0, 0
		if got != want || docs[i].Metadata.Section != "Local" {
			t.Errorf("%s has the place %+v and the section %q; want %+v", filepath.Base(docs[i].ImportPath), got, docs[i].Metadata.Section, want)
		}
	}
}

func TestAFileOfOneArticleHasNoPlace(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.html", "<html><head><meta property='article:section' content='Sport'><title>Gate fails</title></head><body><article><h1>Gate fails</h1><p>"+gate+"</p></article></body></html>")
	write(t, dir, "b.txt", gate)
	docs, _ := documents(t, intake.Options{}, dir)
	for _, doc := range docs {
		if doc.Source.Record != (model.Record{}) {
			t.Errorf("%s has the place %+v", doc.ImportPath, doc.Source.Record)
		}
	}
	if len(docs) != 2 || docs[0].Metadata.Section != "Sport" {
		t.Errorf("%d documents", len(docs))
	}
}

func TestSharedExportsHaveSections(t *testing.T) {
	const path = "../../../shared/cases/intake/nexis_uni_many.docx"
	if _, err := os.Stat(path); err != nil {
		t.Skip("there are no shared cases beside the project: ", err)
	}
	docs, _ := documents(t, intake.Options{}, path)
	for _, doc := range docs {
		if doc.Metadata.Section == "" || strings.Contains(doc.Metadata.Section, "Pg") {
			t.Errorf("the section is %q", doc.Metadata.Section)
		}
	}
}
