package search

import (
	"slices"
	"testing"

	"assay.app/assay/model"
)

func found(id model.ArticleID, spans ...model.Span) Found {
	f := Found{Article: id}
	for _, s := range spans {
		f.Sentences = append(f.Sentences, Sentence{Span: s})
	}
	return f
}

func TestHitsAreEachThereOnce(t *testing.T) {
	var h Hits
	if h.Sentences() != 0 || len(h.Articles()) != 0 || h.Has("a", model.Span{Start: 1, End: 2}) || h.HasNote(model.Note{ID: "n"}) {
		t.Error("there is something to begin with")
	}
	h.Add(found("b", model.Span{Start: 30, End: 40}, model.Span{Start: 0, End: 9}))
	h.Add(found("a", model.Span{Start: 5, End: 6}))
	h.Add(found("c"))
	h.Add(found("b", model.Span{Start: 0, End: 9}, model.Span{Start: 0, End: 12}, model.Span{Start: 10, End: 20}))
	if got := h.Articles(); !slices.Equal(got, []model.ArticleID{"b", "a"}) {
		t.Errorf("the articles are %v", got)
	}
	want := []model.Span{{Start: 0, End: 9}, {Start: 0, End: 12}, {Start: 10, End: 20}, {Start: 30, End: 40}}
	if got := h.In("b"); !slices.Equal(got, want) {
		t.Errorf("in b are %v", got)
	}
	if h.Sentences() != 5 {
		t.Errorf("there are %d", h.Sentences())
	}
	for _, s := range want {
		if !h.Has("b", s) || h.Has("a", s) {
			t.Errorf("%v is not told rightly", s)
		}
	}
	if h.Has("b", model.Span{Start: 0, End: 10}) {
		t.Error("a stretch was found that was not")
	}
}

func TestHitsKnowNotes(t *testing.T) {
	onOutlet := model.Note{ID: "1", Target: model.OnOutlet("Tide Post")}
	onArticle := model.Note{ID: "2", Target: model.OnArticle("a")}
	var h Hits
	h.Add(Found{Notes: []NoteHit{{Note: onOutlet}}})
	h.Add(Found{Article: "a", Notes: []NoteHit{{Note: onArticle}}})
	h.Add(found("a", model.Span{Start: 5, End: 6}))
	if !h.HasNote(onOutlet) || !h.HasNote(onArticle) || h.HasNote(model.Note{ID: "2", Target: model.OnArticle("b")}) {
		t.Error("notes are not told rightly")
	}
	if got := h.Articles(); !slices.Equal(got, []model.ArticleID{"a"}) || h.Sentences() != 1 {
		t.Errorf("%d sentences in %v", h.Sentences(), got)
	}
}
