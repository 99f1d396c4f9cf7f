package results

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/edit"
)

// Load is the result of loading an annotation set into a project.
type Load struct {
	Added     []model.ArticleID // imported, or restored after having been removed
	Merged    []model.ArticleID // in the project before, and changed by the set
	Removed   []model.ArticleID // in the project before, and removed because the set's copy of the project removed them
	Unchanged []model.ArticleID // in the project before, and unchanged by the set
	Refused   []Refusal

	Annotations int // written
	Notes       int // written, those on outlets included
	Conflicts   int // records that were changed in both copies and do not say the same

	Future  Future       // values that the set dates in the future
	Similar []Similarity // articles of Added that resemble one the project had before

	Changes []edit.Change // added to the project's history
}

// Similarity is an article of the set with nearly the same text as others that the
// project had before.
type Similarity struct {
	Article model.Article
	To      []draft.Similar // most alike first
}

// Refusal is an article of the set that was not loaded.
type Refusal struct {
	Article model.Article
	Err     error
}

// Future counts the values that a set dates in the future.
type Future struct {
	Annotations, Notes int
	Latest             time.Time // zero if there are none
	Analysts           []string  // who made them, sorted by name
}

// Any reports whether any value is dated in the future.
func (f Future) Any() bool { return f.Annotations+f.Notes > 0 }
