package sketch_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage/intake/sketch"
)

const gate = "The lower gate failed on Monday, flooding two streets, the mill and the old tannery."

func TestAlikesFindsNearlyTheSameText(t *testing.T) {
	long := strings.Repeat(gate+" No one was hurt, said the master of the weir, who had warned of it. ", 1) +
		"Eleven families had to leave their homes that night and were put up in the school by the church until the water fell."
	var a sketch.Alikes
	add := func(id model.ArticleID, text string) []draft.Similar {
		s := sketch.OfBody(text, nil)
		got := a.Find(id, s)
		a.Add(model.Article{ID: id, ImportPath: "file " + string(id)}, id == "1", s)
		return got
	}
	if got := add("1", long); got != nil {
		t.Errorf("the first is like %v", got)
	}
	if got := add("2", strings.Replace(long, "Eleven families", "Twelve families", 1)); len(got) != 1 || got[0].Article.ID != "1" || !got[0].InProject || got[0].Alike < 0.7 || got[0].Alike >= 1 {
		t.Errorf("with one word changed: %+v", got)
	}
	if got := add("3", "The ferry was late on Tuesday because of fog, and nobody on the quay had been told when the next one would come."); got != nil {
		t.Errorf("another text is like %+v", got)
	}
	if got := add("4", strings.ToUpper(long)); len(got) != 2 || got[0].Article.ID != "1" || got[0].Alike != 1 {
		t.Errorf("in capitals: %+v", got)
	}
	if got := add("1", long); len(got) != 2 || slices.ContainsFunc(got, func(s draft.Similar) bool { return s.Article.ID == "1" }) {
		t.Errorf("the same bytes: %+v", got)
	}
	a.Forget(func(model.Article) bool { return true })
	if got := add("5", long); len(got) != 2 || got[0].Article.ID != "1" {
		t.Errorf("after forgetting what is not in the project: %+v", got)
	}
}

func TestOfManyArticlesWithTheSameTextSomeAreFound(t *testing.T) {
	text := strings.Repeat(gate+" ", 20)
	var a sketch.Alikes
	s := sketch.OfBody(text, nil)
	for n := range 1000 {
		id := model.ArticleID(strconv.Itoa(n))
		if got := a.Find(id, s); len(got) > 64 || n > 0 && len(got) == 0 {
			t.Fatalf("article %d is like %d others", n, len(got))
		}
		a.Add(model.Article{ID: id}, false, s)
	}
}

func TestTwoArticlesAreCompared(t *testing.T) {
	var a sketch.Alikes
	add := func(id model.ArticleID, text string) int {
		return a.Add(model.Article{ID: id}, id == "old", sketch.OfBody(text, nil))
	}
	long, short := add("old", strings.Repeat(gate+" No one was hurt. ", 2)), add("short", "No one was hurt.")
	if add("none", " … ") != -1 {
		t.Error("an article without words has an index")
	}
	for _, c := range []struct {
		at          int
		text        string
		least, most float64
	}{
		{long, strings.Repeat(gate+" No one was hurt. ", 2), 1, 1},
		{long, gate + " Nobody died.", 0.3, 0.99},
		{long, "The ferry was late on Tuesday because of fog, and nobody on the quay had been told.", 0, 0.05},
		{long, "No one was hurt.", 0, 0},
		{short, "No one was HURT", 1, 1},
		{short, "Nobody was hurt.", 0, 0},
		{short, gate, 0, 0},
	} {
		got, present := a.Compare(c.at, sketch.OfBody(c.text, nil))
		if !present || got.Alike < c.least || got.Alike > c.most || got.InProject != (c.at == long) {
			t.Errorf("%q: %+v", c.text, got)
		}
	}
	a.Forget(func(model.Article) bool { return true })
	if _, present := a.Compare(short, sketch.OfBody(gate, nil)); present {
		t.Error("a forgotten article is present")
	}
	if _, present := a.Compare(long, sketch.OfBody(gate, nil)); !present {
		t.Error("an article of the project was forgotten")
	}
}
