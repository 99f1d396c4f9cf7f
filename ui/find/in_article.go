package find

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/search/passage"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// inArticle finds text in the open article. While it is on, a bar above the readers has
// the query, and the matches are marked in the article of the active reader. Esc closes
// the bar; F3 opens it again at the next match.
type inArticle struct {
	on    bool
	last  bool // text was searched for here after the last search of all articles
	query string
	bar   *articleBar

	doc  *model.Document // the article that text and hits belong to
	text *passage.Text
	hits []model.Span
	at   int // index of the current hit; -1 if there is none
	// from is where the search for a query that is typed begins, in bytes. unit is the
	// unit that was current when it was set or a hit was gone to. If another unit is
	// current, the analyst has moved, and the search begins there. fresh is set until a
	// query is typed in the bar.
	from, unit int
	fresh      bool
}

// FindingInArticle reports whether the bar for finding text in the article is shown.
func (c *Controller) FindingInArticle() bool { return c.here.on }

func (c *Controller) newInArticle(tips *panel.Tips) *inArticle {
	return &inArticle{at: -1, bar: newArticleBar(c, tips)}
}

// showInArticle opens the bar, with the last query selected.
func (c *Controller) showInArticle() {
	c.win.Session().EndTyping()
	c.openArticleBar()
	c.here.fresh = true
	c.here.bar.begin(c.win.Window().Canvas())
}

// openArticleBar shows the bar and the matches of the last query. It ends the walk
// through the hits of a search, whose marks look the same.
func (c *Controller) openArticleBar() {
	if c.here.on {
		return
	}
	c.EndWalk()
	c.here.on = true
	c.lookInArticle()
	c.show(c.here.bar.content, true)
	c.sayInArticle("")
}

// EndFindingInArticle closes the bar and leaves the cursor where it is.
func (c *Controller) EndFindingInArticle() {
	if !c.here.on {
		return
	}
	c.here.on = false
	c.show(c.here.bar.content, false)
	c.win.Unfocus()
	c.win.RefreshMarks()
}

// lookInArticle finds the query in the article of the active reader.
func (c *Controller) lookInArticle() {
	h, doc := c.here, c.win.Session().Document()
	if doc != h.doc {
		h.doc, h.text, h.at, h.unit = doc, nil, -1, -1
	}
	if h.hits = nil; doc == nil {
		return
	}
	if h.text == nil {
		h.text = passage.New(doc.Text)
	}
	h.hits = h.text.Find(h.query)
}

// typedInArticle finds a query while it is typed, and goes to its first match at or
// after the place where the analyst was.
func (c *Controller) typedInArticle(query string) {
	h := c.here
	h.query, h.last = query, true
	c.lookInArticle()
	if cursor := c.win.Session().Cursor(); h.fresh || h.unit != cursor {
		h.unit, h.from, h.fresh = cursor, 0, false
		if u, ok := c.win.Session().Current(); ok {
			h.from = u.Span.Start
		}
	}
	if len(h.hits) == 0 {
		h.at = -1
		c.sayInArticle("")
		return
	}
	at := hitAt(h.hits, h.from)
	c.goToInArticle(at%len(h.hits), roundTo(at, len(h.hits)))
}

// hitAt returns the index of the first hit that begins at or after an offset. It is
// len(hits) if there is none.
func hitAt(hits []model.Span, offset int) int {
	at, _ := slices.BinarySearchFunc(hits, offset, func(s model.Span, offset int) int { return s.Start - offset })
	return at
}

// stepInArticle goes to the next match if step is 1, and to the previous one if it is
// -1. It starts at the cursor if the analyst has moved since the last match.
func (c *Controller) stepInArticle(step int) {
	h := c.here
	c.openArticleBar()
	c.lookInArticle()
	n := len(h.hits)
	if n == 0 {
		c.sayInArticle("")
		return
	}
	at := h.at + step
	if u, ok := c.win.Session().Current(); ok && (h.at < 0 || h.unit != c.win.Session().Cursor()) {
		at = hitAt(h.hits, u.Span.Start)
		if step < 0 {
			at--
		}
	}
	c.goToInArticle((at+n)%n, roundTo(at, n))
	h.from = h.hits[h.at].Start
}

// roundTo returns what to say if the index at is beyond the first or last of n hits.
func roundTo(at, n int) string {
	switch {
	case at >= n:
		return lang.L("Reached the end, continued from the top.")
	case at < 0:
		return lang.L("Reached the top, continued from the end.")
	}
	return ""
}

func (c *Controller) goToInArticle(at int, note string) {
	h := c.here
	h.at = at
	c.win.Session().MoveTo(h.doc.UnitAt(h.hits[at].Start))
	h.unit = c.win.Session().Cursor()
	c.sayInArticle(note)
}

// sayInArticle updates the bar and the marks in the readers, and shows a note in the
// status bar.
func (c *Controller) sayInArticle(note string) {
	c.win.Notice(note)
	c.here.bar.say(c.matches(), c.here.query != "" && len(c.here.hits) == 0)
	c.win.RefreshMarks()
}

// matches returns how many matches there are, and which of them is current.
func (c *Controller) matches() string {
	h := c.here
	switch {
	case h.query == "":
		return ""
	case len(h.hits) == 0:
		return lang.L("No matches")
	case h.at < 0:
		return words.N("{{.Count}} matches", len(h.hits))
	}
	return lang.L("{{.At}} of {{.All}}", map[string]any{"At": words.Number(h.at + 1), "All": words.Number(len(h.hits))})
}

// articleChanged finds the query again after another article was opened, or the other
// reader became active. It closes the bar if no article is open.
func (c *Controller) articleChanged() {
	switch h := c.here; {
	case !h.on || c.win.Session().Document() == h.doc:
	case c.win.Session().Document() == nil:
		c.EndFindingInArticle()
	default:
		c.lookInArticle()
		c.sayInArticle("")
	}
}

// marksInArticle returns the matches in a unit of the article, clipped to it, and the
// current one.
func (c *Controller) marksInArticle(id model.ArticleID, unit model.Span) (marks []model.Span, current model.Span) {
	h := c.here
	if h.doc == nil || h.doc.ID != id {
		return nil, model.Span{}
	}
	at := hitAt(h.hits, unit.Start)
	if at > 0 && h.hits[at-1].End > unit.Start {
		at--
	}
	for ; at < len(h.hits) && h.hits[at].Start < unit.End; at++ {
		hit := model.Span{Start: max(h.hits[at].Start, unit.Start), End: min(h.hits[at].End, unit.End)}
		marks = append(marks, hit)
		if at == h.at {
			current = hit
		}
	}
	return marks, current
}

// needMatches returns why F3 cannot go to a match in the article, or "".
func (c *Controller) needMatches() string {
	if why := c.win.NeedArticle(); why != "" {
		return why
	}
	if c.here.query == "" {
		return lang.L("Nothing to find yet. Press {{.Key}} to find text in this article.", map[string]any{"Key": c.win.Key("find.article")})
	}
	return ""
}
