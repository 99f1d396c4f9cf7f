package record

import (
	"encoding/json"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/intake/rehearse"
	"assay.app/assay/storage/storagetest"
)

// late returns an article with all metadata. One sentence has a label and a note,
// and one unit is set aside.
func late() *model.Document {
	d := storagetest.Document("The ferry was late. Share this. “We waited,” said Ana Ré.")
	d.ImportPath = "press/late.txt"
	d.Metadata = model.Metadata{
		Title: "Ferry late", Outlet: "The Echo", Byline: "Ann Doe", Dateline: "QUAY, Apr 2", Published: "2031-04-02",
		URL: "https://echo.example/1", Language: "en", PublishedAt: "2031-04-02T15:21+02:00",
		Retrieved: "2031-04-03", Archive: "https://archive.example/1", Section: "Local",
	}
	d.Units[1].Kind = model.UnitResidue
	first := d.Units[0].Span
	d.Annotations = map[model.Span][]model.Annotation{first: {{Analyst: "ana", Label: model.Claim, At: noon}}}
	d.Notes = []model.Note{{ID: "n1", Target: model.OnSentence(d.ID, first), Analyst: "bo", Text: "Who?", Created: noon, Updated: noon}}
	return d
}

// fields returns the fields of a value that is encoded as a JSON object.
func fields(t *testing.T, value any) (out map[string]json.RawMessage) {
	t.Helper()
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return out
}

// wantFields fails the test unless the record has exactly the fields of want. A
// field whose value in want is the string "…" may have any value.
func wantFields(t *testing.T, record any, want string) {
	t.Helper()
	got, wanted := fields(t, record), fields(t, json.RawMessage(want))
	for name, value := range wanted {
		if string(value) == `"…"` {
			if len(got[name]) == 0 {
				t.Errorf("there is no field %s", name)
			}
			continue
		}
		wantJSON(t, name, got[name], string(value))
	}
	for name, value := range got {
		if wanted[name] == nil {
			t.Errorf("there is a field %s: %s", name, value)
		}
	}
}

func TestAListedArticleHasAllFields(t *testing.T) {
	d := late()
	wantFields(t, ListedOf(model.Summary{Article: d.Article, Progress: model.Progress{Sentences: 2, Notes: 1}}, 1), `{
		"id":"`+string(d.ID)+`","title":"Ferry late","outlet":"The Echo","byline":"Ann Doe","dateline":"QUAY, Apr 2",
		"published":"2031-04-02","publishedAt":"2031-04-02T15:21+02:00","section":"Local","language":"en",
		"file":"late.txt","sentences":2,"tagged":1,"notes":1}`)
	wantJSON(t, "an article without metadata", ListedOf(model.Summary{Article: model.Article{ID: "a"}}, 0),
		`{"id":"a","title":"","outlet":"","byline":"","dateline":"","published":"","publishedAt":"","section":"","language":"","file":"","sentences":0,"tagged":0,"notes":0}`)
}

func TestAShownArticleHasTheUnitsOfASet(t *testing.T) {
	d := late()
	shown, err := ShownOf(d, exchange.Lists{})
	if err != nil {
		t.Fatal(err)
	}
	wantFields(t, shown, `{
		"id":"`+string(d.ID)+`","heading":"Ferry late","title":"Ferry late","outlet":"The Echo","byline":"Ann Doe","dateline":"QUAY, Apr 2",
		"published":"2031-04-02","publishedAt":"2031-04-02T15:21+02:00","retrieved":"2031-04-03","archive":"https://archive.example/1",
		"section":"Local","url":"https://echo.example/1","language":"en","file":"late.txt","sha256":"`+d.SHA256+`","encoding":"utf-8",
		"importedAt":"2031-05-06T07:08:09Z","length":{"bytes":62,"codePoints":57},
		"paragraphs":[{"bytes":[0,62],"codePoints":[0,57]}],"sentences":"…","asides":"…","notes":[]}`)
	var sentences, asides []struct {
		Index, Paragraph int
		Kind, Text       string
		Annotations      []struct{ Analyst, Label string }
		Notes            []struct{ ID, Text string }
	}
	for raw, into := range map[string]any{string(shown.Sentences): &sentences, string(shown.Asides): &asides} {
		if err := json.Unmarshal([]byte(raw), into); err != nil {
			t.Fatal(err)
		}
	}
	if len(sentences) != 2 || sentences[1].Index != 1 || sentences[0].Text != "The ferry was late." ||
		sentences[0].Annotations[0].Label != "claim" || sentences[0].Notes[0].Text != "Who?" || len(sentences[1].Annotations) != 0 {
		t.Errorf("the sentences are %+v", sentences)
	}
	if len(asides) != 1 || asides[0].Kind != "residue" || asides[0].Text != "Share this." {
		t.Errorf("the asides are %+v", asides)
	}
}

func TestARehearsedArticleHasAllFields(t *testing.T) {
	d := late()
	common := `"id":"` + string(d.ID) + `","file":"press/late.txt","title":"Ferry late","outlet":"The Echo","byline":"Ann Doe","dateline":"QUAY, Apr 2",
		"published":"2031-04-02","publishedAt":"2031-04-02T15:21+02:00","retrieved":"2031-04-03","archive":"https://archive.example/1",
		"section":"Local","language":"en","url":"https://echo.example/1","sentences":2,"opening":"…",
		"asides":[{"kind":"residue","text":"Share this."}]`
	for _, c := range []struct {
		name   string
		change func(*rehearse.Article)
		want   string
	}{
		{"a text", func(*rehearse.Article) {}, `"format":"text","encoding":"utf-8","known":false,"similar":[]`},
		{
			"a text in a guessed encoding", func(a *rehearse.Article) { a.Encoding, a.RunnerUp = "windows-1251", "koi8-r" },
			`"format":"text","encoding":"windows-1251","encodingRunnerUp":"koi8-r","known":false,"similar":[]`,
		},
		{
			"a page", func(a *rehearse.Article) { a.Source = model.Source{Format: "html", Encoding: "windows-1252"} },
			`"format":"html","encoding":"windows-1252","known":false,"similar":[]`,
		},
		{
			"a document without an encoding", func(a *rehearse.Article) { a.Source = model.Source{Format: "docx"} },
			`"format":"docx","known":false,"similar":[]`,
		},
		{"a row", func(a *rehearse.Article) {
			a.Source = model.Source{Format: "csv", Encoding: "utf-8", Record: model.Record{N: 2, Of: 3, Start: 10, End: 20, ID: "E2"}}
		}, `"format":"csv","encoding":"utf-8","known":false,"similar":[],"record":{"n":2,"of":3,"start":10,"end":20,"id":"E2"}`},
		{"an article of the project", func(a *rehearse.Article) { a.Known = true }, `"format":"text","encoding":"utf-8","known":true,"similar":[]`},
		{"a second copy", func(a *rehearse.Article) { a.Twin = "first.txt" }, `"format":"text","encoding":"utf-8","known":true,"similar":[]`},
		{
			"a similar article", func(a *rehearse.Article) { a.Similar = []draft.Similar{{Article: model.Article{ID: "b"}, Alike: 0.5}} },
			`"format":"text","encoding":"utf-8","known":false,"similar":[{"id":"b","file":"","title":"","outlet":"","inProject":false,"alike":0.5}]`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := rehearse.Article{Document: late()}
			c.change(&a)
			wantFields(t, RehearsedOf(a), "{"+common+","+c.want+"}")
		})
	}
}

func TestFoundSentencesHaveMarks(t *testing.T) {
	d := late()
	sentence := func(unit int, marks ...model.Span) search.Sentence {
		span := d.Units[unit].Span
		return search.Sentence{Span: span, Text: span.Of(d.Text), Marks: marks}
	}
	found, err := FoundOf(d, search.Found{Article: d.ID, Sentences: []search.Sentence{
		sentence(0, model.Span{Start: 4, End: 9}, model.Span{Start: 14, End: 18}), sentence(1), sentence(2, model.Span{Start: 3, End: 5}),
	}})
	if err != nil {
		t.Fatal(err)
	}
	wantFields(t, found, `{"id":"`+string(d.ID)+`","heading":"Ferry late","title":"Ferry late","outlet":"The Echo","published":"2031-04-02",
		"publishedAt":"2031-04-02T15:21+02:00","section":"Local","url":"https://echo.example/1","sentences":"…"}`)
	for i, want := range []string{
		`{"id":"` + string(d.ID) + `:0-19","index":0,"paragraph":0,"span":{"bytes":[0,19],"codePoints":[0,19]},"text":"The ferry was late.","marks":[[4,9],[14,18]],
			"annotations":"…","notes":"…"}`,
		`{"kind":"residue","paragraph":0,"span":{"bytes":[20,31],"codePoints":[20,31]},"text":"Share this.","marks":[]}`,
		`{"id":"` + string(d.ID) + `:32-62","index":1,"paragraph":0,"span":{"bytes":[32,62],"codePoints":[32,57]},"text":"“We waited,” said Ana Ré.","marks":[[3,5]],
			"annotations":[],"notes":[]}`,
	} {
		if i < len(found.Sentences) {
			wantFields(t, found.Sentences[i], want)
		}
	}
	if len(found.Sentences) != 3 {
		t.Errorf("%d sentences", len(found.Sentences))
	}
}

func TestSuggestionsCountSentencesOnly(t *testing.T) {
	d := late()
	all := SuggestionsOf(d, model.DefaultCodebook())
	if all.ID != d.ID || all.Heading != "Ferry late" || len(all.Suggestions) == 0 {
		t.Fatalf("%+v", all)
	}
	last := all.Suggestions[len(all.Suggestions)-1]
	wantFields(t, last, `{"index":1,"span":"…","label":"quote","code":"…","speaker":"Ana Ré","reason":"…","text":"“We waited,” said Ana Ré."}`)
	if last.Span != d.Units[2].Span {
		t.Errorf("the span is %v", last.Span)
	}
	none := SuggestionsOf(&model.Document{Article: model.Article{ID: "a"}}, model.DefaultCodebook())
	wantJSON(t, "the suggestions for an empty article", none, `{"id":"a","heading":"`+none.Heading+`","suggestions":[]}`)
}
