package index_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

// question makes up a query from words of a sentence and some filters.
func question(rng *rand.Rand, sentence string) string {
	words := append(strings.Fields(sentence), "a")
	filters := []string{"label:claim", "-label:claim", "outlet:tide", "outlet:quay,abc", "analyst:Ines", "date:2031", "date:..2031-06", "note:dub", "note:*", "lang:ru", "title:on", "tagged", "untagged", "-outlet:abc", "version:any", "version:earlier", "-version:earlier"}
	var out []string
	for range 1 + rng.IntN(3) {
		at := rng.IntN(len(words))
		word := strings.Trim(words[at], ".,-")
		runes := []rune(word)
		if len(runes) == 0 {
			continue
		}
		switch rng.IntN(12) {
		case 0, 1:
			word = `"` + strings.Join(words[at:min(at+2, len(words))], " ") + `"`
		case 2:
			word = "-" + string(runes[:1+rng.IntN(len(runes))])
		case 3:
			word = "/" + strings.Trim(string(runes[rng.IntN(len(runes)):]), "-.,") + "/"
		case 4:
			word = string(runes[:1+rng.IntN(len(runes))]) + "*"
		case 5:
			word = string(slices.Insert(runes, rng.IntN(len(runes)+1), 'x'))
		case 6, 7:
			word = filters[rng.IntN(len(filters))]
		}
		out = append(out, word)
	}
	if rng.IntN(2) == 0 {
		out = append(out, "")
	}
	return strings.Join(out, " ")
}

// disturb makes a random change to the project, if that change is possible.
func disturb(t testing.TB, rng *rand.Rand, p *storage.Project, docs []*model.Document, history *edit.History) {
	t.Helper()
	enqueue := func(c edit.Change, err error) {
		if err != nil {
			return // this change is not possible here
		}
		c.Analyst, c.At = "Ines", storagetest.Invent(rng, 1).ImportedAt
		if c.ID = p.Enqueue(c); c.ID == 0 {
			t.Fatal("the change was not taken")
		}
		history.Append(c)
	}
	d, err := p.Document(docs[rng.IntN(len(docs))].ID)
	if err != nil {
		t.Fatal(err)
	}
	unit := rng.IntN(len(d.Units))
	u := d.Units[unit]
	switch rng.IntN(14) {
	case 0:
		enqueue(edit.Splitting(d, unit, u.Span.Start+u.Span.Len()/2))
	case 1:
		enqueue(edit.Merging(d, unit, 0, ""))
	case 2:
		aside := u
		aside.Kind = model.UnitResidue
		enqueue(edit.Change{Verb: edit.SetAside, Edits: []edit.Edit{edit.Units{Article: d.ID, Before: []model.Unit{u}, After: []model.Unit{aside}}}}, nil)
	case 3:
		enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: d.ID, Before: !d.Removed, After: d.Removed}}}, nil)
	case 4:
		if n := len(d.Sentences()); n > 0 {
			enqueue(storagetest.Tag(d, rng.IntN(n), "claim"), nil)
		}
	case 5:
		n := model.Note{ID: fmt.Sprint(rng.Uint64()), Target: model.OnSentence(d.ID, u.Span), Analyst: "Ines", Text: "Dubious abc.", Created: d.ImportedAt, Updated: d.ImportedAt}
		enqueue(edit.Change{Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(nil, &n)}}, nil)
	case 6:
		after := d.Metadata
		after.Outlet = []string{"", "Tide Post", "aab"}[rng.IntN(3)]
		enqueue(edit.Change{Verb: edit.Correct, Edits: []edit.Edit{edit.Metadata{Article: d.ID, Before: d.Metadata, After: after}}}, nil)
	case 7, 8:
		on := []model.Subject{{Article: d.ID, Sentence: u.Span}, {Article: d.ID}, {Outlet: "tide post"}}[rng.IntN(3)]
		id, by := model.StartingPhrases()[rng.IntN(5)].ID, []string{"Ines", "Zoe"}[rng.IntN(2)]
		after := &record.Given{Phrase: id, Analyst: by, Name: string(id)}
		before, _ := d.Records[record.GivenOn(on, by, id)].(*record.Given)
		if before == nil && on.Outlet == "" || on.Outlet != "" && rng.IntN(4) == 0 {
			enqueue(edit.Change{Verb: edit.GivePhrase, Edits: []edit.Edit{edit.Of(record.GivenOn(on, by, id), before, after)}}, nil)
		}
	case 9:
		attributeAtRandom(rng, p, d, model.Subject{Article: d.ID, Sentence: u.Span}, enqueue)
	case 10:
		compareAtRandom(t, rng, p, d, u.Span, enqueue)
	case 11:
		origin := []model.Origin{{}, {Kind: model.OwnReporting}, {Kind: model.FromAgency, Name: "Harbour Wire"}}[rng.IntN(3)]
		enqueue(comparing(t, p, "Ines", rng).SettingOrigin([]model.ArticleID{d.ID}, origin))
	case 12:
		if changes, err := history.Undo(""); err == nil && len(changes) > 0 {
			enqueue(edit.Undoing(changes), nil)
		}
	case 13:
		enqueue(versionsAtRandom(t, rng, p, d.ID, docs[rng.IntN(len(docs))].ID))
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// versionsAtRandom makes an article a version of another one, or separates it.
func versionsAtRandom(t testing.TB, rng *rand.Rand, p *storage.Project, newer, of model.ArticleID) (edit.Change, error) {
	t.Helper()
	chains, err := p.Chains()
	if err != nil {
		t.Fatal(err)
	}
	planner := carry.Planner{Chains: chains, Document: p.Document}
	if chains.Linked(newer) && rng.IntN(2) == 0 {
		plan, err := planner.Separate(newer)
		return plan.Change, err
	}
	plan, err := planner.Add(newer, of, rng.IntN(2) == 0)
	return plan.Change, err
}

// comparing returns the edit.Comparing of an analyst of the project.
func comparing(t testing.TB, p *storage.Project, analyst string, rng *rand.Rand) edit.Comparing {
	t.Helper()
	compared, err := p.Compared()
	if err != nil {
		t.Fatal(err)
	}
	return edit.Comparing{Compared: compared, Analyst: analyst, Now: storagetest.Noon(), NewID: func() string { return fmt.Sprint(rng.Uint64()) }}
}

// compareAtRandom makes a sentence a mention of a statement, or renames, joins or divides
// statements.
func compareAtRandom(t testing.TB, rng *rand.Rand, p *storage.Project, d *model.Document, at model.Span, enqueue func(edit.Change, error)) {
	t.Helper()
	c := comparing(t, p, []string{"Ines", "Zoe"}[rng.IntN(2)], rng)
	one := edit.Mentioning{On: model.Subject{Article: d.ID, Sentence: at}, Stance: model.Stances()[rng.IntN(4)]}
	titles, all := []string{"The quay was shut", "The quay opened", "Nobody sang"}, c.Compared.Statements.All()
	title := titles[rng.IntN(len(titles))]
	if len(all) < 3 {
		change, _, err := c.New(title, []edit.Mentioning{one})
		enqueue(change, err)
		return
	}
	id := all[rng.IntN(len(all))]
	switch rng.IntN(8) {
	case 0:
		enqueue(c.Renaming(id, title))
	case 1:
		enqueue(c.Joining(id, all[rng.IntN(len(all))]))
	case 2:
		change, _, err := c.Dividing(id, title, one.On)
		enqueue(change, err)
	default:
		enqueue(c.Mentioning(id, one))
	}
}

// attributeAtRandom attributes a sentence, or joins two voices.
func attributeAtRandom(rng *rand.Rand, p *storage.Project, d *model.Document, on model.Subject, enqueue func(edit.Change, error)) {
	list, err := p.Voices()
	if err != nil {
		return
	}
	if all := list.All(); len(all) > 2 {
		c, err := edit.JoiningVoices(list, all[0].ID, all[1].ID)
		enqueue(c, err)
		return
	}
	by := []string{"Ines", "Zoe"}[rng.IntN(2)]
	before, _ := d.Records[record.AttributionOn(on.Article, on.Sentence, by)].(*record.Attribution)
	to := edit.Attributing{List: list, Analyst: by, Now: d.ImportedAt, Of: func(model.Subject) *record.Attribution { return before }}
	name := []string{"Lena Okray", "the mayor", "Okray"}[rng.IntN(3)]
	edits, err := to.To(on, record.Attribution{Name: name, Mode: model.Mixed})
	if len(edits) > 0 {
		enqueue(edit.Change{Verb: edit.Attribute, Edits: edits}, err)
	}
}

// agree fails the test if the index and a scan find different results for random
// queries. It returns the number of sentences found.
func agree(t testing.TB, rng *rand.Rand, p *storage.Project, docs []*model.Document, queries int) (found int) {
	t.Helper()
	for range queries {
		d := docs[rng.IntN(len(docs))]
		text := question(rng, d.Units[rng.IntN(len(d.Units))].Span.Of(d.Text))
		q, err := search.Parse(text)
		if err != nil {
			continue
		}
		opts := index.Options{Analyst: []string{"", "Ines", "Zoe"}[rng.IntN(3)]}
		want, scanned := storagetest.Find(t, storagetest.Scan(p), q, opts)
		got, result := storagetest.Find(t, p.Search, q, opts)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q (by %q) finds with the index\n%q\nand without\n%q", text, opts.Analyst, storagetest.Texts(got), storagetest.Texts(want))
		}
		if result.Sentences != scanned.Sentences || result.Total != scanned.Total || result.Articles != scanned.Articles || !result.Whole || result.AtLeast || result.Relaxed != scanned.Relaxed {
			t.Fatalf("%q says with the index %+v and without %+v", text, result, scanned)
		}
		found += result.Sentences
		if result.Sentences == 0 {
			continue
		}
		opts.Limit = 1 + rng.IntN(result.Sentences)
		some, limited := storagetest.Find(t, p.Search, q, opts)
		if texts := sentencesOf(some); !slices.Equal(texts, sentencesOf(want)[:opts.Limit]) {
			t.Fatalf("%q finds of %d the first %d as %q", text, result.Sentences, opts.Limit, texts)
		}
		if limited.Total != result.Sentences || limited.AtLeast || limited.Whole != (opts.Limit == result.Sentences) {
			t.Fatalf("%q says of %d, limited to %d, %+v", text, result.Sentences, opts.Limit, limited)
		}
	}
	return found
}

func sentencesOf(all []search.Found) (out []string) {
	for _, f := range all {
		for _, s := range f.Sentences {
			out = append(out, fmt.Sprint(f.Article, s))
		}
	}
	return out
}

// Whatever changes in a project, the index finds the same as a scan, in the same
// order and with the same marks.
func TestTheIndexFindsWhatIsFoundWithoutIt(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rounds, found := 6, 0
	if testing.Short() {
		rounds = 2
	}
	for round := range rounds {
		rng := rand.New(rand.NewPCG(seed, uint64(round)))
		p := storagetest.New(t)
		storagetest.SmallIndex(p, 20+rng.IntN(100))
		var docs []*model.Document
		history := edit.NewHistory(p.History)
		for range 6 {
			var more []*model.Document
			for range rng.IntN(30) + 1 {
				more = append(more, storagetest.Babble(rng))
			}
			storagetest.Import(t, p, more...)
			docs = append(docs, more...)
			if rng.IntN(3) > 0 {
				storagetest.SettleIndex(p)
			}
			found += agree(t, rng, p, docs, 15)
			for range rng.IntN(12) {
				disturb(t, rng, p, docs, history)
			}
			found += agree(t, rng, p, docs, 25)
		}
		storagetest.SettleIndex(p)
		found += agree(t, rng, p, docs, 50)
		if parts, _, next, err := p.Index().Shape(t.Context()); err != nil || len(parts) == 0 || next != uint64(storagetest.Stored(p))+1 {
			t.Errorf("the index has the parts %v up to %d (%v)", parts, next, err)
		}
	}
	if found == 0 {
		t.Error("nothing was ever found")
	}
}

// If sentences have the words and only filters exclude them, no typos are allowed.
func TestTyposAreAllowedOnlyWhereNoSentenceHasTheWords(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Import(t, p, storagetest.Document("The gate was shut. It was late, and they hate the gale."))
	for typed, want := range map[string][]string{
		"gate ":         {"The [gate] was shut."},
		"gate tagged":   nil,
		"gate -shut":    nil,
		"gaet ":         {"The [gate] was shut."},
		"gaet untagged": {"The [gate] was shut."},
		"gaet tagged":   nil,
		"gaet -shut":    nil,
	} {
		for name, by := range map[string]storagetest.Finder{"the index": p.Search, "reading": storagetest.Scan(p)} {
			all, r := storagetest.Find(t, by, storagetest.Parse(t, typed), index.Options{})
			if got := storagetest.Texts(all); !slices.Equal(got, want) || r.Relaxed != (want != nil && strings.HasPrefix(typed, "gaet")) {
				t.Errorf("%q finds by %s %q, with typos: %v", typed, name, got, r.Relaxed)
			}
		}
	}
}

func TestASearchEndsWithTheErrorOfWhoIsTold(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Import(t, p, storagetest.Document("The river rose."))
	stop := errors.New("enough")
	_, err := p.Search(t.Context(), storagetest.Parse(t, "river"), index.Options{}, func(search.Found) error { return stop })
	if !errors.Is(err, stop) {
		t.Errorf("it ends with %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Search(ctx, storagetest.Parse(t, "river"), index.Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("called off, it ends with %v", err)
	}
}
