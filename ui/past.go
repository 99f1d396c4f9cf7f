package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/dialog"
)

// describer writes what changes did, for the history view. It reads articles
// and so works away from the GUI goroutine.
type describer struct {
	codebook model.Codebook
	document func(model.ArticleID) (*model.Document, error)
	last     *model.Document // changes of one article mostly come together
}

// editsTold is how many edits of a step are told one by one.
const editsTold = 20

// step describes changes of one batch, newest first, as one. Only what they
// did to the article is told, unless it is "".
func (d *describer) step(changes []edit.Change, article model.ArticleID, undone bool) dialog.Past {
	newest := changes[0]
	p := dialog.Past{ID: newest.ID, Who: newest.Analyst, At: newest.At, Undone: undone}
	edits := net(changes, article)
	p.What = d.what(newest, edits)
	ids := articlesOf(edits)
	if len(ids) == 1 {
		p.Where = d.heading(ids[0])
	}
	var lines []string
	for i, e := range unitsFirst(edits) {
		if i == editsTold {
			lines = append(lines, fmt.Sprintf("and %d more", len(edits)-i))
			break
		}
		lines = append(lines, d.detail(e, len(ids) > 1))
	}
	p.Detail = strings.Join(lines, "\n\n")
	return p
}

// unitsFirst puts how an article is divided before what is said of its parts.
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

// net gives what changes, newest first, did together to the article, or to all
// when it is "".
func net(changes []edit.Change, article model.ArticleID) []edit.Edit {
	edits := changes[0].Edits
	if len(changes) > 1 {
		edits = edit.Inverses(edit.GoingBack(changes).Edits)
	}
	if article == "" {
		return edits
	}
	var out []edit.Edit
	for _, e := range edits {
		if edit.ArticleOf(e) == article {
			out = append(out, e)
		}
	}
	return out
}

func articlesOf(edits []edit.Edit) []model.ArticleID {
	var ids []model.ArticleID
	seen := map[model.ArticleID]bool{}
	for _, e := range edits {
		if id := edit.ArticleOf(e); id != "" && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}

// what says in a few words what a step did.
func (d *describer) what(c edit.Change, edits []edit.Edit) string {
	switch text := d.deed(c.Verb, edits); {
	case len(c.Undoes) > 0:
		return "Undo: " + text
	case len(c.Redoes) > 0:
		return "Redo: " + text
	default:
		return text
	}
}

func (d *describer) deed(verb edit.Verb, edits []edit.Edit) string {
	n := len(articlesOf(edits))
	switch verb {
	case edit.Import:
		return moved(edits, n, "added", "taken out")
	case edit.Remove:
		return moved(edits, n, "put back", "removed")
	case edit.Load:
		return "Annotation set: " + counted(len(edits), "edit")
	case edit.GoBack:
		return "Went back: " + counted(len(edits), "edit")
	case edit.Correct:
		return "Facts about the article"
	case edit.Recover:
		return lang.L("Put right when the damaged file was recovered")
	case edit.Lost:
		return lang.L("A change that could not be read in the damaged file")
	}
	for _, e := range unitsFirst(edits) {
		switch e := e.(type) {
		case edit.Units:
			return redivided(verb, e) + ": " + d.text(e.Article, e.Before[0].Span)
		case edit.NoteText:
			return noteDeed(e)
		case edit.Annotation:
			if len(edits) == 1 {
				return d.relabelled(e) + ": " + d.text(e.Article, e.Sentence)
			}
		}
	}
	return upperFirst(verbName(verb))
}

// moved says that articles came into the corpus or left it.
func moved(edits []edit.Edit, n int, in, out string) string {
	for _, e := range edits {
		if p, ok := e.(edit.Presence); ok && !p.After {
			return upperFirst(counted(n, "article")) + " " + out
		}
	}
	return upperFirst(counted(n, "article")) + " " + in
}

// redivided says how the units of an article were changed. What undid a split
// is called a split, after "Undo".
func redivided(verb edit.Verb, e edit.Units) string {
	switch verb {
	case edit.Split:
		return lang.L("Split a sentence")
	case edit.Merge:
		return lang.L("Merged two sentences")
	}
	for _, u := range e.After {
		if u.Kind != model.UnitSentence {
			return "Set aside"
		}
	}
	if len(e.Before) == len(e.After) {
		return "Made a sentence"
	}
	return "Divided differently"
}

func noteDeed(e edit.NoteText) string {
	switch {
	case e.Before == nil && e.After == nil:
		return "Note written and deleted"
	case e.Before == nil:
		return "Note written: “" + model.Excerpt(e.After.Text) + "”"
	case e.After == nil:
		return "Note deleted: “" + model.Excerpt(e.Before.Text) + "”"
	case e.Before.Text == e.After.Text:
		return "Note graded " + grade(e.After)
	}
	return "Note changed: “" + model.Excerpt(e.After.Text) + "”"
}

func grade(n *model.Note) string {
	if n == nil || n.Grade.IsZero() {
		return "not at all"
	}
	return n.Grade.String()
}

// detail tells one edit whole: what it was about, before and after.
func (d *describer) detail(e edit.Edit, name bool) string {
	var lines []string
	if id := edit.ArticleOf(e); name && id != "" {
		lines = append(lines, d.heading(id))
	}
	switch e := e.(type) {
	case edit.Annotation:
		lines = append(lines, d.whole(e.Article, e.Sentence), "Before: "+d.label(e.Before), "After: "+d.label(e.After))
	case edit.NoteText:
		t := e.Target()
		switch {
		case t.Outlet != "":
			lines = append(lines, "Note on "+t.Outlet)
		case t.Sentence != nil:
			lines = append(lines, "Note on: "+d.text(t.Article, *t.Sentence))
		default:
			lines = append(lines, "Note on the article")
		}
		lines = append(lines, "Before: "+noteText(e.Before), "After: "+noteText(e.After))
	case edit.Metadata:
		lines = append(lines, facts(e)...)
	case edit.Units:
		for _, u := range e.Before {
			lines = append(lines, fmt.Sprintf("Before: %s: %s", u.Kind, d.text(e.Article, u.Span)))
		}
		for _, u := range e.After {
			lines = append(lines, fmt.Sprintf("After: %s: %s", u.Kind, d.text(e.Article, u.Span)))
		}
	case edit.Presence:
		if e.After {
			lines = append(lines, "Now in the corpus")
		} else {
			lines = append(lines, "Now out of the corpus")
		}
	}
	return strings.Join(lines, "\n")
}

func noteText(n *model.Note) string {
	if n == nil {
		return "none"
	}
	if n.Grade.IsZero() {
		return "“" + n.Text + "”"
	}
	return "“" + n.Text + "” (" + n.Grade.String() + ")"
}

func facts(e edit.Metadata) []string {
	var lines []string
	a, b := e.Before, e.After
	for _, f := range []struct{ name, before, after string }{
		{"Title", a.Title, b.Title},
		{"Outlet", a.Outlet, b.Outlet},
		{"Byline", a.Byline, b.Byline},
		{"Published", a.Published, b.Published},
		{"Dateline", a.Dateline, b.Dateline},
		{"Language", a.Language, b.Language},
		{"Address", a.URL, b.URL},
	} {
		if f.before != f.after {
			lines = append(lines, fmt.Sprintf("%s before: “%s”\n%s after: “%s”", f.name, f.before, f.name, f.after))
		}
	}
	return lines
}

// relabelled says which label a sentence got and which it had.
func (d *describer) relabelled(e edit.Annotation) string {
	switch {
	case e.Before == nil:
		return d.label(e.After)
	case e.After == nil:
		return "No label, before " + d.label(e.Before)
	}
	return d.label(e.After) + ", before " + d.label(e.Before)
}

func (d *describer) label(a *model.Annotation) string {
	if a == nil {
		return "none"
	}
	if l, ok := d.codebook.Find(a.Label); ok {
		return l.Name
	}
	return string(a.Label)
}

// read gives an article, or nil when it cannot be read: then its changes are
// told without its words.
func (d *describer) read(id model.ArticleID) *model.Document {
	if d.last == nil || d.last.ID != id {
		doc, err := d.document(id)
		if err != nil {
			return nil
		}
		d.last = doc
	}
	return d.last
}

func (d *describer) heading(id model.ArticleID) string {
	if doc := d.read(id); doc != nil {
		return doc.Heading()
	}
	return "Article " + string(id)
}

// text gives the opening words of a stretch of an article.
func (d *describer) text(id model.ArticleID, at model.Span) string {
	return model.Excerpt(d.whole(id, at))
}

// whole gives a stretch of an article, on one line.
func (d *describer) whole(id model.ArticleID, at model.Span) string {
	if doc := d.read(id); doc != nil && at.Start >= 0 && at.Start <= at.End && at.End <= len(doc.Text) {
		return strings.Join(strings.Fields(at.Of(doc.Text)), " ")
	}
	return "…"
}
