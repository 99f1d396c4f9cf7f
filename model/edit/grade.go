package edit

import (
	"fmt"
	"maps"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// Grading sets or removes an analyst's grades of subjects.
type Grading struct {
	Clock   Clock
	Analyst string
	On      []model.Key // the keys of the grades; see record.GradeOn and record.GradeOfVoice
	// Of returns the grade with a key, or nil.
	Of func(model.Key) *record.Grade
}

// Setting returns the change that sets the grade of each subject, with a basis, or removes
// the grades if grade is zero. If basis is empty, a grade whose basis is a note keeps the note.
// The change skips subjects that already have the grade. The error is ErrGrade or ErrDigit if
// the grade is refused, and ErrValue if the basis is refused.
func (g Grading) Setting(grade model.Grade, basis string) (Change, error) {
	return g.change(grade, func(after, before *record.Grade) {
		after.Basis = basis
		if before != nil && basis == "" {
			after.Note = before.Note
		}
	})
}

// SettingBy is like Setting, but the basis is the note with an id.
func (g Grading) SettingBy(grade model.Grade, note string) (Change, error) {
	return g.change(grade, func(after, _ *record.Grade) { after.Note = note })
}

func (g Grading) change(grade model.Grade, complete func(after, before *record.Grade)) (Change, error) {
	c := Change{At: g.Clock.Now(), Verb: Grade}
	for _, key := range g.On {
		before := g.Of(key)
		var after *record.Grade
		if !grade.IsZero() {
			on, voice := record.GradedBy(key)
			after = &record.Grade{Analyst: g.Analyst, On: on, Voice: voice, Grade: grade, At: g.Clock.Now()}
			complete(after, before)
			if before != nil {
				after.At = Later(after.At, before.At)
			}
			accepted, err := acceptGrade(after, before)
			if err != nil {
				return c, err
			}
			after = accepted
		}
		if !record.Of(key.Kind).Alike(orNil(before), orNil(after)) {
			c.Edits = append(c.Edits, Of(key, before, after))
		}
	}
	return c, nil
}

// acceptGrade returns the stored form of a grade that an analyst sets. It accepts a letter
// outside the scale, which a grade from elsewhere may have, only if before has it.
func acceptGrade(after, before *record.Grade) (*record.Grade, error) {
	kept := before != nil && after.Grade.Source == before.Grade.Source
	half := after.Grade
	if kept {
		half.Source = ""
	}
	if !half.Valid() {
		return nil, fmt.Errorf("%q: %w", model.Excerpt(after.Grade.String()), model.ErrGrade)
	}
	if after.On != record.GradedSentence && after.Grade.Information != "" {
		return nil, fmt.Errorf("%q: %w", after.Grade, model.ErrDigit)
	}
	var err error
	if after.Basis, err = value.Basis.Accept(after.Basis); err != nil {
		return nil, err
	}
	return after, nil
}

// orNil returns a content as an interface value, or nil if the content is a nil pointer.
func orNil[T any](content *T) any {
	if content == nil {
		return nil
	}
	return content
}

// Checking fills in an analyst's checklists for subjects, or removes them.
type Checking struct {
	Clock   Clock
	Analyst string
	On      []model.Key // see record.ChecklistOn
	// Of returns the checklist with a key, or nil.
	Of func(model.Key) *record.Checklist
}

// Setting returns the change that sets the answers and the remark of each subject's checklist
// to those of c, or removes the checklists if c has neither. The error is ErrValue if an answer
// or the remark is refused.
func (k Checking) Setting(c record.Checklist) (Change, error) {
	change := Change{At: k.Clock.Now(), Verb: Checklist}
	found := maps.Clone(c.Found)
	maps.DeleteFunc(found, func(_ model.Pillar, e model.Established) bool { return e == "" })
	for _, key := range k.On {
		before := k.Of(key)
		var after any
		if len(found) > 0 || c.Remark != "" {
			at := k.Clock.Now()
			if before != nil {
				at = Later(at, before.At)
			}
			accepted, err := record.Of(key.Kind).Accept(&record.Checklist{Analyst: k.Analyst, Found: found, Remark: c.Remark, At: at})
			if err != nil {
				return change, err
			}
			after = accepted
		}
		if !record.Of(key.Kind).Alike(orNil(before), after) {
			change.Edits = append(change.Edits, Record{Key: key, Before: orNil(before), After: after})
		}
	}
	return change, nil
}
