package carry_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

var noon = time.Date(2031, 3, 14, 12, 0, 0, 0, time.UTC)

// article returns an article with a paragraph for each list of sentences.
func article(id model.ArticleID, paragraphs ...[]string) *model.Document {
	doc := &model.Document{}
	doc.ID = id
	doc.Metadata.Language = "en"
	for p, sentences := range paragraphs {
		if p > 0 {
			doc.Text += "\n\n"
		}
		start := len(doc.Text)
		for i, s := range sentences {
			if i > 0 {
				doc.Text += " "
			}
			at := len(doc.Text)
			doc.Text += s
			doc.Units = append(doc.Units, model.Unit{Span: model.Span{Start: at, End: len(doc.Text)}, Paragraph: p})
		}
		doc.Paragraphs = append(doc.Paragraphs, model.Span{Start: start, End: len(doc.Text)})
	}
	return doc
}

// corpus has documents by id.
type corpus map[model.ArticleID]*model.Document

func corpusOf(docs ...*model.Document) corpus {
	c := corpus{}
	for _, d := range docs {
		c[d.ID] = d
	}
	return c
}

func (c corpus) planner() carry.Planner {
	stored := map[model.ArticleID]record.Predecessor{}
	for id, d := range c {
		if p, ok := d.Records[record.PredecessorOf(id)].(*record.Predecessor); ok {
			stored[id] = *p
		}
	}
	return carry.Planner{Chains: record.NewChains(stored), Document: func(id model.ArticleID) (*model.Document, error) {
		if d := c[id]; d != nil {
			return d, nil
		}
		return nil, model.ErrNoArticle
	}}
}

// apply applies edits to the documents that they concern.
func (c corpus) apply(edits []edit.Edit) {
	for _, e := range edits {
		for id, d := range c {
			if edit.Concerns(e, id) {
				e.Apply(d)
			}
		}
	}
}

func (c corpus) clone() corpus {
	out := corpus{}
	for id, d := range c {
		n := *d
		n.Annotations, n.Records, n.Units = maps.Clone(d.Annotations), maps.Clone(d.Records), slices.Clone(d.Units)
		out[id] = &n
	}
	return out
}

// work lists everything on the documents, without where it is.
func (c corpus) work() map[string]int {
	all := map[string]int{}
	c.each(func(_ *model.Document, _ model.Span, key model.Key, content any) {
		all[name(key, content)]++
	})
	return all
}

func name(key model.Key, content any) string {
	if n, ok := content.(*model.Note); ok {
		return fmt.Sprintf("note %s %s %q %v %v", n.ID, n.Analyst, n.Text, n.Created, n.Updated)
	}
	return fmt.Sprintf("%s %s %s %s %v", record.Of(key.Kind).Name, key.Analyst, key.ID, record.Of(key.Kind).Text(content), record.Of(key.Kind).At(content))
}

// each visits all work of analysts on the documents.
func (c corpus) each(visit func(*model.Document, model.Span, model.Key, any)) {
	for _, d := range c {
		for span, list := range d.Annotations {
			for _, a := range list {
				visit(d, span, record.OnSentence(d.ID, span, a.Analyst), &a)
			}
		}
		for _, n := range d.Notes {
			span := model.Span{}
			if n.Target.Sentence != nil {
				span = *n.Target.Sentence
			}
			visit(d, span, record.NoteID(n.ID), &n)
		}
		for key, content := range d.Records {
			if !record.Of(key.Kind).Quiet && key.Kind != record.PredecessorKind {
				visit(d, key.Sentence, key, content)
			}
		}
	}
}

func label(d *model.Document, sentence int, analyst string, key model.LabelKey) {
	d.SetAnnotation(d.Sentences()[sentence].Span, analyst, &model.Annotation{Analyst: analyst, Label: key, At: noon})
}

func labelOn(d *model.Document, sentence, analyst string) model.LabelKey {
	for _, u := range d.Sentences() {
		if u.Span.Of(d.Text) == sentence {
			a, _ := d.Annotation(u.Span, analyst)
			return a.Label
		}
	}
	return ""
}

func TestLabelsFollowTheirSentences(t *testing.T) {
	older := article("a",
		[]string{"Eight people were hurt when the old bridge gave way on Monday.", "The mayor of Halmark left the town before noon."},
		[]string{"It had rained for three days without a pause.", "Nobody could say why the gates stayed shut."})
	newer := article("b",
		[]string{"It had rained for three days without a pause."},
		[]string{"Nine people were hurt when the old bridge gave way on Monday.", "A second bridge upstream was closed as a precaution.", "Nobody could say why the gates stayed shut."})
	for i, key := range []model.LabelKey{model.Claim, model.Quote, model.Background, model.Claim} {
		label(older, i, "Ines", key)
	}
	c := corpusOf(older, newer)
	plan, err := c.planner().Add("b", "a", false)
	if err != nil {
		t.Fatal(err)
	}
	c.apply(plan.Change.Edits)
	for sentence, want := range map[string]model.LabelKey{
		"Nine people were hurt when the old bridge gave way on Monday.": model.Claim,
		"It had rained for three days without a pause.":                 model.Background,
		"Nobody could say why the gates stayed shut.":                   model.Claim,
		"A second bridge upstream was closed as a precaution.":          "",
	} {
		if got := labelOn(newer, sentence, "Ines"); got != want {
			t.Errorf("%q has the label %q, want %q", sentence, got, want)
		}
	}
	if got := labelOn(older, "The mayor of Halmark left the town before noon.", "Ines"); got != model.Quote {
		t.Errorf("the sentence that was withdrawn has the label %q", got)
	}
	if plan.Carried != 3 || len(plan.Left) != 1 || plan.Left[0].Reason != carry.Gone || plan.Current != "b" || plan.Shared != 3 {
		t.Errorf("the plan says %+v", plan)
	}
}

// A judgement cites the sentence in the newer version, unless it cites that one with another weight.
func TestCitationsFollowTheirSentences(t *testing.T) {
	const bridge, rain = "Eight people were hurt when the old bridge gave way on Monday.", "It had rained for three days without a pause."
	older := article("a", []string{bridge, rain, "The mayor of Halmark left the town before noon."})
	newer := article("b", []string{rain, bridge})
	cite := func(d *model.Document, sentence int, judgement model.JudgementID, weight model.Weight) {
		key := record.CitationOn(model.Subject{Article: d.ID, Sentence: d.Sentences()[sentence].Span}, "Ines", judgement)
		record.Of(record.CitationKind).Show(d, key, &record.Citation{Judgement: judgement, Analyst: "Ines", Weight: weight})
	}
	for i := range 3 {
		cite(older, i, "j1", model.For)
	}
	cite(older, 1, "j2", model.Against)
	cite(newer, 0, "j1", model.Against)
	c := corpusOf(older, newer)
	plan, err := c.planner().Add("b", "a", false)
	if err != nil {
		t.Fatal(err)
	}
	c.apply(plan.Change.Edits)
	var got []string
	c.each(func(d *model.Document, at model.Span, key model.Key, content any) {
		got = append(got, fmt.Sprintf("%s %s %s: %.5s", d.ID, key.ID, content.(*record.Citation).Weight, at.Of(d.Text)))
	})
	slices.Sort(got)
	if want := []string{"a j1 for: It ha", "a j1 for: The m", "b j1 against: It ha", "b j1 for: Eight", "b j2 against: It ha"}; !slices.Equal(got, want) {
		t.Errorf("the citations are %q, want %q", got, want)
	}
	if plan.Carried != 2 || len(plan.Left) != 2 {
		t.Errorf("the plan says %+v", plan)
	}
}

func TestAVersionKeepsItsOwnWork(t *testing.T) {
	texts := []string{"The harbour was shut from Monday until Friday.", "Two ferries waited outside the breakwater."}
	older, newer := article("a", texts), article("b", texts, []string{"A third ferry came later."})
	label(older, 0, "Ines", model.Claim)
	label(older, 1, "Ines", model.Quote)
	label(older, 0, "Oskar", model.Background)
	label(newer, 0, "Ines", model.Claim)
	label(newer, 1, "Ines", model.Background)
	c := corpusOf(older, newer)
	plan, err := c.planner().Add("b", "a", false)
	if err != nil {
		t.Fatal(err)
	}
	c.apply(plan.Change.Edits)
	if got := labelOn(newer, texts[1], "Ines"); got != model.Background {
		t.Errorf("the label of the newer version became %q", got)
	}
	if got := labelOn(newer, texts[0], "Oskar"); got != model.Background {
		t.Errorf("Oskar's label was not carried: %q", got)
	}
	if plan.Carried != 1 || plan.Joined != 1 || len(plan.Left) != 1 || plan.Left[0].Reason != carry.Taken {
		t.Errorf("carried %d, joined %d, left %+v", plan.Carried, plan.Joined, plan.Left)
	}
}

func TestWorkThatMovesDoesNotTouchTheSameSpanOfTheCurrentVersion(t *testing.T) {
	mayor, bridge := "The mayor left the town before noon.", "The old bridge fell early on Monday." // of one length
	older, newer := article("a", []string{mayor}, []string{bridge}), article("b", []string{bridge}, []string{mayor})
	label(older, 0, "Ines", model.Claim)
	label(older, 1, "Ines", model.Background)
	label(newer, 0, "Ines", model.Quote)
	c := corpusOf(older, newer)
	before := c.work()
	plan, err := c.planner().Add("b", "a", false)
	if err != nil {
		t.Fatal(err)
	}
	c.apply(plan.Change.Edits)
	if plan.Carried != 1 || len(plan.Left) != 1 || plan.Left[0].Reason != carry.Taken || labelOn(newer, bridge, "Ines") != model.Quote {
		t.Errorf("carried %d, left %+v; the label is %q", plan.Carried, plan.Left, labelOn(newer, bridge, "Ines"))
	}
	check(t, 0, c, plan, before)
}

func TestTheTimeDecidesTheOrder(t *testing.T) {
	text := []string{"The harbour was shut from Monday until Friday."}
	at := func(id model.ArticleID, published, retrieved string) *model.Document {
		d := article(id, text, []string{"Version " + string(id) + " of it."})
		d.Metadata.PublishedAt, d.Metadata.Retrieved = published, retrieved
		d.Metadata.Published, _, _ = strings.Cut(published, "T")
		return d
	}
	for _, tt := range []struct {
		name        string
		a, b, c     *model.Document
		want        []model.ArticleID
		current     model.ArticleID
		alsoRemoved model.ArticleID
	}{
		{"in order", at("a", "2031-03-10T08:00Z", ""), at("b", "2031-03-11T08:00Z", ""), at("c", "2031-03-12T08:00Z", ""), []model.ArticleID{"a", "b", "c"}, "c", ""},
		{"the middle one comes last", at("a", "2031-03-10T08:00Z", ""), at("b", "2031-03-12T08:00Z", ""), at("c", "2031-03-11T08:00Z", ""), []model.ArticleID{"a", "c", "b"}, "b", ""},
		{"the first one comes last", at("a", "2031-03-11T08:00Z", ""), at("b", "2031-03-12T08:00Z", ""), at("c", "2031-03-10T08:00Z", ""), []model.ArticleID{"c", "a", "b"}, "b", ""},
		{"without times", at("a", "", ""), at("b", "", ""), at("c", "", ""), []model.ArticleID{"a", "b", "c"}, "c", ""},
		{"by the times of retrieval", at("a", "2031-03-10", "2031-03-12"), at("b", "2031-03-10", "2031-03-13T09:00Z"), at("c", "2031-03-10", "2031-03-11"), []model.ArticleID{"c", "a", "b"}, "b", ""},
		{"a day that does not decide", at("a", "2031-03-10T08:00Z", ""), at("b", "2031-03-10T18:00Z", ""), at("c", "2031-03-10", ""), []model.ArticleID{"a", "b", "c"}, "c", ""},
		{"the newest was removed", at("a", "2031-03-10T08:00Z", ""), at("b", "2031-03-12T08:00Z", ""), at("c", "2031-03-11T08:00Z", ""), []model.ArticleID{"a", "c", "b"}, "c", "b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			label(tt.a, 0, "Ines", model.Claim)
			c := corpusOf(tt.a, tt.b, tt.c)
			for _, id := range []model.ArticleID{"b", "c"} {
				plan, err := c.planner().Add(id, "a", false)
				if err != nil {
					t.Fatal(err)
				}
				c.apply(plan.Change.Edits)
				if id == "b" && tt.alsoRemoved != "" {
					c[tt.alsoRemoved].Removed = true
				}
				if id == "c" && (!slices.Equal(plan.Order, tt.want) || plan.Current != tt.current) {
					t.Errorf("the order is %v with %s as the current version, want %v with %s", plan.Order, plan.Current, tt.want, tt.current)
				}
			}
			if got := c.planner().Chains.Of("a"); !slices.Equal(got, tt.want) {
				t.Errorf("the records say %v, want %v", got, tt.want)
			}
			if tt.alsoRemoved == "" && labelOn(c[tt.current], text[0], "Ines") != model.Claim {
				t.Error("the label is not on the current version")
			}
		})
	}
}

func TestDivisionsByHandAreRepeated(t *testing.T) {
	older := article("a", []string{"The dam held. the town slept.", "Then", "it rained."}, []string{"Share this page", "A boat sank."})
	newer := article("b", []string{"A line before.", "The dam held. the town slept.", "Then", "it rained."}, []string{"Share this page", "A boat sank at noon."})
	c := corpusOf(older, newer)
	split, err := edit.Splitting(older, 0, len("The dam held."))
	if err != nil {
		t.Fatal(err)
	}
	c.apply(split.Edits)
	merge, err := edit.Merging(older, 2, edit.NoSide, "")
	if err != nil {
		t.Fatal(err)
	}
	c.apply(merge.Edits)
	aside := older.Units[3]
	aside.Kind = model.UnitResidue
	c.apply(edit.Dividing(older, older.Units[3:4], []model.Unit{aside}))
	label(older, 0, "Ines", model.Claim)
	label(older, 1, "Ines", model.Quote)
	label(older, 2, "Ines", model.Background)
	plan, err := c.planner().Add("b", "a", false)
	if err != nil {
		t.Fatal(err)
	}
	c.apply(plan.Change.Edits)
	var got []string
	for _, u := range newer.Units {
		got = append(got, u.Kind.String()+": "+u.Span.Of(newer.Text))
	}
	want := []string{"sentence: A line before.", "sentence: The dam held.", "sentence: the town slept.", "sentence: Then it rained.", "residue: Share this page", "sentence: A boat sank at noon."}
	if !slices.Equal(got, want) {
		t.Errorf("the newer version is divided into\n%q, want\n%q", got, want)
	}
	if labelOn(newer, "the town slept.", "Ines") != model.Quote || len(plan.Left) != 0 {
		t.Errorf("the second half has the label %q; left behind: %+v", labelOn(newer, "the town slept.", "Ines"), plan.Left)
	}
}

func TestWorkIsPlacedByHand(t *testing.T) {
	older := article("a", []string{"The mayor of Halmark left the town before noon.", "It rained."})
	newer := article("b", []string{"Its mayor was nowhere to be found that day.", "It rained."})
	label(older, 0, "Ines", model.Claim)
	label(older, 0, "Oskar", model.Quote)
	c := corpusOf(older, newer)
	plan, err := c.planner().Add("b", "a", false)
	if err != nil {
		t.Fatal(err)
	}
	c.apply(plan.Change.Edits)
	from, to := model.Subject{Article: "a", Sentence: older.Units[0].Span}, model.Subject{Article: "b", Sentence: newer.Units[0].Span}
	ours := func(key model.Key, _ any) bool { return key.Analyst == "Ines" }
	if plan, err = c.planner().Place(from, to, ours); err != nil || plan.Carried != 1 {
		t.Fatalf("Place carried %d: %v", plan.Carried, err)
	}
	c.apply(plan.Change.Edits)
	if labelOn(newer, newer.Units[0].Span.Of(newer.Text), "Ines") != model.Claim {
		t.Error("the label is not on the sentence")
	}
	left := carry.LeftOn(older, newer)
	if len(left) != 1 || left[0].Key.Analyst != "Oskar" {
		t.Errorf("left behind: %+v", left)
	}
	if _, err := c.planner().Place(to, from, ours); !errors.Is(err, model.ErrNoVersion) {
		t.Errorf("placing on an older version: %v", err)
	}
	if _, err := c.planner().Place(from, model.Subject{Article: "z"}, ours); !errors.Is(err, model.ErrNoVersion) {
		t.Errorf("placing on another article: %v", err)
	}
}

func TestRefusedVersions(t *testing.T) {
	c := corpusOf(article("a", []string{"x"}), article("b", []string{"y"}), article("r", []string{"z"}))
	c["r"].Removed = true
	for _, pair := range [][2]model.ArticleID{{"a", "a"}, {"b", "gone"}, {"gone", "a"}, {"r", "a"}, {"a", "r"}} {
		if _, err := c.planner().Add(pair[0], pair[1], false); !errors.Is(err, model.ErrSameVersion) && !errors.Is(err, model.ErrNoArticle) {
			t.Errorf("Add(%q, %q): %v", pair[0], pair[1], err)
		}
	}
	if _, err := c.planner().Separate("a"); !errors.Is(err, model.ErrNoVersion) {
		t.Errorf("Separate: %v", err)
	}
	if _, err := c.planner().Arrange([]model.ArticleID{"a", "b"}); !errors.Is(err, model.ErrNoVersion) {
		t.Errorf("Arrange: %v", err)
	}
}

// world makes random articles and random work on them.
type world struct{ *rand.Rand }

func (w world) words(n int) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = fmt.Sprintf("w%03d", w.IntN(400))
	}
	return strings.Join(parts, " ") + "."
}

func (w world) paragraphs() [][]string {
	out := make([][]string, 1+w.IntN(4))
	for i := range out {
		for range 1 + w.IntN(4) {
			n := 6 // so that sentences of different versions often have the same span
			if w.IntN(3) == 0 {
				n = 1 + w.IntN(12)
			}
			out[i] = append(out[i], w.words(n))
		}
	}
	return out
}

// changed returns paragraphs after random edits.
func (w world) changed(of [][]string) [][]string {
	var out [][]string
	for _, p := range of {
		p = slices.Clone(p)
		switch w.IntN(6) {
		case 0:
			p = slices.Insert(p, w.IntN(len(p)+1), w.words(1+w.IntN(8)))
		case 1:
			at := w.IntN(len(p))
			if p = slices.Delete(p, at, at+1); len(p) == 0 {
				continue
			}
		case 2:
			at := w.IntN(len(p))
			p[at] = strings.Replace(p[at], "w", "v", 1)
		case 3:
			w.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return [][]string{{"x"}}
	}
	if w.IntN(4) == 0 {
		w.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	}
	return out
}

// work puts random records on a document.
func (w world) work(t *testing.T, d *model.Document) {
	examples := modeltest.ExamplesIn(t, d.ID)
	spans := []model.Span{{Start: 0, End: 0}, {Start: 0, End: 1}} // the article, and probably no sentence
	for _, u := range d.Units {
		spans = append(spans, u.Span)
	}
	for range w.IntN(12) {
		ex := examples[w.IntN(len(examples))]
		kind := record.Of(ex.Key.Kind)
		if kind.Quiet || ex.Key.Kind == record.PredecessorKind {
			continue
		}
		key, content, span := ex.Key, ex.One, spans[w.IntN(len(spans))]
		if w.IntN(2) == 0 {
			content = ex.Other
		}
		switch c := content.(type) {
		case *model.Note:
			n := *c
			if n.Target.Sentence == nil {
				continue
			}
			n.ID = fmt.Sprintf("%s-n%d", d.ID, w.Uint64())
			if n.Target = model.OnArticle(d.ID); span != (model.Span{}) {
				n.Target = model.OnSentence(d.ID, span)
			}
			d.SetNote(n.ID, &n)
		default:
			if key.Article == "" || key.Sentence == (model.Span{}) != (span == model.Span{}) {
				continue
			}
			key.Sentence = span
			kind.Show(d, key, content)
		}
	}
	for i := range d.Sentences() {
		if w.IntN(3) == 0 {
			label(d, i, "Ines", []model.LabelKey{model.Claim, model.Quote}[w.IntN(2)])
		}
	}
}

func TestNothingIsLostOrTwice(t *testing.T) {
	for seed := range uint64(3000) {
		w := world{rand.New(rand.NewPCG(seed, 1))}
		first := w.paragraphs()
		second := w.changed(first)
		docs := []*model.Document{article("a", first...), article("b", second...), article("c", w.changed(second)...)}
		for _, d := range docs {
			for i := range d.Units {
				if w.IntN(10) == 0 {
					d.Units[i].Kind = model.UnitResidue
				}
			}
			if w.IntN(3) == 0 && len(d.Units) > 0 {
				if at := w.IntN(len(d.Units)); d.Units[at].Span.Len() > 4 {
					if split, err := edit.Splitting(d, at, d.Units[at].Span.Start+2); err == nil {
						corpusOf(d).apply(split.Edits)
					}
				}
			}
			w.work(t, d)
		}
		c := corpusOf(docs...)
		w.steps(t, seed, c)
	}
}

// steps makes random changes of versions, checks each, and undoes them all.
func (w world) steps(t *testing.T, seed uint64, c corpus) {
	t.Helper()
	begin, ids := c.clone(), []model.ArticleID{"a", "b", "c"}
	var done []edit.Edit
	for range 1 + w.IntN(4) {
		before, p := c.work(), c.planner()
		var plan carry.Plan
		var err error
		switch id, of := ids[w.IntN(3)], ids[w.IntN(3)]; w.IntN(6) {
		case 0:
			plan, err = p.Separate(id)
		case 1:
			order := p.Chains.Of(id)
			w.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			plan, err = p.Arrange(order)
		default:
			plan, err = p.Add(id, of, w.IntN(3) == 0)
		}
		if err != nil {
			continue
		}
		c.apply(plan.Change.Edits)
		done = append(done, plan.Change.Edits...)
		check(t, seed, c, plan, before)
	}
	c.apply(edit.Inverses(done))
	for id, d := range c {
		if !reflect.DeepEqual(normal(d), normal(begin[id])) {
			t.Fatalf("seed %d: undo leaves article %s different:\n%+v\n%+v", seed, id, d, begin[id])
		}
	}
}

// check checks that a plan kept all work: what is there after the plan is what was there
// before, except that of equal records on one sentence one remains.
func check(t *testing.T, seed uint64, c corpus, plan carry.Plan, before map[string]int) {
	t.Helper()
	after, missing := c.work(), 0
	for what, n := range before {
		missing += max(n-after[what], 0)
		if after[what] > n {
			t.Fatalf("seed %d: %s is there %d times, before %d times", seed, what, after[what], n)
		}
	}
	for what := range after {
		if before[what] == 0 {
			t.Fatalf("seed %d: %s is new", seed, what)
		}
	}
	if missing != plan.Joined {
		t.Fatalf("seed %d: %d records are gone, and %d were joined", seed, missing, plan.Joined)
	}
	listed := map[string]bool{}
	for _, l := range plan.Left {
		listed[fmt.Sprint(l.Article, l.Span, name(l.Key, l.Content))] = true
	}
	c.each(func(d *model.Document, span model.Span, key model.Key, content any) {
		if slices.Contains(plan.Order, d.ID) && d.ID != plan.Current && !listed[fmt.Sprint(d.ID, span, name(key, content))] {
			t.Fatalf("seed %d: %s is on article %s and not listed", seed, name(key, content), d.ID)
		}
	})
	if plan.Current != "" && len(c.planner().Chains.Of(plan.Current)) != len(plan.Order) {
		t.Fatalf("seed %d: the versions are %v, planned %v", seed, c.planner().Chains.Of(plan.Current), plan.Order)
	}
}

// normal returns a document without the difference between empty and nil.
func normal(d *model.Document) model.Document {
	n := *d
	if len(n.Annotations) == 0 {
		n.Annotations = nil
	}
	if len(n.Records) == 0 {
		n.Records = nil
	}
	if len(n.Notes) == 0 {
		n.Notes = nil
	}
	return n
}

func BenchmarkAddThousandAnnotations(b *testing.B) {
	w := world{rand.New(rand.NewPCG(1, 2))}
	var texts [][]string
	for range 2500 {
		var p []string
		for range 4 {
			p = append(p, w.words(8+w.IntN(20)))
		}
		texts = append(texts, p)
	}
	older, newer := article("a", texts...), article("b", w.changed(texts)...)
	for i := range 1000 {
		label(older, i*10, "Ines", model.Claim)
	}
	for b.Loop() {
		plan, err := corpusOf(older, newer).planner().Add("b", "a", false)
		if err != nil || plan.Carried+len(plan.Left) != 1000 {
			b.Fatalf("carried %d, left %d: %v", plan.Carried, len(plan.Left), err)
		}
	}
}
