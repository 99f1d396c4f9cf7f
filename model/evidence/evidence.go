// Package evidence follows what an analyst concludes back to what it rests on: from a judgement to
// the sentences that it cites, and from each of these to its article, to the voice to which it is
// attributed, and to the outlet, with the grade at each step.
package evidence

import (
	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
)

// Link is a sentence that speaks of a statement, as one analyst sees it, with its sources.
type Link struct {
	On        model.Subject
	Analyst   string
	Stance    model.Stance // of the analyst's mention of the statement; "" if the analyst has no mention there
	Weight    model.Weight // "" if no judgement cites the sentence
	Text      string       // of the sentence, exactly as in the article
	Index     int          // of the sentence in its article, from 0; −1 if it is detached or was set aside
	Paragraph int          // of the sentence in its article, from 0
	Article   model.Article
	Newest    model.ArticleID // the current version, if Article is superseded; otherwise ""

	Attribution *record.Attribution // by the analyst, or nil
	Voice       model.VoiceID       // that stands for the voice in Attribution, or ""
	VoiceName   string
	VoiceKind   model.VoiceKind
	Origin      model.Origin // of the article
	Proposed    bool         // nobody has confirmed the origin

	Grades  Grades
	InForce grading.InForce
	Notes   []model.Note // of the analyst on the sentence
}

// Grades holds an analyst's grades of a sentence, its voice, its article and its outlet, or nil
// for each of these that the analyst did not grade. They are in the order of record.Graded.
type Grades [4]*record.Grade

// Judgement is a judgement with the sentences that it cites.
type Judgement struct {
	record.Judged
	Links []Link // by weight as model.Weights has them, then in the order of articles and sentences
}

// Incomplete reports whether the judgement cites no sentence.
func (j *Judgement) Incomplete() bool { return len(j.Links) == 0 }

// Stands reports whether no later judgement of the analyst supersedes the judgement.
func (j *Judgement) Stands() bool { return j.Later == "" }

// Count returns how many sentences of a weight the judgement cites.
func (j *Judgement) Count(w model.Weight) (n int) {
	for i := range j.Links {
		if j.Links[i].Weight == w {
			n++
		}
	}
	return n
}

// Statement is a statement with what was concluded of it.
type Statement struct {
	ID    model.StatementID
	Title string
	// Judgements are sorted by analyst, and those of an analyst by time, the latest first.
	Judgements []Judgement
	// Mentions has a link for each mention of the statement, in the order of articles and sentences,
	// then of analysts. Those that judgements cite are among them, without their weights.
	Mentions []Link
}

// Standing returns the judgements that no later one of their analysts supersedes.
func (s *Statement) Standing() (all []*Judgement) {
	for i := range s.Judgements {
		if s.Judgements[i].Stands() {
			all = append(all, &s.Judgements[i])
		}
	}
	return all
}
