package adopt_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/adopt"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
	"assay.app/assay/storage/storagetest"
)

const harbour = "The wall gave way on Tuesday. “We saw it coming,” said the harbour master. Nobody was hurt.\n\nThe café stayed open."

// with returns a project with the article.
func with(t *testing.T) (*storage.Project, *model.Document) {
	t.Helper()
	p, doc := storagetest.NewWith(t, storage.Options{Now: func() time.Time { return peertest.Epoch }}), storagetest.Document(harbour)
	storagetest.Import(t, p, doc)
	return p, doc
}

// plan plans a load by "ana".
func plan(t *testing.T, p *storage.Project, b *peer.Batch, mapped map[string]string) *adopt.Plan {
	t.Helper()
	made, err := adopt.Make(t.Context(), p, b, adopt.Options{
		Analyst: "ana", Map: mapped, Now: func() time.Time { return peertest.Epoch.Add(time.Hour) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// load loads a batch and returns what the preview said.
func load(t *testing.T, p *storage.Project, b *peer.Batch, mapped map[string]string) arrival.Preview {
	t.Helper()
	made := plan(t, p, b, mapped)
	if _, err := made.Apply(t.Context()); err != nil {
		t.Fatal(err)
	}
	return made.Preview
}

// one returns a batch of one document with marks on the words of its text.
func one(text string, marks ...peer.Mark) *peer.Batch {
	d := &peer.Document{Name: "one", Text: text, Marks: marks}
	for i := range d.Marks {
		if m := &d.Marks[i]; m.Quote != "" && text != "" {
			at := strings.Index(text, m.Quote)
			m.Span, m.Quote = model.Span{Start: at, End: at + len(m.Quote)}, ""
		}
	}
	return &peer.Batch{Documents: []*peer.Document{d}}
}

// labels returns the labels of an analyst on the sentences of the article, "" where there is none.
func labels(t *testing.T, p *storage.Project, id model.ArticleID, analyst string) (all []string) {
	t.Helper()
	doc, err := p.Document(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range doc.Sentences() {
		a, _ := doc.Annotation(u.Span, analyst)
		all = append(all, string(a.Label))
	}
	return all
}

func says(t *testing.T, p *storage.Project, id model.ArticleID, analyst string, want ...string) {
	t.Helper()
	if got := labels(t, p, id, analyst); !slices.Equal(got, want) {
		t.Errorf("%s labels %q, not %q", analyst, got, want)
	}
}

func TestMarksArePlacedByTheirWords(t *testing.T) {
	quote := "“We saw it coming,” said the harbour master."
	for name, c := range map[string]struct {
		batch *peer.Batch
		moved int
		why   string
	}{
		"the same text":               {one(harbour, peer.Mark{Quote: quote, Labels: []string{"quote"}}), 0, ""},
		"other white space":           {one(strings.ReplaceAll(harbour, "\n\n", "\r\n"), peer.Mark{Quote: quote, Labels: []string{"Quote"}}), 0, ""},
		"a part of the sentence":      {one(harbour, peer.Mark{Quote: "saw it coming", Labels: []string{"quote"}}), 1, "is not a sentence"},
		"only the quote":              {&peer.Batch{Documents: []*peer.Document{{Article: model.ArticleID(""), Metadata: model.Metadata{URL: "http://www.example.org/a/#x"}, Marks: []peer.Mark{{Quote: quote, Labels: []string{"quote"}}}}}}, 0, ""},
		"the quote with plain quotes": {&peer.Batch{Documents: []*peer.Document{{Metadata: model.Metadata{URL: "https://example.org/a"}, Marks: []peer.Mark{{Quote: "\"We saw it coming,\" said the  harbour master.", Labels: []string{"quote"}}}}}}, 0, ""},
		"a part of the quote":         {&peer.Batch{Documents: []*peer.Document{{Metadata: model.Metadata{URL: "https://example.org/a"}, Marks: []peer.Mark{{Quote: "\"We saw it  coming,\"", Labels: []string{"quote"}}}}}}, 1, "not a sentence"},
		"nearly the same words":       {&peer.Batch{Documents: []*peer.Document{{Metadata: model.Metadata{URL: "https://example.org/a"}, Marks: []peer.Mark{{Quote: "We saw it coming, said the old harbour master", Labels: []string{"quote"}}}}}}, 1, "most similar"},
	} {
		t.Run(name, func(t *testing.T) {
			p := storagetest.NewWith(t, storage.Options{Now: func() time.Time { return peertest.Epoch }})
			doc := storagetest.Document(harbour)
			doc.Metadata.URL = "https://example.org/a"
			storagetest.Import(t, p, doc)
			got := load(t, p, c.batch, nil)
			if got.Count.Moved != c.moved || c.moved > 0 && !strings.Contains(got.Moved[0].Why, c.why) || got.Count.Lost+got.Count.Added > 0 {
				t.Errorf("%+v", got)
			}
			says(t, p, doc.ID, "ana", "", "quote", "", "")
		})
	}
}

func TestAMarkWithoutAPlaceIsListed(t *testing.T) {
	p, doc := with(t)
	b := one("", peer.Mark{At: "row 3", Quote: "Something else entirely happened elsewhere.", Labels: []string{"claim"}})
	b.Documents[0].Article = doc.ID
	got := load(t, p, b, nil)
	if got.Count.Lost != 1 || got.Lost[0].At != "row 3" || got.Count.Written() != 0 {
		t.Errorf("%+v", got)
	}
	says(t, p, doc.ID, "ana", "", "", "", "")
}

func TestUnknownLabelsMustBeMapped(t *testing.T) {
	p, doc := with(t)
	batch := func() *peer.Batch {
		return one(harbour, peer.Mark{Quote: "Nobody was hurt.", Labels: []string{"Rumour"}}, peer.Mark{Quote: "The café stayed open.", Labels: []string{"claim"}})
	}
	made := plan(t, p, batch(), nil)
	if got := made.Preview.Unmapped; len(got) != 1 || got[0] != (arrival.Label{From: "Rumour", Count: 1}) {
		t.Errorf("%+v", got)
	}
	if _, err := made.Apply(t.Context()); err == nil {
		t.Error("a label that is not mapped was loaded")
	}
	says(t, p, doc.ID, "ana", "", "", "", "")
	if _, err := adopt.Make(t.Context(), p, batch(), adopt.Options{Map: map[string]string{"Rumour": "nothing"}}); err == nil {
		t.Error("a label was mapped to none of the codebook")
	}
	load(t, p, batch(), map[string]string{"Rumour": "Background"})
	says(t, p, doc.ID, "ana", "", "", "background", "claim")
}

func TestALabelIsMappedToANewOneOrToAPhrase(t *testing.T) {
	p, doc := with(t)
	b := one(harbour, peer.Mark{Quote: "Nobody was hurt.", Labels: []string{"Rumour"}}, peer.Mark{Quote: "The café stayed open.", Labels: []string{"thin"}})
	got := load(t, p, b, map[string]string{"Rumour": "label:Hearsay", "thin": "phrase:thinly sourced"})
	if !slices.Equal(got.Codebook, []string{"Hearsay"}) || !slices.Equal(got.Phrases, []string{"thinly sourced"}) {
		t.Errorf("%+v", got)
	}
	says(t, p, doc.ID, "ana", "", "", "hearsay", "")
	if list, _ := p.Phrases(); true {
		if _, ok := list.Named("thinly sourced"); !ok {
			t.Error("the phrase is not in the list")
		}
	}
}

func TestCodesBecomeTheCodebook(t *testing.T) {
	p, _ := with(t)
	b := one(harbour, peer.Mark{Quote: "Nobody was hurt.", Labels: []string{"Casualties"}})
	b.Codes = []peer.Code{{Name: "Claim"}, {Name: "Casualties", Color: "#aa0000", Definition: "Who was hurt.", Group: "Facts", Use: "Numbers.", Examples: []string{"Two fell."}}, {Name: "thin", Phrase: true}, {Name: "Unused"}}
	load(t, p, b, nil)
	book, err := p.Codebook()
	if err != nil || len(book) != 5 {
		t.Fatal(book, err)
	}
	if l := book[3]; l.Name != "Casualties" || l.Color != "#AA0000" || l.Definition != "Who was hurt." || l.Use != "Numbers." || len(l.Examples) != 1 || l.Group != "Facts" || book[4].Name != "Unused" {
		t.Errorf("%+v", book[3:])
	}
}

func TestTheFirstOfSeveralLabelsStaysAndTheOthersBecomePhrases(t *testing.T) {
	p, doc := with(t)
	b := one(harbour, peer.Mark{Quote: "Nobody was hurt.", Labels: []string{"background"}}, peer.Mark{Quote: "Nobody was hurt.", Labels: []string{"claim"}})
	got := load(t, p, b, nil)
	says(t, p, doc.ID, "ana", "", "", "claim", "")
	if got.Count.Demoted != 1 || got.Demoted[0].Text != "Background" || got.Count.Phrases != 1 {
		t.Errorf("%+v", got)
	}
}

func TestAChangedLabelIsAConflictAndOneUndoBringsItBack(t *testing.T) {
	p, doc := with(t)
	p.Enqueue(storagetest.Tag(doc, 2, model.Claim))
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	by := analystOf(t, p)
	b := one(harbour, peer.Mark{Quote: "Nobody was hurt.", Labels: []string{"quote"}, Analyst: by, Notes: []peer.Note{{Text: "Says who?"}}})
	b.Documents = append(b.Documents, &peer.Document{Name: "new", Text: "Another article. It is new.", Marks: []peer.Mark{{Span: model.Span{End: 16}, Labels: []string{"claim"}}}})
	got := load(t, p, b, nil)
	if got.Count.Conflicts != 1 || got.Conflicts[0].From != "claim" || got.Conflicts[0].To != "quote" || got.Conflicts[0].Sentence != 2 || got.Count.Added != 1 {
		t.Errorf("%+v", got)
	}
	says(t, p, doc.ID, by, "", "", "quote", "")
	undone, err := edit.NewHistory(p.History).Undo("")
	if err != nil {
		t.Fatal(err)
	}
	p.Enqueue(edit.Undoing(undone))
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	says(t, p, doc.ID, by, "", "", "claim", "")
	if all, err := p.All(); err != nil || len(all) != 2 || !all[1].Removed {
		t.Errorf("after one undo the articles are %+v, %v", all, err)
	}
}

// analystOf returns the only analyst of a project.
func analystOf(t *testing.T, p *storage.Project) string {
	t.Helper()
	names, err := p.Analysts()
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	return names[0]
}

func TestSentencesWithoutAnArticleAreSoughtInAll(t *testing.T) {
	p, doc := with(t)
	other := storagetest.Document("It rained all day. The café stayed open. Nobody came.")
	storagetest.Import(t, p, other)
	b := one("", peer.Mark{Quote: "It rained all day .", Labels: []string{"background"}}, peer.Mark{Quote: "The café stayed open .", Labels: []string{"claim"}},
		peer.Mark{Quote: "“ We saw it coming , ” said the harbour master .", Labels: []string{"quote"}}, peer.Mark{At: "line 9", Quote: "Not there ."})
	got := load(t, p, b, nil)
	says(t, p, other.ID, "ana", "background", "claim", "")
	says(t, p, doc.ID, "ana", "", "quote", "", "")
	if got.Count.Lost != 1 || got.Lost[0].At != "line 9" {
		t.Errorf("%+v", got)
	}
}

func TestATextIsPutTogetherFromAllItsSentences(t *testing.T) {
	p, _ := with(t)
	b := one("", peer.Mark{Sentence: "abcdef0123456789:20-38", Quote: "Nobody came today.", Labels: []string{"claim"}, Analyst: "bo"},
		peer.Mark{Sentence: "abcdef0123456789:0-18", Quote: "It rained all day."},
		peer.Mark{Sentence: "abcdef0123456789:20-38", Quote: "Nobody came today.", Labels: []string{"quote"}, Analyst: "mia"})
	b.Documents[0].Article, b.Documents[0].Complete = "abcdef0123456789", true
	for range 2 { // the batch can be planned again
		if got := plan(t, p, b, nil).Preview; got.Count.Added != 1 || got.Count.Annotations != 2 || len(got.Remarks) != 1 {
			t.Errorf("%+v", got)
		}
	}
	load(t, p, b, nil)
	all, err := p.All()
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	says(t, p, all[1].ID, "bo", "", "claim")
	says(t, p, all[1].ID, "mia", "", "quote")
}

func TestAStatementIsRenamed(t *testing.T) {
	p, _ := with(t)
	load(t, p, &peer.Batch{Statements: []peer.Statement{{ID: "0123456789abcdef", Title: "The wall fell"}}}, nil)
	got := load(t, p, &peer.Batch{Statements: []peer.Statement{{ID: "0123456789abcdef", Title: "The old wall fell"}, {Title: "the OLD wall fell"}}}, nil)
	list, err := p.Statements()
	if err != nil || list.Title("0123456789abcdef") != "The old wall fell" || len(list.All()) > 2 || got.Count.Conflicts != 1 {
		t.Errorf("%+v %v %v", got, list.All(), err)
	}
}

func TestAProjectThatIsAdoptedElsewhereIsTheSame(t *testing.T) {
	for seed := range uint64(8) {
		rng := rand.New(rand.NewPCG(seed, 7))
		from := peertest.Project(t, rng, 3, 25)
		c := open(t, from)
		b := &peer.Batch{}
		for page, err := range c.Pages(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			b.Documents = append(b.Documents, peertest.DocumentOf(page))
		}
		to := storagetest.NewWith(t, storage.Options{Now: func() time.Time { return peertest.Epoch }})
		preview := load(t, to, b, nil)
		if preview.Count.Lost+preview.Count.Conflicts+preview.Count.Demoted > 0 {
			t.Fatalf("seed %d: %+v", seed, preview)
		}
		same(t, open(t, from), open(t, to))
		if again := load(t, to, b, nil); again.Count.Written() > 0 || again.Count.Added > 0 {
			t.Errorf("seed %d: a second load writes %+v", seed, again.Count)
		}
	}
}

func open(t *testing.T, p *storage.Project) *peer.Corpus {
	t.Helper()
	c, err := peer.Open(context.Background(), p, peer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// same compares what is said in two projects.
func same(t *testing.T, a, b *peer.Corpus) {
	t.Helper()
	first, second := facts(t, a), facts(t, b)
	for text := range first {
		if !second[text] {
			t.Errorf("lost: %s", text)
		}
	}
	for text := range second {
		if !first[text] {
			t.Errorf("added: %s", text)
		}
	}
}

func facts(t *testing.T, c *peer.Corpus) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for p, err := range c.Pages(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range peertest.DocumentOf(p).Marks {
			if d.Whole {
				d.Sentence = string(p.ID)
			}
			for i := range d.Notes {
				d.Notes[i].ID = ""
			}
			d.At = ""
			d.Time = time.Time{}
			if a := d.Attribution; a != nil {
				d.Quote = fmt.Sprintf("%q %q %q", a.Name, a.Mode, a.Cue)
				d.Attribution = nil
			}
			for i := range d.Mentions {
				d.Mentions[i].Statement = ""
			}
			all[fmt.Sprintf("%+v", d)] = true
		}
	}
	return all
}
