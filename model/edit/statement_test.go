package edit_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// table is what a test compares, with the changes that were made.
type table struct {
	t       *testing.T
	records record.Compared
	ids     int
	changes []edit.Change
}

func (w *table) by(analyst string) edit.Comparing {
	return edit.Comparing{
		Compared: w.records, Analyst: analyst, Now: time.Date(2031, 3, 14, 12, 0, len(w.changes), 0, time.UTC),
		NewID: func() string {
			w.ids++
			return fmt.Sprint("s", w.ids)
		},
	}
}

// make applies a change.
func (w *table) make(c edit.Change, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range c.Edits {
		r := e.(edit.Record)
		if err := record.Of(r.Key.Kind).Check(r.Before, r.After); err != nil {
			w.t.Fatalf("%s: %v", c.Verb, err)
		}
		if !record.Of(r.Key.Kind).Keyed(r.Key) {
			w.t.Fatalf("%s: the key %+v", c.Verb, r.Key)
		}
		w.records.Set(r.Key, r.After)
	}
	w.changes = append(w.changes, c)
}

func (w *table) add(analyst, title string, mentions ...edit.Mentioning) model.StatementID {
	w.t.Helper()
	c, id, err := w.by(analyst).New(title, mentions)
	w.make(c, err)
	return id
}

// undo takes the newest change back.
func (w *table) undo() {
	w.t.Helper()
	c := w.changes[len(w.changes)-1]
	for _, e := range slices.Backward(c.Edits) {
		r := e.(edit.Record)
		w.records.Set(r.Key, r.Before)
	}
	w.changes = w.changes[:len(w.changes)-1]
}

func (w *table) titles() (all []string) {
	for _, id := range w.records.Statements.All() {
		all = append(all, w.records.Statements.Title(id))
	}
	return all
}

// mentions returns the mentions of the statement that stands for another, as text.
func (w *table) mentions(id model.StatementID) (all []string) {
	list := w.records.Statements
	for _, key := range w.records.Keys(record.MentionKind, func(k model.Key) bool { return list.Root(model.StatementID(k.ID)) == list.Root(id) }) {
		all = append(all, fmt.Sprintf("%s %s %d %s", key.Analyst, key.Article, key.Sentence.Start, w.records.Mention(key).Stance))
	}
	return all
}

func (w *table) want(what string, got, want []string) {
	w.t.Helper()
	if !slices.Equal(got, want) {
		w.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func on(article string, start int) model.Subject {
	return model.Subject{Article: model.ArticleID(article), Sentence: model.Span{Start: start, End: start + 5}}
}

func TestASentenceIsOneMentionOfAStatementHoweverItWasJoined(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", " The bridge was shut ", edit.Mentioning{On: on("a", 0), Stance: model.Asserts})
	b := w.add("Ines", "The bridge was closed", edit.Mentioning{On: on("b", 0), Stance: model.Attributes})
	w.want("titles", w.titles(), []string{"The bridge was shut", "The bridge was closed"})
	w.make(w.by("Ines").Joining(a, b))
	w.want("joined", w.titles(), []string{"The bridge was closed"})
	w.want("mentions", w.mentions(b), []string{"Ines a 0 asserts", "Ines b 0 attributes"})

	w.make(w.by("Ines").Mentioning(b, edit.Mentioning{On: on("a", 0), Stance: model.Denies}))
	w.want("another stance", w.mentions(b), []string{"Ines a 0 denies", "Ines b 0 attributes"})
	if c, err := w.by("Ines").Mentioning(a, edit.Mentioning{On: on("a", 0), Stance: model.Denies}); err != nil || len(c.Edits) > 0 {
		t.Errorf("the same mention again: %+v, %v", c, err)
	}
	w.make(w.by("Oskar").Mentioning(b, edit.Mentioning{On: on("a", 0), Stance: model.Doubts}))
	w.make(w.by("Ines").Dropping(b, on("a", 0), on("c", 9)), nil)
	w.want("dropped", w.mentions(b), []string{"Oskar a 0 doubts", "Ines b 0 attributes"})
}

// A sentence may be a mention of two statements when they are joined.
func TestAStanceIsSetInAllStatementsThatWereJoined(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut", edit.Mentioning{On: on("a", 0), Stance: model.Asserts})
	b := w.add("Ines", "The bridge was closed", edit.Mentioning{On: on("a", 0), Stance: model.Denies})
	w.make(w.by("Ines").Joining(a, b))
	w.want("joined", w.mentions(b), []string{"Ines a 0 asserts", "Ines a 0 denies"})
	for _, s := range []model.Stance{model.Asserts, model.Denies, model.Doubts} {
		w.make(w.by("Ines").Mentioning(b, edit.Mentioning{On: on("a", 0), Stance: s}))
		w.want("one stance", w.mentions(a), []string{"Ines a 0 " + string(s), "Ines a 0 " + string(s)})
		w.undo()
		w.want("undone", w.mentions(b), []string{"Ines a 0 asserts", "Ines a 0 denies"})
	}
}

// Mentions and gaps that another copy of the project had when the statement was deleted.
func TestWhatIsLeftOfADeletedStatementCanBeMoved(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut", edit.Mentioning{On: on("a", 0), Stance: model.Asserts}, edit.Mentioning{On: on("b", 0), Stance: model.Denies})
	w.make(w.by("Ines").Marking(a, "tide post", true))
	w.make(w.by("Oskar").Mentioning(a, edit.Mentioning{On: on("c", 0), Stance: model.Asserts}))
	w.records.Set(record.StatementKey(a), nil)

	if _, err := w.by("Ines").Mentioning(a, edit.Mentioning{On: on("c", 0), Stance: model.Asserts}); !errors.Is(err, model.ErrNoStatement) {
		t.Errorf("added to: %v", err)
	}
	if _, err := w.by("Ines").Marking(a, "the echo", true); !errors.Is(err, model.ErrNoStatement) {
		t.Errorf("marked: %v", err)
	}
	if _, err := w.by("Ines").Removing(a); !errors.Is(err, model.ErrStatementUsed) {
		t.Errorf("removed: %v", err)
	}
	w.make(w.by("Ines").Marking(a, "tide post", false))
	c, id, err := w.by("Ines").Dividing(a, "Closed", on("a", 0))
	w.make(c, err)
	w.want("titles", w.titles(), []string{"Closed"})
	w.want("divided", w.mentions(id), []string{"Ines a 0 asserts"})
	w.make(w.by("Oskar").Dropping(a, on("c", 0)), nil)
	w.make(w.by("Ines").Removing(a))
	if w.want("left", w.mentions(a), nil); len(w.records.Keys(record.GapKind, func(model.Key) bool { return true })) > 0 {
		t.Error("a gap is left")
	}
	if _, err := w.by("Ines").Removing(a); !errors.Is(err, model.ErrNoStatement) {
		t.Errorf("removed again: %v", err)
	}
}

func TestAStatementWithOthersMentionsIsNotRemoved(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut", edit.Mentioning{On: on("a", 0), Stance: model.Asserts})
	w.make(w.by("Ines").Marking(a, "tide post", true))
	b := w.add("Ines", "The bridge was closed")
	w.make(w.by("Ines").Joining(b, a))
	w.make(w.by("Oskar").Mentioning(b, edit.Mentioning{On: on("b", 0), Stance: model.Asserts}))
	if _, err := w.by("Ines").Removing(a); !errors.Is(err, model.ErrStatementUsed) {
		t.Errorf("removed: %v", err)
	}
	w.undo()
	w.make(w.by("Ines").Removing(b))
	if w.want("titles", w.titles(), nil); len(w.records.Keys(record.GapKind, func(model.Key) bool { return true })) > 0 {
		t.Error("a gap is left")
	}
}

func TestDividingMovesOwnMentionsToANewStatement(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut", edit.Mentioning{On: on("a", 0), Stance: model.Asserts}, edit.Mentioning{On: on("b", 0), Stance: model.Denies})
	w.add("Ines", "Last")
	w.make(w.by("Oskar").Mentioning(a, edit.Mentioning{On: on("b", 0), Stance: model.Asserts}))
	c, id, err := w.by("Ines").Dividing(a, "It was open", on("b", 0))
	w.make(c, err)
	w.want("titles", w.titles(), []string{"The bridge was shut", "It was open", "Last"})
	w.want("left", w.mentions(a), []string{"Ines a 0 asserts", "Oskar b 0 asserts"})
	w.want("moved", w.mentions(id), []string{"Ines b 0 denies"})
	if _, _, err := w.by("Ines").Dividing(a, "x", on("b", 0)); !errors.Is(err, model.ErrNoMention) {
		t.Errorf("another's mention was moved: %v", err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut")
	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"an empty title":         {second(w.by("Ines").New(" \n", nil)), model.ErrValue},
		"no stance":              {second(w.by("Ines").New("x", []edit.Mentioning{{On: on("a", 0)}})), model.ErrValue},
		"another stance":         {first(w.by("Ines").Mentioning(a, edit.Mentioning{On: on("a", 0), Stance: "maybe"})), model.ErrValue},
		"renamed to nothing":     {first(w.by("Ines").Renaming(a, "")), model.ErrValue},
		"an unknown statement":   {first(w.by("Ines").Renaming("x", "y")), model.ErrNoStatement},
		"a gap of an unknown":    {first(w.by("Ines").Marking("x", "tide post", true)), model.ErrNoStatement},
		"moving an unknown":      {first(w.by("Ines").Moving("x", 0)), model.ErrNoStatement},
		"joined to itself":       {first(w.by("Ines").Joining(a, a)), model.ErrSameStatement},
		"divided by nothing":     {second(w.by("Ines").Dividing(a, "x")), model.ErrNoMention},
		"an origin with no name": {first(w.by("Ines").SettingOrigin([]model.ArticleID{"a"}, model.Origin{Kind: model.FromAgency})), model.ErrValue},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
}

func first(_ edit.Change, err error) error { return err }

func second(_ edit.Change, _ model.StatementID, err error) error { return err }

func TestAMentionIsNoLongerDismissed(t *testing.T) {
	w := &table{t: t}
	dismissed := func() int {
		return len(w.records.Keys(record.DismissalKind, func(k model.Key) bool { return k.Analyst == "Ines" }))
	}
	w.make(w.by("Ines").Dismissing([]model.Subject{on("a", 0), on("b", 0)}, true), nil)
	if c := w.by("Ines").Dismissing([]model.Subject{on("a", 0)}, true); len(c.Edits) > 0 || dismissed() != 2 {
		t.Errorf("dismissed twice: %+v", c)
	}
	w.add("Ines", "The bridge was shut", edit.Mentioning{On: on("a", 0), Stance: model.Asserts})
	if dismissed() != 1 {
		t.Errorf("%d are dismissed", dismissed())
	}
	w.make(w.by("Ines").Dismissing([]model.Subject{on("a", 0), on("b", 0)}, false), nil)
	if dismissed() != 0 {
		t.Errorf("%d are dismissed", dismissed())
	}
}

func TestOriginsAreReadAsTheyAreWritten(t *testing.T) {
	agency := func(name string) bool { return name == "Harbour Wire" }
	for text, want := range map[string]model.Origin{
		"own": {Kind: model.OwnReporting}, "Harbour  Wire": {Kind: model.FromOutlet, Name: "Harbour  Wire"},
		" Harbour Wire\n": {Kind: model.FromAgency, Name: "Harbour Wire"}, "Tide Post": {Kind: model.FromOutlet, Name: "Tide Post"},
		"": {}, "unknown": {},
	} {
		if got, err := edit.ParseOrigin(text, agency); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	if _, err := edit.ParseOrigin("\xff", agency); !errors.Is(err, model.ErrValue) {
		t.Errorf("%v", err)
	}
}

// Statements are always in the order in which a list would have them, and undo restores every
// state.
func TestStatementsMoveAsInAList(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 0))
	w := &table{t: t}
	var want []string
	for i := range 9 {
		w.add("Ines", fmt.Sprint(i))
		want = append(want, fmt.Sprint(i))
	}
	var states []record.Compared
	for range 300 {
		states = append(states, w.records.Clone())
		from, to := r.IntN(len(want)), r.IntN(len(want)+2)-1
		if r.IntN(3) > 0 {
			from, to = 8, 4 // the numbers between two neighbours run out
		}
		w.make(w.by("Ines").Moving(w.records.Statements.All()[from], to))
		title := want[from]
		want = slices.Delete(want, from, from+1)
		want = slices.Insert(want, min(max(to, 0), len(want)), title)
		w.want("moved", w.titles(), want)
		if t.Failed() {
			t.FailNow()
		}
	}
	for _, state := range slices.Backward(states) {
		w.undo()
		if !reflect.DeepEqual(w.records.Statements, state.Statements) {
			t.Fatal("undo restores another state")
		}
	}
}

func TestRepeatedSentencesGetWhatTheyLack(t *testing.T) {
	doc := &model.Document{Article: model.Article{ID: "b"}, Text: "It rained. It rained. It rained.", Records: map[model.Key]any{}}
	var spans []model.Span
	for i := range 3 {
		span := model.Span{Start: 11 * i, End: 11*i + 10}
		spans = append(spans, span)
		doc.Units = append(doc.Units, model.Unit{Span: span})
	}
	doc.SetAnnotation(spans[1], "Ines", &model.Annotation{Analyst: "Ines", Label: model.Quote})
	doc.Units[2].Kind = model.UnitResidue
	noon := time.Date(2031, 3, 14, 12, 0, 0, 0, time.UTC)
	r := edit.Repeating{
		Labelling:   edit.Labelling{Analyst: "Ines", Label: model.Claim, Clock: edit.At(noon)},
		Attribution: &record.Attribution{Analyst: "Ines", Voice: "ana ré", Name: "Ana Ré", Mode: model.Direct},
		Grade:       &record.Grade{Analyst: "Ines", Grade: model.Grade{Source: "B", Information: "2"}, Note: "n"},
	}
	edits, n := r.Edits(doc, append(spans, model.Span{Start: 1, End: 2}))
	for _, e := range edits {
		e.Apply(doc)
	}
	if want := (edit.Labelled{Changed: 2, Aside: 1, Gone: 1, Articles: 1}); n != want {
		t.Errorf("%+v, want %+v", n, want)
	}
	label := func(i int) model.LabelKey {
		a, _ := doc.Annotation(spans[i], "Ines")
		return a.Label
	}
	if label(0) != model.Claim || label(1) != model.Quote || label(2) != "" {
		t.Errorf("the labels are %q, %q and %q", label(0), label(1), label(2))
	}
	for i, want := range []bool{true, true, false} {
		sentence := model.Subject{Article: "b", Sentence: spans[i]}
		a, _ := doc.Records[record.AttributionOn("b", spans[i], "Ines")].(*record.Attribution)
		g := record.GradeIn(doc, record.GradeOn(sentence, "Ines"))
		if (a != nil) != want || (g != nil) != want || want && (g.Note != "" || !g.At.Equal(noon)) {
			t.Errorf("sentence %d has %+v and %+v", i, a, g)
		}
	}
	if again, n := r.Edits(doc, spans); len(again) > 0 || n.Changed > 0 {
		t.Errorf("again: %+v", n)
	}
}
