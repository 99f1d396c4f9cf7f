package record

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage/exchange/setfile"
)

// MostSimilar is the greatest number of similar articles that are printed with an
// article.
const MostSimilar = 8

// Loaded is the outcome of a load as "load --json" prints it.
type Loaded struct {
	Added       []Added          `json:"added"`
	Changed     []ArticleFile    `json:"changed"`
	Removed     []ArticleFile    `json:"removed"`
	Unchanged   []ArticleFile    `json:"unchanged"`
	Refused     []RefusedArticle `json:"refused"`
	Annotations int              `json:"annotations"`
	Notes       int              `json:"notes"`
	Conflicts   int              `json:"conflicts"`
	Future      Future           `json:"future"`
}

// RefusedArticle is an article of a set that was refused.
type RefusedArticle struct {
	ArticleFile
	Reason string `json:"reason"`
}

// Future counts the labels and notes that are dated in the future.
type Future struct {
	Annotations int       `json:"annotations"`
	Notes       int       `json:"notes"`
	Latest      time.Time `json:"latest,omitzero"`
	Analysts    []string  `json:"analysts"`
}

// LoadedOf returns the record of loading a set.
func LoadedOf(set *setfile.Set, done results.Load) Loaded {
	files := make(map[model.ArticleID]string, len(set.Articles))
	for _, a := range set.Articles {
		files[a.ID] = a.ImportPath
	}
	list := func(ids []model.ArticleID) []ArticleFile {
		out := make([]ArticleFile, 0, len(ids))
		for _, id := range ids {
			out = append(out, ArticleFile{ID: id, File: files[id]})
		}
		return out
	}
	out := Loaded{
		Added: []Added{}, Changed: list(done.Merged), Removed: list(done.Removed), Unchanged: list(done.Unchanged), Refused: []RefusedArticle{},
		Annotations: done.Annotations, Notes: done.Notes, Conflicts: done.Conflicts,
		Future: Future{done.Future.Annotations, done.Future.Notes, done.Future.Latest, append([]string{}, done.Future.Analysts...)},
	}
	similar := map[model.ArticleID][]Similar{}
	for _, s := range done.Similar {
		similar[s.Article.ID] = SimilarOf(s.To, MostSimilar)
	}
	for _, a := range list(done.Added) {
		out.Added = append(out.Added, Added{ArticleFile: a, Similar: append([]Similar{}, similar[a.ID]...)})
	}
	for _, r := range done.Refused {
		out.Refused = append(out.Refused, RefusedArticle{ArticleFile{r.Article.ID, r.Article.ImportPath}, r.Err.Error()})
	}
	return out
}
