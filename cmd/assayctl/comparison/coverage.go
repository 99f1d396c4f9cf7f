package comparison

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/attribute"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/origin"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// coverage is what the articles of a project say of its statements.
type coverage struct {
	analyst  string // whose mentions and gaps count; "" for everybody's
	compared kinds.Compared
	voices   kinds.Voices
	table    *compare.Table
	files    map[model.ArticleID]string // of the articles of the corpus, in base names
	deleted  map[model.StatementID]bool // statements of which only mentions are left
	notes    map[model.Key]string       // why a mention is no sentence any more
	proposed map[model.ArticleID]origin.Proposal
}

// coverageReader reads a coverage.
type coverageReader struct {
	coverage
	builder  *compare.Builder
	origins  *origin.Builder
	articles []compare.Article
	mentions map[model.ArticleID][]model.Key
}

// read reads the articles of a project. each, unless it is nil, is called with the document
// of every article, too.
func read(ctx context.Context, p *storage.Project, analyst string, each func(*model.Document)) (*coverage, error) {
	r, err := newReader(p, analyst)
	if err != nil {
		return nil, err
	}
	err = eachDocument(ctx, p, func(doc *model.Document) error {
		r.article(doc)
		if each != nil {
			each(doc)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.elsewhere()
	proposals, err := r.origins.Proposals(ctx)
	if err != nil {
		return nil, err
	}
	for _, one := range proposals {
		r.proposed[one.Article] = one
	}
	for _, a := range r.articles {
		a.Origin, a.OriginProposed = r.origin(a.ID)
		r.builder.Article(a)
	}
	r.table = r.builder.Table()
	return &r.coverage, nil
}

// eachDocument calls visit with the articles of the corpus, in the order of import.
func eachDocument(ctx context.Context, p *storage.Project, visit func(*model.Document) error) error {
	for a, err := range p.Articles() {
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
		if a.Removed {
			continue
		}
		doc, err := p.Document(a.ID)
		if err != nil {
			return err
		}
		if err := visit(doc); err != nil {
			return err
		}
	}
	return nil
}

// originReader returns a builder for the origins of a project's articles.
func originReader(p *storage.Project) (*origin.Builder, error) {
	outlets := map[model.OutletID]string{}
	err := p.EachSummary("", func(s model.Summary, _ int) error {
		if id := model.OutletIDOf(s.Metadata.Outlet); id != "" && outlets[id] == "" {
			outlets[id] = s.Metadata.Outlet
		}
		return nil
	})
	return origin.NewBuilder(slices.Sorted(maps.Values(outlets))), err
}

// origin returns the origin of an article, and whether nobody has set it.
func (c *coverage) origin(id model.ArticleID) (o model.Origin, proposed bool) {
	if o, set := c.compared.Origin(id); set {
		return o, false
	}
	return c.proposed[id].Origin, true
}

// newReader reads the statements and gaps.
func newReader(p *storage.Project, analyst string) (r *coverageReader, err error) {
	r = &coverageReader{builder: compare.NewBuilder(), mentions: map[model.ArticleID][]model.Key{}}
	r.files, r.deleted, r.notes = map[model.ArticleID]string{}, map[model.StatementID]bool{}, map[model.Key]string{}
	r.proposed = map[model.ArticleID]origin.Proposal{}
	if analyst != "" {
		if r.analyst, err = cli.AnalystIn(p, analyst); err != nil {
			return nil, err
		}
	}
	if r.compared, err = p.Compared(); err != nil {
		return nil, err
	}
	if r.origins, err = originReader(p); err != nil {
		return nil, err
	}
	if r.voices, err = p.Voices(); err != nil {
		return nil, err
	}
	for _, id := range r.compared.Statements.All() {
		s := r.compared.Statements.Stored(id)
		r.builder.Statement(compare.Statement{ID: id, Title: s.Title, Position: s.Position})
	}
	counts := func(key model.Key) bool { return r.analyst == "" || key.Analyst == r.analyst }
	for _, key := range r.compared.Keys(kinds.MentionKind, counts) {
		r.mentions[key.Article] = append(r.mentions[key.Article], key)
		r.statement(model.StatementID(key.ID), r.compared.Mention(key).Title)
	}
	for _, key := range r.compared.Keys(kinds.GapKind, counts) {
		r.builder.Gap(compare.Gap{Statement: r.compared.Statements.Root(model.StatementID(key.ID)), Outlet: key.Outlet, Analyst: key.Analyst})
	}
	return r, nil
}

// statement adds the statement of a mention if it was deleted in another copy of the project,
// with the title that it had, at the end of the list.
func (r *coverageReader) statement(id model.StatementID, title string) {
	root := r.compared.Statements.Root(id)
	if r.compared.Statements.Stored(root) == nil && !r.deleted[root] {
		r.deleted[root] = true
		r.builder.Statement(compare.Statement{ID: root, Title: title, Position: math.MaxFloat64})
	}
}

// article adds an article with its mentions.
func (r *coverageReader) article(doc *model.Document) {
	r.files[doc.ID] = model.BaseName(doc.ImportPath)
	r.origins.Add(doc)
	r.articles = append(r.articles, compare.Article{
		ID: doc.ID, Title: doc.Heading(), Outlet: doc.Metadata.Outlet, Language: doc.Metadata.Language,
		Published: doc.Metadata.Chronological(),
	})
	keys := r.mentions[doc.ID]
	if len(keys) == 0 {
		return
	}
	delete(r.mentions, doc.ID)
	index := map[model.Span]int{}
	for i, u := range doc.Sentences() {
		index[u.Span] = i
	}
	speakers := speakers{doc: doc, voices: r.voices}
	for _, key := range keys {
		m := r.mention(key)
		m.Text = key.Sentence.Of(doc.Text)
		at, isSentence := index[key.Sentence]
		if m.Index = at; !isSentence {
			m.Index = -1
			r.notes[key] = whyDetached(doc, key.Sentence)
		}
		speakers.of(&m)
		r.builder.Mention(m)
	}
}

// mention returns the mention with a key, without what its article says.
func (r *coverageReader) mention(key model.Key) compare.Mention {
	return compare.Mention{
		Statement: r.compared.Statements.Root(model.StatementID(key.ID)), Analyst: key.Analyst,
		Article: key.Article, Sentence: key.Sentence, Stance: r.compared.Mention(key).Stance,
	}
}

// elsewhere adds the mentions in articles that were removed from the project, which the
// table only counts.
func (r *coverageReader) elsewhere() {
	for _, keys := range r.mentions {
		for _, key := range keys {
			r.builder.Mention(r.mention(key))
		}
	}
}

// whyDetached says why a span is not a sentence of a document.
func whyDetached(doc *model.Document, span model.Span) string {
	for _, u := range doc.Units {
		if u.Span == span {
			return "the sentence was set aside"
		}
	}
	return "the sentence was divided or merged"
}

// speakers finds the voices to which mentions in a document are attributed.
type speakers struct {
	doc      *model.Document
	voices   kinds.Voices
	proposed map[model.Span]attribute.Proposal // by sentence; nil until it is needed
}

// of sets the voice of a mention: the one to which its analyst attributed the sentence, or
// else, if the mention attributes, the one that the text names.
func (s *speakers) of(m *compare.Mention) {
	key := kinds.AttributionOn(m.Article, m.Sentence, m.Analyst)
	if a, ok := s.doc.Records[key].(*kinds.Attribution); ok {
		m.Voice, m.VoiceName, m.Mode = s.voices.Root(a.Voice), s.voices.Called(a), a.Mode
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
	if id, listed := s.voices.Named(p.Voice); listed {
		m.Voice, m.VoiceName = id, s.voices.Name(id)
	} else {
		m.Voice = kinds.VoiceIDOf(p.Voice)
	}
}

// inText returns the attribution that the text of the document proposes for a sentence.
func (s *speakers) inText(sentence model.Span) (attribute.Proposal, bool) {
	if s.proposed == nil {
		s.proposed = map[model.Span]attribute.Proposal{}
		for _, p := range attribute.For(s.doc) {
			s.proposed[s.doc.Units[p.Unit].Span] = p
		}
	}
	p, ok := s.proposed[sentence]
	return p, ok
}

// attributed reports whether an analyst, or anybody if analyst is empty, or the text itself
// attributes a sentence to a voice.
func (s *speakers) attributed(sentence model.Span, analyst string) bool {
	for _, a := range kinds.Attributed(s.doc, sentence) {
		if analyst == "" || a.Analyst == analyst {
			return true
		}
	}
	_, ok := s.inText(sentence)
	return ok
}

// statement returns the record of a row.
func (c *coverage) statement(row *compare.Row) record.Statement {
	s := record.StatementOf(c.table, row, c.complete)
	s.Deleted = c.deleted[row.ID]
	return s
}

// complete adds the file of a mention, and why it is no sentence any more.
func (c *coverage) complete(m compare.Mention, to *record.Mention) {
	to.File = c.files[m.Article]
	if m.Index >= 0 {
		return
	}
	on := model.Subject{Article: m.Article, Sentence: m.Sentence}
	for _, joined := range append(c.compared.Statements.Joined(m.Statement), m.Statement) {
		to.Note = cmp.Or(c.notes[kinds.MentionOn(on, m.Analyst, joined)], to.Note)
	}
}
