package versions

import (
	"cmp"
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// facts has what the inspector and the list of articles show about versions. It is read on
// another goroutine when it is asked for, and again after changes.
type facts struct {
	of      model.ArticleID // the article that shown is about
	shown   *panel.Versions
	wants   model.ArticleID // the article that the inspector shows, if shown is not about it
	reading model.ArticleID // the article that is being read
	asked   int             // counts the readings

	left      map[model.ArticleID]int  // what is left on earlier versions
	wantsLeft map[model.ArticleID]bool // those to count once every change is durable
	counted   map[model.ArticleID]bool // those whose counts are up to date, or being read

	textsStale   bool // sentences or versions may have changed since
	recordsStale bool // records may have changed since
}

// About returns the facts about the versions of an article for the inspector. It returns nil if
// the article has no other versions, or if the facts have not been read yet. VersionsRead is
// called when they have.
func (c *Controller) About(id model.ArticleID) *panel.Versions {
	if !c.win.Session().Chains().Linked(id) {
		return nil
	}
	if c.facts.of != id {
		c.facts.wants = id
		c.readFacts()
		return nil
	}
	return c.facts.shown
}

// LeftOn returns how much work is left on an older version, as far as the analyst sees it. It is
// false if that has not been read yet. VersionsRead is called when it has.
func (c *Controller) LeftOn(id model.ArticleID) (n int, known bool) {
	f := &c.facts
	if !f.counted[id] {
		c.wantLeft(id)
		c.readFacts()
	}
	n, known = f.left[id]
	return n, known
}

func (c *Controller) wantLeft(id model.ArticleID) {
	if c.facts.wantsLeft == nil {
		c.facts.wantsLeft = map[model.ArticleID]bool{}
	}
	c.facts.wantsLeft[id] = true
}

// readFacts reads what is wanted or stale, if every change is durable.
func (c *Controller) readFacts() {
	f := &c.facts
	if !c.saved() {
		return
	}
	if f.textsStale {
		f.textsStale, f.reading = false, ""
		f.wants = cmp.Or(f.wants, f.of)
	}
	if f.recordsStale {
		f.recordsStale, f.counted = false, nil
		for id := range f.left {
			c.wantLeft(id)
		}
	}
	if id := f.wants; id != "" {
		if f.wants = ""; f.reading != id {
			c.readAbout(id)
		}
	}
	for id := range f.wantsLeft {
		delete(f.wantsLeft, id)
		c.readLeft(id)
	}
}

// readAbout reads the facts about the versions of an article.
func (c *Controller) readAbout(id model.ArticleID) {
	f := &c.facts
	f.asked++
	f.reading = id
	p, ctx, ids, asked := c.project, c.ctx, c.ids(id), f.asked
	corrected := correctedIn(c.win.Session().Chains(), ids)
	c.win.Go(func() {
		docs, err := readDocuments(ctx, p, ids)
		var found *panel.Versions
		if err == nil {
			found = about(docs, id, corrected)
		}
		c.win.Post(func() {
			if ctx.Err() != nil || f.asked != asked {
				return
			}
			if f.reading = ""; err == nil {
				f.of, f.shown = id, found
				c.win.VersionsRead()
			}
		})
	})
}

// readLeft counts what is left on an older version.
func (c *Controller) readLeft(id model.ArticleID) {
	f := &c.facts
	if f.counted == nil {
		f.counted = map[model.ArticleID]bool{}
	}
	f.counted[id] = true
	p, ctx, sees := c.project, c.ctx, c.win.Session().Seeing()
	c.win.Go(func() {
		doc, err := p.Document(id)
		n := 0
		if err == nil {
			n = workOn(doc, sees)
		}
		c.win.Post(func() {
			if ctx.Err() != nil || err != nil {
				return
			}
			if f.left == nil {
				f.left = map[model.ArticleID]int{}
			}
			if was, known := f.left[id]; !known || was != n {
				f.left[id] = n
				c.win.VersionsRead()
			}
		})
	})
}

// workOn returns the number of records on an article that the analyst sees.
func workOn(doc *model.Document, sees func(owner string) bool) (n int) {
	count := func(key model.Key, content any) {
		if sees(edit.Record{Key: key, Before: content}.Owner()) {
			n++
		}
	}
	for span, all := range doc.Annotations {
		for _, a := range all {
			count(record.OnSentence(doc.ID, span, a.Analyst), &a)
		}
	}
	for _, note := range doc.Notes {
		count(record.NoteID(note.ID), &note)
	}
	for key, content := range doc.Records {
		if kind := record.Of(key.Kind); key.Article == doc.ID && !kind.Quiet && key.Kind != record.PredecessorKind {
			count(key, content)
		}
	}
	return n
}

// readDocuments reads the versions that are in the corpus.
func readDocuments(ctx context.Context, p Project, ids []model.ArticleID) (docs []*model.Document, err error) {
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		doc, err := p.Document(id)
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// about returns the facts about an article among its versions, which are from the oldest to the
// newest.
func about(docs []*model.Document, id model.ArticleID, corrected map[model.ArticleID]bool) *panel.Versions {
	found := &panel.Versions{Sentences: map[model.Span]panel.Wording{}}
	at := 0
	if len(docs) == 0 { // it has just been removed
		return found
	}
	for i := len(docs) - 1; i >= 0; i-- {
		doc := docs[i]
		if doc.ID == id {
			at = i
		}
		found.Lines = append(found.Lines, panel.Version{
			Article: doc.ID, Date: words.VersionDate(doc.Article), Sentences: len(doc.Sentences()), Corrected: corrected[doc.ID],
			Newest: i == len(docs)-1, Open: doc.ID == id,
		})
	}
	for i, w := range wordings(docs[:at+1]) {
		found.Sentences[docs[at].Sentences()[i].Span] = w
	}
	found.Notices = notices(docs[at])
	return found
}

// wordings returns since when each sentence of the last version has its wording, and what it was
// before.
func wordings(docs []*model.Document) []panel.Wording {
	last := len(docs) - 1
	sentences := docs[last].Sentences()
	all := make([]panel.Wording, len(sentences))
	at := make([]int, len(sentences)) // the index of the sentence in the version that is being looked at
	open := len(sentences)            // the sentences whose wording is as old as that version
	for i := range at {
		at[i] = i
		all[i].Since = words.VersionDate(docs[0].Article)
		all[i].First = true
	}
	for v := last; v > 0 && open > 0; v-- {
		pairs := align.Documents(docs[v-1], docs[v])
		by := make([]align.Pair, len(docs[v].Sentences()))
		for _, p := range pairs {
			if p.B >= 0 {
				by[p.B] = p
			}
		}
		before := docs[v-1].Sentences()
		for i := range at {
			if at[i] < 0 {
				continue
			}
			p := by[at[i]]
			if p.Kind == align.Same {
				at[i] = p.A
				continue
			}
			at[i] = -1
			open--
			w := panel.Wording{Since: words.VersionDate(docs[v].Article), Added: p.Kind == align.Added}
			if p.A >= 0 {
				w.Before, w.Marks = before[p.A].Span.Of(docs[v-1].Text), p.InA
			}
			all[i] = w
		}
	}
	return all
}
