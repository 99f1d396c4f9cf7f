package labelstudio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

func TestEverythingCarriedIsReadBack(t *testing.T) {
	peertest.RoundTrip(t, Formats()[0])
}

func TestTheJSONIsThatOfLabelStudio(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(5, 24)), 3, 20)
	var tasks []struct {
		Data        map[string]string
		Annotations []struct {
			CompletedBy any `json:"completed_by"`
			Result      []struct {
				ID, Type string
				Value    map[string]any
			}
		}
	}
	data := peertest.Export(t, Formats()[0], p)
	if err := json.Unmarshal(data, &tasks); err != nil {
		t.Fatal(err)
	}
	regions := 0
	for _, task := range tasks {
		units := utf16.Encode([]rune(task.Data["text"]))
		for _, a := range task.Annotations {
			if a.CompletedBy != nil {
				t.Error("an annotation names an annotator, which Label Studio refuses unless it knows the person")
			}
			for _, r := range a.Result {
				if r.Type != "labels" {
					continue
				}
				regions++
				start, end := int(r.Value["start"].(float64)), int(r.Value["end"].(float64))
				if got := string(utf16.Decode(units[start:end])); got != r.Value["text"] {
					t.Errorf("%s: UTF-16 units %d to %d are %q, its text is %q", r.ID, start, end, got, r.Value["text"])
				}
			}
		}
	}
	if regions == 0 {
		t.Error("no labels were written")
	}
	if !recognises(nil, data[:min(len(data), 1<<16)]) {
		t.Error("the export is not recognised")
	}
}

func TestAProjectWithoutArticlesIsAnEmptyList(t *testing.T) {
	if got := string(peertest.Export(t, Formats()[0], peertest.Project(t, rand.New(rand.NewPCG(1, 1)), 0, 1))); got != "[]\n" {
		t.Errorf("wrote %q", got)
	}
}

// parsed reads a file.
func parsed(data string) (*peer.Batch, error) {
	files, err := bundle.Of("tasks.json", []byte(data))
	if err != nil {
		return nil, err
	}
	return read(context.Background(), files)
}

// described returns the marks of a batch, one in a text.
func described(b *peer.Batch) (all []string) {
	for _, d := range b.Documents {
		for _, m := range d.Marks {
			place := "whole"
			if !m.Whole {
				place = m.Quote + m.Span.Of(d.Text)
			}
			text := fmt.Sprintf("%s: %s: %s", place, m.Analyst, strings.Join(m.Labels, ","))
			for _, n := range m.Notes {
				text += " note " + n.Text
			}
			for _, p := range m.Phrases {
				text += " phrase " + p
			}
			if !m.Grade.IsZero() {
				text += " grade " + m.Grade.String() + " " + m.Basis
			}
			all = append(all, text)
		}
	}
	return all
}

// exports are files as versions of Label Studio write them.
var exports = map[string]struct {
	data   string
	marks  []string
	remark string
}{
	"labels, with the region's text": {
		data:  `[{"id":3,"data":{"text":"A 😀 pier. It fell."},"annotations":[{"id":9,"completed_by":{"id":1,"email":"ana@example.org","first_name":"Ana","last_name":"Lind"},"result":[{"id":"x","from_name":"label","to_name":"text","type":"labels","value":{"start":11,"end":19,"text":"It fell.","labels":["Claim"]}}]}]}]`,
		marks: []string{"It fell.: Ana Lind: Claim"},
	},
	"code points": {
		data:   `[{"data":{"text":"A 😀 pier. It fell."},"annotations":[{"completed_by":4,"result":[{"type":"labels","value":{"start":10,"end":18,"text":"It fell.","labels":["Claim"]}}]}]}]`,
		marks:  []string{"It fell.: annotator 4: Claim"},
		remark: `the offsets of "task 1" count Unicode code points, not UTF-16 code units`,
	},
	"old completions, whose end is included": {
		data:   `[{"data":{"text":"It fell. Then rain."},"completions":[{"result":[{"type":"labels","value":{"start":0,"end":7,"text":"It fell.","labels":["Claim"]}}]}]}]`,
		marks:  []string{"It fell.: : Claim"},
		remark: "with the last one included",
	},
	"choices, ratings and remarks on the text": {
		data:  `[{"data":{"review":"It fell."},"annotations":[{"completed_by":"bo@example.org","result":[{"id":"a","from_name":"sentiment","to_name":"review","type":"choices","value":{"choices":["Negative","Short"]}},{"from_name":"stars","type":"rating","value":{"rating":2}},{"from_name":"why","type":"textarea","value":{"text":["thin"]}}]}]}]`,
		marks: []string{"whole: bo@example.org: Negative,Short note stars: 2 note thin"},
	},
	"choices and remarks on a region": {
		data:  `[{"data":{"text":"It fell. Then rain."},"annotations":[{"result":[{"id":"r","type":"labels","from_name":"ner","value":{"start":0,"end":8,"text":"It fell.","labels":["A"]}},{"id":"r","type":"choices","from_name":"sure","value":{"start":0,"end":8,"text":"It fell.","choices":["Yes"]}},{"id":"r","type":"textarea","from_name":"why","value":{"text":["seen"]},"meta":{"text":["check"]}}]}]}]`,
		marks: []string{"It fell.: : A,Yes note check note seen"},
	},
	"predictions": {
		data:  `[{"data":{"$undefined$":"It fell."},"predictions":[{"model_version":"m1","score":0.5,"result":[{"type":"labels","value":{"start":0,"end":2,"score":0.4,"labels":["P"]}}]}]}]`,
		marks: []string{"It: m1: P"},
	},
	"a taxonomy": {
		data:  `[{"data":{"text":"It fell."},"annotations":[{"result":[{"type":"taxonomy","from_name":"t","value":{"taxonomy":[["News","Harbour"],["Rain"]]}}]}]}]`,
		marks: []string{"whole: : News / Harbour,Rain"},
	},
	"a skipped task, a draft and a relation": {
		data:   `[{"data":{"text":"It fell."},"drafts":[{"result":[]}],"annotations":[{"was_cancelled":true,"result":[]},{"result":[{"type":"relation","from_id":"a","to_id":"b"}]}]}]`,
		remark: "left out: 1 relations between regions",
	},
	"regions of a web page": {
		data:   `[{"data":{"text":"<p>It fell.</p>"},"annotations":[{"result":[{"type":"hypertextlabels","value":{"start":"/p[1]/text()[1]","end":"/p[1]/text()[1]","startOffset":0,"endOffset":2,"hypertextlabels":["A"]}}]}]}]`,
		remark: "left out: 1 regions that are not parts of a plain text",
	},
	"a text in another file": {
		data:  `[{"data":{"text":"https://example.org/a.txt"},"annotations":[{"result":[{"type":"labels","value":{"start":900,"end":908,"text":"It fell.","labels":["A"]}}]}]}]`,
		marks: []string{"It fell.: : A"},
	},
	"JSON-MIN": {
		data:  `[{"id":1,"text":"It fell. Then rain.","label":[{"start":0,"end":8,"text":"It fell.","labels":["Claim"]}],"sentiment":"Bad","note":"thin","annotator":2,"annotation_id":5,"lead_time":3.1},{"id":1,"text":"It fell. Then rain.","label":[{"start":9,"end":19,"text":"Then rain.","labels":["Claim"]}],"annotator":3,"annotation_id":6,"lead_time":1}]`,
		marks: []string{"whole: annotator 2: Bad note thin", "It fell.: annotator 2: Claim", "Then rain.: annotator 3: Claim"},
	},
	"JSON-MIN with a field of which nothing is known": {
		data:   `[{"id":1,"text":"It fell.","mood":"Bad","annotator":2,"annotation_id":5,"lead_time":3.1}]`,
		remark: `1 texts of the field "mood"`,
	},
}

func TestExportsOfLabelStudioAreRead(t *testing.T) {
	for name, c := range exports {
		b, err := parsed(c.data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := described(b); !slices.Equal(got, c.marks) {
			t.Errorf("%s: marks %q, want %q", name, got, c.marks)
		}
		if got := strings.Join(b.Remarks, "\n"); !strings.Contains(got, c.remark) || c.remark == "" && got != "" {
			t.Errorf("%s: remarks %q, want %q", name, got, c.remark)
		}
		if !recognises(nil, []byte(c.data)) {
			t.Errorf("%s: it is not recognised", name)
		}
	}
}

func TestTheAnnotationsOfOneTaskInShortFilesAreOneDocument(t *testing.T) {
	b, err := parsed(exports["JSON-MIN"].data)
	if err != nil || len(b.Documents) != 1 {
		t.Fatalf("%v, %v", b, err)
	}
}

func TestTimesAndFactsAreRead(t *testing.T) {
	b, err := parsed(`[{"data":{"text":"It fell.","title":"The pier","url":"https://example.org/p","article":"0123456789abcdef"},"annotations":[{"updated_at":"2026-03-04T05:06:07.5Z","result":[{"type":"choices","value":{"choices":["x"]}}]}]}]`)
	if err != nil {
		t.Fatal(err)
	}
	d := b.Documents[0]
	if d.Article != "0123456789abcdef" || d.Metadata.Title != "The pier" || d.Metadata.URL != "https://example.org/p" || d.Name != "The pier" {
		t.Errorf("read %+v", d)
	}
	if want := time.Date(2026, 3, 4, 5, 6, 7, 5e8, time.UTC); !d.Marks[0].Time.Equal(want) {
		t.Errorf("time %v, want %v", d.Marks[0].Time, want)
	}
}

// damaged are files that must be refused, with a part of the error.
var damaged = map[string]string{
	``:                           "empty",
	`[{"data":{"text":"cut`:      "ends in the middle",
	`[1]`:                        "task 1: ",
	`[{"data":{"text":"a"}},{}]`: "task 2: ",
	`[{"data":[1]}]`:             "its data is not an object",
	`[{"data":{"image":"https://example.org/a.png"},"annotations":[]}]`:                                                                                  "no text",
	`[{"data":{"text":[{"author":"A","text":"Hi"}]}}]`:                                                                                                   "dialogues",
	`[{"data":{"text":"a"},"annotations":[{"id":7,"result":["x"]}]}]`:                                                                                    "annotation 7: result 1",
	`[{"data":{"text":"It fell."},"annotations":[{"id":7,"result":[{"id":"q","type":"labels","value":{"start":3,"end":90,"labels":["A"]}}]}]}]`:          "annotation 7, result q: 3 to 90 is not in the text, which has 8 UTF-16",
	`[{"data":{"text":"It fell."},"annotations":[{"result":[{"type":"labels","value":{"start":5,"end":3,"labels":["A"]}}]}]}]`:                           "5 to 3",
	`[{"data":{"text":"It fell."},"annotations":[{"result":[{"type":"labels","value":{"start":-1,"end":3,"labels":["A"]}}]}]}]`:                          "-1 to 3",
	`[{"data":{"text":"😀"},"annotations":[{"result":[{"type":"labels","value":{"start":1,"end":2,"labels":["A"]}}]}]}]`:                                  "1 to 2",
	`[{"data":{"text":"https://example.org/a.txt"},"annotations":[{"result":[{"id":"q","type":"labels","value":{"start":1,"end":2,"labels":["A"]}}]}]}]`: "another file",
	"[{\"data\":{\"text\":\"\xff\"}}]": "UTF-8",
	strings.Repeat(`[{"data":`, 20000): "depth",
}

func TestDamagedFilesAreRefused(t *testing.T) {
	for data, want := range damaged {
		b, err := parsed(data)
		if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), want) || b != nil {
			t.Errorf("%.60q: %v, error %v; want one with %q", data, b, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range exports {
		f.Add([]byte(c.data))
	}
	for data := range damaged {
		f.Add([]byte(data[:min(len(data), 1000)]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		recognises(nil, data)
		b, err := parsed(string(data))
		if err != nil {
			return
		}
		for _, d := range b.Documents {
			for _, m := range d.Marks {
				if m.Span.Start < 0 || m.Span.Start > m.Span.End || m.Span.End > len(d.Text) {
					t.Errorf("span %v of a text with %d bytes", m.Span, len(d.Text))
				}
			}
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	p := peertest.Project(b, rand.New(rand.NewPCG(1, 1)), 20, 2000)
	c, err := peer.Open(context.Background(), p, peer.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(peertest.Export(b, Formats()[0], p))))
	for b.Loop() {
		if err := write(context.Background(), io.Discard, c); err != nil {
			b.Fatal(err)
		}
	}
}
