package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/workbook"
)

func TestTheSheetsHaveTheirNamesAndOrder(t *testing.T) {
	raw, _ := write(t, judged(t), workbook.Options{})
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := []string{"Sentences", "Statements", "Statement × Outlet", "0-1", "Judgements", "Articles", "Outlets", "Voices", "Codebook", "About"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("the sheets are %q", got)
	}
	for _, name := range want {
		panes, err := f.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.TopLeftCell != "A2" {
			t.Errorf("%s: the headings are not frozen: %+v %v", name, panes, err)
		}
	}
}

func TestASentenceHasWhatAnalystsSaidAboutIt(t *testing.T) {
	raw, count := write(t, judged(t), workbook.Options{})
	got := read(t, raw)
	for column, want := range map[string]string{
		"title": "Harbour wall gives way", "outlet": "The  Quay Post", "published": "47919", "sentence": "2",
		"text": "The wall of the old harbour gave way on Tuesday.", "label: ana": "background", "label: zoe": "claim",
		"statement": "The wall gave way", "stance": "asserts", "voice": "Ana Ré", "mode": "direct", "cue": "said", "grade": "B", "info": "2",
		"notes": "ana: Later.\nIn two lines.\nzoe: Who says so? <b>", "kind": "sentence", "index": "1", "byte_start": "24", "codepoint_end": "72",
	} {
		if cell := got.column(t, "Sentences", column)[1]; cell != want {
			t.Errorf("%s is %q, not %q", column, cell, want)
		}
	}
	if n := len(got["Sentences"]) - 1; n != count.Sentences {
		t.Errorf("%d rows, %d counted", n, count.Sentences)
	}
	if got.about("labels on excluded text") != "1" || got.about("labels and notes on passages that are no sentences any more") != "1" {
		t.Error("About does not say what has no row")
	}
}

func TestStatementsAndTheMatrixSayWhatTheWindowSays(t *testing.T) {
	raw, _ := write(t, judged(t), workbook.Options{})
	got := read(t, raw)
	if stances := got.column(t, "Statements", "stance"); !slices.Equal(stances, []string{"asserts", "denies", "left out"}) {
		t.Errorf("the stances are %q", stances)
	}
	if rows := got["Statement × Outlet"]; len(rows) != 3 || rows[1][1] != "contradicted" || !strings.HasPrefix(rows[1][5], "● asserts") ||
		!strings.HasPrefix(rows[1][6], "✕ denies") || rows[2][5] != "– left out" {
		t.Errorf("the matrix is %q", rows)
	}
}

func TestAJudgementHasItsEvidence(t *testing.T) {
	p := judged(t)
	raw, _ := write(t, p, workbook.Options{})
	got := read(t, raw)
	for column, want := range map[string][]string{
		"verdict": {"confirmed", "disputed"}, "percent": {"80–95", ""}, "for": {"1", "0"}, "against": {"1", "0"}, "stands": {"yes", "superseded"},
	} {
		if cells := got.column(t, "Judgements", column); !slices.Equal(cells, want) {
			t.Errorf("%s is %q", column, cells)
		}
	}
	evidence := got.column(t, "Judgements", "evidence")[0]
	if !strings.Contains(evidence, "for: The  Quay Post, Harbour wall gives way, sentence 2: The wall of the old harbour gave way on Tuesday.") {
		t.Errorf("the evidence is %q", evidence)
	}
	raw, _ = write(t, p, workbook.Options{NoText: true})
	for name, rows := range read(t, raw) {
		for _, row := range rows {
			for _, cell := range row {
				if strings.Contains(cell, "gave way on Tuesday") {
					t.Errorf("a workbook without texts has %q in %s", cell, name)
				}
			}
		}
	}
}

func TestDatesAreDatesAndAddressesLinks(t *testing.T) {
	raw, _ := write(t, judged(t), workbook.Options{})
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"C2": "2031-03-12", "D2": "2031-03-12 15:21", "E2": "+01:00", "H2": "2031-03-13", "G2": "not an address"} {
		if got, err := f.GetCellValue("Articles", cell); got != want || err != nil {
			t.Errorf("%s is %q (%v), not %q", cell, got, err, want)
		}
	}
	if is, target, err := f.GetCellHyperLink("Articles", "F2"); !is || target != "https://quay.example/harbour?a=1&b=%C3%BC" || err != nil {
		t.Errorf("the address leads to %q (%v)", target, err)
	}
	if is, _, _ := f.GetCellHyperLink("Articles", "G2"); is {
		t.Error("what is no address is a link")
	}
}

func TestCellsHaveTheColoursOfTheLabels(t *testing.T) {
	raw, _ := write(t, judged(t), workbook.Options{})
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	fill := func(sheet, cell string) string {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || len(style.Fill.Color) == 0 {
			return ""
		}
		return style.Fill.Color[0]
	}
	for i, cell := range []string{"A2", "A3", "A4"} {
		want := fill("Codebook", cell)
		if want == "" {
			t.Errorf("label %d has no colour", i)
		}
		switch i {
		case 0:
			if got := fill("Sentences", "G3"); got != want {
				t.Errorf("the cell of a claim is %s, in the codebook %s", got, want)
			}
		case 2:
			if got := fill("Sentences", "F3"); got != want {
				t.Errorf("the cell of background is %s, in the codebook %s", got, want)
			}
		}
	}
}

// Every count of the workbook is that of storage.Statistics, whatever analysts did.
func TestTheCountsAreThoseOfTheStatistics(t *testing.T) {
	for seed := range uint64(4) {
		chance := rand.New(rand.NewPCG(seed, 23))
		p := exchangetest.NewProject(t)
		exchangetest.Import(t, p, exchangetest.Invented(t, 3)...)
		all, err := p.All()
		if err != nil {
			t.Fatal(err)
		}
		exchangetest.Apply(t, p, edit.Of(record.StatementKey("s"), nil, &record.Statement{Title: "It opens"}))
		for range 60 {
			doc, err := p.Document(all[chance.IntN(len(all))].ID)
			if err != nil {
				t.Fatal(err)
			}
			exchangetest.Apply(t, p, anything(chance, doc)...)
		}
		stats, err := p.Statistics()
		if err != nil {
			t.Fatal(err)
		}
		raw, count := write(t, p, workbook.Options{})
		got := read(t, raw)
		filled := func(column string) (n int) {
			for _, cell := range got.column(t, "Sentences", column) {
				if cell != "" {
					n++
				}
			}
			return n
		}
		sum := func(sheet, column string) (n int) {
			for _, cell := range got.column(t, sheet, column) {
				if cell != "" {
					one, err := strconv.Atoi(cell)
					if err != nil {
						t.Fatal(err)
					}
					n += one
				}
			}
			return n
		}
		have := map[string]int{
			"sentences": len(got["Sentences"]) - 1, "0-1": len(got["0-1"]) - 1, "sentences of articles": sum("Articles", "sentences"),
			"sentences of outlets": sum("Outlets", "sentences"), "articles": len(got["Articles"]) - 1, "tagged": sum("Articles", "labelled"),
			"attributed": filled("voice"), "graded": sum("Articles", "graded"), "mentioned": filled("stance"), "notes": count.Notes,
		}
		want := map[string]int{
			"sentences": stats.Sentences, "0-1": stats.Sentences, "sentences of articles": stats.Sentences, "sentences of outlets": stats.Sentences,
			"articles": stats.Articles, "tagged": stats.Tagged, "attributed": stats.Attributed, "graded": stats.Graded, "mentioned": stats.Mentioned,
			"notes": stats.Notes,
		}
		for i, key := range got.column(t, "Codebook", "key") {
			have["label "+key], _ = strconv.Atoi(got.column(t, "Codebook", "count")[i])
			want["label "+key] = stats.Labels[model.LabelKey(key)]
		}
		for _, a := range stats.Analysts {
			for key, n := range a.Labels {
				column := a.Name + ": " + string(key)
				if slices.Contains(got["0-1"][0], column) {
					have[column], want[column] = sum("0-1", column), n
				} else if n > 0 && len(got["0-1"][0]) > 4+len(stats.Labels) {
					t.Errorf("seed %d: the 0-1 sheet has no column %s", seed, column)
				}
			}
		}
		for what, n := range want {
			if have[what] != n {
				t.Errorf("seed %d: %s: %d in the workbook, %d in the statistics", seed, what, have[what], n)
			}
		}
	}
}

// anything returns an edit of a sentence of a document.
func anything(chance *rand.Rand, doc *model.Document) []edit.Edit {
	i := chance.IntN(len(doc.Sentences()))
	at := doc.Sentences()[i].Span
	analyst := []string{"ana", "bo", "zoe"}[chance.IntN(3)]
	on := model.Subject{Article: doc.ID, Sentence: at}
	switch chance.IntN(5) {
	case 0:
		key := record.AttributionOn(doc.ID, at, analyst)
		if doc.Records[key] != nil {
			return nil
		}
		return []edit.Edit{edit.Of(key, nil, &record.Attribution{Analyst: analyst, Voice: "v", Name: "V", Mode: model.Direct, At: exchangetest.Epoch})}
	case 1:
		key := record.MentionOn(on, analyst, "s")
		if doc.Records[key] != nil {
			return nil
		}
		return []edit.Edit{edit.Of(key, nil, &record.Mention{Statement: "s", Analyst: analyst, Title: "It opens", Stance: model.Asserts, At: exchangetest.Epoch})}
	case 2:
		key := record.GradeOn(on, analyst)
		if doc.Records[key] != nil {
			return nil
		}
		return []edit.Edit{edit.Of(key, nil, &record.Grade{Analyst: analyst, On: record.GradedSentence, Grade: model.Grade{Information: "3"}, At: exchangetest.Epoch})}
	case 3:
		return []edit.Edit{exchangetest.Note(model.OnSentence(doc.ID, at), fmt.Sprint("n", chance.Uint64()), analyst, "Who says so?", exchangetest.Epoch)}
	default:
		if _, labelled := doc.Annotation(at, analyst); labelled {
			return nil
		}
		return []edit.Edit{exchangetest.Label(doc, i, analyst, []model.LabelKey{model.Claim, model.Quote, model.Background}[chance.IntN(3)], exchangetest.Epoch)}
	}
}

func TestAWorkbookOfHitsHasTheHits(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := p.Document(all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	var hits search.Hits
	hits.Add(search.Found{Article: doc.ID, Sentences: []search.Sentence{{Span: doc.Sentences()[1].Span}}})
	raw, count := write(t, p, workbook.Options{Selection: &finding.Selection{Query: "=gave", Hits: &hits}})
	got := read(t, raw)
	if texts := got.column(t, "Sentences", "text"); len(texts) != 1 || count.Sentences != 1 || len(got["Articles"]) != 2 {
		t.Errorf("it has %q, counted %+v", texts, count)
	}
	if got.about("query") != "=gave" {
		t.Errorf("the query is %q", got.about("query"))
	}
}

func TestAWorkbookOfSomeArticlesHasThese(t *testing.T) {
	p := judged(t)
	one := exchangetest.Named(t, p, "ferry.txt")
	raw, count := write(t, p, workbook.Options{Articles: []model.ArticleID{one.ID}})
	got := read(t, raw)
	if count.Articles != 1 || len(got["Articles"]) != 2 || slices.ContainsFunc(got.column(t, "Sentences", "article"), func(id string) bool { return id != string(one.ID) }) {
		t.Errorf("it has %q", got.column(t, "Sentences", "article"))
	}
	if _, err := workbook.Write(t.Context(), io.Discard, p, workbook.Options{Articles: []model.ArticleID{"none"}}); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("an article that does not exist: %v", err)
	}
}

func TestAProjectWithoutAnythingIsAWorkbook(t *testing.T) {
	raw, count := write(t, exchangetest.NewProject(t), workbook.Options{})
	if got := read(t, raw); len(got["Sentences"]) != 1 || len(got["Judgements"]) != 1 || count.Sentences != 0 {
		t.Errorf("%q", got)
	}
}

func TestEqualProjectsGiveEqualBytes(t *testing.T) {
	p := judged(t)
	first, _ := write(t, p, workbook.Options{})
	second, _ := write(t, p, workbook.Options{})
	if !bytes.Equal(first, second) {
		t.Error("two workbooks of one project differ")
	}
}

// Every file of the archive must be well-formed XML.
func TestEveryFileIsXML(t *testing.T) {
	raw, _ := write(t, hostile(t), workbook.Options{})
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range archive.File {
		if seen[file.Name] {
			t.Errorf("%s is there twice", file.Name)
		}
		seen[file.Name] = true
		in, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(in); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: %v", file.Name, err)
				break
			}
		}
		in.Close()
	}
}

func TestACancelledWorkbookEndsSoon(t *testing.T) {
	p := exchangetest.NewProject(t)
	exchangetest.Import(t, p, exchangetest.Invented(t, 40)...)
	ctx, cancel := context.WithCancel(t.Context())
	var last int
	_, err := workbook.Write(ctx, io.Discard, p, workbook.Options{Progress: func(done, all int) {
		if last = done; done == 3 {
			cancel()
		}
		if all != 40 {
			t.Errorf("%d of %d", done, all)
		}
	}})
	if !errors.Is(err, context.Canceled) || last > 10 {
		t.Errorf("after %d articles: %v", last, err)
	}
}

// full is a writer for which the disk is full after some bytes.
type full int

func (f *full) Write(p []byte) (int, error) {
	if *f -= full(len(p)); *f < 0 {
		return 0, errFull
	}
	return len(p), nil
}

var errFull = errors.New("the disk is full")

func TestAFailingWriterFailsTheExport(t *testing.T) {
	p := judged(t)
	whole, _ := write(t, p, workbook.Options{})
	for room := 0; room < len(whole); room += 4001 {
		disk := full(room)
		if _, err := workbook.Write(t.Context(), &disk, p, workbook.Options{Now: exchangetest.Clock}); !errors.Is(err, errFull) {
			t.Errorf("with room for %d of %d bytes: %v", room, len(whole), err)
		}
	}
}

// hostile returns a project whose texts would harm a careless writer.
func hostile(t testing.TB) *storage.Project {
	t.Helper()
	p := exchangetest.NewProject(t)
	long := strings.Repeat("longword ", 4500) // 40,500 characters
	doc := exchangetest.Parse(t, "=cmd|' /C calc'!A0 was found. +1 is more. -1 is less. @all of us.\n\nשלום לכולם, הקיר נפל. 🚢 _x000D_ came.\n\n"+long+"\n", "x.txt")
	exchangetest.Import(t, p, doc)
	meta := doc.Metadata
	meta.Title, meta.Outlet, meta.URL, meta.Published, meta.Section = strings.Repeat("=T", 150), "[Sheet]'1'!*?:", "http://a.example/%zz\x00", "0800-01-01", "\x00\x01\uFFFE\r\n\t"
	exchangetest.ApplyAsBefore(t, p, edit.Metadata{Article: doc.ID, Before: doc.Metadata, After: meta})
	first := doc.Sentences()[0].Span
	exchangetest.Apply(t, p,
		edit.Of(record.OnSentence(doc.ID, first, "=Ana"), nil, &model.Annotation{Analyst: "=Ana", Label: model.Claim, At: exchangetest.Epoch}),
		exchangetest.Note(model.OnSentence(doc.ID, first), "n", "=Ana", "=HYPERLINK()", exchangetest.Epoch))
	return p
}

func TestHostileTextsStayText(t *testing.T) {
	raw, count := write(t, hostile(t), workbook.Options{})
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, text := range row {
				name, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if formula, _ := f.GetCellFormula(sheet, name); formula != "" {
					t.Errorf("%s!%s is the formula %q", sheet, name, formula)
				}
				if kind, _ := f.GetCellType(sheet, name); text != "" && strings.ContainsAny(text[:1], "=+-@") && kind != excelize.CellTypeInlineString {
					t.Errorf("%s!%s is %q of type %d", sheet, name, text, kind)
				}
			}
		}
	}
	got := read(t, raw)
	texts := got.column(t, "Sentences", "text")
	for _, want := range []string{"=cmd|' /C calc'!A0 was found. +1 is more.", "-1 is less.", "@all of us.", "שלום לכולם, הקיר נפל. 🚢 _x000D_ came."} {
		if !slices.Contains(texts, want) {
			t.Errorf("%q is missing among %.60q", want, texts)
		}
	}
	if last := texts[len(texts)-1]; !strings.HasSuffix(last, " … [cut]") || len([]rune(last)) != 32767 || count.Cut != 1 {
		t.Errorf("the long sentence has %d characters and ends in %q; %d were counted", len([]rune(last)), last[len(last)-20:], count.Cut)
	}
	if where := got.about("where texts were cut"); where != "Sentences!E"+strconv.Itoa(len(texts)+1) {
		t.Errorf("the text was cut at %q", where)
	}
	if section := got.column(t, "Articles", "section")[0]; section != "\uFFFD\uFFFD\uFFFD\n\t" || count.Replaced != 4+len(texts) { // one in each address
		t.Errorf("the section is %q; %d characters were counted as replaced", section, count.Replaced)
	}
	if got.column(t, "Articles", "published")[0] != "0800-01-01" {
		t.Errorf("a date before the calendar of spreadsheets is %q", got.column(t, "Articles", "published")[0])
	}
}

func TestTheTimeOfTheExportIsInTheProperties(t *testing.T) {
	raw, _ := write(t, judged(t), workbook.Options{})
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	props, err := f.GetDocProps()
	if err != nil || props.Created != exchangetest.Epoch.Format(time.RFC3339) || props.Creator != "test" || props.Title != "project" {
		t.Errorf("%+v, %v", props, err)
	}
}
