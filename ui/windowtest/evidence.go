package windowtest

import (
	"context"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
)

// Evidence implements project.Project. It knows no earlier versions.
func (p *openProject) Evidence(ctx context.Context, statements map[model.StatementID]bool, counts func(analyst string) bool, _ func(done, all int)) ([]evidence.Statement, error) {
	return locked(p, func() ([]evidence.Statement, error) {
		compared, err := p.store.Compared()
		if err != nil {
			return nil, err
		}
		var all []evidence.Statement
		for _, id := range compared.Statements.All() {
			if statements != nil && !statements[id] {
				continue
			}
			s := evidence.Statement{ID: id, Title: compared.Statements.Title(id)}
			mentions := compared.Keys(record.MentionKind, func(key model.Key) bool {
				return compared.Statements.Root(model.StatementID(key.ID)) == id && counts(key.Analyst)
			})
			for _, key := range mentions {
				l, err := p.link(key.Subject, key.Analyst)
				if err != nil {
					return nil, err
				}
				l.Stance = compared.Mention(key).Stance
				s.Mentions = append(s.Mentions, l)
			}
			cited := compared.Citations()
			for _, j := range compared.Judgements(func(of model.StatementID, analyst string) bool { return of == id && counts(analyst) }) {
				one := evidence.Judgement{Judged: j}
				for _, c := range cited[j.ID] {
					l, err := p.link(c.On, j.Analyst)
					if err != nil {
						return nil, err
					}
					l.Weight = c.Weight
					one.Links = append(one.Links, l)
				}
				s.Judgements = append(s.Judgements, one)
			}
			all = append(all, s)
		}
		return all, ctx.Err()
	})
}

// link returns a sentence as an analyst sees it, with its sources.
func (p *openProject) link(on model.Subject, analyst string) (l evidence.Link, err error) {
	doc, err := p.store.Document(on.Article)
	if err != nil {
		return l, err
	}
	voices, err := p.store.Voices()
	if err != nil {
		return l, err
	}
	far, err := p.store.Grades()
	if err != nil {
		return l, err
	}
	grades := grading.NewTable(far, voices)
	l = evidence.Link{On: on, Analyst: analyst, Text: on.Sentence.Of(doc.Text), Article: doc.Article}
	l.Index = slices.IndexFunc(doc.Sentences(), func(u model.Unit) bool { return u.Span == on.Sentence })
	if l.Index >= 0 {
		l.Paragraph = doc.Sentences()[l.Index].Paragraph
	}
	if a, ok := doc.Records[record.AttributionOn(doc.ID, on.Sentence, analyst)].(*record.Attribution); ok {
		l.Attribution, l.Voice, l.VoiceName = a, voices.Root(a.Voice), voices.Called(a)
		l.Grades[record.GradedVoice] = grades.OfVoice(analyst, l.Voice)
	}
	l.InForce = grades.InForce(doc, on.Sentence, analyst)
	l.Grades[record.GradedSentence] = record.GradeIn(doc, record.GradeOn(on, analyst))
	if outlet := model.OutletIDOf(doc.Metadata.Outlet); outlet != "" {
		l.Grades[record.GradedOutlet] = grades.At(record.GradeOn(model.Subject{Outlet: outlet}, analyst))
	}
	return l, nil
}
