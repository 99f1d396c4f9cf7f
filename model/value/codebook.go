package value

import (
	"fmt"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"assay.app/assay/model"
)

// MostLabels is the greatest number of labels in a codebook. MostExamples is the
// greatest number of examples of a label, and of counter-examples.
const (
	MostLabels   = 1000
	MostExamples = 100
)

// Folded returns a form of a name that is equal for names that differ only in case, in the
// number of spaces between words, or in the form of their characters (Unicode NFKC).
func Folded(name string) string {
	return norm.NFKC.String(strings.Join(strings.Fields(cases.Fold().String(norm.NFKC.String(name))), " "))
}

// AcceptLabel returns l with all its fields accepted, or the error of the first
// field that is refused. It does not compare l with other labels.
func AcceptLabel(l model.Label) (model.Label, error) {
	key := string(l.Key)
	err := accept(part{LabelKey, &key}, part{LabelName, &l.Name}, part{Letter, &l.Letter}, part{Color, &l.Color},
		part{Group, &l.Group}, part{Definition, &l.Definition}, part{Use, &l.Use}, part{Avoid, &l.Avoid})
	if err == nil {
		err = CheckTime(l.Defined)
	}
	if err != nil {
		return l, err
	}
	l.Key = model.LabelKey(key)
	if l.Examples, err = acceptExamples("example", l.Examples); err != nil {
		return l, err
	}
	l.CounterExamples, err = acceptExamples("counter-example", l.CounterExamples)
	return l, err
}

func acceptExamples(what string, all []string) ([]string, error) {
	if len(all) > MostExamples {
		return nil, &Error{Kind: Example, Problem: TooMany, Most: MostExamples}
	}
	out := append([]string(nil), all...)
	for i := range out {
		if err := accept(part{Example, &out[i]}); err != nil {
			return nil, fmt.Errorf("%s %d: %w", what, i, err)
		}
	}
	return out, nil
}

// AcceptCodebook returns the labels of a codebook with all their fields accepted. It
// refuses a codebook in which two labels have the same key, name or letter, or in which
// a letter runs a command of the window, or the key means that there is no label. Names
// are compared by Folded, and letters by LetterKey. A retired label may have any letter. Values that before already has are accepted, because a project
// can have them from an older version or from another copy; before is nil for a codebook
// that comes from elsewhere.
func AcceptCodebook(book, before model.Codebook) (model.Codebook, error) {
	if len(book) > MostLabels {
		return nil, &Error{Kind: Labels, Problem: TooMany, Most: MostLabels}
	}
	out := make(model.Codebook, 0, len(book))
	seen := taken{before: before, by: map[taking]model.Label{}}
	for i, given := range book {
		l, err := AcceptLabel(given)
		refused := given
		if err == nil {
			refused, err = seen.take(l)
		}
		if err != nil {
			if earlier := out.Index(refused.Key); earlier >= 0 && refused.Key != l.Key {
				i = earlier
			}
			return nil, fmt.Errorf("label %d of the codebook (%s): %w", i+1, head(refused.Called(), mostShown), err)
		}
		out = append(out, l)
	}
	return out, nil
}

// taken remembers which label has a key, a name or a letter.
type taken struct {
	before model.Codebook
	by     map[taking]model.Label
}

type taking struct {
	kind  Kind
	value string // what is compared of it
}

// unique are the fields of a label that no other label of a codebook has. An empty field
// is not compared.
var unique = []struct {
	kind     Kind
	of       func(model.Label) string
	compared func(string) string
}{
	{LabelKey, func(l model.Label) string { return string(l.Key) }, skeleton},
	{LabelName, model.Label.Called, skeleton},
	{Letter, letterOf, LetterKey},
}

// letterOf returns the letter that assigns a label.
func letterOf(l model.Label) string {
	if l.Retired {
		return ""
	}
	return l.Letter
}

// take remembers the fields of l. It returns an error if l cannot have its letter, or if
// another label has one of the fields, and the label to refuse: l, or the other one if
// only that one has not had the field before.
func (t taken) take(l model.Label) (refused model.Label, err error) {
	was, had := t.before.Find(l.Key)
	if letter := letterOf(l); strings.ContainsFunc(letter, RunsCommand) && !(had && letterOf(was) == letter) {
		return l, &Error{Kind: Letter, Value: letter, Problem: Reserved}
	}
	if skeleton(string(l.Key)) == notALabel && !had {
		return l, &Error{Kind: LabelKey, Value: string(l.Key), Problem: Reserved}
	}
	for _, field := range unique {
		value := field.of(l)
		at := taking{field.kind, field.compared(value)}
		other, twice := t.by[at]
		switch kept := field.kind != LabelKey && had && field.of(was) == value; {
		case value == "":
		case !twice:
			t.by[at] = l
		case !kept:
			return l, &Error{Kind: field.kind, Value: value, Problem: Taken, By: other.Called()}
		default:
			if old, also := t.before.Find(other.Key); !also || field.of(old) != field.of(other) {
				return other, &Error{Kind: field.kind, Value: field.of(other), Problem: Taken, By: l.Called()}
			}
		}
	}
	return l, nil
}
