package project

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// storm returns an article of two sentences.
func storm() *model.Document {
	text := "Rain fell.  Roads flooded."
	return &model.Document{
		Article: model.Article{ID: "a", Metadata: model.Metadata{Title: "Storm"}}, Text: text,
		Structure: model.Structure{Units: []model.Unit{{Span: model.Span{Start: 0, End: 10}}, {Span: model.Span{Start: 12, End: 26}}}},
	}
}

// annals is a history in memory, oldest first.
type annals []edit.Change

func (a annals) page(before uint64, limit int) ([]edit.Change, error) {
	var out []edit.Change
	for _, c := range slices.Backward(a) {
		if c.ID < before && len(out) < limit {
			out = append(out, c)
		}
	}
	return out, nil
}

func (a *annals) add(c edit.Change) {
	c.ID, c.Analyst = uint64(len(*a)+1), "Ines"
	*a = append(*a, c)
}

func label(key model.LabelKey) *model.Annotation {
	if key == "" {
		return nil
	}
	return &model.Annotation{Analyst: "Ines", Label: key}
}

func tag(article model.ArticleID, start, end int, before, after model.LabelKey) edit.Change {
	return edit.Change{Verb: edit.Tag, Edits: []edit.Edit{edit.Of(record.OnSentence(article, model.Span{Start: start, End: end}, "Ines"), label(before), label(after))}}
}

func typed(batch, before, after string) edit.Change {
	note := func(text string) *model.Note {
		if text == "" {
			return nil
		}
		return &model.Note{ID: "n", Target: model.OnArticle("a"), Analyst: "Ines", Text: text}
	}
	return edit.Change{Verb: edit.Note, Batch: batch, Edits: []edit.Edit{edit.OfNote(note(before), note(after))}}
}

// reading returns all steps of a history, read page by page as the view reads them.
func reading(t *testing.T, r *HistoryReader) []Step {
	t.Helper()
	r.From, r.Describe = ^uint64(0), describer()
	var out []Step
	for {
		page, err := r.Next(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			return out
		}
		out = append(out, page...)
	}
}

// describer returns a Describer that knows only the article storm.
func describer() Describer {
	return Describer{Codebook: model.DefaultCodebook(), Document: func(id model.ArticleID) (*model.Document, error) {
		if id != "a" {
			return nil, model.ErrNoArticle
		}
		return storm(), nil
	}}
}

func told(list []Step) string {
	var lines []string
	for _, p := range list {
		undone := ""
		if p.Undone {
			undone = " (undone)"
		}
		lines = append(lines, fmt.Sprintf("%d %s%s", p.ID, p.What, undone))
	}
	return strings.Join(lines, "\n")
}

func TestTheHistoryDescribesChanges(t *testing.T) {
	var a annals
	a.add(edit.Change{Verb: edit.Import, Edits: []edit.Edit{edit.Presence{Article: "a", After: true}, edit.Presence{Article: "b", After: true}}})
	a.add(tag("a", 0, 10, "", "claim"))
	a.add(tag("a", 0, 10, "claim", "quote"))
	a.add(edit.Undoing([]edit.Change{a[2]}))
	a.add(typed("x", "", "Who"))
	a.add(typed("x", "Who", "Who says so?"))
	a.add(typed("y", "Who says so?", ""))
	a.add(edit.Change{Verb: edit.SetAside, Edits: []edit.Edit{edit.Units{
		Article: "a", Before: []model.Unit{storm().Units[1]}, After: []model.Unit{{Span: storm().Units[1].Span, Kind: model.UnitResidue}},
	}}})
	a.add(tag("b", 0, 5, "", "claim"))
	all := reading(t, &HistoryReader{Store: a.page})
	const want = `9 Claim: …
8 Excluded: Roads flooded.
7 Note deleted: “Who says so?”
6 Note written: “Who says so?”
4 Undo: Claim, before Quote: Rain fell.
3 Quote, before Claim: Rain fell. (undone)
2 Claim: Rain fell.
1 2 articles added`
	if got := told(all); got != want {
		t.Errorf("the history is\n%s\nwant\n%s", got, want)
	}
	if p := all[6]; p.Where != "Storm" || p.Who != "Ines" || !strings.Contains(p.Detail, "Before: none\nAfter: Claim") {
		t.Errorf("the step of the label is %+v", p)
	}

	article := reading(t, &HistoryReader{Store: a.page, Article: "a"})
	if len(article) != 7 || article[0].ID != 8 || article[6].What != "1 article added" {
		t.Errorf("the history of the article is\n%s", told(article))
	}
}

func TestTheHistoryDescribesSplitAndMergedSentences(t *testing.T) {
	var a annals
	doc := storm()
	doc.SetAnnotation(doc.Units[0].Span, "Ines", label("claim"))
	doc.SetNote("n", &model.Note{ID: "n", Target: model.OnSentence("a", doc.Units[1].Span), Text: "Which?"})
	merged, err := edit.Merging(doc, 0, edit.NoSide, "")
	if err != nil {
		t.Fatal(err)
	}
	a.add(merged)
	doc.Units = []model.Unit{{Span: model.Span{Start: 0, End: 26}}}
	split, err := edit.Splitting(doc, 0, 5)
	if err != nil {
		t.Fatal(err)
	}
	a.add(split)
	a.add(edit.Undoing(a[1:2]))
	all := reading(t, &HistoryReader{Store: a.page})
	const want = `3 Undo: Sentence split: Rain
2 Sentence split: Rain fell. Roads flooded. (undone)
1 Sentences merged: Rain fell.`
	if got := told(all); got != want {
		t.Errorf("the history is\n%s\nwant\n%s", got, want)
	}
	const detail = `Before: sentence: Rain fell.
Before: sentence: Roads flooded.
After: sentence: Rain fell. Roads flooded.`
	if got := all[2].Detail; !strings.HasPrefix(got, detail) || !strings.Contains(got, "Which?") {
		t.Errorf("the detail of merging is\n%s", got)
	}
}

// Changes that are not saved yet are listed too. None is listed twice, even if the
// store has saved some of them meanwhile.
func TestTheHistoryIncludesUnsavedChanges(t *testing.T) {
	var a annals
	for range 5 {
		a.add(tag("a", 0, 10, "", "claim"))
	}
	for durable := 2; durable <= 5; durable++ {
		all := reading(t, &HistoryReader{Store: a[:durable].page, Newest: slices.Clone(a[2:])})
		var ids []uint64
		for _, p := range all {
			ids = append(ids, p.ID)
		}
		if !slices.Equal(ids, []uint64{5, 4, 3, 2, 1}) {
			t.Errorf("with %d changes saved, the history has %v", durable, ids)
		}
	}
}

func TestALongHistoryIsReadInPages(t *testing.T) {
	var a annals
	for range 3 * historyPage {
		a.add(tag("a", 0, 10, "", "claim"))
	}
	r := &HistoryReader{Store: a.page}
	if n := len(reading(t, r)); n != len(a) {
		t.Errorf("the history has %d of %d changes", n, len(a))
	}
	r = &HistoryReader{Store: a.page, From: ^uint64(0), Describe: describer()}
	if page, err := r.Next(context.Background()); err != nil || len(page) != historyRows {
		t.Errorf("the first page has %d steps (%v)", len(page), err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Next(ctx); err == nil {
		t.Error("reading continues after it was stopped")
	}
}

func TestChangesAfterAStepAreRead(t *testing.T) {
	var a annals
	for range 2*historyPage + 10 {
		a.add(tag("a", 0, 10, "", "claim"))
	}
	for _, id := range []uint64{0, 1, 5, historyPage, uint64(len(a))} {
		got, err := ChangesAfter(context.Background(), a.page, id, func(int) {})
		if err != nil || len(got) != len(a)-int(id) {
			t.Errorf("after %d: %d changes (%v)", id, len(got), err)
		}
	}
}

func TestADamagedFileIsExplainedWithoutTerminalAdvice(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{
			fmt.Errorf("open project /x/p.assay: %w: page 7 has no end; take the last backup of it", model.ErrDamaged),
			"The file is damaged: page 7 has no end. The file was not changed.",
		},
		{fmt.Errorf("open project: %w; and so on", model.ErrWentBack), "The latest changes in the file cannot be read. The file was not changed."},
		{fmt.Errorf("open project: %w", model.ErrEmptyFile), "The file is empty. Its content may have been lost while it was copied. The file was not changed."},
	} {
		if got := whatIsWrong(c.err); got != c.want {
			t.Errorf("%v is described as %q", c.err, got)
		}
	}
}
