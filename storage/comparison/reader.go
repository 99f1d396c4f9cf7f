// Package comparison reads from a project what is compared: the table of statements and
// outlets, the statements to propose, and the origins of articles.
package comparison

import (
	"context"
	"math"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/attribute"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/origin"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Reader reads what is compared in one project. It keeps the evidence for the origins of
// articles, because finding it needs their texts. It is safe for concurrent use, but reads for one
// caller at a time.
type Reader struct {
	project *storage.Project
	turn    chan struct{} // has room for the caller whose turn it is
	origins *origin.Builder
	outlets []string                           // those that origins knows
	known   map[model.ArticleID]model.Metadata // of the articles in origins
	lineage align.Lineage                      // of the versions of articles with mentions
}

// New returns a reader of a project.
func New(p *storage.Project) *Reader {
	return &Reader{project: p, turn: make(chan struct{}, 1)}
}

// Coverage is what the articles of a selection say of the statements of a project.
type Coverage struct {
	Table    *compare.Table
	Compared record.Compared
	Voices   record.Voices
	Articles []model.Article                   // those of the selection, in the order of import, without superseded ones
	Earlier  map[model.ArticleID]model.Article // the superseded versions of these articles
	Chains   record.Chains
	Origins  map[model.ArticleID]origin.Proposal // what is proposed for them; those without evidence have none
	Deleted  map[model.StatementID]bool          // statements of which only mentions are left
	SetAside map[model.Key]bool                  // mentions whose sentences were set aside
}

// Read reads the coverage of a selection. It calls progress with the number of articles read
// so far and of all. If ctx ends, it returns its error.
func (r *Reader) Read(ctx context.Context, asked compare.Request, progress func(done, all int)) (*Coverage, error) {
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-r.turn }()
	one := &reading{r: r, ctx: ctx, asked: asked, progress: progress, builder: compare.NewBuilder(), mentions: map[model.ArticleID][]model.Key{}}
	for _, step := range []func() error{one.statements, one.articles, one.texts, one.proposeOrigins} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	one.addArticles()
	one.elsewhere()
	one.Table = one.builder.Table()
	return &one.Coverage, nil
}

// reading is one call of Read.
type reading struct {
	Coverage
	r        *Reader
	ctx      context.Context
	asked    compare.Request
	progress func(done, all int)
	builder  *compare.Builder
	mentions map[model.ArticleID][]model.Key
	versions map[model.ArticleID][]model.ArticleID // those of an article in Articles, if it has several, from the oldest to the newest
	current  map[model.ArticleID]model.ArticleID   // by the superseded article
	behind   map[model.ArticleID]bool              // superseded articles with mentions
}

// statements reads the statements, mentions and gaps.
func (r *reading) statements() (err error) {
	r.Deleted, r.SetAside = map[model.StatementID]bool{}, map[model.Key]bool{}
	if r.Compared, err = r.r.project.Compared(); err != nil {
		return err
	}
	if r.Voices, err = r.r.project.Voices(); err != nil {
		return err
	}
	list := r.Compared.Statements
	for _, id := range list.All() {
		s := list.Stored(id)
		r.builder.Statement(compare.Statement{ID: id, Title: s.Title, Position: s.Position})
	}
	counts := func(key model.Key) bool { return r.asked.Counted(key.Analyst) }
	for _, key := range r.Compared.Keys(record.MentionKind, counts) {
		r.mentions[key.Article] = append(r.mentions[key.Article], key)
		r.deleted(model.StatementID(key.ID), r.Compared.Mention(key).Title)
	}
	for _, key := range r.Compared.Keys(record.GapKind, counts) {
		r.deleted(model.StatementID(key.ID), r.Compared.Of(key).(*record.Gap).Title)
		r.builder.Gap(compare.Gap{Statement: list.Root(model.StatementID(key.ID)), Outlet: key.Outlet, Analyst: key.Analyst})
	}
	return nil
}

// deleted adds a statement that was deleted in another copy of the project while this one had
// mentions or gaps of it, with the title that these keep. Its row is the last.
func (r *reading) deleted(id model.StatementID, title string) {
	root := r.Compared.Statements.Root(id)
	if r.Compared.Statements.Stored(root) == nil && !r.Deleted[root] {
		r.Deleted[root] = true
		r.builder.Statement(compare.Statement{ID: root, Title: title, Position: math.MaxFloat64})
	}
}

// texts reads the articles with mentions, and those whose origins are not known yet.
func (r *reading) texts() error {
	r.r.expect(r.Articles)
	for i, a := range r.Articles {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		r.progress(i, len(r.Articles))
		was, known := r.r.known[a.ID]
		known = known && was == a.Metadata
		if known && !r.mentioned(a.ID) {
			continue
		}
		doc, err := r.r.project.Document(a.ID)
		if err != nil {
			return err
		}
		if !known {
			r.r.origins.Add(doc)
			r.r.known[a.ID] = a.Metadata
		}
		if err := r.addVersions(doc); err != nil {
			return err
		}
	}
	r.progress(len(r.Articles), len(r.Articles))
	return nil
}

// expect drops what the reader knows of all articles but these.
func (r *Reader) expect(articles []model.Article) {
	var outlets []string
	wanted := map[model.ArticleID]bool{}
	for _, a := range articles {
		outlets = append(outlets, a.Metadata.Outlet)
		wanted[a.ID] = true
	}
	slices.Sort(outlets)
	outlets = slices.Compact(outlets)
	if r.origins == nil || !slices.Equal(outlets, r.outlets) {
		r.origins, r.outlets, r.known = origin.NewBuilder(outlets), outlets, map[model.ArticleID]model.Metadata{}
	}
	for id := range r.known {
		if !wanted[id] {
			r.origins.Remove(id)
			delete(r.known, id)
		}
	}
}

func (r *reading) proposeOrigins() error {
	all, err := r.r.origins.Proposals(r.ctx)
	r.Origins = make(map[model.ArticleID]origin.Proposal, len(all))
	for _, p := range all {
		r.Origins[p.Article] = p
	}
	return err
}

// addArticles adds the articles to the table, with their origins.
func (r *reading) addArticles() {
	for _, a := range r.Articles {
		from, set := r.Compared.Origin(a.ID)
		if !set {
			from = r.Origins[a.ID].Origin
		}
		one := compare.Article{
			ID: a.ID, Title: a.Heading(), Outlet: a.Metadata.Outlet, Language: a.Metadata.Language,
			Origin: from, OriginProposed: !set, Published: a.Metadata.Chronological(),
		}
		r.builder.Article(one)
		r.addEarlier(one)
	}
}

// addMentions adds the mentions in a version of an article: the one at an index. versions has at
// least this version.
func (r *reading) addMentions(versions []*model.Document, at int) {
	doc := versions[at]
	keys := r.mentions[doc.ID]
	if len(keys) == 0 {
		return
	}
	delete(r.mentions, doc.ID)
	index := map[model.Span]int{}
	for i, u := range doc.Sentences() {
		index[u.Span] = i
	}
	s := Speakers{Doc: doc, Voices: r.Voices}
	for _, key := range keys {
		m := r.mention(key)
		m.Text = key.Sentence.Of(doc.Text)
		place, isSentence := index[key.Sentence]
		if m.Index = place; isSentence {
			life := r.r.lineage.Of(versions, at, place)
			m.First, m.Gone = life.First, life.Gone
		} else {
			m.Index = -1
			r.SetAside[key] = slices.ContainsFunc(doc.Units, func(u model.Unit) bool { return u.Span == key.Sentence })
		}
		s.Set(&m)
		r.builder.Mention(m)
	}
}

// mention returns the mention with a key, without what its article says.
func (r *reading) mention(key model.Key) compare.Mention {
	return compare.Mention{
		Statement: r.Compared.Statements.Root(model.StatementID(key.ID)), Analyst: key.Analyst,
		Article: key.Article, Sentence: key.Sentence, Stance: r.Compared.Mention(key).Stance,
	}
}

// elsewhere adds the mentions in other articles, which the table only counts.
func (r *reading) elsewhere() {
	for _, keys := range r.mentions {
		for _, key := range keys {
			r.builder.Mention(r.mention(key))
		}
	}
}

// Speakers finds the voices to which mentions in a document are attributed.
type Speakers struct {
	Doc    *model.Document
	Voices record.Voices

	proposed map[model.Span]attribute.Proposal // by sentence; nil until it is needed
}

// Set sets the voice of a mention: the one to which its analyst attributed the sentence or,
// if there is none and the mention attributes, the one that the text names.
func (s *Speakers) Set(m *compare.Mention) {
	key := record.AttributionOn(m.Article, m.Sentence, m.Analyst)
	if a, ok := s.Doc.Records[key].(*record.Attribution); ok {
		m.Voice, m.VoiceName, m.Mode = s.Voices.Root(a.Voice), s.Voices.Called(a), a.Mode
		return
	}
	if m.Stance != model.Attributes {
		return
	}
	p, ok := s.inText(m.Sentence)
	if !ok || p.Voice == "" {
		return
	}
	m.VoiceName, m.Mode = p.Voice, p.Mode
	if id, listed := s.Voices.Named(p.Voice); listed {
		m.Voice, m.VoiceName = id, s.Voices.Name(id)
	} else {
		m.Voice = record.VoiceIDOf(p.Voice)
	}
}

// Attributed reports whether a sentence is attributed to a voice, by an analyst who counts or
// by its own words.
func (s *Speakers) Attributed(sentence model.Span, counts func(analyst string) bool) bool {
	for _, a := range record.Attributed(s.Doc, sentence) {
		if counts(a.Analyst) {
			return true
		}
	}
	_, ok := s.inText(sentence)
	return ok
}

// inText returns the attribution that the text proposes for a sentence.
func (s *Speakers) inText(sentence model.Span) (attribute.Proposal, bool) {
	if s.proposed == nil {
		s.proposed = map[model.Span]attribute.Proposal{}
		for _, p := range attribute.For(s.Doc) {
			s.proposed[s.Doc.Units[p.Unit].Span] = p
		}
	}
	p, ok := s.proposed[sentence]
	return p, ok
}
