package doccano_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/format/doccano"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

var format = doccano.Formats()[0]

func TestRoundTrip(t *testing.T) { peertest.RoundTrip(t, format) }

// read reads a file, or several as an archive if files has more than a name and a text.
func read(t testing.TB, files ...string) (*peer.Batch, error) {
	t.Helper()
	name, data := files[0], []byte(files[1])
	if len(files) > 2 {
		var out strings.Builder
		if err := bundle.WriteZIP(&out, func(to bundle.Folder) error {
			for pair := range slices.Chunk(files, 2) {
				w, err := to.Create(pair[0])
				if err == nil {
					_, err = io.WriteString(w, pair[1])
				}
				if err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		name, data = "export.zip", []byte(out.String())
	}
	set, err := bundle.Of(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return format.Read(context.Background(), set)
}

// lines describes a batch: each mark with the text that it is on.
func lines(b *peer.Batch) string {
	var out []string
	for _, d := range b.Documents {
		if len(d.Marks) == 0 {
			out = append(out, d.Text)
		}
		for _, m := range d.Marks {
			on := d.Text
			if !m.Whole {
				on = "“" + m.Span.Of(d.Text) + "”"
			}
			said := strings.Join(m.Labels, "+")
			for _, n := range m.Notes {
				said += "note: " + n.Text
			}
			out = append(out, fmt.Sprintf("%s: %s (%s)", on, said, m.Analyst))
		}
	}
	return strings.Join(append(out, b.Remarks...), "\n")
}

func TestEveryVersionOfDoccanoIsRead(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"nothing", "a.jsonl", "", ""},
		{"spans", "a.jsonl", `{"text":"The pier fell.","label":[[4,8,"thing"]]}`, "“pier”: thing ()"},
		{"spans called labels", "a.jsonl", `{"id":7,"data":"The pier fell.","labels":[[4,8,"thing"]]}`, "“pier”: thing ()"},
		{"classes", "a.jsonl", `{"text":"The pier fell.","label":["claim","harm"]}`, "The pier fell.: claim ()\nThe pier fell.: harm ()"},
		{"one class", "a.jsonl", `{"text":"The pier fell.","label":"claim"}`, "The pier fell.: claim ()"},
		{"a label's number", "a.json", `[{"text":"The pier fell.","annotations":[{"label":3,"user":1}]}]`, "The pier fell.: 3 ()"},
		{"relations", "a.jsonl", `{"text":"Ann saw Bo","entities":[{"id":1,"start_offset":0,"end_offset":3,"label":"who"}],"relations":[{"id":0,"from_id":1,"to_id":1,"type":"is"}]}`, "“Ann”: who ()\nrelations between labels (1) have no place in a project"},
		{"intents", "a.jsonl", `{"text":"Ann saw Bo","entities":[[0,3,"who"]],"cats":["seen"]}`, "“Ann”: who ()\nAnn saw Bo: seen ()"},
		{"objects on several lines", "a.jsonl", "{\n\"text\":\"One.\",\n\"label\":[]}\n{\"text\":\"Two.\"}", "One.\nTwo."},
		{"a list", "a.json", `[{"text":"One.","label":["x"]},{"text":"Two.","label":[]}]`, "One.: x ()\nTwo."},
		{"a BOM and CR LF", "a.jsonl", "\uFEFF{\"text\":\"One.\",\"label\":[\"x\"]}\r\n\r\n", "One.: x ()"},
		{"comments", "a.jsonl", `{"text":"One.","label":[],"Comments":["Really?",{"id":1,"comment":"No."},""]}`, "One.: note: Really? ()\nOne.: note: No. ()"},
		{"a table", "a.csv", "text,label\r\n\"The pier, \"\"old\"\".\",a#b\r\nTwo.,\r\n", "The pier, \"old\".: a ()\nThe pier, \"old\".: b ()\nTwo."},
		{"a table with semicolons", "a.csv", "id;label;text;Comments\n1;x;One.;Why?\n", "One.: note: Why? ()\nOne.: x ()"},
		{"one text in two rows", "a.jsonl", `{"text":"One.","label":["x"]}{"text":"One.","label":["y"]}`, "One.: x ()\nOne.: y ()"},
		{"code points", "a.jsonl", `{"text":"👩‍👩‍👧 pier","label":[[6,10,"x"]]}`, "“pier”: x ()\nthe offsets of texts (1) count Unicode code points, not UTF-16 code units"},
		{"graphemes", "a.jsonl", `{"text":"👩‍👩‍👧 pier fell","label":[[2,6,"x"],[7,11,"y"]]}`, "“pier”: x ()\n“fell”: y ()\nthe offsets of texts (1) count grapheme clusters, not UTF-16 code units"},
		{"UTF-16", "a.jsonl", `{"text":"😀😀 pier fell","label":[[5,9,"x"],[10,14,"y"]]}`, "“pier”: x ()\n“fell”: y ()"},
	} {
		b, err := read(t, c.file, c.text)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := lines(b); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestDamagedFilesAreRefusedWithTheLine(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"a.jsonl", "{\"text\":\"One.\"}\n{\"label\":[\"x\"]}", "a.jsonl, line 2 has no text"},
		{"a.jsonl", `{"text":""}`, "a.jsonl, line 1"},
		{"a.jsonl", `{"text":7}`, "a.jsonl, line 1"},
		{"a.jsonl", "{\"text\":\"One.\"}\n{\"text\":", "a.jsonl, line 2"},
		{"a.jsonl", "{\"text\":\"One.\"}\n7", "a.jsonl, line 2 is not an object"},
		{"a.json", `[{"text":"One."}`, "a.json, line 1"},
		{"a.json", `[{"text":"One."}] x`, "a.json, line 1"},
		{"a.jsonl", "{\"text\":\"a\xffb\"}", "not UTF-8"},
		{"a.jsonl", `{"text":"a\ud83d"}`, "half of a character"},
		{"a.jsonl", `{"text":"One.","label":[[0,9,"x"]]}`, "label 1 is from 0 to 9, which is no part of a text of 4 UTF-16 code units"},
		{"a.jsonl", `{"text":"One.","label":[[3,1,"x"]]}`, "label 1 is from 3 to 1"},
		{"a.jsonl", `{"text":"One.","label":[[1,1,"x"]]}`, "label 1 is from 1 to 1"},
		{"a.jsonl", `{"text":"One.","label":[[-1,1,"x"]]}`, "label 1 is from -1 to 1"},
		{"a.jsonl", `{"text":"One.","label":[[0,1]]}`, `"label" has something else than a label at 1`},
		{"a.jsonl", `{"text":"One.","label":[[0,1,""]]}`, `"label" has a span without a label at 1`},
		{"a.jsonl", `{"text":"One.","entities":[{"start_offset":1,"label":"x"}]}`, "only one of start_offset and end_offset"},
		{"a.jsonl", `{"text":"One.","label":[[0,1e99,"x"]]}`, "a.jsonl, line 1"},
		{"a.csv", "a,b\n1,2\n", "no column named text"},
		{"a.csv", "text,label\nOne.,x,y\n", "a.csv"},
		{"a.csv", "text,label\nOne.,x\n,y\n", "a.csv, line 3 has no text"},
		{"a.csv", "text,label\n\"One.,x\n", "a.csv"},
		{"a.csv", "text,label\nOn\xff.,x\n", "not UTF-8"},
	} {
		b, err := read(t, c.file, c.text)
		if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.want) || b != nil {
			t.Errorf("%s: %v, want one with %q", c.text, err, c.want)
		}
	}
}

func TestAnExportHasAFileForEachUser(t *testing.T) {
	b, err := read(t, "bo.jsonl", `{"text":"One.","label":["x"]}`, "sub/zoe.jsonl", `{"text":"One.","label":["y"]}`, "all.csv", "text,label\nTwo.,z\n", "readme.txt", "?")
	if err != nil {
		t.Fatal(err)
	}
	if want := "Two.: z ()\nOne.: x (bo)\nOne.: y (zoe)"; lines(b) != want {
		t.Errorf("%s\nwant\n%s", lines(b), want)
	}
}

// A file of ours keeps its labels' analysts through doccano, and what its users add is theirs.
func TestLabelsThatDoccanoAddsBelongToItsUser(t *testing.T) {
	row := `{"id":1,"text":"👩‍👩‍👧 came. Zoe left us. It rained.","label":[[%s,"claim"],[%s,"claim"]],"meta":{"article":"0123456789abcdef","analyst":"ana","title":"Rain","written":[[15,27,"claim"]]},"Comments":[]}`
	want := "“Zoe left us.”: claim (ana)\n“It rained.”: claim (bo)"
	// In UTF-16 units and, as a project with graphemes has it, in graphemes.
	for second, remark := range map[string]string{"28,38": "", "21,31": "\nthe offsets of texts (1) count grapheme clusters, not UTF-16 code units"} {
		b, err := read(t, "bo.jsonl", fmt.Sprintf(row, "15,27", second), "zoe.jsonl", "")
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(b); got != want+remark {
			t.Errorf("%s\nwant\n%s", got, want+remark)
		}
		if d := b.Documents[0]; d.Article != "0123456789abcdef" || d.Metadata.Title != "Rain" {
			t.Errorf("the document is %+v", d)
		}
	}
}

func TestOnlyItsOwnFilesAreRecognised(t *testing.T) {
	for _, c := range []struct {
		file, text string
		want       bool
	}{
		{"a.jsonl", `{"text":"One.","label":[]}`, true},
		{"a.jsonl", `{"label":["x"],"text":"One."}`, true},
		{"a.json", `[{"text":"One.","label":["x"]}]`, true},
		{"a.jsonl", `{"text":"` + strings.Repeat("long ", 20_000) + `","label":[]}`, true},
		{"a.csv", "text,label\n", true},
		{"a.csv", "id;text\n", false},
		{"a.csv", "article,sentence,text,label\n", false},
		{"a.jsonl", `{"text":"One."}`, false},
		{"a.jsonl", `{"text":"One.","label":"x","answer":"accept"}`, false},
		{"a.jsonl", `{"text":"One.","label":"x","_input_hash":1}`, false},
		{"a.json", `{"format":"assay.annotation-set","version":2}`, false},
		{"a.json", `7`, false},
		{"a.json", ``, false},
	} {
		set, err := bundle.Of(c.file, []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := format.Recognises(set, []byte(c.text)[:min(len(c.text), peer.FrontBytes)]); got != c.want {
			t.Errorf("%.60s: %t", c.text, got)
		}
	}
}

// doccano drops spans that overlap, so a line has none.
func TestOverlappingLabelsAreOnDifferentLines(t *testing.T) {
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt")
	exchangetest.Import(t, p, doc)
	first, second := doc.Sentences()[0].Span, doc.Sentences()[1].Span
	exchangetest.Apply(t, p,
		exchangetest.Label(doc, 0, "ana", model.Claim, exchangetest.After(1)),
		exchangetest.Label(doc, 1, "ana", model.Quote, exchangetest.After(1)),
		edit.Of(record.OnSentence(doc.ID, model.Span{Start: first.Start, End: second.End}, "ana"), nil,
			&model.Annotation{Analyst: "ana", Label: model.Background, At: exchangetest.After(1)}),
	)
	data := string(peertest.Export(t, format, p))
	if n := strings.Count(data, "\n"); n != 2 {
		t.Fatalf("there are %d lines, want 2:\n%s", n, data)
	}
	b := peertest.Read(t, format, []byte(data))
	if len(b.Documents) != 1 || len(b.Documents[0].Marks) != 3 {
		t.Fatalf("read: %s", lines(b))
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"text":"The pier fell.","label":[[4,8,"thing"]]}`, `[{"text":"😀 pier","labels":["x"]}]`, "text,label\na,b#c\n",
		`{"text":"👩‍👩‍👧 a","entities":[{"id":1,"start_offset":0,"end_offset":1,"label":"x"}],"meta":{"article":"0123456789abcdef","written":[[0,1,"x"]]}}`,
		`{"text":"a\ud83d"}`, `{"text":"a","label":[[0,99,"x"]]}`, `[[[[`, "",
	} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, table bool) {
		name := "a.jsonl"
		if table {
			name = "a.csv"
		}
		b, err := read(t, name, text)
		if err != nil {
			if !errors.Is(err, model.ErrDamaged) {
				t.Errorf("the error does not wrap ErrDamaged: %v", err)
			}
			return
		}
		for _, d := range b.Documents {
			for _, m := range d.Marks {
				if !m.Whole && (m.Span.Len() <= 0 || m.Span.Of(d.Text) == "") {
					t.Errorf("a mark has no place: %+v", m)
				}
			}
		}
	})
}

func BenchmarkWrite(b *testing.B) { peertest.Speed(b, format) }
