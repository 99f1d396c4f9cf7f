package exchange_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/index"
)

// finds returns the hits of a query in the project.
func finds(t testing.TB, p *storage.Project, query string) *finding.Selection {
	t.Helper()
	q, err := search.Parse(query)
	if err != nil {
		t.Fatal(err)
	}
	var hits search.Hits
	_, err = p.Search(context.Background(), q, index.Options{}, func(f search.Found) error {
		hits.Add(f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return &finding.Selection{Query: query, Hits: &hits}
}

// narrowed is the decoded JSON of a set of hits.
type narrowed struct {
	Selection map[string]any
	Outlets   []struct {
		Name  string
		Notes []struct{ ID string }
	}
	Articles []struct {
		Text      string
		Sentences []narrowedUnit
		Asides    []narrowedUnit
		Detached  []narrowedUnit
		Notes     []struct{ ID string }
	}
	Analysts []string
}

type narrowedUnit struct {
	Text        string
	Found       bool
	Annotations []struct{ Analyst, Label string }
	Notes       []struct{ ID string }
}

func exportFound(t testing.TB, p *storage.Project, found *finding.Selection) narrowed {
	t.Helper()
	raw := exchangetest.Export(t, p, exchange.Options{Selection: found})
	exchangetest.Validate(t, raw)
	exchangetest.Validate(t, exchangetest.Export(t, p, exchange.Options{Selection: found, NoText: true}))
	if set := exchangetest.Read(t, raw); set.Query != found.Query {
		t.Errorf("the set was read as that of %q", set.Query)
	}
	var set narrowed
	if err := json.Unmarshal(raw, &set); err != nil {
		t.Fatal(err)
	}
	return set
}

func TestASetOfWhatWasFoundHasThatAndNoMore(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	set := exportFound(t, p, finds(t, p, "gave way on tuesday "))
	if len(set.Articles) != 1 || set.Articles[0].Text != exchangetest.Harbour {
		t.Fatalf("%+v", set.Articles)
	}
	a := set.Articles[0]
	for i, s := range a.Sentences {
		switch found := i == 1; {
		case s.Found != found:
			t.Errorf("%q: found is %v", s.Text, s.Found)
		case found && (len(s.Annotations) != 2 || len(s.Notes) != 2):
			t.Errorf("what was found has %v and %v", s.Annotations, s.Notes)
		case !found && len(s.Annotations)+len(s.Notes) > 0:
			t.Errorf("%q, which was not found, has %v and %v", s.Text, s.Annotations, s.Notes)
		}
	}
	for _, s := range a.Asides {
		if s.Found || len(s.Annotations)+len(s.Notes) > 0 {
			t.Errorf("what is set aside has %+v", s)
		}
	}
	if len(a.Detached)+len(a.Notes) > 0 {
		t.Errorf("there are %v and %v", a.Detached, a.Notes)
	}
	if len(set.Outlets) != 1 || len(set.Outlets[0].Notes) > 0 || !slices.Equal(set.Analysts, []string{"ana", "zoe"}) {
		t.Errorf("outlets %v, analysts %v", set.Outlets, set.Analysts)
	}
	if set.Selection["query"] != "gave way on tuesday " || len(set.Selection) != 1 {
		t.Errorf("the selection is %v", set.Selection)
	}
}

func TestASetOfWhatWasFoundSaysHowItWasFound(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	found := finds(t, p, "built ")
	found.Analyst, found.Relaxed = "ana", true
	set := exportFound(t, p, found)
	if set.Selection["analyst"] != "ana" || set.Selection["typos"] != true {
		t.Errorf("the selection is %v", set.Selection)
	}
	asides := 0
	for _, a := range set.Articles {
		for _, s := range a.Asides {
			if s.Found && len(s.Annotations) == 1 && len(s.Notes) == 1 {
				asides++
			}
		}
	}
	if asides != 1 {
		t.Errorf("what was found is set aside, and the set has %+v", set.Articles)
	}
	if whole := exchangetest.Export(t, p, exchange.Options{}); bytes.Contains(whole, []byte("selection")) || bytes.Contains(whole, []byte(`"found"`)) {
		t.Error("a set of everything speaks of a search")
	}
}

func TestASetOfFoundNotesHasTheNotes(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	var hits search.Hits
	for _, n := range []model.Note{
		{ID: "n3", Target: model.OnArticle(all[1].ID)}, {ID: "n5", Target: model.OnOutlet("Nobody Else")},
	} {
		hits.Add(search.Found{Article: n.Target.Article, Notes: []search.NoteHit{{Note: n}}})
	}
	set := exportFound(t, p, &finding.Selection{Query: "thin", Hits: &hits})
	if len(set.Articles) != 1 || len(set.Articles[0].Notes) != 1 || set.Articles[0].Notes[0].ID != "n3" {
		t.Errorf("%+v", set.Articles)
	}
	if len(set.Outlets) != 1 || set.Outlets[0].Name != "Nobody Else" || len(set.Outlets[0].Notes) != 1 {
		t.Errorf("%+v", set.Outlets)
	}
}

func TestASetOfNothingFoundIsASet(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	if set := exportFound(t, p, finds(t, p, "xylophone ")); len(set.Articles)+len(set.Outlets)+len(set.Analysts) > 0 {
		t.Errorf("%+v", set)
	}
}

func TestASetOfWhatWasFoundCanBeLoaded(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	raw := exchangetest.Export(t, p, exchange.Options{Selection: finds(t, p, "gave way")})
	fresh := exchangetest.NewProject(t)
	if done := exchangetest.Load(t, fresh, exchangetest.Read(t, raw)); len(done.Added) != 1 || done.Annotations != 2 || done.Notes != 2 {
		t.Errorf("%+v", done)
	}
	if done := exchangetest.Load(t, p, exchangetest.Read(t, raw)); len(done.Unchanged) != 1 || len(done.Refused) > 0 {
		t.Errorf("into the project that it is of: %+v", done)
	}
}

func TestWhatWasFoundInARemovedArticleIsNotExported(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	found := finds(t, p, "ferry ")
	if len(found.Hits.Articles()) != 1 {
		t.Fatal("nothing was found")
	}
	exchangetest.Apply(t, p, edit.Presence{Article: found.Hits.Articles()[0], Before: true})
	if set := exportFound(t, p, found); len(set.Articles) > 0 {
		t.Errorf("%+v", set.Articles)
	}
	if rows := exportTable(t, p, found); len(rows) != 1 {
		t.Errorf("%q", rows)
	}
}

func TestASelectionWithoutAQueryIsRefused(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	raw := exchangetest.Export(t, p, exchange.Options{Selection: finds(t, p, "gave")})
	for _, bad := range []string{`{"query": ""}`, `{}`, `"gave"`, `{"query": "gave", "more": 1}`} {
		set := bytes.Replace(raw, []byte(`{"query": "gave"}`), []byte(bad), 1)
		if _, err := setfile.Read(bytes.NewReader(set)); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// exportTable exports the hits as a table, checks its form and returns its rows.
func exportTable(t testing.TB, src exchange.Source, found *finding.Selection) [][]string {
	t.Helper()
	var b bytes.Buffer
	count, err := exchange.ExportTable(context.Background(), &b, src, exchange.Options{Selection: found})
	if err != nil {
		t.Fatal(err)
	}
	if count.Bytes != int64(b.Len()) {
		t.Errorf("counted %d bytes of %d", count.Bytes, b.Len())
	}
	text, marked := strings.CutPrefix(b.String(), "\uFEFF")
	if !marked {
		t.Error("there is no byte order mark")
	}
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("not every line ends with CR LF")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if count.Sentences != len(rows)-1 {
		t.Errorf("counted %d sentences of %d", count.Sentences, len(rows)-1)
	}
	return rows
}

func TestATableHasARowForEachSentence(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	rows := exportTable(t, p, finds(t, p, "-xylophone "))
	want := []string{
		"article", "title", "outlet", "published", "url", "file", "kind", "sentence",
		"byte_start", "byte_end", "codepoint_start", "codepoint_end", "text", "notes", "grades",
		"index", "sentence_id", "phrases", "voice", "mode", "cue", "via", "grade", "info", "statement", "stance", "origin", "labelled_by",
		"label: ana", "label: zoe", // mia has labelled nothing
		"note: ana", "note_id: ana", "note: mia", "note_id: mia", "note: zoe", "note_id: zoe",
	}
	if !slices.Equal(rows[0], want) {
		t.Fatalf("the headings are %q", rows[0])
	}
	at := func(row []string, column string) string { return row[slices.Index(want, column)] }
	texts, kinds := map[string]string{}, map[string]int{}
	var set struct {
		Articles []struct {
			ID, File, Text string
			Sentences      []struct{ ID, Text string }
		}
	}
	if err := json.Unmarshal(exchangetest.Export(t, p, exchange.Options{}), &set); err != nil {
		t.Fatal(err)
	}
	files, ids := map[string]string{}, map[string]string{}
	for _, a := range set.Articles {
		texts[a.ID], files[a.ID] = a.Text, a.File
		for _, s := range a.Sentences {
			ids[s.ID] = s.Text
		}
	}
	for _, row := range rows[1:] {
		text := texts[at(row, "article")]
		cut := func(from, to string, of func(a, b int) string) string {
			a, errA := strconv.Atoi(at(row, from))
			b, errB := strconv.Atoi(at(row, to))
			if errA != nil || errB != nil {
				t.Fatalf("%q", row)
			}
			return of(a, b)
		}
		bytes := cut("byte_start", "byte_end", func(a, b int) string { return text[a:b] })
		runes := cut("codepoint_start", "codepoint_end", func(a, b int) string { return string([]rune(text)[a:b]) })
		if bytes != at(row, "text") || runes != at(row, "text") {
			t.Errorf("%q is at %q and %q", at(row, "text"), bytes, runes)
		}
		kinds[at(row, "kind")]++
		for _, column := range []string{"sentence", "index", "sentence_id"} {
			if (at(row, "kind") == "sentence") == (at(row, column) == "") {
				t.Errorf("%q", row)
			}
		}
		if files[at(row, "article")] != at(row, "file") || at(row, "file") == "" {
			t.Errorf("the file of %s is %q, in the set it is %q", at(row, "article"), at(row, "file"), files[at(row, "article")])
		}
		if id := at(row, "sentence_id"); id != "" && ids[id] != at(row, "text") {
			t.Errorf("%s is %q, in the set it is %q", id, at(row, "text"), ids[id])
		}
	}
	if kinds["sentence"] < 6 || kinds["residue"] != 1 {
		t.Errorf("there are %v", kinds)
	}
	row := exportTable(t, p, finds(t, p, "gave way on"))[1]
	for column, want := range map[string]string{
		"title": "Harbour wall gives way", "outlet": "The  Quay Post", "sentence": "2", "index": "1", "byte_start": "24",
		"notes": "ana: Later.\nIn two lines.\nzoe: Who says so? <b>", "grades": "",
		"label: ana": "background", "label: zoe": "claim", "labelled_by": "ana; zoe",
		"note: ana": "Later.\nIn two lines.", "note_id: ana": "n1", "note: mia": "", "note_id: mia": "",
	} {
		if got := at(row, column); got != want {
			t.Errorf("%s is %q, not %q", column, got, want)
		}
	}
}

// Spreadsheets must not compute text written by others.
func TestNothingInATableIsAFormula(t *testing.T) {
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, "=cmd|' /C calc'!A0 was found. Nothing else.\n\n+1 is more. -1 is less. @all of us.\n", "x.txt")
	exchangetest.Import(t, p, doc)
	meta := doc.Metadata
	meta.Title, meta.Outlet, meta.URL, meta.Published = "=1+1", "@Post", "-http", "'=2"
	exchangetest.ApplyAsBefore(t, p, edit.Metadata{Article: doc.ID, Before: doc.Metadata, After: meta})
	exchangetest.Apply(t, p,
		edit.Of(record.OnSentence(doc.ID, doc.Sentences()[0].Span, "=Ana"), nil, &model.Annotation{Analyst: "=Ana", Label: model.Claim, At: exchangetest.Epoch}),
		exchangetest.Note(model.OnSentence(doc.ID, doc.Sentences()[0].Span), "n", "=Ana", "=HYPERLINK()", exchangetest.Epoch))
	rows := exportTable(t, p, finds(t, p, "-xylophone "))
	if len(rows) < 5 {
		t.Fatalf("%q", rows)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
				t.Errorf("a cell is %q", cell)
			}
		}
	}
	first := strings.Join(rows[1], "|")
	for _, want := range []string{"'=1+1|'@Post|''=2|'-http", "|'=cmd|", "|'=Ana: =HYPERLINK()|"} {
		if !strings.Contains(first, want) {
			t.Errorf("%q is not in %q", want, first)
		}
	}
}

func TestATableFileIsWholeOrAsItWas(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "found.csv")
	found := finds(t, p, "gave")
	if _, err := exchange.ExportFile(context.Background(), path, p, exchange.Options{Selection: found}); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(before, []byte("gave way on Tuesday")) {
		t.Fatalf("%q (%v)", before, err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := exchange.ExportFile(ctx, path, p, exchange.Options{Selection: found}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	found.Hits.Add(search.Found{Article: "0123456789abcdef", Sentences: []search.Sentence{{Span: model.Span{End: 3}}}})
	if _, err := exchange.ExportFile(context.Background(), path, p, exchange.Options{Selection: found}); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("an article that is not there: %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(before, now) {
		t.Errorf("a failed export changed the file (%v)", err)
	}
	assertFiles(t, folder, "found.csv")
}
