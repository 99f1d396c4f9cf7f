package statement

import (
	"assay.app/assay/model"
	"assay.app/assay/model/attribute"
	"assay.app/assay/model/compare"
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

// proposedStances returns the stances that compare.Describe proposes for sentences. One that
// the analyst or the text attributes to a voice counts as attributed.
func (c *changing) proposedStances(all []sentence) []model.Stance {
	attributed := map[model.Subject]bool{}
	read := map[model.ArticleID]bool{}
	var described []compare.Said
	for _, s := range all {
		if !read[s.doc.ID] {
			read[s.doc.ID] = true
			for _, a := range attribute.For(s.doc) {
				attributed[model.Subject{Article: s.doc.ID, Sentence: s.doc.Units[a.Unit].Span}] = true
			}
		}
		_, own := s.doc.Records[record.AttributionOn(s.doc.ID, s.unit.Span, c.Analyst)]
		described = append(described, compare.Said{
			Text: s.text(), Language: s.doc.Metadata.Language, Attributed: own || attributed[s.subject()],
		})
	}
	_, stances := compare.Describe(described)
	return stances
}
