package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange"
)

// How "load" says what became of a set.

// loadedSet is what "load --json" prints.
type loadedSet struct {
	Added       []addedFile    `json:"added"`
	Changed     []importedFile `json:"changed"`
	Unchanged   []importedFile `json:"unchanged"`
	Refused     []refusedPart  `json:"refused"`
	Annotations int            `json:"annotations"`
	Notes       int            `json:"notes"`
	Conflicts   int            `json:"conflicts"`
	Future      futureTimes    `json:"future"`
}

// refusedPart is an article of a set that was refused.
type refusedPart struct {
	importedFile
	Reason string `json:"reason"`
}

// futureTimes counts what is dated in the future.
type futureTimes struct {
	Annotations int       `json:"annotations"`
	Notes       int       `json:"notes"`
	Latest      time.Time `json:"latest,omitzero"`
	Analysts    []string  `json:"analysts"`
}

// sayLoad says what became of the set. Nothing of it was loaded when the
// project that was made for it is discarded.
func sayLoad(cmd *cobra.Command, set *exchange.Set, done exchange.LoadResult, asJSON, discarded bool) error {
	stderr := cmd.ErrOrStderr()
	for _, r := range done.Refused {
		say(stderr, fmt.Sprintf("refused article %s (%s): %v", r.Article.ID, baseName(r.Article.ImportPath), r.Err))
	}
	sayFuture(stderr, done.Future)
	for _, s := range done.Similar {
		like := similarFiles(s.To, 1)[0]
		say(stderr, fmt.Sprintf("article %s (%s) is %s (%s), which the project has",
			s.Article.ID, baseName(s.Article.ImportPath), like.remark(), like.ID))
	}
	if asJSON {
		if err := exchange.WriteJSON(cmd.OutOrStdout(), loadedSetOf(set, done)); err != nil {
			return err
		}
	}
	if discarded {
		return fmt.Errorf("nothing of the set could be loaded: %w", model.ErrNoArticles)
	}
	if !asJSON {
		_, err := fmt.Fprintf(cmd.OutOrStdout(),
			"articles: %d added, %d changed, %d unchanged, %d refused; %d annotations and %d notes written, %d conflicts settled by time\n",
			len(done.Added), len(done.Merged), len(done.Unchanged), len(done.Refused), done.Annotations, done.Notes, done.Conflicts)
		if err != nil {
			return err
		}
	}
	if n := len(done.Refused); n > 0 {
		return refusedError{n}
	}
	return nil
}

// sayFuture warns of times in the future.
func sayFuture(stderr io.Writer, f exchange.Future) {
	if !f.Any() {
		return
	}
	say(stderr, fmt.Sprintf("warning: %s and %s are dated in the future, up to %s, by %s: a computer's clock was wrong; what is changed here counts as newer all the same",
		amount(f.Annotations, "annotation"), amount(f.Notes, "note"), f.Latest.UTC().Format(time.RFC3339), strings.Join(f.Analysts, ", ")))
}

func loadedSetOf(set *exchange.Set, done exchange.LoadResult) loadedSet {
	files := make(map[model.ArticleID]string, len(set.Articles))
	for _, a := range set.Articles {
		files[a.ID] = a.ImportPath
	}
	list := func(ids []model.ArticleID) []importedFile {
		out := make([]importedFile, 0, len(ids))
		for _, id := range ids {
			out = append(out, importedFile{ID: id, File: files[id]})
		}
		return out
	}
	out := loadedSet{
		Added: []addedFile{}, Changed: list(done.Merged), Unchanged: list(done.Unchanged), Refused: []refusedPart{},
		Annotations: done.Annotations, Notes: done.Notes, Conflicts: done.Conflicts,
		Future: futureTimes{done.Future.Annotations, done.Future.Notes, done.Future.Latest, append([]string{}, done.Future.Analysts...)},
	}
	similar := map[model.ArticleID][]similarFile{}
	for _, s := range done.Similar {
		similar[s.Article.ID] = similarFiles(s.To, mostSimilar)
	}
	for _, a := range list(done.Added) {
		out.Added = append(out.Added, addedFile{a, append([]similarFile{}, similar[a.ID]...)})
	}
	for _, r := range done.Refused {
		out.Refused = append(out.Refused, refusedPart{importedFile{r.Article.ID, r.Article.ImportPath}, r.Err.Error()})
	}
	return out
}
