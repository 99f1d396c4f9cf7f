// Package grading works out which Admiralty grade (NATO AJP-2.1) applies to a sentence.
package grading

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// InForce is the grade that applies to a sentence. Its letter is the first one among those of
// the sentence, the voice to which it is attributed, its article and its outlet. Its digit
// comes from the sentence alone.
type InForce struct {
	model.Grade
	From   record.Graded // what the letter was given to; meaningless if Letter is nil
	Letter *record.Grade // the grade that has the letter, or nil
	Digit  *record.Grade // the grade that has the digit, or nil
}

// Of returns the grade in force. The function at returns an analyst's grade of the sentence,
// of its voice, of its article or of its outlet, or nil.
func Of(at func(record.Graded) *record.Grade) (f InForce) {
	if g := at(record.GradedSentence); g != nil && g.Grade.Information != "" {
		f.Information, f.Digit = g.Grade.Information, g
	}
	for _, on := range []record.Graded{record.GradedSentence, record.GradedVoice, record.GradedArticle, record.GradedOutlet} {
		if g := at(on); g != nil && g.Grade.Source != "" {
			f.Source, f.From, f.Letter = g.Grade.Source, on, g
			return f
		}
	}
	return f
}
