package peer

import (
	"assay.app/assay/model"
	"assay.app/assay/model/grading"
)

// graded works out the grades in force in an article.
type graded struct {
	table *grading.Table
	doc   *model.Document
	by    []string // the stored names of the analysts whose grades can apply
	known bool     // by is set
}

// InForce returns the grades that apply to a unit of the page, one for each analyst for whom there is
// one, in the order of their stored names. See grading.InForce. Pages are not for several goroutines at
// once.
func (p *Page) InForce(u *Unit) (all []model.Grade) {
	g := &p.graded
	if !u.IsSentence() || g.table == nil {
		return nil
	}
	if !g.known {
		g.by, g.known = g.table.Graders(g.doc), true
	}
	for _, analyst := range g.by {
		if f := g.table.InForce(g.doc, u.Span, analyst); !f.Grade.IsZero() {
			all = append(all, f.Grade)
		}
	}
	return all
}
