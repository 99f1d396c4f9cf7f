package edit_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

func TestADetachedLabelIsReplacedWhenItsSpanIsASentenceAgain(t *testing.T) {
	split := func(d *model.Document) (edit.Change, error) {
		return edit.Splitting(d, 0, strings.Index(d.Text, "the dam"))
	}
	merge := func(d *model.Document) (edit.Change, error) { return edit.Merging(d, 0, edit.NoSide, "") }
	for _, c := range []struct {
		name, text string
		detached   model.Span
		divide     func(*model.Document) (edit.Change, error)
	}{
		{"split", "It rained, the dam held.", model.Span{Start: 11, End: 24}, split},
		{"merge", "It rained,/the dam held.", model.Span{Start: 0, End: 24}, merge},
	} {
		d := divided(c.text)
		say(d, 0, "Ines", model.Claim, noon)
		say(d, 0, "Oskar", model.Claim, noon)
		d.SetAnnotation(c.detached, "Ines", &model.Annotation{Analyst: "Ines", Label: model.Quote, At: noon})
		before := picture(d)
		change, err := c.divide(d)
		if err != nil {
			t.Fatal(err)
		}
		carryOut(t, d, change.Edits) // each edit finds the label that it expects
		for _, analyst := range []string{"Ines", "Oskar"} {
			if a, _ := d.Annotation(c.detached, analyst); a.Label != model.Claim {
				t.Errorf("%s: %s's label is %q", c.name, analyst, a.Label)
			}
		}
		carryOut(t, d, edit.Inverses(change.Edits))
		if a, _ := d.Annotation(c.detached, "Ines"); picture(d) != before || a.Label != model.Quote {
			t.Errorf("%s and undone: %q\n%s", c.name, a.Label, picture(d))
		}
	}
}

// thought is the content of records of a kind that only this file knows.
type thought struct{ Text string }

const thoughtKind model.Kind = 253

// thinkOn puts a thought by Ines on a span of a document.
func thinkOn(d *model.Document, at model.Span, id string, content any) {
	key := model.Key{Kind: thoughtKind, Subject: model.Subject{Article: d.ID, Sentence: at}, Analyst: "Ines", ID: id}
	record.Of(thoughtKind).Show(d, key, content)
}

// thoughts lists the thoughts of a document by the text that they are on.
func thoughts(d *model.Document) (list []string) {
	for key, content := range d.Records {
		if key.Kind == thoughtKind {
			list = append(list, fmt.Sprintf("%s %s: %s", key.Sentence.Of(d.Text), key.ID, content.(*thought).Text))
		}
	}
	slices.Sort(list)
	return list
}

func TestRecordsOfAnyKindMoveWithTheirSentence(t *testing.T) {
	defer record.Register(record.Declare(record.Spec[thought]{Kind: thoughtKind, Name: "thought"}))()
	d := divided("It rained, the dam held./It did.")
	thinkOn(d, d.Units[0].Span, "x", &thought{"one"})
	thinkOn(d, d.Units[1].Span, "x", &thought{"two"})
	thinkOn(d, d.Units[1].Span, "y", &thought{"three"})
	thinkOn(d, model.Span{}, "z", &thought{"of the article"})
	unknown := model.Key{Kind: modeltest.UnknownKind, Subject: model.Subject{Article: d.ID, Sentence: d.Units[0].Span}}
	record.Of(unknown.Kind).Show(d, unknown, &record.Raw{CBOR: []byte{1}})
	before := thoughts(d)
	split, err := edit.Splitting(d, 0, strings.Index(d.Text, "the dam"))
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, split.Edits)
	if got, want := thoughts(d), []string{" z: of the article", "It did. x: two", "It did. y: three", "It rained, x: one"}; !slices.Equal(got, want) {
		t.Errorf("after the split: %q, want %q", got, want)
	}
	merge, err := edit.Merging(d, 1, edit.NoSide, "")
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, merge.Edits)
	again, err := edit.Merging(d, 0, edit.NoSide, "")
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, again.Edits)
	if got, want := thoughts(d), []string{" z: of the article", d.Text + " x: one", d.Text + " y: three"}; !slices.Equal(got, want) {
		t.Errorf("after the merges: %q, want %q", got, want)
	}
	for _, c := range []edit.Change{again, merge, split} {
		carryOut(t, d, edit.Inverses(c.Edits))
	}
	if got := thoughts(d); !slices.Equal(got, before) {
		t.Errorf("all undone: %q, want %q", got, before)
	}
	if !reflect.DeepEqual(d.Records[unknown], &record.Raw{CBOR: []byte{1}}) {
		t.Error("a record of an unknown kind was moved")
	}
}

// attribute attributes the text of a span of a document.
func attribute(d *model.Document, at model.Span, analyst, voice string) {
	a := &record.Attribution{Analyst: analyst, Voice: record.VoiceIDOf(voice), Name: voice, Mode: model.Direct}
	record.Of(record.AttributionKind).Show(d, record.AttributionOn(d.ID, at, analyst), a)
}

// attributions lists the attributions of a document by the text that they are on.
func attributions(d *model.Document) (list []string) {
	for key, content := range d.Records {
		if a, ok := content.(*record.Attribution); ok {
			list = append(list, key.Sentence.Of(d.Text)+" "+a.Analyst+": "+a.Name)
		}
	}
	slices.Sort(list)
	return list
}

func TestAnAttributionStaysWithBothHalves(t *testing.T) {
	d := divided("It rained, the dam held.")
	whole := d.Units[0].Span
	attribute(d, whole, "Ines", "Ann")
	attribute(d, whole, "Oskar", "Bo")
	attribute(d, model.Span{Start: 11, End: 24}, "Ines", "Cy") // detached
	before := attributions(d)
	c, err := edit.Splitting(d, 0, 11)
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, c.Edits)
	want := []string{"It rained, Ines: Ann", "It rained, Oskar: Bo", "the dam held. Ines: Ann", "the dam held. Oskar: Bo"}
	if got := attributions(d); !slices.Equal(got, want) {
		t.Errorf("after the split: %q, want %q", got, want)
	}
	carryOut(t, d, edit.Inverses(c.Edits))
	if got := attributions(d); !slices.Equal(got, before) {
		t.Errorf("undone: %q, want %q", got, before)
	}
}

func TestAttributionsThatDifferAreMerged(t *testing.T) {
	for by, want := range map[string][]string{
		"":      {"It rained, the dam held. Ines: Ann", "It rained, the dam held. Oskar: Bo"},
		"Ines":  {"It rained, Oskar: Bo", "It rained, the dam held. Ines: Ann", "the dam held. Oskar: Di"},
		"Oskar": {"It rained, Ines: Ann", "It rained, the dam held. Oskar: Bo", "the dam held. Ines: Cy"},
	} {
		d := divided("It rained,/the dam held.")
		for unit, names := range [][2]string{{"Ann", "Bo"}, {"Cy", "Di"}} {
			attribute(d, d.Units[unit].Span, "Ines", names[0])
			attribute(d, d.Units[unit].Span, "Oskar", names[1])
		}
		before := attributions(d)
		c, err := edit.Merging(d, 0, edit.NoSide, by)
		if err != nil {
			t.Fatal(err)
		}
		carryOut(t, d, c.Edits)
		if got := attributions(d); !slices.Equal(got, want) {
			t.Errorf("merged by %q: %q, want %q", by, got, want)
		}
		carryOut(t, d, edit.Inverses(c.Edits))
		if got := attributions(d); !slices.Equal(got, before) {
			t.Errorf("undone: %q, want %q", got, before)
		}
	}
}

// A merge loses no stance of another analyst, and reports which of one's own it drops.
func TestMentionsThatDifferStayDetached(t *testing.T) {
	d := divided("It rained,/the dam held.")
	for unit, stance := range []model.Stance{model.Asserts, model.Denies} {
		for _, analyst := range []string{"Ines", "Oskar"} {
			on := model.Subject{Article: d.ID, Sentence: d.Units[unit].Span}
			key := record.MentionOn(on, analyst, "s")
			record.Of(record.MentionKind).Show(d, key, &record.Mention{Statement: "s", Analyst: analyst, Title: "The dam held", Stance: stance})
		}
	}
	if dropped := edit.Dropped(d, 0, "Ines"); !slices.Equal(dropped, []model.Kind{record.MentionKind}) {
		t.Errorf("dropped are %v", dropped)
	}
	before := mentions(d)
	c, err := edit.Merging(d, 0, edit.NoSide, "Ines")
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, c.Edits)
	want := []string{"It rained, Oskar: asserts", "It rained, the dam held. Ines: asserts", "the dam held. Oskar: denies"}
	if got := mentions(d); !slices.Equal(got, want) {
		t.Errorf("merged: %q, want %q", got, want)
	}
	carryOut(t, d, edit.Inverses(c.Edits))
	if got := mentions(d); !slices.Equal(got, before) {
		t.Errorf("undone: %q, want %q", got, before)
	}
}

// mentions returns the mentions of a document as sorted lines.
func mentions(d *model.Document) (all []string) {
	for key, content := range d.Records {
		if m, ok := content.(*record.Mention); ok {
			all = append(all, fmt.Sprintf("%s %s: %s", strings.Join(strings.Fields(key.Sentence.Of(d.Text)), " "), m.Analyst, m.Stance))
		}
	}
	slices.Sort(all)
	return all
}

// cite cites a span of a document in a judgement.
func cite(d *model.Document, at model.Span, analyst string, judgement model.JudgementID, weight model.Weight) {
	key := record.CitationOn(model.Subject{Article: d.ID, Sentence: at}, analyst, judgement)
	record.Of(record.CitationKind).Show(d, key, &record.Citation{Judgement: judgement, Analyst: analyst, Weight: weight})
}

// citations returns the citations of a document as sorted lines.
func citations(d *model.Document) (all []string) {
	for key, content := range d.Records {
		if c, ok := content.(*record.Citation); ok {
			all = append(all, fmt.Sprintf("%s %s %s: %s", strings.Join(strings.Fields(key.Sentence.Of(d.Text)), " "), c.Analyst, c.Judgement, c.Weight))
		}
	}
	slices.Sort(all)
	return all
}

// Citations follow the rule of mentions: a split sentence has them in both halves, and of two
// weights in one judgement a merged sentence keeps the first.
func TestCitationsMoveWithTheirSentences(t *testing.T) {
	d := divided("It rained,/the dam held.")
	for unit, weight := range []model.Weight{model.For, model.Against} {
		cite(d, d.Units[unit].Span, "Ines", "j1", weight)
		cite(d, d.Units[unit].Span, "Oskar", "j2", weight)
		cite(d, d.Units[unit].Span, "Ines", "j3", model.Neither)
	}
	cite(d, d.Units[1].Span, "Ines", "j4", model.Against)
	before := citations(d)
	if dropped := edit.Dropped(d, 0, "Ines"); !slices.Equal(dropped, []model.Kind{record.CitationKind}) {
		t.Errorf("dropped are %v", dropped)
	}
	merge, err := edit.Merging(d, 0, edit.NoSide, "Ines")
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, merge.Edits)
	want := []string{
		"It rained, Oskar j2: for", "It rained, the dam held. Ines j1: for", "It rained, the dam held. Ines j3: neither",
		"It rained, the dam held. Ines j4: against", "the dam held. Oskar j2: against",
	}
	if got := citations(d); !slices.Equal(got, want) {
		t.Errorf("merged: %q, want %q", got, want)
	}
	split, err := edit.Splitting(d, 0, strings.Index(d.Text, "the dam"))
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, split.Edits)
	want = []string{
		"It rained, Ines j1: for", "It rained, Ines j3: neither", "It rained, Ines j4: against", "It rained, Oskar j2: for",
		"the dam held. Ines j1: for", "the dam held. Ines j3: neither", "the dam held. Ines j4: against", "the dam held. Oskar j2: against",
	}
	if got := citations(d); !slices.Equal(got, want) {
		t.Errorf("split: %q, want %q", got, want)
	}
	carryOut(t, d, edit.Inverses(split.Edits))
	carryOut(t, d, edit.Inverses(merge.Edits))
	if got := citations(d); !slices.Equal(got, before) {
		t.Errorf("undone: %q, want %q", got, before)
	}
}

func TestDetachedCitationsGoToTheNearestSentence(t *testing.T) {
	d := divided("aaaa aaaa/bbbb bbb")
	cite(d, d.Units[0].Span, "Ines", "j1", model.For)
	cite(d, model.Span{Start: 0, End: 4}, "Ines", "j1", model.Against) // the judgement cites its sentence already
	cite(d, model.Span{Start: 0, End: 4}, "Ines", "j2", model.Against)
	cite(d, model.Span{Start: 10, End: 12}, "Ines", "j1", model.Neither) // both go to one sentence
	cite(d, model.Span{Start: 12, End: 17}, "Ines", "j1", model.For)
	cite(d, model.Span{Start: 12, End: 17}, "Oskar", "j3", model.For)
	before := citations(d)
	if all := edit.DetachedOf(d, "Ines"); len(all) != 4 {
		t.Fatalf("%v", all)
	}
	c := edit.At(noon).Attaching(d, "Ines")
	carryOut(t, d, c.Edits)
	want := []string{
		"aaaa Ines j1: against", "aaaa aaaa Ines j1: for", "aaaa aaaa Ines j2: against",
		"bb bb Ines j1: for", "bb bb Oskar j3: for", "bbbb bbb Ines j1: neither",
	}
	if got := citations(d); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	carryOut(t, d, edit.Inverses(c.Edits))
	if got := citations(d); !slices.Equal(got, before) {
		t.Errorf("undone: %q, want %q", got, before)
	}
}

func TestDetachedAttributionsGoToTheNearestSentence(t *testing.T) {
	d := divided("aaaa aaaa/bbbb bbb")
	attribute(d, d.Units[0].Span, "Ines", "Ann")
	attribute(d, model.Span{Start: 0, End: 4}, "Ines", "Bo") // the sentence has another one
	attribute(d, model.Span{Start: 10, End: 12}, "Ines", "Cy")
	attribute(d, model.Span{Start: 12, End: 17}, "Ines", "Di") // the sentence gets another one
	attribute(d, model.Span{Start: 12, End: 17}, "Oskar", "Ed")
	before := attributions(d)
	c := edit.At(noon).Attaching(d, "Ines")
	carryOut(t, d, c.Edits)
	if got, want := attributions(d), []string{"aaaa Ines: Bo", "aaaa aaaa Ines: Ann", "bb bb Ines: Di", "bb bb Oskar: Ed", "bbbb bbb Ines: Cy"}; len(got) != len(want) || got[4] != want[4] {
		t.Errorf("%q, want %q", got, want)
	}
	carryOut(t, d, edit.Inverses(c.Edits))
	if got := attributions(d); !slices.Equal(got, before) {
		t.Errorf("undone: %q, want %q", got, before)
	}
}
