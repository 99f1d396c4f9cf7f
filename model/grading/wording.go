package grading

import (
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
)

// Letters and Digits are the two scales. F and 6 come last, but are outside the order: they
// mean that something cannot be judged. Package ui/words has their wording.
const (
	Letters = "ABCDEF"
	Digits  = "123456"
)

// Unjudged reports whether a half of a grade is F or 6, which stand outside the order.
func Unjudged(half string) bool { return half == "F" || half == "6" }

// None removes a grade when an analyst types it.
const None = "none"

// Typed returns the grade that replaces the grade was when an analyst types B2, B, 2 or none,
// in upper or lower case. A half that is not typed stays as it was. The error is ErrGrade if
// typed is none of these.
func Typed(was model.Grade, typed string) (model.Grade, error) {
	typed = strings.TrimSpace(typed)
	if strings.EqualFold(typed, None) {
		return model.Grade{}, nil
	}
	next, rest := was, strings.ToUpper(typed)
	for i, half := range []*string{&next.Source, &next.Information} {
		if rest != "" && slices.Contains(strings.Split([]string{Letters, Digits}[i], ""), rest[:1]) {
			*half, rest = rest[:1], rest[1:]
		}
	}
	if typed == "" || rest != "" {
		return was, fmt.Errorf("%q: %w", model.Excerpt(typed), model.ErrGrade)
	}
	return next, nil
}
