package record

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// OnSentence returns the key of an analyst's annotation of a sentence.
func OnSentence(article model.ArticleID, sentence model.Span, analyst string) model.Key {
	return model.Key{Kind: Annotation, Subject: model.Subject{Article: article, Sentence: sentence}, Analyst: analyst}
}

// StoredAnnotation is an annotation in files. The sentence and the analyst are in its
// key.
type StoredAnnotation struct {
	Label   model.LabelKey `cbor:"1,keyasint" json:"label"`
	At      Time           `cbor:"2,keyasint,omitempty" json:"time,omitempty"`    // omitted if it is the time of the version
	Analyst *string        `cbor:"3,keyasint,omitempty" json:"analyst,omitempty"` // omitted if it is the analyst of the key
}

// Annotation returns the annotation that a stored one stands for.
func (s StoredAnnotation) Annotation(analyst string, at time.Time) (*model.Annotation, error) {
	a := &model.Annotation{Analyst: analyst, Label: s.Label, At: at}
	if s.Analyst != nil {
		a.Analyst = *s.Analyst
	}
	if s.At == "" {
		return a, nil
	}
	var err error
	a.At, err = s.At.Time()
	return a, err
}

func annotations() *Declaration {
	return Declare(Spec[model.Annotation]{
		Kind: Annotation, Name: "annotation", Layer: true,
		Same: func(a, b *model.Annotation) bool {
			return a.Label == b.Label && a.Analyst == b.Analyst && a.At.Equal(b.At)
		},
		Alike: func(a, b *model.Annotation) bool { return a.Label == b.Label },
		Check: func(_, after *model.Annotation) error {
			if err := value.LabelKey.Check(string(after.Label)); err != nil {
				return err
			}
			return value.CheckTime(after.At)
		},
		Keyed: func(k model.Key) bool {
			return k.Analyst != "" && k == OnSentence(k.Article, k.Sentence, k.Analyst) && onText(k.Subject)
		},
		Accept: func(a *model.Annotation) (*model.Annotation, error) {
			accepted, err := value.AcceptAnnotation(*a)
			return &accepted, err
		},
		Rename: func(a *model.Annotation, name func(string) string) *model.Annotation {
			renamed := *a
			renamed.Analyst = name(a.Analyst)
			return &renamed
		},
		Show: func(doc *model.Document, key model.Key, a *model.Annotation) {
			doc.SetAnnotation(key.Sentence, key.Analyst, a)
		},
		Count: func(p *model.Progress, a *model.Annotation, by int) { p.Labelled[a.Label] += by },
		At:    func(a *model.Annotation) time.Time { return a.At },
		Text:  func(a *model.Annotation) string { return string(a.Label) },
		Stored: func(key model.Key, a *model.Annotation, at time.Time) any {
			s := &StoredAnnotation{Label: a.Label}
			if !a.At.Equal(at) {
				s.At = Time(a.At.UTC().Format(time.RFC3339Nano)) // also the zero time
			}
			if a.Analyst != key.Analyst {
				s.Analyst = &a.Analyst
			}
			return s
		},
		Restored: func(decode func(any) error, key model.Key, at time.Time) (*model.Annotation, error) {
			var s StoredAnnotation
			if err := decode(&s); err != nil {
				return nil, err
			}
			return s.Annotation(key.Analyst, at)
		},
	})
}

// onText reports whether a subject is a non-empty span of an article's text.
func onText(s model.Subject) bool {
	return s.Article != "" && s.Sentence.Start >= 0 && s.Sentence.Len() > 0 && s.Outlet == ""
}
