package intake_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
)

const (
	saltTitle = "Salt store at Quay Nine gives way"
	ukTitle   = "На дев’ятому причалі обвалився склад солі"
	brine     = "Brine in the basin, say fishermen"
)

// expected is what must be recognised in one article.
type expected struct {
	file string // path below the test data, with the place in the file: "letters.mbox#1"
	meta model.Metadata
	has  []string // complete sentences
	not  []string // must not occur in the text
}

// Sentences of the articles, and words around the articles that must not be
// imported.
var (
	saltSentences = []string{
		"The roof of the old salt store at Quay Nine fell in shortly before dawn on Friday, burying two empty lorries and closing the harbour road for most of the day.",
		"Nobody was hurt, the harbour office said.",
		"“We heard a crack, then a long rumble, and then the dust came,” said Marek Tolly, a night watchman who was drinking tea in the gatehouse.",
	}
	wholeSentences = append([]string{
		"Its owner, the Halmsund Salt and Chandlery Company, said that a well-known engineering firm had found the timbers sound.", // the hyphen belongs to the word
		"Its director, Leopold Aschenbrenner, said that the inspection had been postponed twice at the council’s own request, and that representatives of the insurers had been allowed into the building on three occasions.",
		"The environmental department took samples and expects results on Wednesday.",
	}, saltSentences...)
	ukSentences = []string{
		"За словами портового управління, ніхто не постраждав.",
		"«Спершу тріснуло, потім довго гуркотіло, а тоді посунула курява», – сказав нічний сторож Марек Толлі.",
	}
	heads     = []string{"Lower Vask Courier", "Saturday", "Page 1", "Page 2", "of 2"}
	furniture = []string{"Skip to", "Tides", "Weather", "cookies", "Share", "Copy the link", "Related", "archive", "Sign up", "ferries", "Photograph", "comments", "always said", "rights reserved", "Loaded by a script"}
)

func realArticles() []expected {
	salt := model.Metadata{Title: saltTitle, Byline: "Ottilie Brandreth", Published: "2031-05-03", Language: "en"}
	dated, ofPaper, ofPage, cutting := salt, salt, salt, salt
	dated.Dateline = "HALMSUND, May 3"
	ofPaper.Outlet = "The Lower Vask Courier"
	ofPage.Outlet, ofPage.Dateline, ofPage.URL = ofPaper.Outlet, "HALMSUND", "https://courier.example/2031/05/03/salt-store"
	cutting.Outlet, cutting.Dateline = ofPaper.Outlet, dated.Dateline
	listed := ofPage
	listed.Dateline = ""
	ofPage.PublishedAt = "2031-05-03T09:20:00+02:00"
	sent := salt
	sent.PublishedAt = ofPage.PublishedAt
	uk := model.Metadata{Title: ukTitle, Published: "2031-05-03", Language: "uk"}
	note := append([]string{"Mr Tolly repeated his account to the harbour police on Friday evening.", "“Ten minutes earlier I had walked under it.”"}, wholeSentences...)
	bookish, second := dated, model.Metadata{Title: brine, Byline: "Piet Lindqvist", Outlet: ofPaper.Outlet, Published: "2031-05-03", Language: "en"}
	bookish.Byline = "Layout desk" // stated by the book itself
	third := second
	third.Title, third.Byline = "A hundred and twenty years of salt", ""
	return []expected{
		{"article.docx", dated, note, heads},
		{"article.odt", dated, note, heads},
		{"article.rtf", dated, note, heads},
		{"article.epub", bookish, note, heads},
		{"article.pdf", cutting, wholeSentences, heads},
		{"office.html", dated, note, heads},
		{"article.html", ofPage, wholeSentences, furniture},
		{"browser.pdf", model.Metadata{Title: saltTitle, Byline: "Ottilie Brandreth", Outlet: "The Lower Vask Courier, Halmsund", Language: "en"}, wholeSentences[:3], nil}, // everything on the page is imported
		{"article.md", ofPaper, saltSentences, []string{"**", "](", "# ", "---"}},
		{"article.eml", sent, saltSentences, []string{"Unsubscribe", "<p>", "=20"}},
		{"attached.eml", model.Metadata{Title: "Two cuttings", Byline: "Ottilie Brandreth", Published: "2031-05-03", PublishedAt: sent.PublishedAt, Language: "en"}, nil, []string{"Salt", "GIF"}},
		{"attached.eml/salt store.docx", dated, note, heads},
		{"attached.eml/Salzspeicher – Kai Neun.txt", model.Metadata{Title: "Salzspeicher am Kai Neun eingestürzt", Byline: "Jolanthe Rüb", Published: "2031-05-03", Language: "de"}, nil, []string{"\uFEFF"}},
		{"letters.mbox#1", sent, saltSentences, []string{"From "}},
		{"letters.mbox#2", model.Metadata{Title: "The brine", Byline: "Piet Lindqvist", Published: "2031-05-03", PublishedAt: sent.PublishedAt, Language: "en"}, []string{"From there it goes out with the tide, the fishermen say."}, []string{">From"}},
		{"articles.csv#2", listed, saltSentences, nil},
		{"articles.csv#4", model.Metadata{Title: "Salzspeicher am Kai Neun eingestürzt", Outlet: "Neue Vasker Zeitung", Byline: "Jolanthe Rüb", Published: "2031-05-03", URL: "https://nvz.example/salz", Language: "de"}, []string{"Verletzt wurde nach Angaben des Hafenamts niemand."}, nil},
		{"articles.jsonl#1", listed, saltSentences, nil},
		{"magazine.epub#1", ofPaper, saltSentences, []string{"Weekly", "Brine"}},
		{"magazine.epub#2", second, []string{"The department took samples; results are expected on Wednesday, a spokeswoman said on the telephone."}, []string{"Weekly", "1911"}},
		{"magazine.epub#3", third, nil, []string{"mussels"}},
		{"german.docx", model.Metadata{Title: "Salzspeicher am Kai Neun eingestürzt", Byline: "Jolanthe Rüb", Published: "2031-05-03", Language: "de"}, []string{"„Erst knackte es, dann rumpelte es lange, und dann kam der Staub“, sagte der Nachtwächter Marek Tolly."}, nil},
		{"ukrainian.odt", uk, ukSentences, nil},
		{"ukrainian.rtf", uk, ukSentences, nil},
		{"ukrainian.pdf", uk, ukSentences, nil},
		{"headed.pdf", uk, ukSentences, []string{"file:", "AM", "1/1"}},
		{"linearized.pdf", uk, ukSentences, []string{"file:", "1/1"}},
		{"restricted.pdf", uk, ukSentences, nil},
	}
}

func TestArticlesOfRealPrograms(t *testing.T) {
	const dir = "format/testdata/real/"
	found := map[string]*model.Document{}
	docs, refused := documents(t, intake.Options{}, dir)
	for _, d := range docs {
		name, _ := strings.CutPrefix(filepath.ToSlash(d.ImportPath), dir)
		found[name] = d
	}
	if len(refused) != 2 || !strings.Contains(refused[0], "password") || !strings.Contains(refused[1], "password") {
		t.Errorf("refused: %q", refused)
	}
	for _, want := range realArticles() {
		d := found[want.file]
		if d == nil {
			t.Errorf("%s is not among the articles", want.file)
			continue
		}
		got := d.Metadata
		if got != want.meta {
			t.Errorf("%s:\n got %+v\nwant %+v", want.file, got, want.meta)
		}
		sentences := map[string]bool{}
		for _, u := range d.Units {
			if u.Kind == model.UnitSentence {
				sentences[strings.TrimRight(u.Span.Of(d.Text), "¹")] = true
			}
		}
		for _, s := range append(want.has, got.Title) {
			if !sentences[s] && want.file != "attached.eml" {
				t.Errorf("%s has no sentence %q", want.file, s)
			}
		}
		for _, s := range want.not {
			if strings.Contains(d.Text, s) {
				t.Errorf("%s has %q in its text", want.file, s)
			}
		}
	}
}

func TestAGigabyteIsRefusedWithoutBeingRead(t *testing.T) {
	dir := t.TempDir()
	for name, front := range map[string]string{"a.txt": "It failed.", "b.pdf": "%PDF-1.7\n", "c.docx": "PK\x03\x04................................", "d.html": "<html>", "e.csv": "title,text\n", "f.mbox": "From x\n"} {
		if name == "c.docx" {
			front = front[:30] + "[Content_Types].xml"
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(front), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, 1<<30); err != nil { // a sparse file, which takes no space
			t.Fatal(err)
		}
	}
	var docs []*model.Document
	var refused []string
	cost := allocated(func() { docs, refused = documents(t, intake.Options{}, dir) })
	if len(docs) != 0 || len(refused) != 6 || cost > 64<<20 {
		t.Errorf("%d documents, %q, for %d MiB of memory", len(docs), refused, cost>>20)
	}
	for _, r := range refused {
		if !strings.Contains(r, "1024.0 MiB") || !strings.Contains(r, "divide it first") {
			t.Errorf("%q", r)
		}
	}
}

func TestWhatIsAttachedAndCannotBeReadIsSaid(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.eml", "From: a@b.c\nTo: d@e.f\nSubject: Gate\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\n"+gate+"\n--m\nContent-Type: application/pdf; name=x.pdf\n\n%PDF-1.7\n--m--\n")
	docs, refused := documents(t, intake.Options{}, dir)
	if len(docs) != 1 || !strings.HasSuffix(docs[0].Text, gate) || len(refused) != 1 || !strings.Contains(refused[0], "x.pdf") {
		t.Errorf("%d documents, %q", len(docs), refused)
	}
}

// allocated returns how many bytes do allocates in total.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
