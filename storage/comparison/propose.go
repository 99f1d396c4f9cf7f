package comparison

import (
	"context"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/match"
	"assay.app/assay/model/record"
)

// Propose returns groups of sentences that seem to say the same, those of most outlets first;
// see compare.Propose. It leaves out the sentences that asked.Analyst mentioned or dismissed or,
// if that is empty, those that anybody did. Progress and ctx are as for Read.
func (r *Reader) Propose(ctx context.Context, asked compare.Request, progress func(done, all int)) ([]compare.Offer, error) {
	matching, err := r.project.Matching(ctx, progress)
	if err != nil {
		return nil, err
	}
	found, err := matching.Match(ctx, selected(asked), progress)
	if err != nil {
		return nil, err
	}
	compared, err := r.project.Compared()
	if err != nil {
		return nil, err
	}
	ours := func(key model.Key) bool { return asked.Analyst == "" || key.Analyst == asked.Analyst }
	mentions := map[model.Subject][]model.StatementID{}
	for _, key := range compared.Keys(record.MentionKind, ours) {
		mentions[key.Subject] = append(mentions[key.Subject], compared.Statements.Root(model.StatementID(key.ID)))
	}
	dismissed := map[model.Subject]bool{}
	for _, key := range compared.Keys(record.DismissalKind, ours) {
		dismissed[key.Subject] = true
	}
	subject := func(ref match.Ref) model.Subject {
		span, _ := matching.Span(ref)
		return model.Subject{Article: ref.Article, Sentence: span}
	}
	proposed := compare.Propose(found.Groups(), compare.Proposing{
		Outlet: func(id model.ArticleID) (model.OutletID, bool) {
			a, ok := matching.Article(id)
			return compare.ColumnOf(a.ID, a.Metadata.Outlet), ok
		},
		Mentions:  func(ref match.Ref) []model.StatementID { return mentions[subject(ref)] },
		Dismissed: func(ref match.Ref) bool { return dismissed[subject(ref)] },
	})
	members, err := r.members(ctx, asked, proposed)
	if err != nil {
		return nil, err
	}
	var offers []compare.Offer
	for _, p := range proposed {
		var of []compare.Offered
		for _, ref := range p.Members {
			if m, there := members[ref]; there {
				of = append(of, m)
			}
		}
		if len(of) == len(p.Members) { // no article changed meanwhile
			offers = append(offers, compare.NewOffer(p, of))
		}
	}
	return offers, nil
}

// selected returns the function that selects the articles of a request, or nil for all.
func selected(asked compare.Request) func(model.ArticleID) bool {
	if asked.Articles == nil {
		return nil
	}
	return asked.Wants
}

// members reads the sentences of proposals, an article at a time.
func (r *Reader) members(ctx context.Context, asked compare.Request, proposed []compare.Proposal) (map[match.Ref]compare.Offered, error) {
	indexes := map[model.ArticleID][]int{}
	for _, one := range proposed {
		for _, ref := range one.Members {
			indexes[ref.Article] = append(indexes[ref.Article], ref.Index)
		}
	}
	counts := func(analyst string) bool { return asked.Analyst == "" || analyst == asked.Analyst }
	all := map[match.Ref]compare.Offered{}
	for _, id := range slices.Sorted(maps.Keys(indexes)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		doc, err := r.project.Document(id)
		if err != nil {
			return nil, err
		}
		units := doc.Sentences()
		s := Speakers{Doc: doc}
		for _, index := range indexes[id] {
			if index >= len(units) {
				continue
			}
			span := units[index].Span
			all[match.Ref{Article: id, Index: index}] = compare.Offered{
				Article: id, Index: index, Sentence: span, Text: span.Of(doc.Text), Language: doc.Metadata.Language,
				Outlet: doc.Metadata.Outlet, Attributed: s.Attributed(span, counts),
			}
		}
	}
	return all, nil
}
