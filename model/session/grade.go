package session

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// grades holds the grades of outlets.
type grades struct{ stored map[model.Key]*record.Grade }

// readGrades reads the grades.
func (s *Session) readGrades() error {
	stored, err := s.store.Grades()
	if err != nil {
		return fmt.Errorf("read the grades: %w", err)
	}
	s.grades = grades{stored}
	for e := range s.pendingRecords(record.GradeKind) {
		s.grades.apply(e)
	}
	return nil
}

// apply applies the edit of a grade.
func (g *grades) apply(e edit.Record) {
	if after, ok := e.After.(*record.Grade); ok {
		g.stored[e.Key] = after
	} else {
		delete(g.stored, e.Key)
	}
}

// gradeChanged updates the grades after the edit of a record.
func (s *Session) gradeChanged(e edit.Record) {
	if _, sentence := e.Stretch(); e.Key.Kind == record.GradeKind && !sentence {
		s.grades.apply(e)
		s.emit(GradesChanged{})
	}
}

// OutletGrade returns the analyst's grade of an outlet, or nil.
func (s *Session) OutletGrade(outlet model.OutletID) *record.Grade {
	return s.grades.stored[record.GradeOn(model.Subject{Outlet: outlet}, s.opts.Analyst)]
}
