package search

import (
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
)

// gradeValue is the value of a Grade or an Info filter. The halves are compared as ranges.
// F and 6 are outside the order of the scales, so they are in no range but their own.
type gradeValue struct {
	any            bool
	source, lastly string // the letters from the first to the last; "" if the letter does not matter
	first, last    string // the digits likewise
}

// gradeValueOf reads the value of a filter of the kind. The reason is 0 if it is right.
func gradeValueOf(kind Kind, typed string) (v gradeValue, reason Reason) {
	if typed == "*" {
		return gradeValue{any: true}, 0
	}
	typed = strings.ToUpper(typed)
	scale := grading.Letters
	if kind == Info {
		scale = grading.Digits
	}
	judged := scale[:len(scale)-1]
	from, to, ranges := strings.Cut(typed, "..")
	switch {
	case ranges && from+to == "", !within(from, scale), !within(to, scale):
		if g := (model.Grade{Source: typed[:min(1, len(typed))], Information: typed[min(1, len(typed)):]}); kind == Grade && len(typed) == 2 && g.Valid() {
			return gradeValue{source: g.Source, lastly: g.Source, first: g.Information, last: g.Information}, 0
		}
		if kind == Grade && typed == "G" { // MISP's
			return gradeValue{source: typed, lastly: typed}, 0
		}
		return v, badGrade(kind)
	case !ranges:
		to = from
	case grading.Unjudged(from) || grading.Unjudged(to):
		return v, UnjudgedRange
	}
	if from == "" {
		from = judged[:1]
	}
	if to == "" {
		to = judged[len(judged)-1:]
	}
	if from > to {
		return v, RangeReversed
	}
	if kind == Info {
		return gradeValue{first: from, last: to}, 0
	}
	return gradeValue{source: from, lastly: to}, 0
}

func badGrade(kind Kind) Reason {
	if kind == Info {
		return BadInfo
	}
	return BadGrade
}

// within reports whether a half of a grade is empty or one of a scale.
func within(half, scale string) bool {
	return half == "" || len(half) == 1 && strings.Contains(scale, half)
}

// has reports whether a grade passes the value of a filter of the kind.
func (v gradeValue) has(kind Kind, g model.Grade) bool {
	if v.any {
		return kind == Grade && g.Source != "" || kind == Info && g.Information != ""
	}
	return inRange(g.Source, v.source, v.lastly) && inRange(g.Information, v.first, v.last)
}

func inRange(half, from, to string) bool {
	return from == "" || half != "" && from <= half && half <= to
}

// looksGraded reports whether a value of a Note filter can be a grade.
func (f Filter) looksGraded() bool {
	return f.Kind == Note && slices.ContainsFunc(f.Values, func(v string) bool {
		g, err := grading.Typed(model.Grade{}, v)
		return err == nil && !g.IsZero()
	})
}

// grade reports whether a sentence passes a Grade or an Info filter: whether the grade that
// is in force for an analyst who counts does; see package grading.
func (q Query) grade(f Filter, s Asked) bool {
	if s.Unit.Kind != model.UnitSentence {
		return false
	}
	grades := s.on(record.GradeKind)
	var attributions []any
	if f.Kind == Grade { // digits are not inherited
		attributions = s.on(record.AttributionKind)
	}
	var analysts []string
	for _, list := range [][]any{grades, attributions} {
		for _, content := range list {
			name := ""
			switch c := content.(type) {
			case *record.Grade:
				name = c.Analyst
			case *record.Attribution:
				name = c.Analyst
			}
			if !slices.Contains(analysts, name) && q.counts(s, name) {
				analysts = append(analysts, name)
			}
		}
	}
	return slices.ContainsFunc(analysts, func(analyst string) bool {
		g := inForce(s, analyst, grades, attributions)
		return slices.ContainsFunc(f.grades, func(v gradeValue) bool { return v.has(f.Kind, g) })
	})
}

// inForce returns the grade that applies to a sentence for an analyst.
func inForce(s Asked, analyst string, grades, attributions []any) model.Grade {
	return grading.Of(func(on record.Graded) *record.Grade {
		if on == record.GradedVoice {
			for _, content := range attributions {
				if a, ok := content.(*record.Attribution); ok && a.Analyst == analyst && s.OfVoice != nil {
					return s.OfVoice(analyst, a.Voice)
				}
			}
			return nil
		}
		for _, content := range grades {
			if g := content.(*record.Grade); g.Analyst == analyst && g.On == on {
				return g
			}
		}
		return nil
	}).Grade
}

// noteGrade returns the grade that a note justifies.
func noteGrade(n *model.Note, s Asked) model.Grade {
	for _, content := range s.on(record.GradeKind) {
		if g := content.(*record.Grade); g.Analyst == n.Analyst && g.Note == n.ID {
			return g.Grade
		}
	}
	return n.Grade
}
