package matches

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
)

// Match returns the pairs and groups of the articles that only accepts, or of all if it is
// nil. They are exactly those of a project that has only these articles. A selection is
// compared by itself, which takes long the first time; the last selection is kept, so that
// the same one, or nearly the same, takes less time. Progress and ctx are as for Update.
func (m *Matching) Match(ctx context.Context, only func(model.ArticleID) bool, progress func(done, of int)) (*match.Matches, error) {
	ctx, end, err := m.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	x, err := m.selected(ctx, only, share(progress, 0, 70))
	if err != nil {
		return nil, orCause(ctx, err)
	}
	found, err := x.Match(ctx, share(progress, 70, 100))
	return found, orCause(ctx, err)
}

// selected returns an index of the articles that only accepts.
func (m *Matching) selected(ctx context.Context, only func(model.ArticleID) bool, progress func(done, of int)) (*match.Index, error) {
	if m.index == nil {
		return match.New(), nil
	}
	if only == nil {
		return m.index, nil
	}
	all, wanted := m.index.IDs(), map[model.ArticleID]bool{}
	for _, id := range all {
		if only(id) {
			wanted[id] = true
		}
	}
	if len(wanted) == len(all) {
		return m.index, nil
	}
	if m.part == nil {
		m.part = match.New()
	}
	var add []match.Text
	var remove []model.ArticleID
	for _, id := range all {
		t, _ := m.index.Text(id)
		if old, ok := m.part.Text(id); wanted[id] && !(ok && sameText(old, t)) {
			add = append(add, t)
		}
	}
	for _, id := range m.part.IDs() {
		if !wanted[id] {
			remove = append(remove, id)
		}
	}
	return m.part, m.part.Change(ctx, add, remove, progress)
}

// around is for how many sentences on either side Partners prepares: they are asked for next.
const around = 25

// Partners returns the pairs of a sentence with others of the project that say the same or
// contradict it, best first; see match.Index.Partners. It returns nil if the sentence is
// not compared.
func (m *Matching) Partners(article model.ArticleID, sentence int) (pairs []match.Pair) {
	m.ask(func(x *match.Index) {
		x.Prepare(article, sentence-around, sentence+around)
		pairs, _ = x.Partners(match.Ref{Article: article, Index: sentence})
	})
	return pairs
}

// Repeats returns the other sentences of the project that are nearly identical to one; see
// match.Index.Repeats.
func (m *Matching) Repeats(article model.ArticleID, sentence int) (all []match.Ref) {
	m.ask(func(x *match.Index) { all = x.Repeats(match.Ref{Article: article, Index: sentence}) })
	return all
}

// ask calls visit with the index, if it has been made.
func (m *Matching) ask(visit func(*match.Index)) {
	_, end, err := m.begin(context.Background())
	if err != nil {
		return
	}
	defer end()
	if m.index != nil {
		visit(m.index)
	}
}

// Text returns the text of a sentence, or "" if the comparison does not have it, such as
// one of an older result whose article has been divided again.
func (m *Matching) Text(ref match.Ref) string {
	a := m.article(ref.Article)
	if a == nil || ref.Index < 0 || ref.Index >= len(a.text.Sentences) {
		return ""
	}
	return a.text.Sentences[ref.Index]
}

// Span returns where a sentence is in its article's text, in bytes, and reports whether the
// comparison has it.
func (m *Matching) Span(ref match.Ref) (s model.Span, ok bool) {
	a := m.article(ref.Article)
	if a == nil || ref.Index < 0 || ref.Index >= len(a.spans) {
		return s, false
	}
	return a.spans[ref.Index], true
}

// Article returns an article of the comparison, and reports whether it is there.
func (m *Matching) Article(id model.ArticleID) (a model.Article, ok bool) {
	found := m.article(id)
	if found == nil {
		return a, false
	}
	return found.Article, true
}

func (m *Matching) article(id model.ArticleID) *article {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.articles[id]
}
