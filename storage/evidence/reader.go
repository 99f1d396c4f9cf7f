// Package evidence reads from a project what judgements rest on; see model/evidence.
package evidence

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Asked says what to read.
type Asked struct {
	// Counts reports whether the mentions and judgements of an analyst count. If it is nil, all
	// count.
	Counts func(analyst string) bool
	// Statements are the statements to read, each by the id that stands. If it is nil, all are read.
	Statements map[model.StatementID]bool
	// Articles are the articles of the selection, with their earlier versions. If it is nil, mentions
	// in all articles are read. Judgements and what they cite do not depend on it.
	Articles map[model.ArticleID]bool
	// Proposed has the origins that are proposed for articles, as comparison.Coverage has them.
	Proposed func(model.ArticleID) (model.Origin, bool)
}

// Read returns the statements of a project in the order of its list, with what was concluded of
// them and what these conclusions rest on. Statements that were deleted in another copy of the
// project follow if somebody has a judgement of them here. It calls progress with the number of
// articles read so far and of all. If ctx ends, it returns its error.
func Read(ctx context.Context, p *storage.Project, asked Asked, progress func(done, all int)) ([]evidence.Statement, error) {
	r := &reading{project: p, asked: asked, at: map[model.StatementID]int{}, links: map[linked]*evidence.Link{}, docs: map[model.ArticleID][]*evidence.Link{}}
	for _, step := range []func() error{r.records, r.statements} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if err := r.articles(ctx, progress); err != nil {
		return nil, err
	}
	r.put()
	return r.all, nil
}

// linked identifies a link: a sentence and the analyst as whom it is seen. Its stance depends on
// the statement.
type linked struct {
	on      model.Subject
	analyst string
}

type reading struct {
	project    *storage.Project
	asked      Asked
	compared   record.Compared
	voices     record.Voices
	grades     *grading.Table
	superseded map[model.ArticleID]model.ArticleID

	all      []evidence.Statement
	at       map[model.StatementID]int // in all
	judged   []record.Judged
	cited    map[model.JudgementID][]record.Cited
	mentions []model.Key
	links    map[linked]*evidence.Link
	docs     map[model.ArticleID][]*evidence.Link // those whose articles are to be read
}

func (r *reading) records() (err error) {
	if r.compared, err = r.project.Compared(); err != nil {
		return err
	}
	if r.voices, err = r.project.Voices(); err != nil {
		return err
	}
	far, err := r.project.Grades()
	if err != nil {
		return err
	}
	r.grades = grading.NewTable(far, r.voices)
	r.superseded, err = r.project.Superseded()
	return err
}

func (r *reading) counts(analyst string) bool {
	return r.asked.Counts == nil || r.asked.Counts(analyst)
}

func (r *reading) wanted(id model.StatementID) bool {
	return r.asked.Statements == nil || r.asked.Statements[id]
}

// statements lists the statements, their judgements and mentions, and the sentences to read.
func (r *reading) statements() error {
	list := r.compared.Statements
	for _, id := range list.All() {
		if r.wanted(id) {
			r.add(id, list.Title(id))
		}
	}
	r.cited = r.compared.Citations()
	r.judged = r.compared.Judgements(func(id model.StatementID, analyst string) bool { return r.wanted(id) && r.counts(analyst) })
	for _, j := range r.judged {
		r.add(j.Statement, j.Title)
		for _, c := range r.cited[j.ID] {
			r.link(c.On, j.Analyst)
		}
	}
	r.mentions = r.compared.Keys(record.MentionKind, func(key model.Key) bool {
		_, listed := r.at[list.Root(model.StatementID(key.ID))]
		return listed && r.counts(key.Analyst) && (r.asked.Articles == nil || r.asked.Articles[key.Article])
	})
	for _, key := range r.mentions {
		r.link(key.Subject, key.Analyst)
	}
	return nil
}

func (r *reading) add(id model.StatementID, title string) {
	if _, there := r.at[id]; !there {
		r.at[id] = len(r.all)
		r.all = append(r.all, evidence.Statement{ID: id, Title: title})
	}
}

func (r *reading) link(on model.Subject, analyst string) *evidence.Link {
	key := linked{on, analyst}
	l := r.links[key]
	if l == nil {
		l = &evidence.Link{On: on, Analyst: analyst, Index: -1}
		r.links[key] = l
		r.docs[on.Article] = append(r.docs[on.Article], l)
	}
	return l
}

// articles reads the articles of the sentences, one after another.
func (r *reading) articles(ctx context.Context, progress func(done, all int)) error {
	ids := slices.Sorted(maps.Keys(r.docs))
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress(i, len(ids))
		doc, err := r.project.Document(id)
		if err != nil {
			return err
		}
		r.document(doc, r.docs[id])
	}
	progress(len(ids), len(ids))
	return nil
}

// document fills in the links to the sentences of an article.
func (r *reading) document(doc *model.Document, links []*evidence.Link) {
	index := map[model.Span]int{}
	for i, u := range doc.Sentences() {
		index[u.Span] = i
	}
	origin, set := r.compared.Origin(doc.ID)
	if !set && r.asked.Proposed != nil {
		origin, _ = r.asked.Proposed(doc.ID)
	}
	for _, l := range links {
		span := l.On.Sentence
		l.Article, l.Newest, l.Origin, l.Proposed = doc.Article, r.superseded[doc.ID], origin, !set
		l.Text = span.Of(doc.Text)
		if at, is := index[span]; is {
			l.Index = at
		}
		l.Paragraph = paragraphAt(doc, span)
		if a, ok := doc.Records[record.AttributionOn(doc.ID, span, l.Analyst)].(*record.Attribution); ok {
			l.Attribution, l.Voice, l.VoiceName = a, r.voices.Root(a.Voice), r.voices.Called(a)
			if v := r.voices.Stored(l.Voice); v != nil {
				l.VoiceKind = v.Kind
			}
		}
		l.InForce = r.grades.InForce(doc, span, l.Analyst)
		l.Grades = r.gradesOf(doc, l)
		for _, n := range doc.NotesOn(model.OnSentence(doc.ID, span)) {
			if n.Analyst == l.Analyst {
				l.Notes = append(l.Notes, n)
			}
		}
	}
}

// paragraphAt returns the index of the paragraph in which a span begins.
func paragraphAt(doc *model.Document, span model.Span) int {
	at, found := slices.BinarySearchFunc(doc.Paragraphs, span.Start, func(p model.Span, start int) int { return cmp.Compare(p.Start, start) })
	if !found {
		at--
	}
	return max(at, 0)
}

func (r *reading) gradesOf(doc *model.Document, l *evidence.Link) (g evidence.Grades) {
	g[record.GradedSentence] = record.GradeIn(doc, record.GradeOn(l.On, l.Analyst))
	if l.Voice != "" {
		g[record.GradedVoice] = r.grades.OfVoice(l.Analyst, l.Voice)
	}
	article := record.GradeOn(model.Subject{Article: doc.ID}, l.Analyst)
	g[record.GradedArticle] = cmp.Or(record.GradeIn(doc, article), r.grades.At(article))
	if outlet := model.OutletIDOf(doc.Metadata.Outlet); outlet != "" {
		g[record.GradedOutlet] = r.grades.At(record.GradeOn(model.Subject{Outlet: outlet}, l.Analyst))
	}
	return g
}

// put puts the links into the statements.
func (r *reading) put() {
	list := r.compared.Statements
	stances := map[model.StatementID]map[linked]model.Stance{}
	for _, key := range r.mentions {
		root := list.Root(model.StatementID(key.ID))
		of := stances[root]
		if of == nil {
			of = map[linked]model.Stance{}
			stances[root] = of
		}
		on := linked{key.Subject, key.Analyst}
		if _, twice := of[on]; twice {
			continue // under statements that were joined
		}
		of[on] = r.compared.Mention(key).Stance
		l := *r.links[on]
		l.Stance = of[on]
		s := &r.all[r.at[root]]
		s.Mentions = append(s.Mentions, l)
	}
	for i := range r.all {
		slices.SortStableFunc(r.all[i].Mentions, compareLinks)
	}
	for _, j := range r.judged {
		s := &r.all[r.at[j.Statement]]
		one := evidence.Judgement{Judged: j}
		for _, c := range r.cited[j.ID] {
			if c.Analyst != j.Analyst {
				continue
			}
			on := linked{c.On, j.Analyst}
			l := *r.links[on]
			l.Weight, l.Stance = c.Weight, stances[j.Statement][on]
			one.Links = append(one.Links, l)
		}
		weights := model.Weights()
		slices.SortStableFunc(one.Links, func(a, b evidence.Link) int {
			return cmp.Or(cmp.Compare(slices.Index(weights, a.Weight), slices.Index(weights, b.Weight)), compareLinks(a, b))
		})
		s.Judgements = append(s.Judgements, one)
	}
}

// compareLinks orders links by the outlets of their articles, by time of publication, by article,
// sentence and analyst.
func compareLinks(a, b evidence.Link) int {
	return cmp.Or(
		cmp.Compare(model.OutletIDOf(a.Article.Metadata.Outlet), model.OutletIDOf(b.Article.Metadata.Outlet)),
		cmp.Compare(a.Article.Metadata.Chronological(), b.Article.Metadata.Chronological()),
		cmp.Compare(a.On.Article, b.On.Article), a.On.Sentence.Compare(b.On.Sentence), cmp.Compare(a.Analyst, b.Analyst),
	)
}
