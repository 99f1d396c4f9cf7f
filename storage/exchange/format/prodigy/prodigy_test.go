package prodigy_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/format/prodigy"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

func format() peer.Format { return prodigy.Formats()[0] }

func TestRoundTrip(t *testing.T) { peertest.RoundTrip(t, format()) }

func read(t testing.TB, text string) (*peer.Batch, error) {
	t.Helper()
	set, err := bundle.Of("tasks.jsonl", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return format().Read(context.Background(), set)
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
			switch {
			case m.Quote != "":
				on = m.Before + "“" + m.Quote + "”" + m.After + m.Sentence
			case !m.Whole:
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

func TestTasksOfAllInterfacesAreRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"a choice", `{"text":"It fell.","options":[{"id":"claim","text":"A claim"}],"accept":["claim"],"answer":"accept","_annotator_id":"ana"}`, "It fell.: claim (ana)"},
		{"a choice by number", `{"text":"It fell.","options":[{"id":1,"text":"A claim"}],"accept":[1,2],"answer":"accept","_session_id":"news-ana"}`, "It fell.: A claim+2 (news-ana)"},
		{"yes or no", `{"text":"It fell.","label":"HARM","answer":"accept"}` + "\n" + `{"text":"It stood.","label":"HARM","answer":"reject"}`, "It fell.: HARM ()\nIt stood.\nlabels of tasks and spans that were answered with \"reject\" (1) are left out"},
		{"spans", `{"text":"😀 Ann fell.","spans":[{"start":2,"end":5,"label":"WHO","token_start":1,"token_end":1}],"answer":"accept","_session_id":null}`, "“Ann”: WHO ()"},
		{"spans in UTF-16", `{"text":"😀 Ann fell.","spans":[{"start":3,"end":6,"text":"Ann","label":"WHO"}]}`, "“Ann”: WHO ()\nthe offsets of tasks (1) count UTF-16 code units, not Unicode code points"},
		{"a rejected span", `{"text":"Ann fell.","spans":[{"start":0,"end":3,"label":"WHO","answer":"reject"}],"answer":"accept"}`, "Ann fell.\nlabels of tasks and spans that were answered with \"reject\" (1) are left out"},
		{"nothing chosen", `{"text":"Ann fell.","accept":[],"answer":"ignore"}`, "Ann fell."},
		{"an input", `{"text":"Ann fell.","user_input":"Who?","answer":"accept","notes":7}`, "Ann fell.: note: Who? ()"},
		{"ours with a span", `{"text":"Ann fell.","spans":[{"start":0,"end":3,"label":"WHO"}],"accept":["claim"],"answer":"accept","meta":{"article":"0123456789abcdef","sentence":"0123456789abcdef:7-16"}}`, "“Ann fell.”0123456789abcdef:7-16: claim ()\n“Ann” fell.: WHO ()"},
	} {
		b, err := read(t, c.text)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := lines(b); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestDamagedTasksAreRefusedWithTheLine(t *testing.T) {
	const ours = `"meta":{"article":"0123456789abcdef","sentence":"0123456789abcdef:7-16"}`
	for _, c := range []struct{ text, want string }{
		{"{\"text\":\"a\"}\n{\"html\":\"b\"}", "tasks.jsonl, line 2 has no text"},
		{`{"text":""}`, "has no text"},
		{`{"text":7}`, "tasks.jsonl, line 1"},
		{`{"text":"a","answer":"perhaps"}`, `the unknown answer "perhaps"`},
		{`{"text":"a","spans":[{"start":0,"end":2,"label":"x"}]}`, "span 1 is from 0 to 2, which is no part of a text of 1"},
		{`{"text":"a","spans":[{"start":1,"end":1,"label":"x"}]}`, "span 1 is from 1 to 1"},
		{`{"text":"a","accept":[{}]}`, "is not a label"},
		{`{"text":"a","accept":"x"}`, "tasks.jsonl, line 1"},
		{`{"text":"a","grade":"Z9",` + ours + `}`, `has the grade "Z9"`},
		{`{"text":"a","mentions":[{"statement":"s","stance":"hums"}],` + ours + `}`, `the unknown stance "hums"`},
	} {
		b, err := read(t, c.text)
		if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.want) || b != nil {
			t.Errorf("%s: %v, want one with %q", c.text, err, c.want)
		}
	}
}

func TestASentenceWithoutWorkIsATaskWithoutAnAnswer(t *testing.T) {
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt")
	exchangetest.Import(t, p, doc)
	tasks := strings.Split(strings.TrimSpace(string(peertest.Export(t, format(), p))), "\n")
	if len(tasks) != len(doc.Sentences()) {
		t.Fatalf("there are %d tasks, want %d", len(tasks), len(doc.Sentences()))
	}
	for _, line := range tasks {
		if strings.Contains(line, `"answer"`) || !strings.Contains(line, `"options":[{"id":"claim","text":"Claim"}`) {
			t.Errorf("the task is %s", line)
		}
	}
}

func TestOnlyItsOwnFilesAreRecognised(t *testing.T) {
	for text, want := range map[string]bool{
		`{"text":"a","answer":"accept"}`:           true,
		`{"text":"a","meta":{},"spans":[]}`:        true,
		`{"text":"a","_input_hash":-1,"label":""}`: true,
		`{"text":"a","label":[]}`:                  false,
		`{"data":{"text":"a"},"annotations":[]}`:   false,
		`{"html":"a","answer":"accept"}`:           false,
		``:                                         false,
	} {
		if got := format().Recognises(nil, []byte(text)); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"text":"It fell.","options":[{"id":"claim","text":"A claim"}],"accept":["claim",1],"answer":"accept","_annotator_id":"ana","_timestamp":1}`,
		`{"text":"😀 Ann","spans":[{"start":3,"end":6,"text":"Ann","label":"WHO"}]}`,
		`[{"text":"a","notes":[{"text":"n","time":"2026-03-04T05:06:07Z"}],"grade":"B2","attribution":{"voice":"v"},"mentions":[{"stance":"denies"}],"meta":{"article":"0123456789abcdef","sentence":"x"}}]`,
		`{"text":"a","_timestamp":1e300}`, `{"text":"a","answer":7}`, ``, `[`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		b, err := read(t, text)
		if err != nil {
			if !errors.Is(err, model.ErrDamaged) {
				t.Errorf("the error does not wrap ErrDamaged: %v", err)
			}
			return
		}
		_ = lines(b)
	})
}

func BenchmarkWrite(b *testing.B) { peertest.Speed(b, format()) }
