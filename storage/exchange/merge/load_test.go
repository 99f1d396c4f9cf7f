package merge_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/merge"
)

func TestLoadIntoAnEmptyProjectLosesNothing(t *testing.T) {
	first := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	p := exchangetest.NewProject(t)
	done := exchangetest.Load(t, p, exchangetest.Read(t, first))
	if len(done.Added) != 2 || done.Annotations != 4 || done.Notes != 7 || done.Conflicts != 0 || len(done.Refused) != 0 {
		t.Errorf("%+v", done)
	}
	second := exchangetest.Export(t, p, exchange.Options{})
	exchangetest.Validate(t, second)
	exchangetest.SameBut(t, first, second)
}

func TestLoadIntoAnEmptyProjectKeepsDeletionsAndConflicts(t *testing.T) {
	from := exchangetest.Contested(t)
	first := exchangetest.Export(t, from, exchange.Options{})
	exchangetest.Validate(t, first)
	p := exchangetest.NewProjectOf(t, from.Info())
	done := exchangetest.Load(t, p, exchangetest.Read(t, first))
	if len(done.Added) != 2 || len(done.Refused) != 0 || done.Conflicts == 0 {
		t.Errorf("%+v", done)
	}
	exchangetest.SameBut(t, first, exchangetest.Export(t, p, exchange.Options{}))
	want := conflictsOf(t, from)
	if got := conflictsOf(t, p); len(want) != 6 || !slices.Equal(got, want) {
		t.Errorf("the conflicts are\n%q, not\n%q", got, want)
	}
	if again := exchangetest.Load(t, p, exchangetest.Read(t, first)); len(again.Changes) != 0 || len(again.Unchanged) != 2 {
		t.Errorf("loaded again: %+v", again)
	}
}

// conflictsOf returns the conflicts of a project: what stands, and what does not.
func conflictsOf(t *testing.T, p *storage.Project) []string {
	t.Helper()
	all, err := p.Conflicts()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range all {
		kind := record.Of(c.Stands().Key.Kind)
		out = append(out, fmt.Sprintf("%s %v: %s, not %s", kind.Name, c.Subject, kind.Text(c.Stands().Content), kind.Text(c.Beside().Content)))
	}
	return out
}

func TestLoadTwiceChangesNothing(t *testing.T) {
	p := exchangetest.Contested(t)
	raw := exchangetest.Export(t, p, exchange.Options{})
	for _, opts := range []exchange.Options{{}, {NoText: true}} {
		done := exchangetest.Load(t, p, exchangetest.Read(t, exchangetest.Export(t, p, opts)))
		if len(done.Changes) != 0 || len(done.Unchanged) != 2 || len(done.Refused) != 0 {
			t.Errorf("%+v: %+v", opts, done)
		}
	}
	exchangetest.SameBut(t, raw, exchangetest.Export(t, p, exchange.Options{}))
}

func TestLoadIsTakenBackByOneUndo(t *testing.T) {
	raw := exchangetest.Export(t, exchangetest.Contested(t), exchange.Options{})
	p := exchangetest.NewProject(t)
	exchangetest.Import(t, p, exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt"))
	before := exchangetest.Export(t, p, exchange.Options{})
	exchangetest.Load(t, p, exchangetest.Read(t, raw))
	loaded := exchangetest.Export(t, p, exchange.Options{})
	changes, err := edit.NewHistory(p.History).Undo("")
	if err != nil || len(changes) < 2 {
		t.Fatal(len(changes), err)
	}
	enqueue(t, p, edit.Undoing(changes))
	exchangetest.SameBut(t, before, exchangetest.Export(t, p, exchange.Options{}))
	if changes, err = edit.NewHistory(p.History).Redo(""); err != nil {
		t.Fatal(err)
	}
	enqueue(t, p, edit.Redoing(changes))
	exchangetest.SameBut(t, loaded, exchangetest.Export(t, p, exchange.Options{}))
}

func enqueue(t *testing.T, p *storage.Project, c edit.Change) {
	t.Helper()
	c.At, c.Analyst = exchangetest.Epoch, "ana"
	p.Enqueue(c)
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func TestLoadLetsTheNewerLabelAndNoteOfASetOfVersion1Stand(t *testing.T) {
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	target := model.OnSentence(doc.ID, doc.Sentences()[1].Span)
	theirs := exchangetest.NewProject(t)
	exchangetest.Import(t, theirs, doc)
	exchangetest.Apply(t, theirs,
		exchangetest.Label(doc, 0, "ana", model.Claim, exchangetest.After(5)), exchangetest.Label(doc, 1, "ana", model.Quote, exchangetest.After(5)),
		exchangetest.Label(doc, 2, "ana", model.Quote, exchangetest.After(5)), exchangetest.Label(doc, 2, "bo", model.Quote, exchangetest.After(5)),
		exchangetest.Note(target, "old", "ana", "theirs", exchangetest.After(5)), exchangetest.Note(target, "new", "ana", "theirs", exchangetest.After(5)),
		exchangetest.Note(target, "only", "bo", "theirs", exchangetest.After(5)), exchangetest.Note(model.OnOutlet("Post"), "outlet", "bo", "theirs", exchangetest.After(5)),
	)
	mine := exchangetest.NewProject(t)
	exchangetest.Import(t, mine, doc)
	exchangetest.Apply(t, mine,
		exchangetest.Label(doc, 0, "ana", model.Background, exchangetest.After(9)), exchangetest.Label(doc, 1, "ana", model.Background, exchangetest.After(1)),
		exchangetest.Label(doc, 2, "ana", model.Quote, exchangetest.After(1)),
		exchangetest.Note(target, "old", "ana", "mine", exchangetest.After(9)), exchangetest.Note(model.OnArticle(doc.ID), "new", "ana", "mine", exchangetest.After(1)),
		exchangetest.Note(model.OnOutlet("post"), "outlet", "bo", "mine", exchangetest.After(1)),
	)
	raw := exchangetest.AsVersion1(t, exchangetest.Export(t, theirs, exchange.Options{}))
	done := exchangetest.Load(t, mine, exchangetest.Read(t, raw))
	if done.Annotations != 2 || done.Notes != 3 || done.Conflicts != 5 || len(done.Merged) != 1 {
		t.Errorf("%+v", done)
	}
	got, err := mine.Document(doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for i, u := range got.Sentences() {
		for _, a := range got.Annotations[u.Span] {
			lines = append(lines, fmt.Sprint(i, a.Analyst, " ", a.Label))
		}
	}
	for _, n := range got.Notes {
		lines = append(lines, n.ID+" "+n.Text)
	}
	outlets, _ := mine.OutletNotes()
	for _, n := range outlets {
		lines = append(lines, n.ID+" "+n.Text)
	}
	want := []string{"0ana background", "1ana quote", "2ana quote", "2bo quote", "new theirs", "old mine", "only theirs", "outlet theirs"}
	if slices.Sort(lines); !slices.Equal(lines, want) {
		t.Errorf("got %q\nwant %q", lines, want)
	}
}

// resplit returns the edit that merges the first two sentences of a document.
func resplit(doc *model.Document) edit.Units {
	joined := model.Unit{Span: model.Span{Start: doc.Units[0].Span.Start, End: doc.Units[1].Span.End}}
	return edit.Units{Article: doc.ID, Before: slices.Clone(doc.Units[:2]), After: []model.Unit{joined}}
}

func TestLoadTakesTheSetsSentencesIfThereAreNoLabelsOrNotes(t *testing.T) {
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	theirs, mine := exchangetest.NewProject(t), exchangetest.NewProject(t)
	exchangetest.Import(t, theirs, doc)
	exchangetest.Import(t, mine, doc)
	exchangetest.Apply(t, theirs, resplit(doc))
	joined, _ := theirs.Document(doc.ID)
	exchangetest.Apply(t, theirs, exchangetest.Label(joined, 0, "ana", model.Quote, exchangetest.After(1)))
	for _, opts := range []exchange.Options{{NoText: true}, {}} {
		raw := exchangetest.Export(t, theirs, opts)
		if done := exchangetest.Load(t, mine, exchangetest.Read(t, raw)); len(done.Refused) != 0 {
			t.Errorf("%+v", done)
		}
	}
	exchangetest.SameBut(t, exchangetest.Export(t, theirs, exchange.Options{}), exchangetest.Export(t, mine, exchange.Options{}))
}

func TestLoadRefusesOtherSentencesIfThereAreLabelsOrNotes(t *testing.T) {
	doc, other := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt"), exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt")
	theirs, mine := exchangetest.NewProject(t), exchangetest.NewProject(t)
	exchangetest.Import(t, theirs, doc, other)
	exchangetest.Import(t, mine, doc)
	exchangetest.Apply(t, theirs, resplit(doc))
	exchangetest.Apply(t, mine, exchangetest.Label(doc, 1, "ana", model.Quote, exchangetest.After(1)))
	done := exchangetest.Load(t, mine, exchangetest.Read(t, exchangetest.Export(t, theirs, exchange.Options{})))
	if len(done.Refused) != 1 || done.Refused[0].Article.ID != doc.ID || !strings.Contains(done.Refused[0].Err.Error(), "sentences differ") {
		t.Errorf("%+v", done.Refused)
	}
	if len(done.Added) != 1 {
		t.Error("the other article was not loaded")
	}
}

func TestLoadWithoutTextNeedsTheArticles(t *testing.T) {
	from := exchangetest.WorkedOn(t)
	bare := exchangetest.Read(t, exchangetest.Export(t, from, exchange.Options{NoText: true}))
	p := exchangetest.NewProject(t)
	exchangetest.Import(t, p, exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt"))
	done := exchangetest.Load(t, p, bare)
	if len(done.Refused) != 1 || !errors.Is(done.Refused[0].Err, model.ErrNoArticle) || len(done.Merged) != 1 {
		t.Errorf("%+v", done)
	}
	exchangetest.Import(t, p, exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt"))
	if done = exchangetest.Load(t, p, bare); len(done.Refused) != 0 || done.Annotations != 3 {
		t.Errorf("%+v", done)
	}
}

func TestLoadChecksASetWithoutTextAgainstTheProjectsText(t *testing.T) {
	bare := exchangetest.Read(t, exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{NoText: true}))
	a := bare.Articles[0]
	a.Units[2].Span.End-- // into the middle of the closing quotation mark
	p := exchangetest.NewProject(t)
	exchangetest.Import(t, p, exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt"))
	done := exchangetest.Load(t, p, bare)
	if len(done.Refused) != 2 || !errors.Is(done.Refused[0].Err, model.ErrDamaged) {
		t.Errorf("%+v", done.Refused)
	}
}

func TestLoadPutsARemovedArticleBack(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	raw := exchangetest.Export(t, p, exchange.Options{})
	all, _ := p.All()
	exchangetest.Apply(t, p, edit.Presence{Article: all[0].ID, Before: true})
	done := exchangetest.Load(t, p, exchangetest.Read(t, raw))
	if len(done.Added) != 1 || len(done.Unchanged) != 1 {
		t.Errorf("%+v", done)
	}
	exchangetest.SameBut(t, raw, exchangetest.Export(t, p, exchange.Options{}))
}

func TestLoadRefusesALabelThatTheProjectLacks(t *testing.T) {
	set := exchangetest.Read(t, exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	set.Codebook = append(set.Codebook, model.Label{Key: "rumour"})
	p := exchangetest.NewProject(t)
	_, err := merge.Load(context.Background(), p, set, "loader")
	if !errors.Is(err, model.ErrNoLabel) || !strings.Contains(err.Error(), "rumour") {
		t.Errorf("got %v", err)
	}
	if all, _ := p.All(); len(all) != 0 {
		t.Error("something was loaded")
	}
}

func TestLoadThatIsCancelledBeforeItBeginsWritesNothing(t *testing.T) {
	set := exchangetest.Read(t, exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	p := exchangetest.NewProject(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := merge.Load(ctx, p, set, "loader"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if all, _ := p.All(); len(all) != 0 {
		t.Error("something was loaded")
	}
}

func TestLoadRefusesLabelsOnWhatIsNoSentence(t *testing.T) {
	set := exchangetest.Read(t, exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	set.Articles[0].SetAnnotation(model.Span{Start: 0, End: 5}, "ana", &model.Annotation{Analyst: "ana", Label: model.Claim, At: exchangetest.Epoch})
	stray := exchangetest.Read(t, exchangetest.Export(t, exchangetest.Shelf{Set: set}, exchange.Options{}))
	done := exchangetest.Load(t, exchangetest.NewProject(t), stray)
	if len(done.Refused) != 1 || !errors.Is(done.Refused[0].Err, model.ErrDamaged) || len(done.Added) != 1 {
		t.Errorf("%+v", done)
	}
}

// A label that one copy has deleted is deleted in all, whichever copy loads first.
func TestLoadLeavesOutALabelThatACopyHasDeleted(t *testing.T) {
	from := exchangetest.NewProject(t)
	exchangetest.Import(t, from, exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt"))
	before := exchangetest.Export(t, from, exchange.Options{})
	versions, err := from.Versions("")
	if err != nil {
		t.Fatal(err)
	}
	entry := versions[record.LabelKey(model.Background)][0].Content.(*record.Entry)
	exchangetest.Apply(t, from, edit.Of(record.LabelKey(model.Background), entry, nil))
	after := exchangetest.Export(t, from, exchange.Options{})
	for name, sets := range map[string][][]byte{"first": {after, before}, "last": {before, after}, "itself": {before}} {
		t.Run(name, func(t *testing.T) {
			p := from
			if name != "itself" {
				p = exchangetest.NewProjectOf(t, from.Info())
			}
			for _, raw := range sets {
				if done := exchangetest.Load(t, p, exchangetest.Read(t, raw)); len(done.Refused) > 0 || done.Conflicts > 0 {
					t.Errorf("%+v", done)
				}
			}
			exchangetest.SameBut(t, after, exchangetest.Export(t, p, exchange.Options{}))
		})
	}
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	other := exchangetest.NewProjectOf(t, from.Info())
	exchangetest.Import(t, other, doc)
	exchangetest.Apply(t, other, exchangetest.Label(doc, 0, "ana", model.Background, exchangetest.After(1)))
	used := exchangetest.Read(t, exchangetest.Export(t, other, exchange.Options{}))
	if _, err := merge.Load(t.Context(), from, used, "loader"); !errors.Is(err, model.ErrNoLabel) {
		t.Errorf("a label that is used and was deleted: %v", err)
	}
}

func TestLoadBringsTheLabelsOfACopy(t *testing.T) {
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	from := exchangetest.NewProject(t)
	exchangetest.Import(t, from, doc)
	exchangetest.Apply(t, from,
		edit.Of(record.LabelKey("risk"), nil, &record.Entry{Label: model.Label{Key: "risk", Name: "Risk"}, Position: 7}),
		exchangetest.Label(doc, 0, "ana", "risk", exchangetest.After(1)),
	)
	raw := exchangetest.Export(t, from, exchange.Options{})
	exchangetest.Validate(t, raw)
	for name, have := range map[string][]*model.Document{"a new article": nil, "an article that is there": {doc}} {
		t.Run(name, func(t *testing.T) {
			p := exchangetest.NewProjectOf(t, from.Info())
			if len(have) > 0 {
				exchangetest.Import(t, p, have...)
			}
			before := exchangetest.Export(t, p, exchange.Options{})
			done := exchangetest.Load(t, p, exchangetest.Read(t, raw))
			if done.Annotations != 1 || done.Conflicts != 0 || len(done.Refused) != 0 {
				t.Errorf("%+v", done)
			}
			for e := range done.Changes[0].All() {
				if e, ok := e.(edit.Record); !ok || e.Key != record.LabelKey("risk") {
					t.Errorf("the first change has %+v", e) // a process that is killed after it leaves no label unknown
				}
			}
			exchangetest.SameBut(t, raw, exchangetest.Export(t, p, exchange.Options{}))
			undo(t, p)
			exchangetest.SameBut(t, before, exchangetest.Export(t, p, exchange.Options{}))
		})
	}
	begun := exchangetest.Altered(t, raw, func(set exchangetest.Tree) {
		for _, l := range set["codebook"].([]any) {
			l := l.(exchangetest.Tree)
			l["stamp"] = exchangetest.Tree{"counter": 0, "replica": record.Replica{}.String(), "time": exchangetest.Epoch}
		}
	})
	if _, err := merge.Load(context.Background(), exchangetest.NewProjectOf(t, from.Info()), exchangetest.Read(t, begun), "loader"); !errors.Is(err, model.ErrNoLabel) {
		t.Errorf("a project takes a label with which it did not begin: %v", err)
	}
	stranger := exchangetest.NewProject(t)
	if _, err := merge.Load(context.Background(), stranger, exchangetest.Read(t, raw), "loader"); !errors.Is(err, model.ErrNoLabel) {
		t.Errorf("another project takes the label: %v", err)
	}
}
