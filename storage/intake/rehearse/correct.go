package rehearse

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
)

// Correct adds the article that has a corrected text in place of the text of another article of
// a project, in the name of analyst; see intake.Corrected. It neither links the two nor carries
// work to the new article. The error is ErrSameText if another article of the project has the
// text, and ErrNoArticle if the article was removed.
func Correct(ctx context.Context, p *storage.Project, analyst string, of model.ArticleID, text string) (draft.Added, error) {
	var added draft.Added
	old, err := p.Document(of)
	if err == nil && old.Removed {
		err = fmt.Errorf("correct article %s, which was removed: %w", of, model.ErrNoArticle)
	}
	if err != nil {
		return added, err
	}
	doc, err := intake.Corrected(old, text, intake.Options{})
	if err != nil {
		return added, err
	}
	if there, err := p.Document(doc.ID); err == nil && !there.Removed {
		return added, fmt.Errorf("correct article %s: it would be article %s: %w", of, doc.ID, model.ErrSameText)
	} else if err != nil && !errors.Is(err, model.ErrNoArticle) {
		return added, err
	}
	result, err := p.Import(ctx, slices.Values([]*model.Document{doc}), storage.ImportOptions{
		Analyst: analyst, Batch: rand.Text(),
		Landed: func(l storage.Landing) { landed(&added, l) },
	})
	added.Added, added.Known = result.Added, result.Known
	if err == nil && added.Added == 0 { // it was added meanwhile
		err = fmt.Errorf("correct article %s: %w", of, model.ErrSameText)
	}
	return added, err
}

// landed notes what a transaction of an import has added.
func landed(added *draft.Added, l storage.Landing) {
	if l.Change.ID != 0 {
		added.Changes = append(added.Changes, l.Change.Packed())
	}
	if added.First == "" && len(l.Added) > 0 {
		added.First = l.Added[0]
	}
}
