package argilla

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
	"assay.app/assay/storage/storagetest"
)

func TestEverythingCarriedIsReadBack(t *testing.T) {
	peertest.RoundTrip(t, Formats()[0])
}

func TestTheRecordsAreThoseOfArgilla(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(5, 24)), 3, 20)
	data := peertest.Export(t, Formats()[0], p)
	var records []struct {
		ID        string
		Fields    map[string]string
		Metadata  map[string]any
		Responses map[string][]struct {
			Value any
			User  string `json:"user_id"`
		}
		Suggestions, Vectors map[string]any
	}
	if err := json.Unmarshal(data, &records); err != nil {
		t.Fatal(err)
	}
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	answers := 0
	for _, r := range records {
		if r.ID == "" || r.Fields["text"] == "" || r.Suggestions == nil || r.Vectors == nil {
			t.Errorf("record %+v", r)
		}
		for question, all := range r.Responses {
			seen := map[string]bool{}
			for _, a := range all {
				if answers++; !uuid.MatchString(a.User) || seen[a.User] || a.Value == nil {
					t.Errorf("%s: answer %+v", question, a)
				}
				seen[a.User] = true
			}
		}
	}
	if answers == 0 {
		t.Error("there are no answers")
	}
	if !recognises(nil, data[:min(len(data), 1<<16)]) {
		t.Error("the export is not recognised")
	}
}

func TestSeveralNotesOfOneAnalystAreReadBack(t *testing.T) {
	p := storagetest.NewWith(t, storage.Options{})
	doc := storagetest.Document("The pier fell.\n")
	storagetest.Import(t, p, doc)
	on := model.OnSentence(doc.ID, doc.Units[0].Span)
	var edits []edit.Edit
	for i, by := range []string{"ana", "ana", "bo", "ana"} {
		edits = append(edits, edit.OfNote(nil, &model.Note{ID: fmt.Sprint("n", i), Target: on, Analyst: by, Text: fmt.Sprint("note ", i), Created: peertest.Epoch, Updated: peertest.Epoch}))
	}
	p.Enqueue(edit.Change{At: peertest.Epoch, Analyst: "ana", Verb: edit.Tag, Edits: edits})
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	b := peertest.Read(t, Formats()[0], peertest.Export(t, Formats()[0], p))
	got := described(b)
	want := []string{"[The pier fell.]: ana:  note note 0 note note 1 note note 3", "[The pier fell.]: bo:  note note 2"}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestAProjectWithoutArticlesIsAnEmptyList(t *testing.T) {
	if got := string(peertest.Export(t, Formats()[0], peertest.Project(t, rand.New(rand.NewPCG(1, 1)), 0, 1))); got != "[]\n" {
		t.Errorf("wrote %q", got)
	}
}

// parsed reads a file.
func parsed(data string) (*peer.Batch, error) {
	files, err := bundle.Of("records.json", []byte(data))
	if err != nil {
		return nil, err
	}
	return read(context.Background(), files)
}

// described returns the marks of a batch, one in a text.
func described(b *peer.Batch) (all []string) {
	for _, d := range b.Documents {
		for _, m := range d.Marks {
			place := "whole " + d.Text
			if !m.Whole {
				place = "[" + m.Quote + m.Span.Of(d.Text) + "]"
			}
			text := fmt.Sprintf("%s: %s: %s", place, m.Analyst, strings.Join(m.Labels, ","))
			for _, n := range m.Notes {
				text += " note " + n.Text
			}
			for _, p := range m.Phrases {
				text += " phrase " + p
			}
			if !m.Grade.IsZero() {
				text += " grade " + m.Grade.String()
			}
			all = append(all, text)
		}
	}
	return all
}

const ana, bo = "11111111-2222-4333-8444-555555555555", "11111111-2222-4333-8444-555555555556"

// exports are files as versions of Argilla write them.
var exports = map[string]struct {
	data   string
	marks  []string
	remark string
}{
	"nested": {
		data: `[{"id":"r1","fields":{"field":"It fell."},"metadata":{"title":"The pier"},"vectors":{},"_server_id":null,` +
			`"suggestions":{"mood":{"value":"bad","score":0.5,"agent":"m1"}},"responses":{"mood":[{"value":"good","user_id":"` + ana + `"},{"value":"bad","user_id":"` + bo + `"}],"comment":[{"value":"thin","user_id":"` + ana + `"}]}}]`,
		marks: []string{"whole It fell.: " + ana + ": good note thin", "whole It fell.: " + bo + ": bad", "whole It fell.: m1: bad"},
	},
	"flattened": {
		data: `[{"id":"r1","status":"completed","_server_id":null,"text":"It fell.","mood.responses":["good","bad","odd"],"mood.responses.users":["` + ana + `","` + bo + `","x"],"mood.responses.status":["submitted","draft","discarded"],` +
			`"stars.responses":[4],"stars.responses.users":["` + ana + `"],"mood.suggestion":"bad","mood.suggestion.score":0.9,"mood.suggestion.agent":null}]`,
		marks:  []string{"whole It fell.: " + ana + ": good note stars: 4", "whole It fell.: " + bo + ": bad", "whole It fell.: suggestion: bad"},
		remark: "left out: 1 responses that were discarded",
	},
	"several labels": {
		data:  `[{"id":"r1","fields":{"text":"It fell."},"responses":{"topics":[{"value":["a","b","a"],"user_id":"u"}]}}]`,
		marks: []string{"whole It fell.: u: a,b"},
	},
	"spans": {
		data:  `[{"id":"r1","fields":{"text":"A 😀 pier. It fell."},"responses":{"spans":[{"value":[{"start":11,"end":19,"label":"claim"},{"start":5,"end":9,"label":"thing"}],"user_id":"u"}]}}]`,
		marks: []string{"[It fell.]: u: claim", "[pier]: u: thing"},
	},
	"a ranking": {
		data:   `[{"id":"r1","fields":{"text":"It fell."},"responses":{"order":[{"value":[{"value":"a","rank":1}],"user_id":"u"}]}}]`,
		remark: "left out: 1 answers to rankings",
	},
	"lines": {
		data:  "{\"id\":\"a\",\"fields\":{\"text\":\"One.\"},\"responses\":{\"q\":[{\"value\":\"x\",\"user_id\":\"u\"}]}}\n{\"id\":\"b\",\"fields\":{\"text\":\"Two.\"},\"metadata\":null,\"responses\":{},\"suggestions\":{}}\n",
		marks: []string{"whole One.: u: x"},
	},
	"a sentence of ours, with a span": {
		data:  `[{"id":"0123456789abcdef:5-13","fields":{"text":"It fell."},"metadata":{"article":"0123456789abcdef","analysts":["u Ana Lind"]},"responses":{"label":[{"value":"claim","user_id":"u"}],"grade":[{"value":"B2","user_id":"u"}],"phrase":[{"value":["thin"],"user_id":"u"}],"spans":[{"value":[{"start":3,"end":7,"label":"verb"}],"user_id":"v"}]}}]`,
		marks: []string{"[It fell.]: Ana Lind: claim phrase thin grade B2", "[fell]: v: verb"},
	},
}

func TestExportsOfArgillaAreRead(t *testing.T) {
	for name, c := range exports {
		b, err := parsed(c.data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := described(b)
		slices.Sort(got)
		slices.Sort(c.marks)
		if !slices.Equal(got, c.marks) {
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

// damaged are files that must be refused, with a part of the error.
var damaged = map[string]string{
	``:                               "empty",
	`[{"id":"a","fields":{"text":"c`: "ends in the middle",
	`[1]`:                            "record 1: ",
	`[{"id":"a","fields":{"text":"One."}},{"id":"b","fields":{"n":3}}]`:                                                        "record 2: the file is damaged: it has no field",
	`[{"id":"a","fields":{"text":"It fell."},"responses":{"s":[{"value":[{"start":3,"end":90,"label":"x"}],"user_id":"u"}]}}]`: "from 3 to 90",
	`[{"id":"a","fields":{"text":"It fell."},"responses":{"s":[{"value":[{"start":3,"label":"x"}],"user_id":"u"}]}}]`:          "no end",
	"[{\"fields\":{\"text\":\"\xff\"}}]": "UTF-8",
	strings.Repeat(`[{"fields":`, 20000): "depth",
}

func TestDamagedFilesAreRefused(t *testing.T) {
	for data, want := range damaged {
		b, err := parsed(data)
		if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), want) || b != nil {
			t.Errorf("%.60q: error %v; want one with %q", data, err, want)
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
