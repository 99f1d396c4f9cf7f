// Package grading works out which Admiralty grade (NATO AJP-2.1) applies to a sentence.
package grading

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// InForce is the grade that applies to a sentence. Its letter comes from the nearest of the
// sentence, the voice that its attribution names, its article and its outlet that has one.
// Its digit comes from the sentence alone.
type InForce struct {
	model.Grade
	From   record.Graded // what the letter is about; meaningless if there is none
	Letter *record.Grade // where the letter comes from, or nil
	Digit  *record.Grade // where the digit comes from, or nil
}

// Of returns the grade in force. at returns an analyst's grade of the sentence, of its
// voice, of its article or of its outlet, or nil.
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
