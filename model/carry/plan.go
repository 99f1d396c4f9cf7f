package carry

import (
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Planner plans changes of the versions of articles.
type Planner struct {
	Chains record.Chains
	// Document returns an article, which may be removed from the corpus. The error is
	// ErrNoArticle if the project lacks it.
	Document func(model.ArticleID) (*model.Document, error)
}

// Plan is a change of versions, and what it does with the work on them.
type Plan struct {
	Change  edit.Change
	Order   []model.ArticleID // the versions after the change, from the oldest to the newest
	Current model.ArticleID   // the newest version in the corpus
	Carried int               // records that move
	Joined  int               // records that are removed because the current version has one that says the same
	Left    []Left            // what stays on older versions
	Shared  int               // sentences of the version before the current one that have a place in it
}

// Add plans to make an article a newer version of another one. If the times of publication or
// retrieval say that it is older than some versions, it takes its place before them. A
// corrected text follows the text that it corrects. The error is ErrSameVersion if both are
// the same article or already versions of one another, and ErrNoArticle if the corpus lacks one.
func (p Planner) Add(newer, of model.ArticleID, corrected bool) (Plan, error) {
	chain := p.Chains.Of(of)
	if slices.Contains(chain, newer) {
		return Plan{}, fmt.Errorf("article %s as a version of article %s: %w", newer, of, model.ErrSameVersion)
	}
	for _, id := range []model.ArticleID{newer, of} {
		if doc, err := p.Document(id); err != nil {
			return Plan{}, err
		} else if doc.Removed {
			return Plan{}, fmt.Errorf("article %s was removed from the corpus: %w", id, model.ErrNoArticle)
		}
	}
	for _, id := range p.Chains.Of(newer) {
		at := slices.Index(chain, of) + 1
		if !corrected {
			var err error
			if at, err = p.place(chain, id); err != nil {
				return Plan{}, err
			}
		}
		chain = slices.Insert(chain, at, id)
	}
	plan, err := p.arrange(chain, func(id model.ArticleID) bool { return id == newer && corrected })
	plan.Change.Verb = edit.NewVersion
	if corrected {
		plan.Change.Verb = edit.CorrectText
	}
	return plan, err
}

// place returns the index at which a version belongs in a chain: behind the last one that is
// not known to be later.
func (p Planner) place(chain []model.ArticleID, id model.ArticleID) (int, error) {
	doc, err := p.Document(id)
	if err != nil {
		return 0, err
	}
	for i, other := range slices.Backward(chain) {
		before, err := p.documentIfAny(other)
		if err != nil {
			return 0, err
		}
		if before == nil || !earlier(doc.Metadata, before.Metadata) {
			return i + 1, nil
		}
	}
	return 0, nil
}

// documentIfAny returns a document, or nil if this copy of the project lacks it.
func (p Planner) documentIfAny(id model.ArticleID) (*model.Document, error) {
	doc, err := p.Document(id)
	if isNoArticle(err) {
		return nil, nil
	}
	return doc, err
}

// Arrange plans to put the versions of an article in another order, from the oldest to the
// newest. The error is ErrNoVersion if order does not have exactly the versions of an article.
func (p Planner) Arrange(order []model.ArticleID) (Plan, error) {
	if len(order) == 0 || !sameSet(p.Chains.Of(order[0]), order) {
		return Plan{}, fmt.Errorf("order the versions: %w", model.ErrNoVersion)
	}
	plan, err := p.arrange(order, p.corrected)
	plan.Change.Verb = edit.OrderVersions
	return plan, err
}

// corrected reports whether the text of an article is a correction by an analyst.
func (p Planner) corrected(id model.ArticleID) bool {
	stored := p.Chains.Stored(id)
	return stored != nil && stored.Corrected
}

func sameSet(a, b []model.ArticleID) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// Separate plans to make a version an article of its own again. Its work stays where it is. The
// error is ErrNoVersion if the article has no other versions.
func (p Planner) Separate(id model.ArticleID) (Plan, error) {
	if !p.Chains.Linked(id) {
		return Plan{}, fmt.Errorf("separate article %s: %w", id, model.ErrNoVersion)
	}
	rest := slices.DeleteFunc(p.Chains.Of(id), func(other model.ArticleID) bool { return other == id })
	plan, err := p.arrange(rest, p.corrected)
	if own := p.Chains.Stored(id); own != nil {
		plan.Change.Edits = slices.Insert(plan.Change.Edits, 0, edit.Edit(edit.Of(record.PredecessorOf(id), own, nil)))
	}
	plan.Change.Verb = edit.Separate
	return plan, err
}

// arrange plans to link versions in an order and to carry their work to the current one. For
// versions that have no record yet, corrected says whether they are corrections; the others stay
// what they are.
func (p Planner) arrange(order []model.ArticleID, corrected func(model.ArticleID) bool) (Plan, error) {
	plan := Plan{Order: order}
	var docs []*model.Document
	for i, id := range order {
		var after *record.Predecessor
		if i > 0 {
			after = &record.Predecessor{Article: order[i-1], Corrected: corrected(id) || p.corrected(id)}
		}
		before := p.Chains.Stored(id)
		if (before == nil) != (after == nil) || before != nil && *before != *after {
			plan.Change.Edits = append(plan.Change.Edits, edit.Of(record.PredecessorOf(id), before, after))
		}
		doc, err := p.documentIfAny(id)
		if err != nil {
			return plan, err
		}
		if doc != nil && !doc.Removed {
			docs = append(docs, doc)
		}
	}
	if len(docs) == 0 {
		return plan, nil
	}
	plan.carry(docs)
	return plan, nil
}

// carry adds the edits that carry the work on versions to the last of them.
func (plan *Plan) carry(docs []*model.Document) {
	m := mover{plan: plan, newer: cloned(docs[len(docs)-1])}
	plan.Current = m.newer.ID
	docs = docs[:len(docs)-1]
	for i, older := range slices.Backward(docs) {
		m.older = older
		if i == len(docs)-1 {
			m.divide()
		}
		places := align.Places(older, m.newer)
		m.to = spansTo(older, m.newer, places)
		if i == len(docs)-1 {
			for _, at := range places {
				if at >= 0 {
					plan.Shared++
				}
			}
		}
		m.moveAll(func(model.Key, any) bool { return true })
	}
	slices.SortStableFunc(plan.Left, func(a, b Left) int { return slices.Index(plan.Order, a.Article) - slices.Index(plan.Order, b.Article) })
}

// Place plans to move the work on a sentence, or on another span, of an older version to a
// sentence of the current one. It moves only records for which of returns true. Change has no
// edits if nothing can move. The error is ErrNoVersion if the second article is not the current
// version of the first, and ErrNoSentence if `to` is not one of its sentences.
func (p Planner) Place(from, to model.Subject, of func(key model.Key, content any) bool) (Plan, error) {
	chain := p.Chains.Of(from.Article)
	plan := Plan{Order: chain, Current: to.Article}
	newer, err := p.current(chain)
	if err != nil {
		return plan, err
	}
	if newer == nil || newer.ID != to.Article || from.Article == to.Article {
		return plan, fmt.Errorf("article %s is not the current version of article %s: %w", to.Article, from.Article, model.ErrNoVersion)
	}
	older, err := p.Document(from.Article)
	if err != nil {
		return plan, err
	}
	if to.Sentence != (model.Span{}) && !isSentence(newer, to.Sentence) {
		return plan, fmt.Errorf("article %s: %w", to.Article, model.ErrNoSentence)
	}
	m := mover{plan: &plan, older: older, newer: cloned(newer), to: map[model.Span]model.Span{from.Sentence: to.Sentence}}
	plan.Change.Verb = edit.PlaceLeft
	m.moveAll(func(key model.Key, content any) bool {
		return record.Of(key.Kind).SubjectOf(key, content).Sentence == from.Sentence && of(key, content)
	})
	return plan, nil
}

// current returns the current version of a chain, or nil if none is in the corpus.
func (p Planner) current(chain []model.ArticleID) (*model.Document, error) {
	for _, id := range slices.Backward(chain) {
		if doc, err := p.documentIfAny(id); err != nil || doc != nil && !doc.Removed {
			return doc, err
		}
	}
	return nil, nil
}

// LeftOn returns everything that is left on an older version of an article. newer is its current
// version.
func LeftOn(older, newer *model.Document) []Left {
	var plan Plan
	m := mover{plan: &plan, older: older, newer: newer, only: true}
	m.to = spansTo(older, newer, align.Places(older, newer))
	m.moveAll(func(model.Key, any) bool { return true })
	return plan.Left
}

// cloned returns a document that can be changed without changing the original.
func cloned(doc *model.Document) *model.Document {
	c := *doc
	c.Annotations, c.Records = maps.Clone(doc.Annotations), maps.Clone(doc.Records)
	return &c
}
