package record

import (
	"fmt"
	"slices"
	"time"

	"assay.app/assay/model"
)

// Paragraph is the content of a division: the units of a paragraph whose division was
// changed after the import. The edit that divides the paragraph says the same, but belongs
// to one copy of the project; this record is combined with those of other copies.
type Paragraph struct{ Units []model.Unit }

// InParagraph returns the key of the division of a paragraph.
func InParagraph(article model.ArticleID, paragraph model.Span) model.Key {
	return model.Key{Kind: Division, Subject: model.Subject{Article: article, Sentence: paragraph}}
}

// storedParagraph is a division in files: for each unit its start and end, in bytes of
// the text, the index of its paragraph, and the number of its kind.
type storedParagraph struct {
	Units [][4]int `cbor:"1,keyasint" json:"units"`
}

func divisions() *Declaration {
	return Declare(Spec[Paragraph]{
		Kind: Division, Name: "division", Quiet: true,
		Keyed: func(k model.Key) bool { return k == InParagraph(k.Article, k.Sentence) && onText(k.Subject) },
		Same:  func(a, b *Paragraph) bool { return slices.Equal(a.Units, b.Units) },
		Check: func(_, after *Paragraph) error {
			for _, u := range after.Units {
				if u.Kind > model.UnitResidue {
					return fmt.Errorf("%w: a unit of the kind %d", model.ErrValue, u.Kind)
				}
			}
			return nil
		},
		Text: func(p *Paragraph) string {
			if len(p.Units) == 1 {
				return "1 unit"
			}
			return fmt.Sprintf("%d units", len(p.Units))
		},
		Stored: func(_ model.Key, p *Paragraph, _ time.Time) any {
			s := &storedParagraph{Units: make([][4]int, 0, len(p.Units))}
			for _, u := range p.Units {
				s.Units = append(s.Units, [4]int{u.Span.Start, u.Span.End, u.Paragraph, int(u.Kind)})
			}
			return s
		},
		Restored: func(decode func(any) error, _ model.Key, _ time.Time) (*Paragraph, error) {
			var s storedParagraph
			if err := decode(&s); err != nil {
				return nil, err
			}
			p := &Paragraph{}
			for _, u := range s.Units {
				span, err := SpanOf(u[:2])
				if err != nil || u[2] < 0 || u[2] > MaxOffset || u[3] < 0 || u[3] > int(model.UnitResidue) {
					return nil, fmt.Errorf("%w: %v is not a unit", model.ErrDamaged, u)
				}
				p.Units = append(p.Units, model.Unit{Span: span, Paragraph: u[2], Kind: model.UnitKind(u[3])})
			}
			return p, nil
		},
	})
}
