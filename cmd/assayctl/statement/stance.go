package statement

import (
	"assay.app/assay/model"
	"assay.app/assay/model/attribute"
	"assay.app/assay/model/record"
)

// stanceOf returns the analyst's stance in a mention of a statement, or "" if the sentence is
// not a mention.
func (c *changing) stanceOf(id model.StatementID, on model.Subject) model.Stance {
	for _, joined := range c.Compared.Statements.Joined(id) {
		if m := c.Compared.Mention(record.MentionOn(on, c.Analyst, joined)); m != nil {
			return m.Stance
		}
	}
	return ""
}

// stances proposes the stances of sentences for an analyst.
type stances struct {
	analyst    string
	attributed map[model.ArticleID]map[model.Span]bool // sentences to which the text gives a voice
}

func newStances(analyst string) *stances {
	return &stances{analyst, map[model.ArticleID]map[model.Span]bool{}}
}

// proposed returns Attributes if the analyst or the text attributes the sentence to a voice,
// and Asserts otherwise.
func (p *stances) proposed(s sentence) model.Stance {
	for _, a := range record.Attributed(s.doc, s.unit.Span) {
		if a.Analyst == p.analyst {
			return model.Attributes
		}
	}
	of, read := p.attributed[s.doc.ID]
	if !read {
		of = map[model.Span]bool{}
		for _, a := range attribute.For(s.doc) {
			of[s.doc.Units[a.Unit].Span] = true
		}
		p.attributed[s.doc.ID] = of
	}
	if of[s.unit.Span] {
		return model.Attributes
	}
	return model.Asserts
}
