package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/storage/exchange/setfile"
)

// sameBut checks that two sets are equal except for their project and the time of
// their export.
func sameBut(t *testing.T, first, second []byte) {
	t.Helper()
	cut := func(set []byte) []byte {
		lines := bytes.Split(set, []byte("\n"))
		return bytes.Join(slices.DeleteFunc(lines, func(l []byte) bool {
			return bytes.HasPrefix(l, []byte(`  "project":`)) || bytes.HasPrefix(l, []byte(`  "exported":`))
		}), []byte("\n"))
	}
	if a, b := cut(first), cut(second); !bytes.Equal(a, b) {
		t.Error("the sets differ:", firstDifference(a, b))
	}
}

func TestLoadIntoAnEmptyProjectLosesNothing(t *testing.T) {
	first := export(t, workedOn(t), exchange.Options{})
	p := newProject(t)
	done := load(t, p, read(t, first))
	if len(done.Added) != 2 || done.Annotations != 4 || done.Notes != 7 || done.Conflicts != 0 || len(done.Refused) != 0 {
		t.Errorf("%+v", done)
	}
	second := export(t, p, exchange.Options{})
	exchangetest.Validate(t, second)
	sameBut(t, first, second)
}

func TestLoadTwiceChangesNothing(t *testing.T) {
	p := workedOn(t)
	raw := export(t, p, exchange.Options{})
	for _, opts := range []exchange.Options{{}, {NoText: true}} {
		done := load(t, p, read(t, export(t, p, opts)))
		if len(done.Changes) != 0 || len(done.Unchanged) != 2 || len(done.Refused) != 0 {
			t.Errorf("%+v: %+v", opts, done)
		}
	}
	sameBut(t, raw, export(t, p, exchange.Options{}))
}

func TestLoadIsTakenBackByOneUndo(t *testing.T) {
	raw := export(t, workedOn(t), exchange.Options{})
	p := newProject(t)
	importDocs(t, p, parse(t, ferry, "ferry.txt"))
	before := export(t, p, exchange.Options{})
	load(t, p, read(t, raw))
	loaded := export(t, p, exchange.Options{})
	changes, err := edit.NewHistory(p.History).Undo()
	if err != nil || len(changes) < 2 {
		t.Fatal(len(changes), err)
	}
	enqueue(t, p, edit.Undoing(changes))
	sameBut(t, before, export(t, p, exchange.Options{}))
	if changes, err = edit.NewHistory(p.History).Redo(); err != nil {
		t.Fatal(err)
	}
	enqueue(t, p, edit.Redoing(changes))
	sameBut(t, loaded, export(t, p, exchange.Options{}))
}

func enqueue(t *testing.T, p *storage.Project, c edit.Change) {
	t.Helper()
	c.At, c.Analyst = epoch, "ana"
	p.Enqueue(c)
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func TestLoadLetsTheNewerLabelAndNoteStand(t *testing.T) {
	doc := parse(t, ferry, "ferry.txt")
	target := model.OnSentence(doc.ID, doc.Sentences()[1].Span)
	theirs := newProject(t)
	importDocs(t, theirs, doc)
	apply(t, theirs,
		label(doc, 0, "ana", model.Claim, after(5)), label(doc, 1, "ana", model.Quote, after(5)),
		label(doc, 2, "ana", model.Quote, after(5)), label(doc, 2, "bo", model.Quote, after(5)),
		note(target, "old", "ana", "theirs", after(5)), note(target, "new", "ana", "theirs", after(5)),
		note(target, "only", "bo", "theirs", after(5)), note(model.OnOutlet("Post"), "outlet", "bo", "theirs", after(5)),
	)
	mine := newProject(t)
	importDocs(t, mine, doc)
	apply(t, mine,
		label(doc, 0, "ana", model.Background, after(9)), label(doc, 1, "ana", model.Background, after(1)),
		label(doc, 2, "ana", model.Quote, after(1)),
		note(target, "old", "ana", "mine", after(9)), note(model.OnArticle(doc.ID), "new", "ana", "mine", after(1)),
		note(model.OnOutlet("post"), "outlet", "bo", "mine", after(1)),
	)
	done := load(t, mine, read(t, export(t, theirs, exchange.Options{})))
	if done.Annotations != 2 || done.Notes != 3 || done.Conflicts != 5 || len(done.Merged) != 1 {
		t.Errorf("%+v", done)
	}
	got, err := mine.Document(doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for i, u := range got.Sentences() {
		for _, a := range got.Annotations[u.Span] {
			said = append(said, fmt.Sprint(i, a.Analyst, " ", a.Label))
		}
	}
	for _, n := range got.Notes {
		said = append(said, n.ID+" "+n.Text)
	}
	outlets, _ := mine.OutletNotes()
	for _, n := range outlets {
		said = append(said, n.ID+" "+n.Text)
	}
	want := []string{"0ana background", "1ana quote", "2ana quote", "2bo quote", "new theirs", "old mine", "only theirs", "outlet theirs"}
	if slices.Sort(said); !slices.Equal(said, want) {
		t.Errorf("got %q\nwant %q", said, want)
	}
}

// resplit returns the edit that merges the first two sentences of a document.
func resplit(doc *model.Document) edit.Units {
	joined := model.Unit{Span: model.Span{Start: doc.Units[0].Span.Start, End: doc.Units[1].Span.End}}
	return edit.Units{Article: doc.ID, Before: slices.Clone(doc.Units[:2]), After: []model.Unit{joined}}
}

func TestLoadTakesTheSetsSentencesWhereNothingWasSaidYet(t *testing.T) {
	doc := parse(t, ferry, "ferry.txt")
	theirs, mine := newProject(t), newProject(t)
	importDocs(t, theirs, doc)
	importDocs(t, mine, doc)
	apply(t, theirs, resplit(doc))
	joined, _ := theirs.Document(doc.ID)
	apply(t, theirs, label(joined, 0, "ana", model.Quote, after(1)))
	for _, opts := range []exchange.Options{{NoText: true}, {}} {
		raw := export(t, theirs, opts)
		if done := load(t, mine, read(t, raw)); len(done.Refused) != 0 {
			t.Errorf("%+v", done)
		}
	}
	sameBut(t, export(t, theirs, exchange.Options{}), export(t, mine, exchange.Options{}))
}

func TestLoadRefusesOtherSentencesWhereSomethingWasSaid(t *testing.T) {
	doc, other := parse(t, ferry, "ferry.txt"), parse(t, harbour, "harbour.txt")
	theirs, mine := newProject(t), newProject(t)
	importDocs(t, theirs, doc, other)
	importDocs(t, mine, doc)
	apply(t, theirs, resplit(doc))
	apply(t, mine, label(doc, 1, "ana", model.Quote, after(1)))
	done := load(t, mine, read(t, export(t, theirs, exchange.Options{})))
	if len(done.Refused) != 1 || done.Refused[0].Article.ID != doc.ID || !strings.Contains(done.Refused[0].Err.Error(), "other sentences") {
		t.Errorf("%+v", done.Refused)
	}
	if len(done.Added) != 1 {
		t.Error("the other article was not loaded")
	}
}

func TestLoadWithoutTextNeedsTheArticles(t *testing.T) {
	from := workedOn(t)
	bare := read(t, export(t, from, exchange.Options{NoText: true}))
	p := newProject(t)
	importDocs(t, p, parse(t, ferry, "ferry.txt"))
	done := load(t, p, bare)
	if len(done.Refused) != 1 || !errors.Is(done.Refused[0].Err, model.ErrNoArticle) || len(done.Merged) != 1 {
		t.Errorf("%+v", done)
	}
	importDocs(t, p, parse(t, harbour, "harbour.txt"))
	if done = load(t, p, bare); len(done.Refused) != 0 || done.Annotations != 3 {
		t.Errorf("%+v", done)
	}
}

func TestLoadChecksASetWithoutTextAgainstTheProjectsText(t *testing.T) {
	bare := read(t, export(t, workedOn(t), exchange.Options{NoText: true}))
	a := bare.Articles[0]
	a.Units[2].Span.End-- // into the middle of the closing quotation mark
	p := newProject(t)
	importDocs(t, p, parse(t, harbour, "harbour.txt"))
	done := load(t, p, bare)
	if len(done.Refused) != 2 || !errors.Is(done.Refused[0].Err, model.ErrDamaged) {
		t.Errorf("%+v", done.Refused)
	}
}

func TestLoadPutsARemovedArticleBack(t *testing.T) {
	p := workedOn(t)
	raw := export(t, p, exchange.Options{})
	all, _ := p.All()
	apply(t, p, edit.Presence{Article: all[0].ID, Before: true})
	done := load(t, p, read(t, raw))
	if len(done.Added) != 1 || len(done.Unchanged) != 1 {
		t.Errorf("%+v", done)
	}
	sameBut(t, raw, export(t, p, exchange.Options{}))
}

func TestLoadRefusesALabelThatTheProjectLacks(t *testing.T) {
	set := read(t, export(t, workedOn(t), exchange.Options{}))
	set.Codebook = append(set.Codebook, model.Label{Key: "rumour"})
	p := newProject(t)
	_, err := merge.Load(context.Background(), p, set, "loader")
	if !errors.Is(err, model.ErrNoLabel) || !strings.Contains(err.Error(), "rumour") {
		t.Errorf("got %v", err)
	}
	if all, _ := p.All(); len(all) != 0 {
		t.Error("something was loaded")
	}
}

func TestLoadThatIsCancelledBeforeItBeginsWritesNothing(t *testing.T) {
	set := read(t, export(t, workedOn(t), exchange.Options{}))
	p := newProject(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := merge.Load(ctx, p, set, "loader"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if all, _ := p.All(); len(all) != 0 {
		t.Error("something was loaded")
	}
}

// Labels, notes, merged sentences and changed kinds, all made at random, survive an
// export and a load.
func TestRoundTripOfRandomProjects(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 8 {
		p := newProject(t)
		docs := invented(t, 3)
		importDocs(t, p, docs...)
		keys := []model.LabelKey{model.Claim, model.Quote, model.Background}
		for i := range 60 {
			doc, err := p.Document(docs[r.IntN(len(docs))].ID)
			if err != nil {
				t.Fatal(err)
			}
			at := r.IntN(len(doc.Units))
			u := doc.Units[at]
			who := []string{"ana", "bo", "Zoë K."}[r.IntN(3)]
			switch r.IntN(4) {
			case 0:
				apply(t, p, edit.Annotation{Article: doc.ID, Sentence: u.Span, Analyst: who, After: &model.Annotation{
					Analyst: who, Label: keys[r.IntN(3)], At: after(r.IntN(900)),
				}})
			case 1:
				apply(t, p, note(model.OnSentence(doc.ID, u.Span), fmt.Sprint("note ", i), who, "Says <who>? \u2028\"\\", after(r.IntN(900))))
			case 2:
				kind := model.UnitKind(r.IntN(5))
				changed := u
				changed.Kind = kind
				apply(t, p, edit.Units{Article: doc.ID, Before: []model.Unit{u}, After: []model.Unit{changed}})
			case 3:
				if at+1 < len(doc.Units) && doc.Units[at+1].Paragraph == u.Paragraph {
					joined := u
					joined.Span.End = doc.Units[at+1].Span.End
					edits := append(unlabel(doc, at), unlabel(doc, at+1)...)
					apply(t, p, append(edits, edit.Units{Article: doc.ID, Before: slices.Clone(doc.Units[at : at+2]), After: []model.Unit{joined}})...)
				}
			}
		}
		first := export(t, p, exchange.Options{})
		exchangetest.Validate(t, first)
		into := newProject(t)
		load(t, into, read(t, first))
		sameBut(t, first, export(t, into, exchange.Options{}))
	}
}

// unlabel returns the edits that remove all labels from a unit, as splitting and
// merging do.
func unlabel(doc *model.Document, unit int) []edit.Edit {
	span := doc.Units[unit].Span
	var edits []edit.Edit
	for _, a := range doc.Annotations[span] {
		edits = append(edits, edit.Annotation{Article: doc.ID, Sentence: span, Analyst: a.Analyst, Before: &a})
	}
	return edits
}

func TestLoadRefusesLabelsOnWhatIsNoSentence(t *testing.T) {
	set := read(t, export(t, workedOn(t), exchange.Options{}))
	set.Articles[0].SetAnnotation(model.Span{Start: 0, End: 5}, "ana", &model.Annotation{Analyst: "ana", Label: model.Claim, At: epoch})
	stray := read(t, export(t, shelf{set}, exchange.Options{}))
	done := load(t, newProject(t), stray)
	if len(done.Refused) != 1 || !errors.Is(done.Refused[0].Err, model.ErrDamaged) || len(done.Added) != 1 {
		t.Errorf("%+v", done)
	}
}

func BenchmarkExport1k(b *testing.B) {
	p := labelled1k(b)
	b.ReportAllocs()
	for b.Loop() {
		var w counter
		if _, err := exchange.Export(context.Background(), &w, p, exchange.Options{}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(w))
	}
}

func BenchmarkRead1k(b *testing.B) {
	raw := export(b, labelled1k(b), exchange.Options{})
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := setfile.Read(bytes.NewReader(raw)); err != nil {
			b.Fatal(err)
		}
	}
}

// labelled1k returns a project of 1,000 articles with a label on each sentence.
func labelled1k(b *testing.B) *storage.Project {
	p := newProject(b)
	docs := invented(b, 1000)
	importDocs(b, p, docs...)
	for _, doc := range docs {
		var edits []edit.Edit
		for i := range doc.Sentences() {
			edits = append(edits, label(doc, i, "ana", model.Claim, after(i)))
		}
		p.Enqueue(edit.Change{At: epoch, Analyst: "ana", Verb: edit.Tag, Edits: edits})
	}
	if err := p.Flush(context.Background()); err != nil {
		b.Fatal(err)
	}
	return p
}

// counter counts the bytes written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
