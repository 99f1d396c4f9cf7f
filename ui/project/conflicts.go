package project

import (
	"context"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/explain"
)

// showConflicts lists the conflicts of the project that the analyst may settle.
func (c *Controller) showConflicts() {
	s, p := c.win.Session(), c.current
	s.EndTyping()
	book, names, own := s.Codebook(), s.Names(), s.Analyst()
	ShowConflicts(ConflictActions{
		Undo: c.win.Key("edit.undo"), Explain: explain.Error,
		Read: func(ctx context.Context) ([]ConflictRow, error) {
			if err := p.Flush(ctx); err != nil {
				return nil, err
			}
			list, err := p.Conflicts()
			list = slices.DeleteFunc(list, func(c record.Conflict) bool { return !session.Settles(c, own) })
			d := Describer{Codebook: book, Called: names.Shown, Document: p.Document}
			return d.conflicts(list), err
		},
		Take: s.TakeConflict, Keep: s.KeepConflict,
		Listed: func(id model.ArticleID) bool {
			_, ok := s.Summary(id)
			return ok
		},
		Open: func(at model.Subject) {
			c.win.Follow(func() error {
				if err := s.Open(at.Article); err != nil {
					return err
				}
				if unit := s.Document().UnitAt(at.Sentence.Start); unit >= 0 && at.Sentence != (model.Span{}) {
					s.MoveTo(unit)
				}
				return nil
			})
		},
	}, c.win.Window(), c.win.Post)
}

// conflicts describes conflicts.
func (d *Describer) conflicts(list []record.Conflict) []ConflictRow {
	var rows []ConflictRow
	for _, c := range list {
		stands, beside := c.Stands(), c.Beside()
		row := ConflictRow{
			Conflict: c, About: d.texts().About(stands.Key, stands.Content, beside.Content),
			Stands: d.side(stands), Beside: d.side(beside),
		}
		if id := c.Subject.Article; id != "" {
			row.Where = d.heading(id)
		}
		rows = append(rows, row)
	}
	return rows
}

func (d *Describer) side(h record.Held) ConflictSide {
	return ConflictSide{What: d.texts().Content(h.Key, h.Content), Who: d.who(h.By()), At: h.Version.Time()}
}
