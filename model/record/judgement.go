package record

import (
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Judgement is the content of what an analyst concludes of a statement. An analyst's later
// judgement of a statement supersedes the earlier ones, which stay. The sentences that it rests on
// are citations.
type Judgement struct {
	Analyst     string // as in the key
	Statement   model.StatementID
	Title       string // the statement's title when it was judged
	Verdict     string // one of the project's scale at that time
	Likelihood  model.Likelihood
	Confidence  model.Confidence
	Reason      string // for the confidence
	Assumptions string
	Gaps        string    // what is not known
	Change      string    // what would change the judgement
	At          time.Time // UTC
}

// JudgementBy returns the key of an analyst's judgement.
func JudgementBy(analyst string, id model.JudgementID) model.Key {
	return model.Key{Kind: JudgementKind, Analyst: analyst, ID: string(id)}
}

// storedJudgement is a Judgement as files store it, without the analyst, whom its key has.
type storedJudgement struct {
	Statement   model.StatementID `cbor:"1,keyasint" json:"statement"`
	Title       string            `cbor:"2,keyasint,omitempty" json:"title"`
	Verdict     string            `cbor:"3,keyasint,omitempty" json:"verdict"`
	Likelihood  model.Likelihood  `cbor:"4,keyasint,omitempty" json:"likelihood,omitempty"`
	Confidence  model.Confidence  `cbor:"5,keyasint,omitempty" json:"confidence,omitempty"`
	Reason      string            `cbor:"6,keyasint,omitempty" json:"reason,omitempty"`
	Assumptions string            `cbor:"7,keyasint,omitempty" json:"assumptions,omitempty"`
	Gaps        string            `cbor:"8,keyasint,omitempty" json:"gaps,omitempty"`
	Change      string            `cbor:"9,keyasint,omitempty" json:"change,omitempty"`
	At          Time              `cbor:"10,keyasint,omitempty" json:"time,omitempty"`
}

func judgements() *Declaration {
	return Declare(Spec[Judgement]{
		Kind: JudgementKind, Name: "judgement", Layer: true,
		By:    func(j *Judgement) string { return j.Analyst },
		Same:  func(a, b *Judgement) bool { return a.alike(*b) && a.Title == b.Title && a.At.Equal(b.At) },
		Alike: func(a, b *Judgement) bool { return a.alike(*b) },
		Check: func(_, after *Judgement) error {
			accepted := *after
			return accepted.accept()
		},
		Keyed: func(k model.Key) bool {
			return k.Analyst != "" && k.ID != "" && k == JudgementBy(k.Analyst, model.JudgementID(k.ID))
		},
		Accept: func(j *Judgement) (*Judgement, error) {
			accepted := *j
			return &accepted, accepted.accept()
		},
		Rename: func(j *Judgement, name func(string) string) *Judgement {
			renamed := *j
			renamed.Analyst = name(j.Analyst)
			return &renamed
		},
		At:   func(j *Judgement) time.Time { return j.At },
		Text: func(j *Judgement) string { return j.Verdict + ": " + j.Title },
		Stored: func(_ model.Key, j *Judgement, _ time.Time) any {
			return &storedJudgement{
				j.Statement, j.Title, j.Verdict, j.Likelihood, j.Confidence, j.Reason, j.Assumptions, j.Gaps, j.Change, TimeOf(j.At),
			}
		},
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Judgement, error) {
			var s storedJudgement
			if err := decode(&s); err != nil {
				return nil, err
			}
			at, err := s.At.Time()
			return &Judgement{
				key.Analyst, s.Statement, s.Title, s.Verdict, s.Likelihood, s.Confidence, s.Reason, s.Assumptions, s.Gaps, s.Change, at,
			}, err
		},
	})
}

// alike reports whether both say the same. The title that the statement had does not matter.
func (j Judgement) alike(b Judgement) bool {
	j.Title, j.At = b.Title, b.At
	return j == b
}

// accept replaces the values with their accepted forms.
func (j *Judgement) accept() (err error) {
	if j.Statement == "" {
		return fmt.Errorf("%w: the judgement names no statement", model.ErrValue)
	}
	if j.Title, err = value.Statement.Accept(j.Title); err != nil {
		return err
	}
	if j.Verdict, err = value.Verdict.Accept(j.Verdict); err != nil {
		return err
	}
	if !j.Likelihood.Valid() {
		return fmt.Errorf("%w: %q is not a likelihood", model.ErrValue, model.Excerpt(string(j.Likelihood)))
	}
	if !j.Confidence.Valid() {
		return fmt.Errorf("%w: %q is not a degree of confidence", model.ErrValue, model.Excerpt(string(j.Confidence)))
	}
	for _, text := range []*string{&j.Reason, &j.Assumptions, &j.Gaps, &j.Change} {
		if *text, err = value.Reasoning.Accept(*text); err != nil {
			return err
		}
	}
	return value.CheckTime(j.At)
}

// Citation is the content by which an analyst's judgement rests on a sentence.
type Citation struct {
	Judgement model.JudgementID // as in the key
	Analyst   string            // as in the key
	Weight    model.Weight
	At        time.Time // UTC
}

// CitationOn returns the key of a citation of a sentence by an analyst's judgement.
func CitationOn(on model.Subject, analyst string, judgement model.JudgementID) model.Key {
	return model.Key{Kind: CitationKind, Subject: on, Analyst: analyst, ID: string(judgement)}
}

// storedCitation is a Citation as files store it, without the fields that its key has.
type storedCitation struct {
	Weight model.Weight `cbor:"1,keyasint" json:"weight"`
	At     Time         `cbor:"2,keyasint,omitempty" json:"time,omitempty"`
}

func citations() *Declaration {
	return Declare(Spec[Citation]{
		Kind: CitationKind, Name: "citation", Layer: true, Whole: true,
		By:    func(c *Citation) string { return c.Analyst },
		Same:  func(a, b *Citation) bool { return a.alike(b) && a.At.Equal(b.At) },
		Alike: (*Citation).alike,
		Check: func(_, after *Citation) error {
			if !after.Weight.Valid() {
				return fmt.Errorf("%w: %q is not a weight", model.ErrValue, model.Excerpt(string(after.Weight)))
			}
			return value.CheckTime(after.At)
		},
		Keyed: func(k model.Key) bool {
			return k.Analyst != "" && k.ID != "" && k.Article != "" && k.Outlet == "" && onText(k.Subject)
		},
		Rename: func(c *Citation, name func(string) string) *Citation {
			renamed := *c
			renamed.Analyst = name(c.Analyst)
			return &renamed
		},
		At:     func(c *Citation) time.Time { return c.At },
		ID:     func(c *Citation) string { return string(c.Judgement) },
		Text:   func(c *Citation) string { return "cited " + string(c.Weight) + " the judgement " + string(c.Judgement) },
		Stored: func(_ model.Key, c *Citation, _ time.Time) any { return &storedCitation{c.Weight, TimeOf(c.At)} },
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Citation, error) {
			var s storedCitation
			if err := decode(&s); err != nil {
				return nil, err
			}
			at, err := s.At.Time()
			return &Citation{model.JudgementID(key.ID), key.Analyst, s.Weight, at}, err
		},
	})
}

func (c *Citation) alike(b *Citation) bool {
	return c.Judgement == b.Judgement && c.Analyst == b.Analyst && c.Weight == b.Weight
}

// Scale is the content of the project's scale of verdicts. A project without one has
// model.Verdicts.
type Scale struct {
	Verdicts []string `cbor:"1,keyasint" json:"verdicts"` // in the order in which they are offered
}

// ScaleKey returns the key of the project's scale of verdicts.
func ScaleKey() model.Key { return model.Key{Kind: ScaleKind} }

func scales() *Declaration {
	return Declare(Spec[Scale]{
		Kind: ScaleKind, Name: "scale",
		Keyed: func(k model.Key) bool { return k == ScaleKey() },
		Check: func(_, after *Scale) error {
			_, err := value.AcceptScale(after.Verdicts)
			return err
		},
		Accept: func(s *Scale) (*Scale, error) {
			accepted, err := value.AcceptScale(s.Verdicts)
			return &Scale{accepted}, err
		},
		Text: func(s *Scale) string { return fmt.Sprintf("verdicts: %q", s.Verdicts) },
	})
}
