package exchange

import (
	"cmp"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/schema"
)

// The statements, mentions, gaps and origins in sets and tables are for people and scripts, as
// the names of phrases are. Loading a set ignores them and reads the records.

// statementsIn returns the list of statements among the records that are not about an article.
func statementsIn(general versions) record.Statements {
	stored := map[model.StatementID]record.Statement{}
	for key, held := range general {
		if s, ok := held[0].Content.(*record.Statement); ok {
			stored[model.StatementID(key.ID)] = *s
		}
	}
	return record.NewStatements(stored)
}

// statementList returns the list of statements. It is empty if the records that are not about
// an article are unknown.
func (r *recorder) statementList() record.Statements {
	if r.statements == nil {
		list := statementsIn(r.general)
		r.statements = &list
	}
	return *r.statements
}

// mentioned returns the mentions in a sentence, sorted by analyst and then by title.
func mentioned(doc *model.Document, at model.Span, list record.Statements) []*record.Mention {
	all := record.Mentioned(doc, at)
	slices.SortFunc(all, func(a, b *record.Mention) int {
		return cmp.Or(cmp.Compare(a.Analyst, b.Analyst), cmp.Compare(list.Called(a), list.Called(b)), cmp.Compare(a.Statement, b.Statement))
	})
	return all
}

// mentions returns the mentions in a sentence of a document. If the list of statements is
// unknown, each has the title of its statement at the time it was made.
func (r *recorder) mentions(doc *model.Document, at model.Span) []schema.Mention {
	if len(doc.Records) == 0 {
		return nil
	}
	var all []schema.Mention
	for _, m := range mentioned(doc, at, r.statementList()) {
		all = append(all, schema.Mention{Analyst: r.names.of(m.Analyst), Statement: r.statementList().Called(m), Stance: m.Stance})
	}
	return all
}

// originOf returns the origin of an article as an analyst set it, or nil.
func originOf(doc *model.Document) *schema.Origin {
	o, ok := doc.Records[record.OriginOf(doc.ID)].(*record.Origin)
	if !ok {
		return nil
	}
	return &schema.Origin{Kind: o.Kind, Name: o.Name}
}

// foundMention is a mention with the statement that stands for its statement.
type foundMention struct {
	statement model.StatementID
	title     string
	schema.StatementMention
}

// allMentions returns the mentions in an article in the order of the text, including those in
// spans that are no longer units.
func (r *recorder) allMentions(doc *model.Document, span func(model.Span) schema.Span) (all []foundMention) {
	spans := map[model.Span]bool{}
	for key := range doc.Records {
		if key.Kind == record.MentionKind {
			spans[key.Sentence] = true
		}
	}
	if len(spans) == 0 {
		return nil
	}
	list, indices := r.statementList(), map[model.Span]*int{}
	for i, u := range doc.Sentences() {
		indices[u.Span] = &i
	}
	for _, at := range slices.SortedFunc(maps.Keys(spans), model.Span.Compare) {
		for _, m := range mentioned(doc, at, list) {
			all = append(all, foundMention{list.Root(m.Statement), list.Called(m), schema.StatementMention{
				Article: doc.ID, Index: indices[at], Span: span(at), Stance: m.Stance, Outlet: doc.Metadata.Outlet, Analyst: r.names.of(m.Analyst),
			}})
		}
	}
	return all
}

// statementsOf returns the statements that stand, in their order, with their mentions and with
// the gaps among records. Statements that the list lacks follow, sorted by id. outlets has the
// names of outlets.
func (r *recorder) statementsOf(mentions []foundMention, records versions, outlets map[model.OutletID]string) []schema.Statement {
	list := r.statementList()
	byID := map[model.StatementID]*schema.Statement{}
	of := func(id model.StatementID, title string) *schema.Statement {
		if byID[id] == nil {
			byID[id] = &schema.Statement{ID: id, Title: title, Mentions: []schema.StatementMention{}, Gaps: []schema.Gap{}}
		}
		return byID[id]
	}
	for _, m := range mentions {
		s := of(m.statement, m.title)
		s.Mentions = append(s.Mentions, m.StatementMention)
	}
	for _, key := range slices.SortedFunc(maps.Keys(records), model.Key.Compare) {
		if g, ok := records[key][0].Content.(*record.Gap); ok {
			s := of(list.Root(g.Statement), g.Title)
			s.Gaps = append(s.Gaps, schema.Gap{Outlet: cmp.Or(outlets[key.Outlet], string(key.Outlet)), Analyst: r.names.of(g.Analyst)})
		}
	}
	var all []schema.Statement
	for _, id := range list.All() {
		all = append(all, *of(id, list.Title(id)))
		delete(byID, id)
	}
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		all = append(all, *byID[id])
	}
	return all
}
