package project

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/deed"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// Describer describes changes for the history view. It reads articles, so it must
// be used away from the GUI goroutine.
type Describer struct {
	Codebook model.Codebook
	Called   func(analyst string) string // what an analyst is called now; the stored name if nil
	Sees     func(analyst string) bool   // whether the layer of an analyst is shown; all are if nil
	Document func(model.ArticleID) (*model.Document, error)
	last     *model.Document // cached, because consecutive changes mostly concern one article
}

// maxDetails is the largest number of edits of a step that are described one by
// one.
const maxDetails = 20

// describe returns a step that describes the changes of one batch, newest first. If
// article is not "", it describes only their effect on that article.
func (d *Describer) describe(changes []edit.Change, article model.ArticleID, undone bool) Step {
	newest := changes[0]
	p := Step{ID: newest.ID, Who: d.who(newest.Analyst), At: newest.At, Undone: undone}
	edits := net(changes, article)
	seen := d.seen(edits)
	p.What = d.what(newest, seen)
	if len(seen) == 0 && len(edits) > 0 {
		p.What = lang.L("Work of another analyst (hidden)")
	}
	ids := articlesOf(edits)
	if len(seen) > 0 {
		ids = articlesOf(seen)
	}
	if len(ids) == 1 {
		p.Where = d.heading(ids[0])
	}
	var lines []string
	for i, e := range unitsFirst(seen) {
		if i == maxDetails {
			lines = append(lines, lang.L("and {{.Count}} more", map[string]any{"Count": len(seen) - i}))
			break
		}
		lines = append(lines, d.detail(e, len(ids) > 1))
	}
	p.Detail = strings.Join(lines, "\n\n")
	return p
}

// seen returns the edits outside hidden layers.
func (d *Describer) seen(edits []edit.Edit) []edit.Edit {
	if d.Sees == nil {
		return edits
	}
	return slices.DeleteFunc(slices.Clone(edits), func(e edit.Edit) bool {
		r, ok := e.(edit.Record)
		return ok && !d.Sees(r.Owner())
	})
}

// unitsFirst returns the edits in a new order: those that divide an article into
// units come first.
func unitsFirst(edits []edit.Edit) []edit.Edit {
	rank := func(e edit.Edit) int {
		if _, ok := e.(edit.Units); ok {
			return 0
		}
		return 1
	}
	out := slices.Clone(edits)
	slices.SortStableFunc(out, func(a, b edit.Edit) int { return rank(a) - rank(b) })
	return out
}

// net returns the combined effect of changes, newest first, on an article, or on
// all articles if article is "".
func net(changes []edit.Change, article model.ArticleID) []edit.Edit {
	edits := changes[0].Edits
	if len(changes) > 1 {
		edits = edit.Net(changes)
	}
	edits = edit.Told(edits)
	if article == "" {
		return edits
	}
	var out []edit.Edit
	for _, e := range edits {
		if edit.Concerns(e, article) {
			out = append(out, e)
		}
	}
	return out
}

func articlesOf(edits []edit.Edit) []model.ArticleID {
	var ids []model.ArticleID
	seen := map[model.ArticleID]bool{}
	for _, e := range edits {
		of := []model.ArticleID{e.About()}
		if r, ok := e.(edit.Record); ok {
			of = append(of, r.Leaves())
		}
		for _, id := range of {
			if id != "" && !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// what returns a summary of a step in a few words.
func (d *Describer) what(c edit.Change, edits []edit.Edit) string {
	switch text := d.deed(c.Verb, edits); {
	case len(c.Undoes) > 0:
		return lang.L("Undo: {{.What}}", map[string]any{"What": text})
	case len(c.Redoes) > 0:
		return lang.L("Redo: {{.What}}", map[string]any{"What": text})
	default:
		return text
	}
}

func (d *Describer) deed(verb edit.Verb, done []edit.Edit) string {
	switch verb {
	case edit.Import:
		return moved(done, added, removed)
	case edit.Remove:
		return moved(done, putBack, removed)
	case edit.Load:
		return lang.L("Annotation set loaded: {{.Edits}}", map[string]any{"Edits": words.Edits(len(done))})
	case edit.GoBack:
		return lang.L("Went back to an earlier point: {{.Edits}}", map[string]any{"Edits": words.Edits(len(done))})
	case edit.TagFound, edit.ClearFound:
		if n := len(done); n > 1 { // a single edit is described like any label
			return foundDeed(verb, n)
		}
	case edit.Correct:
		return lang.L("Article details")
	case edit.Recover:
		return lang.L("Repaired when the damaged file was recovered")
	case edit.Lost:
		return lang.L("A change that was unreadable in the damaged file")
	}
	for _, e := range unitsFirst(done) {
		switch e := e.(type) {
		case edit.Units:
			return redivided(verb, e) + ": " + d.text(e.Article, e.Before[0].Span)
		case edit.Record:
			if len(done) == 1 || deed.Leads(e) {
				return d.texts().Whole(e)
			}
		default: // described by the verb
		}
	}
	return words.UpperFirst(deed.Verb(verb))
}

// moved returns a text about articles that were added to the corpus or taken out of
// it.
func moved(edits []edit.Edit, in, out func(n int) string) string {
	n := len(articlesOf(edits))
	for _, e := range edits {
		if p, ok := e.(edit.Presence); ok && !p.After {
			return out(n)
		}
	}
	return in(n)
}

func added(n int) string   { return words.N("{{.Count}} articles added", n) }
func putBack(n int) string { return words.N("{{.Count}} articles restored", n) }
func removed(n int) string { return words.N("{{.Count}} articles removed", n) }

// foundDeed returns a text about labelling n sentences that a search found, or
// about clearing their labels.
func foundDeed(verb edit.Verb, n int) string {
	if verb == edit.ClearFound {
		return words.N("Labels of {{.Count}} results cleared", n)
	}
	return words.N("{{.Count}} results tagged", n)
}

// redivided returns a text about how the units of an article were changed. The undo
// of a split is also described as a split, because the text then follows "Undo:".
func redivided(verb edit.Verb, e edit.Units) string {
	switch verb {
	case edit.Split:
		return lang.L("Sentence split")
	case edit.Merge:
		return lang.L("Sentences merged")
	}
	for _, u := range e.After {
		if u.Kind != model.UnitSentence {
			return lang.L("Excluded")
		}
	}
	if len(e.Before) == len(e.After) {
		return lang.L("Included again")
	}
	return lang.L("Sentences divided differently")
}

// detail returns a full description of one edit. If name is true, the first line is
// the title of the article.
func (d *Describer) detail(e edit.Edit, name bool) string {
	var lines []string
	if id := e.About(); name && id != "" {
		lines = append(lines, d.heading(id))
	}
	switch e := e.(type) {
	case edit.Record:
		lines = append(lines, d.texts().Details(e)...)
	case edit.Metadata:
		lines = append(lines, deed.Corrected(e.Before, e.After)...)
	case edit.Units:
		for _, u := range e.Before {
			lines = append(lines, deed.Before(panel.KindName(u.Kind)+": "+d.text(e.Article, u.Span)))
		}
		for _, u := range e.After {
			lines = append(lines, deed.After(panel.KindName(u.Kind)+": "+d.text(e.Article, u.Span)))
		}
	case edit.Presence:
		if e.After {
			lines = append(lines, lang.L("Added to the project"))
		} else {
			lines = append(lines, lang.L("Removed from the project"))
		}
	default:
		panic(fmt.Sprintf("an edit of type %T has no description", e))
	}
	return strings.Join(lines, "\n")
}

// who returns what an analyst is called now.
func (d *Describer) who(stored string) string {
	if d.Called == nil {
		return stored
	}
	return d.Called(stored)
}

func (d *Describer) texts() deed.Texts { return deed.Texts{Codebook: d.Codebook, Passage: d.whole} }

// read returns an article, or nil if it cannot be read. Changes of an unreadable
// article are described without its text.
func (d *Describer) read(id model.ArticleID) *model.Document {
	if d.last == nil || d.last.ID != id {
		doc, err := d.Document(id)
		if err != nil {
			return nil
		}
		d.last = doc
	}
	return d.last
}

func (d *Describer) heading(id model.ArticleID) string {
	if doc := d.read(id); doc != nil {
		return doc.Heading()
	}
	return lang.L("Article {{.ID}}", map[string]any{"ID": id})
}

// text returns an excerpt of a span of an article.
func (d *Describer) text(id model.ArticleID, at model.Span) string {
	return model.Excerpt(d.whole(id, at))
}

// whole returns a span of an article on one line, or "…" if it cannot be read.
func (d *Describer) whole(id model.ArticleID, at model.Span) string {
	if doc := d.read(id); doc != nil && at.Start >= 0 && at.Start <= at.End && at.End <= len(doc.Text) {
		return strings.Join(strings.Fields(at.Of(doc.Text)), " ")
	}
	return "…"
}
