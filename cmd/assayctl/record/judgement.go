package record

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
)

// Judgement is what an analyst concludes of a statement, as "judgements --json" prints it.
type Judgement struct {
	ID          model.JudgementID `json:"id"`
	Statement   model.StatementID `json:"statement"`
	Title       string            `json:"title"`
	Analyst     string            `json:"analyst"`
	Verdict     string            `json:"verdict"`
	Likelihood  model.Likelihood  `json:"likelihood"`
	Range       []int             `json:"range"` // of the likelihood in percent; empty without one
	Confidence  model.Confidence  `json:"confidence"`
	Reason      string            `json:"reason"`
	Assumptions string            `json:"assumptions"`
	Gaps        string            `json:"gaps"`
	Change      string            `json:"change"`
	Time        time.Time         `json:"time"`
	Citations   []Citation        `json:"citations"`
	Incomplete  bool              `json:"incomplete"`
	Superseded  model.JudgementID `json:"superseded"` // by this one; "" if the judgement stands
}

// Citation is a sentence that a judgement cites.
type Citation struct {
	Weight    model.Weight    `json:"weight"`
	Article   model.ArticleID `json:"article"`
	File      string          `json:"file"`
	Outlet    string          `json:"outlet"`
	Index     int             `json:"index"`     // of the sentence, from 0; −1 if the citation is detached
	Paragraph int             `json:"paragraph"` // of the sentence, from 0
	Span      Bytes           `json:"span"`
	Stance    model.Stance    `json:"stance"` // of the analyst's mention; "" if the analyst has no mention there
	Voice     string          `json:"voice"`
	Grade     string          `json:"grade"` // in force
	Text      string          `json:"text"`
	Removed   bool            `json:"removed,omitempty"` // the article was removed
}

// JudgementOf returns the record of a judgement of the statement with a title. called returns what
// an analyst is called now.
func JudgementOf(title string, j *evidence.Judgement, called func(string) string) Judgement {
	one := Judgement{
		ID: j.ID, Statement: j.Statement, Title: title, Analyst: called(j.Analyst), Verdict: j.Verdict, Likelihood: j.Likelihood, Range: []int{},
		Confidence: j.Confidence, Reason: j.Reason, Assumptions: j.Assumptions, Gaps: j.Gaps, Change: j.Change, Time: j.At,
		Citations: []Citation{}, Incomplete: j.Incomplete(), Superseded: j.Later,
	}
	if from, to := j.Likelihood.Range(); to > 0 {
		one.Range = append(one.Range, from, to)
	}
	for _, l := range j.Links {
		c := Citation{
			Weight: l.Weight, Article: l.On.Article, File: model.BaseName(l.Article.ImportPath), Outlet: l.Article.Metadata.Outlet,
			Index: l.Index, Paragraph: l.Paragraph, Span: BytesOf(l.On.Sentence), Stance: l.Stance, Voice: l.VoiceName, Text: l.Text, Removed: l.Article.Removed,
		}
		if g := l.InForce.Grade; g != (model.Grade{}) {
			c.Grade = g.String()
		}
		one.Citations = append(one.Citations, c)
	}
	return one
}

// Explanation is a rival explanation as "explanations --json" prints it.
type Explanation struct {
	ID      model.ExplanationID `json:"id"`
	Title   string              `json:"title"`
	Ratings []Rating            `json:"ratings"`
}

// Rating says how a statement fits an explanation.
type Rating struct {
	Statement model.StatementID `json:"statement"`
	Title     string            `json:"title"`
	Analyst   string            `json:"analyst"`
	Fit       model.Fit         `json:"fit"`
}
