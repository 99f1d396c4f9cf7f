package windowtest

import (
	"context"
	"os"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/match"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/origin"
	"assay.app/assay/model/record"
)

// Compare implements project.Project. It knows the voices of attributions only.
func (p *openProject) Compare(ctx context.Context, asked compare.Request, _ func(done, all int)) (*compare.Table, []origin.Proposal, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	docs, err := compared(p.store, asked)
	if err != nil {
		return nil, nil, err
	}
	var outlets []string
	for _, doc := range docs {
		outlets = append(outlets, doc.Metadata.Outlet)
	}
	origins := origin.NewBuilder(outlets)
	for _, doc := range docs {
		origins.Add(doc)
	}
	proposed, err := origins.Proposals(ctx)
	if err != nil {
		return nil, nil, err
	}
	table, err := tableOf(p.store, docs, asked, proposed)
	return table, proposed, err
}

// compared returns the articles of a request, without superseded ones.
func compared(store *modeltest.Store, asked compare.Request) (docs []*model.Document, err error) {
	versions, err := versionsOf(store)
	for _, doc := range store.Docs {
		if _, superseded := versions.current[doc.ID]; !superseded && !doc.Removed && asked.Wants(doc.ID) {
			docs = append(docs, doc)
		}
	}
	return docs, err
}

func tableOf(store *modeltest.Store, docs []*model.Document, asked compare.Request, proposed []origin.Proposal) (*compare.Table, error) {
	records, err := store.Compared()
	if err != nil {
		return nil, err
	}
	voices, err := store.Voices()
	if err != nil {
		return nil, err
	}
	b := compare.NewBuilder()
	list := records.Statements
	for _, id := range list.All() {
		s := list.Stored(id)
		b.Statement(compare.Statement{ID: id, Title: s.Title, Position: s.Position})
	}
	versions, err := versionsOf(store)
	if err != nil {
		return nil, err
	}
	by := map[model.ArticleID]*model.Document{}
	for _, doc := range versions.with(docs, records) {
		by[doc.ID] = doc
		from, set := records.Origin(doc.ID)
		if i := slices.IndexFunc(proposed, func(o origin.Proposal) bool { return o.Article == doc.ID }); i >= 0 && !set {
			from = proposed[i].Origin
		}
		b.Article(compare.Article{
			ID: doc.ID, Title: doc.Heading(), Outlet: doc.Metadata.Outlet, Language: doc.Metadata.Language,
			Origin: from, OriginProposed: !set, Published: doc.Metadata.Chronological(), Current: versions.current[doc.ID],
		})
	}
	counts := func(key model.Key) bool { return asked.Counted(key.Analyst) }
	for _, key := range records.Keys(record.MentionKind, counts) {
		m := compare.Mention{
			Statement: list.Root(model.StatementID(key.ID)), Analyst: key.Analyst, Article: key.Article, Sentence: key.Sentence,
			Stance: records.Mention(key).Stance,
		}
		if doc := by[key.Article]; doc != nil {
			m.Text = key.Sentence.Of(doc.Text)
			m.Index = slices.IndexFunc(doc.Sentences(), func(u model.Unit) bool { return u.Span == key.Sentence })
			if m.Index >= 0 {
				versions.setLife(&m)
			}
			if a, ok := doc.Records[record.AttributionOn(doc.ID, key.Sentence, key.Analyst)].(*record.Attribution); ok {
				m.Voice, m.VoiceName, m.Mode = voices.Root(a.Voice), voices.Called(a), a.Mode
			}
		}
		b.Mention(m)
	}
	for _, key := range records.Keys(record.GapKind, counts) {
		b.Gap(compare.Gap{Statement: list.Root(model.StatementID(key.ID)), Outlet: key.Outlet, Analyst: key.Analyst})
	}
	return b.Table(), nil
}

// Propose implements project.Project.
func (p *openProject) Propose(ctx context.Context, asked compare.Request, progress func(done, all int)) ([]compare.Offer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	docs, err := compared(p.store, asked)
	if err != nil {
		return nil, err
	}
	by := map[model.ArticleID]*model.Document{}
	index := match.New()
	for _, doc := range docs {
		by[doc.ID] = doc
		index.Add(match.Of(doc))
	}
	found, err := index.Match(ctx, progress)
	if err != nil {
		return nil, err
	}
	records, err := p.store.Compared()
	if err != nil {
		return nil, err
	}
	at := func(ref match.Ref) model.Subject {
		return model.Subject{Article: ref.Article, Sentence: by[ref.Article].Sentences()[ref.Index].Span}
	}
	var offers []compare.Offer
	for _, one := range compare.Propose(found.Groups(), compare.Proposing{
		Outlet: func(id model.ArticleID) (model.OutletID, bool) {
			return model.OutletIDOf(by[id].Metadata.Outlet), true
		},
		Mentions: func(ref match.Ref) (ids []model.StatementID) {
			on := at(ref)
			for _, key := range records.Keys(record.MentionKind, func(k model.Key) bool { return k.Subject == on && k.Analyst == asked.Analyst }) {
				ids = append(ids, records.Statements.Root(model.StatementID(key.ID)))
			}
			return ids
		},
		Dismissed: func(ref match.Ref) bool { return records.Of(record.DismissalOf(at(ref), asked.Analyst)) != nil },
	}) {
		var members []compare.Offered
		for _, ref := range one.Members {
			doc, on := by[ref.Article], at(ref)
			members = append(members, compare.Offered{
				Article: doc.ID, Index: ref.Index, Sentence: on.Sentence, Text: on.Sentence.Of(doc.Text), Language: doc.Metadata.Language, Outlet: doc.Metadata.Outlet,
			})
		}
		offers = append(offers, compare.NewOffer(one, members))
	}
	return offers, nil
}

// ExportStatements implements project.Project. It writes a line for each statement, with its
// title.
func (p *openProject) ExportStatements(ctx context.Context, asked compare.Request, path string, progress func(done, all int)) error {
	table, _, err := p.Compare(ctx, asked, progress)
	if err != nil {
		return err
	}
	var text strings.Builder
	for i := range table.Rows {
		text.WriteString(table.Rows[i].Title + "\n")
	}
	return os.WriteFile(path, []byte(text.String()), 0o600)
}

// ExportTimeline implements project.Project. It writes a line for each statement, or for
// the given one, with its title.
func (p *openProject) ExportTimeline(ctx context.Context, asked compare.Request, statement model.StatementID, path string, progress func(done, all int)) error {
	table, _, err := p.Compare(ctx, asked, progress)
	if err != nil {
		return err
	}
	var text strings.Builder
	for i := range table.Rows {
		if statement == "" || table.Rows[i].ID == statement {
			text.WriteString(table.Rows[i].Title + "\n")
		}
	}
	return os.WriteFile(path, []byte(text.String()), 0o600)
}
