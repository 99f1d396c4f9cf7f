package compare

import (
	"cmp"
	"errors"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/attribute"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/record"
)

// fact identifies a sentence that one analyst mentions.
type fact struct {
	article  model.ArticleID
	sentence model.Span
	analyst  string
}

// known is what the table needs of a sentence.
type known struct {
	index    int
	text     string
	voice    voice // to which the analyst attributed it
	attested bool  // the voice is known, whatever the stance
	named    voice // whom the text names, if the analyst attributed the sentence to nobody
	life     align.Life
}

// voice is who says a sentence, and how it is reported.
type voice struct {
	id   model.VoiceID
	name string
	mode model.SpeechMode
}

// by returns who says the sentence, for a mention with a stance. The voice that the text names
// counts only if the mention attributes.
func (k known) by(s model.Stance) voice {
	if k.voice == (voice{}) && s == model.Attributes {
		return k.named
	}
	return k.voice
}

// changes collects the statements and sentences that events name.
type changes struct {
	statements []model.StatementID
	sentences  []model.Subject
}

// note notes the change of a record.
func (c *Controller) note(key model.Key, all *changes) {
	if c.table == nil {
		return
	}
	switch key.Kind {
	case record.StatementKind, record.MentionKind, record.GapKind:
		c.keys.note(key, c.win.Session().Compared().Of(key) != nil)
		id := c.win.Session().Compared().Statements.Root(model.StatementID(key.ID))
		for _, changed := range []model.StatementID{id, model.StatementID(key.ID)} {
			if !slices.Contains(all.statements, changed) {
				all.statements = append(all.statements, changed)
			}
		}
		if key.Kind == record.MentionKind {
			all.sentences = append(all.sentences, key.Subject)
		}
	case record.OriginKind:
		c.stale = true
	case record.PredecessorKind:
		c.stale, c.outdated = true, true
	case record.DismissalKind:
		all.sentences = append(all.sentences, key.Subject)
	default: // not part of a comparison
	}
}

// apply makes the rows of the changed statements again, and updates the proposals.
func (c *Controller) apply(all changes) {
	if len(all.statements)+len(all.sentences) == 0 {
		return
	}
	proposals := c.offers.update(c.win.Session(), all.sentences)
	for _, id := range all.statements {
		c.remake(id)
	}
	c.view.changed(all.statements, proposals)
}

// remake makes the row of a statement again. It reads the articles of sentences of which not
// everything is known on another goroutine, and then makes the row once more.
func (c *Controller) remake(id model.StatementID) {
	compared := c.win.Session().Compared()
	stored := compared.Statements.Stored(id)
	if stored == nil && len(c.keys.of(record.MentionKind, []model.StatementID{id})) > 0 {
		c.stale = true // only mentions are left of it
		return
	}
	if stored == nil || compared.Statements.Root(id) != id {
		if c.table.Remove(id) {
			c.filter.stale = true
		}
		return
	}
	joined := compared.Statements.Joined(id)
	mentions, missing := c.mentions(id, joined)
	row := c.table.Row(compare.Statement{ID: id, Title: stored.Title, Position: stored.Position}, mentions, c.gaps(id, joined))
	c.withdrawn = c.withdrawn || row.Withdrawn > 0
	if at := c.rowOf(id); at >= 0 && samePlace(c.table.Rows[at], row) {
		c.table.Rows[at] = row
	} else {
		c.table.Put(row)
		c.filter.stale = true
	}
	if len(missing) > 0 {
		c.learn(id, missing)
	}
}

// samePlace reports whether two rows have the same place in the table.
func samePlace(a, b compare.Row) bool { return a.ID == b.ID && a.Position == b.Position }

// rowOf returns the index of the row of a statement in the table, or -1.
func (c *Controller) rowOf(id model.StatementID) int {
	return slices.IndexFunc(c.table.Rows, func(r compare.Row) bool { return r.ID == id })
}

// mentions returns the mentions of a statement that count, and those of which not everything
// is known. The statements joined are those for which it stands.
func (c *Controller) mentions(id model.StatementID, joined []model.StatementID) (all []compare.Mention, missing []fact) {
	counts, compared := c.request.Counts(c.win.Session()), c.win.Session().Compared()
	for _, key := range c.keys.of(record.MentionKind, joined) {
		if !counts(key.Analyst) {
			continue
		}
		f := fact{key.Article, key.Sentence, key.Analyst}
		k, ok := c.facts[f]
		stance := compared.Mention(key).Stance
		if !ok || !k.attested {
			missing = append(missing, f)
		}
		if !ok {
			continue
		}
		v := k.by(stance)
		all = append(all, compare.Mention{
			Statement: id, Analyst: key.Analyst, Article: key.Article, Sentence: key.Sentence, Index: k.index, Text: k.text,
			Stance: stance, Voice: v.id, VoiceName: v.name, Mode: v.mode, First: k.life.First, Gone: k.life.Gone,
		})
	}
	return all, missing
}

// gaps returns the gaps of a statement that count.
func (c *Controller) gaps(id model.StatementID, joined []model.StatementID) (all []compare.Gap) {
	counts := c.request.Counts(c.win.Session())
	for _, key := range c.keys.of(record.GapKind, joined) {
		if counts(key.Analyst) {
			all = append(all, compare.Gap{Statement: id, Outlet: key.Outlet, Analyst: key.Analyst})
		}
	}
	return all
}

// remember keeps what the rows of the table and the proposals say of sentences.
func (c *Controller) remember() {
	c.keys = keysOf(c.win.Session().Compared())
	clear(c.facts)
	for i := range c.table.Rows {
		for _, m := range c.table.Rows[i].Mentions {
			v := voice{m.Voice, m.VoiceName, m.Mode}
			c.facts[fact{m.Article, m.Sentence, m.Analyst}] = known{index: m.Index, text: m.Text, voice: v, attested: v != (voice{}), life: align.Life{First: m.First, Gone: m.Gone}}
		}
	}
	c.rememberOffers()
}

// rememberOffers keeps what the proposals say of sentences.
func (c *Controller) rememberOffers() {
	analyst := c.win.Session().Analyst()
	for i := range c.offers.all {
		for _, m := range c.offers.all[i].Members {
			if f := (fact{m.Article, m.Sentence, analyst}); !c.facts[f].attested {
				c.facts[f] = known{index: m.Index, text: m.Text}
			}
		}
	}
}

// learn looks up sentences in their articles, and then makes the row of a statement again.
func (c *Controller) learn(id model.StatementID, missing []fact) {
	look := lookUp{project: c.project, voices: c.win.Session().Voices(), versions: map[model.ArticleID][]model.ArticleID{}}
	for _, f := range missing {
		for _, sum := range c.win.Session().Versions(f.article) {
			look.versions[f.article] = append(look.versions[f.article], sum.ID)
		}
	}
	ctx := c.ctx
	c.win.Go(func() {
		found, err := look.facts(missing)
		c.win.Post(func() {
			if ctx.Err() != nil || c.table == nil {
				return
			}
			if err != nil {
				c.win.Report(err)
				return
			}
			for f, k := range found {
				c.facts[f] = k
			}
			if len(found) > 0 {
				c.remake(id)
				c.view.changed([]model.StatementID{id}, false)
			}
		})
	})
}

// lookUp looks up sentences in their articles.
type lookUp struct {
	project  Project
	voices   record.Voices
	versions map[model.ArticleID][]model.ArticleID // of the articles with sentences, from the oldest to the newest
	lineage  align.Lineage
}

// facts returns what the table needs of sentences. It leaves out those of articles that were
// removed.
func (l *lookUp) facts(all []fact) (map[fact]known, error) {
	slices.SortFunc(all, func(a, b fact) int { return cmp.Compare(a.article, b.article) })
	found := map[fact]known{}
	var doc, named *model.Document
	var versions []*model.Document
	var proposed []attribute.Proposal
	for _, f := range all {
		if doc == nil || doc.ID != f.article {
			d, err := l.project.Document(f.article)
			if err == nil {
				versions, err = l.read(d)
			}
			switch {
			case errors.Is(err, model.ErrNoArticle):
				continue
			case err != nil:
				return nil, err
			}
			doc = d
		}
		if named == nil || named.ID != doc.ID {
			named, proposed = doc, attribute.For(doc)
		}
		k := factIn(doc, proposed, f, l.voices)
		if at := slices.Index(versions, doc); k.index >= 0 && at >= 0 {
			k.life = l.lineage.Of(versions, at, k.index)
		}
		found[f] = k
	}
	return found, nil
}

// read reads the versions of an article, if it has several.
func (l *lookUp) read(doc *model.Document) (versions []*model.Document, err error) {
	ids := l.versions[doc.ID]
	if len(ids) < 2 {
		return nil, nil
	}
	for _, id := range ids {
		one := doc
		if id != doc.ID {
			if one, err = l.project.Document(id); err != nil {
				return nil, err
			}
		}
		versions = append(versions, one)
	}
	return versions, nil
}

// factIn returns what the table needs of a sentence of a document.
func factIn(doc *model.Document, proposed []attribute.Proposal, f fact, voices record.Voices) known {
	k := known{index: -1, attested: true}
	if f.sentence.End <= len(doc.Text) {
		k.text = f.sentence.Of(doc.Text)
	}
	k.index = slices.IndexFunc(doc.Sentences(), func(u model.Unit) bool { return u.Span == f.sentence })
	if a, ok := doc.Records[record.AttributionOn(f.article, f.sentence, f.analyst)].(*record.Attribution); ok {
		k.voice = voice{voices.Root(a.Voice), voices.Called(a), a.Mode}
		return k
	}
	for _, p := range proposed {
		if doc.Units[p.Unit].Span == f.sentence && p.Voice != "" {
			k.named = voice{record.VoiceIDOf(p.Voice), p.Voice, p.Mode}
			if id, listed := voices.Named(p.Voice); listed {
				k.named.id, k.named.name = id, voices.Name(id)
			}
		}
	}
	return k
}
