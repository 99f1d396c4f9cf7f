package record

import (
	"errors"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/results"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/intake/format/article"
)

// similarTo returns n articles that resemble another one, the most similar first.
func similarTo(n int) (all []draft.Similar) {
	for i := range n {
		a := model.Article{ID: model.ArticleID([]byte{'a' + byte(i)}), ImportPath: "press/near.txt"}
		a.Metadata = model.Metadata{Title: " Ferry late\n", Outlet: "The Echo"}
		all = append(all, draft.Similar{Article: a, InProject: i == 0, Alike: 0.987 - float64(i)/10})
	}
	return all
}

func TestSimilarArticlesAreCutAndRounded(t *testing.T) {
	for _, c := range []struct{ there, most, want int }{{0, 0, 0}, {0, 2, 0}, {2, 0, 2}, {3, 2, 2}, {2, 3, 2}} {
		if got := SimilarOf(similarTo(c.there), c.most); len(got) != c.want || got == nil {
			t.Errorf("at most %d of %d are %+v, want %d", c.most, c.there, got, c.want)
		}
	}
	all := SimilarOf(similarTo(2), 0)
	wantJSON(t, "the similar articles", all, `[
		{"id":"a","file":"press/near.txt","title":"Ferry late","outlet":"The Echo","inProject":true,"alike":0.99},
		{"id":"b","file":"press/near.txt","title":"Ferry late","outlet":"The Echo","inProject":false,"alike":0.89}]`)
	for _, c := range []struct {
		similar Similar
		want    string
	}{
		{all[0], "99% similar to near.txt"},
		{Similar{ArticleFile: ArticleFile{File: `C:\press\a.txt`}, Alike: 1}, "100% similar to a.txt"},
		{Similar{Alike: 0.5}, "50% similar to -"},
		{Similar{ArticleFile: ArticleFile{File: "a\u202eb.txt"}, Alike: 0.5}, "50% similar to a<U+202E>b.txt"},
	} {
		if got := c.similar.Remark(); got != c.want {
			t.Errorf("%+v is described as %q, want %q", c.similar, got, c.want)
		}
	}
}

func TestATableNamesTheColumnsOfTheFields(t *testing.T) {
	var columns article.Columns
	for field, column := range map[string]string{"text": "Story", "title": "#2"} {
		if !columns.Set(field, column) {
			t.Fatalf("no field %q", field)
		}
	}
	wantJSON(t, "the table", TableOf("clips.csv", article.Table{Names: []string{"Story", "#2"}, Columns: columns, DateOrder: "day first"}),
		`{"file":"clips.csv","names":["Story","#2"],"columns":{"text":"Story","title":"#2"},"dateOrder":"day first"}`)
	wantJSON(t, "a table without known columns", TableOf("odd.csv", article.Table{Names: []string{"a"}}),
		`{"file":"odd.csv","names":["a"],"columns":{}}`)
}

func TestALoadHasAListForEachOutcome(t *testing.T) {
	wantJSON(t, "an empty load", LoadedOf(&setfile.Set{}, results.Load{}),
		`{"added":[],"changed":[],"removed":[],"unchanged":[],"refused":[],"annotations":0,"notes":0,"conflicts":0,"future":{"annotations":0,"notes":0,"analysts":[]}}`)
	set := &setfile.Set{}
	for _, id := range []model.ArticleID{"a", "b", "c", "d", "e"} {
		set.Articles = append(set.Articles, setfile.Article{Document: &model.Document{Article: model.Article{ID: id, ImportPath: string(id) + ".txt"}}})
	}
	done := results.Load{
		Added: []model.ArticleID{"b", "a"}, Merged: []model.ArticleID{"c"}, Unchanged: []model.ArticleID{"d"},
		Refused:     []results.Refusal{{Article: set.Articles[4].Article, Err: errors.New("no text")}},
		Annotations: 3, Notes: 2, Conflicts: 1,
		Future:  results.Future{Annotations: 1, Latest: noon, Analysts: []string{"ana"}},
		Similar: []results.Similarity{{Article: set.Articles[0].Article, To: similarTo(MostSimilar + 1)}},
	}
	loaded := LoadedOf(set, done)
	if n := len(loaded.Added[1].Similar); n != MostSimilar {
		t.Errorf("%d similar articles are listed", n)
	}
	loaded.Added[1].Similar = loaded.Added[1].Similar[:1]
	wantJSON(t, "the load", loaded, `{
		"added":[{"id":"b","file":"b.txt","similar":[]},
			{"id":"a","file":"a.txt","similar":[{"id":"a","file":"press/near.txt","title":"Ferry late","outlet":"The Echo","inProject":true,"alike":0.99}]}],
		"changed":[{"id":"c","file":"c.txt"}],"removed":[],"unchanged":[{"id":"d","file":"d.txt"}],
		"refused":[{"id":"e","file":"e.txt","reason":"no text"}],
		"annotations":3,"notes":2,"conflicts":1,
		"future":{"annotations":1,"notes":0,"latest":"2031-04-02T12:00:00Z","analysts":["ana"]}}`)
}
