package webannotation

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
	"unicode/utf16"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

func TestEverythingCarriedIsReadBack(t *testing.T) {
	for _, f := range Formats() {
		t.Run(f.Key, func(t *testing.T) { peertest.RoundTrip(t, f) })
	}
}

func format(t testing.TB, key string) peer.Format {
	t.Helper()
	all := Formats()
	return all[slices.IndexFunc(all, func(f peer.Format) bool { return f.Key == key })]
}

// parsed reads a file.
func parsed(f peer.Format, data string) (*peer.Batch, error) {
	files, err := bundle.Of("annotations.json", []byte(data))
	if err != nil {
		return nil, err
	}
	return f.Read(context.Background(), files)
}

// described returns the marks of a batch, one in a text.
func described(b *peer.Batch) (all []string) {
	for _, d := range b.Documents {
		for _, m := range d.Marks {
			place := "whole " + d.Metadata.URL
			if !m.Whole {
				place = m.Before + "[" + m.Quote + m.Span.Of(d.Text) + "]" + m.After
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

// selector is what the files have in common.
type selector struct {
	Type, Exact, Prefix, Suffix string
	Start, End                  int
}

// checkSelectors reports a position that is not that of the quote in text, counted in units.
func checkSelectors(t *testing.T, units []string, list []selector) {
	t.Helper()
	if len(list) != 2 || list[0].Type != "TextQuoteSelector" || list[1].Type != "TextPositionSelector" {
		t.Fatalf("selectors %+v", list)
	}
	q, p := list[0], list[1]
	if got := strings.Join(units[p.Start:p.End], ""); got != q.Exact {
		t.Errorf("%d to %d is %q, the quote is %q", p.Start, p.End, got, q.Exact)
	}
	if !strings.HasSuffix(strings.Join(units[:p.Start], ""), q.Prefix) || !strings.HasPrefix(strings.Join(units[p.End:], ""), q.Suffix) {
		t.Errorf("%q and %q are not around the quote", q.Prefix, q.Suffix)
	}
	if len(utf16.Encode([]rune(q.Prefix))) > 32 || len(utf16.Encode([]rune(q.Suffix))) > 32 {
		t.Errorf("%q or %q is longer than 32 units", q.Prefix, q.Suffix)
	}
}

func TestPositionsOfW3CCountCodePoints(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(5, 24)), 3, 20)
	var file struct {
		Total int
		First struct {
			Items []struct {
				ID     string
				Target json.RawMessage
			}
		}
	}
	data := peertest.Export(t, format(t, "w3c"), p)
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if file.Total == 0 || file.Total != len(file.First.Items) {
		t.Errorf("total %d of %d", file.Total, len(file.First.Items))
	}
	var points []string
	ids := map[string]bool{}
	for _, a := range file.First.Items {
		if ids[a.ID] {
			t.Errorf("the id %s occurs twice", a.ID)
		}
		ids[a.ID] = true
		var target struct {
			Body     string `json:"schema:articleBody"`
			Selector []selector
		}
		if json.Unmarshal(a.Target, &target) != nil {
			continue // the target is an address alone
		}
		if target.Body != "" {
			points = strings.Split(target.Body, "")
		} else if target.Selector != nil {
			checkSelectors(t, points, target.Selector)
		}
	}
	if f := format(t, "w3c"); !f.Recognises(nil, data[:min(len(data), 1<<16)]) {
		t.Error("the export is not recognised")
	}
}

func TestPositionsOfHypothesisCountUTF16(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(5, 24)), 3, 20)
	text := map[string][]string{}
	for a, err := range p.Articles() {
		if err != nil {
			t.Fatal(err)
		}
		doc, err := p.Document(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		var units []string
		for _, r := range doc.Text {
			units = append(units, string(r))
			if r > 0xFFFF {
				units = append(units, "")
			}
		}
		text[doc.Metadata.URL] = units
	}
	var file struct {
		Total int
		Rows  []struct {
			ID, URI, User string
			Target        []struct{ Selector []selector }
		}
	}
	data := peertest.Export(t, format(t, "hypothesis"), p)
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if file.Total == 0 || file.Total != len(file.Rows) {
		t.Errorf("total %d of %d", file.Total, len(file.Rows))
	}
	ids := map[string]bool{}
	for _, a := range file.Rows {
		if ids[a.ID] || len(a.ID) != 22 {
			t.Errorf("the id %q occurs twice or is not like those of Hypothesis", a.ID)
		}
		ids[a.ID] = true
		if a.Target[0].Selector != nil {
			checkSelectors(t, text[a.URI], a.Target[0].Selector)
		}
	}
	if f := format(t, "hypothesis"); !f.Recognises(nil, data[:min(len(data), 1<<16)]) {
		t.Error("the export is not recognised")
	}
}

func TestNamesOfAnalystsBecomeAccountsThatHypothesisAccepts(t *testing.T) {
	for name, want := range map[string]string{
		"ana": "acct:ana@assay.app", "Bo Æ.": "acct:Bo__.@assay.app", "": "acct:___@assay.app", strings.Repeat("x", 50): "acct:" + strings.Repeat("x", 30) + "@assay.app",
	} {
		if got := account(name); got != want {
			t.Errorf("account(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestAProjectWithNothingToSayIsAValidFile(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(1, 1)), 0, 1)
	for _, f := range Formats() {
		data := peertest.Export(t, f, p)
		if !json.Valid(data) || !strings.Contains(string(data), `"total":0`) {
			t.Errorf("%s: wrote %s", f.Key, data)
		}
		if b := peertest.Read(t, f, data); len(b.Documents) != 0 {
			t.Errorf("%s: read %+v", f.Key, b)
		}
	}
}

// w3cFile is an article with its text, as w3c writes it, and an annotation with the given target and
// body.
func w3cFile(target, body string) string {
	return `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":[
		{"type":"Annotation","id":"urn:x:1","target":{"id":"https://example.org/a","schema:url":"https://example.org/a","schema:articleBody":"A 😀 pier. It fell. It fell."}},
		{"type":"Annotation","id":"urn:x:2","creator":{"name":"Ana"},"target":` + target + `,"body":` + body + `}]}`
}

const tagBody = `{"type":"TextualBody","purpose":"tagging","value":"T"}`

// annotations are files as other programs write them.
var annotations = map[string]map[string]struct {
	data   string
	marks  []string
	remark string
}{
	"w3c": {
		"a bare annotation": {
			data:  `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:x","type":"Annotation","bodyValue":"Says who?","target":"https://example.org/a"}`,
			marks: []string{"whole https://example.org/a: :  note Says who?"},
		},
		"a list, as of Recogito": {
			data: `[{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","id":"urn:x","body":[{"type":"TextualBody","purpose":"commenting","value":"Thin","creator":{"id":"u1","name":"Bo"}},{"type":"TextualBody","purpose":"tagging","value":"T","creator":{"id":"u2"}}],` +
				`"target":{"source":"https://example.org/a","selector":[{"type":"TextQuoteSelector","exact":"It fell.","prefix":"pier. "},{"type":"TextPositionSelector","start":10,"end":18}]}}]`,
			marks: []string{"pier. [It fell.]: Bo:  note Thin", "pier. [It fell.]: u2: T"},
		},
		"a position, in code points":           {data: w3cFile(`{"source":"https://example.org/a","selector":{"type":"TextPositionSelector","start":10,"end":18}}`, tagBody), marks: []string{"[It fell.]: Ana: T"}},
		"a quote, told apart by what precedes": {data: w3cFile(`{"source":"https://example.org/a","selector":{"type":"TextQuoteSelector","exact":"It fell.","prefix":"fell. "}}`, tagBody), marks: []string{"[It fell.]: Ana: T"}},
		"a quote at another position":          {data: w3cFile(`{"source":"https://example.org/a","selector":[{"type":"TextQuoteSelector","exact":"pier."},{"type":"TextPositionSelector","start":0,"end":5}]}`, tagBody), marks: []string{"[pier.]: Ana: T"}},
		"a quote that the text lacks":          {data: w3cFile(`{"source":"https://example.org/a","selector":{"type":"TextQuoteSelector","exact":"It rose."}}`, tagBody), marks: []string{"[It rose.]: Ana: T"}},
		"positions in UTF-16": {
			data:   w3cFile(`{"source":"https://example.org/a","selector":[{"type":"TextQuoteSelector","exact":"It fell."},{"type":"TextPositionSelector","start":11,"end":19}]}`, tagBody),
			marks:  []string{"[It fell.]: Ana: T"},
			remark: "count UTF-16 code units, not Unicode code points",
		},
		"a range of positions": {data: w3cFile(`{"source":"https://example.org/a","selector":{"type":"RangeSelector","startSelector":{"type":"TextPositionSelector","start":4,"end":5},"endSelector":{"type":"TextPositionSelector","start":9,"end":10}}}`, tagBody), marks: []string{"[pier.]: Ana: T"}},
		"a refined fragment":   {data: w3cFile(`{"source":"https://example.org/a","selector":{"type":"FragmentSelector","value":"p1","refinedBy":{"type":"TextQuoteSelector","exact":"pier."}}}`, tagBody), marks: []string{"[pier.]: Ana: T"}},
		"a path in a page": {
			data:   w3cFile(`{"source":"https://example.org/a","selector":{"type":"XPathSelector","value":"/html/body/p[2]"}}`, tagBody),
			marks:  []string{"whole https://example.org/a: Ana: T"},
			remark: "1 annotations select their parts by paths",
		},
		"a fragment in the address": {
			data: w3cFile(`"https://example.org/a#p2"`, tagBody), marks: []string{"whole https://example.org/a: Ana: T"}, remark: "1 annotations select",
		},
		"choices, links and tags with addresses": {
			data:  w3cFile(`"https://example.org/b"`, `[{"type":"Choice","items":[{"type":"TextualBody","value":"yes"},"https://example.org/note"]},{"type":"SpecificResource","purpose":"tagging","source":"https://example.org/vocab/x"}]`),
			marks: []string{"whole https://example.org/b: Ana: https://example.org/vocab/x note yes note https://example.org/note"},
		},
		"an assessment": {data: w3cFile(`"https://example.org/b"`, `[{"type":"TextualBody","purpose":"assessing","value":"B2"},{"type":"TextualBody","purpose":"assessing","value":"good"}]`), marks: []string{"whole https://example.org/b: Ana:  note good grade B2"}},
		"a highlight":   {data: w3cFile(`"https://example.org/b"`, `[]`), remark: "left out: 1 highlights"},
		"a picture":     {data: w3cFile(`{"id":"https://example.org/a.png","type":"Image"}`, tagBody), remark: "left out: 1 annotations on pictures"},
		"two targets":   {data: w3cFile(`["https://example.org/b",{"source":"https://example.org/c"}]`, tagBody), marks: []string{"whole https://example.org/b: Ana: T", "whole https://example.org/c: Ana: T"}},
		"a graph":       {data: `{"@context":"http://www.w3.org/ns/anno.jsonld","@graph":[{"@id":"urn:x","@type":"oa:Annotation","motivation":"tagging","body":{"value":"T"},"target":"https://example.org/a"},{"@id":"urn:y","@type":"Person"}]}`, marks: []string{"whole https://example.org/a: : T"}},
	},
	"hypothesis": {
		"an answer of the search": {
			data: `{"total":1,"rows":[{"id":"a1","created":"2026-03-04T05:06:07.5+00:00","updated":"2026-03-04T05:06:08+00:00","user":"acct:bo@hypothes.is","uri":"https://example.org/a","text":"Says who?","tags":["claim","thin"],"group":"__world__",` +
				`"target":[{"source":"https://example.org/a","selector":[{"type":"RangeSelector","startContainer":"/p[1]","endContainer":"/p[1]","startOffset":0,"endOffset":8},{"type":"TextPositionSelector","start":7000,"end":7008},{"type":"TextQuoteSelector","exact":"It fell.","prefix":"pier. ","suffix":" Then"}]}],"document":{"title":["The pier"]},"user_info":{"display_name":null}}]}`,
			marks: []string{"pier. [It fell.] Then: bo: claim,thin note Says who?"},
		},
		"an export of the extension": {
			data:  `{"export_date":"2026-03-04","export_userid":"acct:bo@hypothes.is","client_version":"1","annotations":[{"id":"a","user":"acct:bo@hypothes.is","user_info":{"display_name":"Bo Lind"},"uri":"https://example.org/a","text":"On the page","tags":[],"target":[{"source":"https://example.org/a"}]}]}`,
			marks: []string{"whole https://example.org/a: Bo Lind:  note On the page"},
		},
		"a reply": {
			data:   `{"rows":[{"id":"b","user":"acct:cy@x","uri":"https://example.org/a","text":"No","references":["a"],"target":[{"source":"https://example.org/a"}]},{"id":"a","user":"acct:bo@x","uri":"https://example.org/a","tags":["T"],"target":[{"selector":[{"type":"TextQuoteSelector","exact":"It fell."}]}]}]}`,
			marks:  []string{"[It fell.]: cy:  note No", "[It fell.]: bo: T"},
			remark: "1 replies were read as notes",
		},
		"a highlight":                     {data: `{"rows":[{"id":"a","user":"acct:bo@x","uri":"https://example.org/a","text":"","tags":[]}]}`, remark: "left out: 1 highlights"},
		"a PDF":                           {data: `[{"id":"a","user":"acct:bo@x","uri":"urn:x-pdf:12","tags":["T"]}]`, marks: []string{"whole : bo: T"}},
		"tags of ours, changed by others": {data: `[{"id":"a","user":"acct:bo@x","uri":"https://example.org/a","tags":["Claim","thin","new"],"assay":{"labels":{"Claim":"claim"},"phrases":["thin","gone"],"grade":"B2"}}]`, marks: []string{"whole https://example.org/a: bo: claim,new phrase thin"}},
	},
}

func TestAnnotationsOfOtherProgramsAreRead(t *testing.T) {
	for key, files := range annotations {
		f := format(t, key)
		for name, c := range files {
			b, err := parsed(f, c.data)
			if err != nil {
				t.Errorf("%s: %s: %v", key, name, err)
				continue
			}
			if got := described(b); !slices.Equal(got, c.marks) {
				t.Errorf("%s: %s: marks %q, want %q", key, name, got, c.marks)
			}
			if got := strings.Join(b.Remarks, "\n"); !strings.Contains(got, c.remark) || c.remark == "" && got != "" {
				t.Errorf("%s: %s: remarks %q, want %q", key, name, got, c.remark)
			}
			if !f.Recognises(nil, []byte(c.data)) {
				t.Errorf("%s: %s: it is not recognised", key, name)
			}
		}
	}
}

func TestTheSecondOfTwoEqualQuotesIsFound(t *testing.T) {
	b, err := parsed(format(t, "w3c"), annotations["w3c"]["a quote, told apart by what precedes"].data)
	if err != nil {
		t.Fatal(err)
	}
	d := b.Documents[0]
	if got, want := d.Marks[0].Span.Start, strings.LastIndex(d.Text, "It fell."); got != want {
		t.Errorf("the quote is at %d, want %d", got, want)
	}
}

// damaged are files that must be refused, with a part of the error.
var damaged = map[string]map[string]string{
	"w3c": {
		``:    "empty",
		`[1]`: "annotation 1",
		`[{"type":"Annotation","id":"urn:x","body":"b"}]`:                                                                     "urn:x has no target",
		`[{"type":"Annotation","id":"urn:x","target":{}}]`:                                                                    "without an address",
		`{"type":"AnnotationCollection","first":"https://x.org/1"}`:                                                           "other files",
		`{"items":[{"target":"https://x.org/1"}`:                                                                              "ends in the middle",
		w3cFile(`{"source":"https://example.org/a","selector":{"type":"TextPositionSelector","start":10,"end":99}}`, tagBody): "10 to 99 is not in the text, which has 27 Unicode",
		w3cFile(`{"source":"https://example.org/a","selector":{"type":"TextPositionSelector","start":9,"end":3}}`, tagBody):   "9 to 3",
		strings.Repeat(`[{"type":"AnnotationPage","items":`, 6) + `[]` + strings.Repeat(`}]`, 6):                              "nested",
		strings.Repeat(`{"first":`, 20000):                                                                                    "depth",
	},
	"hypothesis": {
		``:                         "empty",
		`{"rows":[1]}`:             "annotation 1",
		`{"rows":[{"text":"a"}]}`:  "no uri",
		`{"rows":[{"uri":"a"},{]}`: "line 1",
		"[\"\xff\"]":               "UTF-8",
	},
}

func TestDamagedFilesAreRefused(t *testing.T) {
	for key, files := range damaged {
		for data, want := range files {
			b, err := parsed(format(t, key), data)
			if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), want) || b != nil {
				t.Errorf("%s: %.60q: error %v; want one with %q", key, data, err, want)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for key, files := range annotations {
		for _, c := range files {
			f.Add(key == "w3c", []byte(c.data))
		}
		for data := range damaged[key] {
			f.Add(key == "w3c", []byte(data[:min(len(data), 1000)]))
		}
	}
	formats := map[bool]peer.Format{true: format(f, "w3c"), false: format(f, "hypothesis")}
	f.Fuzz(func(t *testing.T, w3c bool, data []byte) {
		of := formats[w3c]
		of.Recognises(nil, data)
		b, err := parsed(of, string(data))
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
	for _, f := range Formats() {
		b.Run(f.Key, func(b *testing.B) {
			b.SetBytes(int64(len(peertest.Export(b, f, p))))
			for b.Loop() {
				if err := f.Write(context.Background(), io.Discard, c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
