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

// Folded returns a form of a name that is equal for names that differ only by case,
// white space or Unicode normal form.
func Folded(name string) string {
	return norm.NFC.String(strings.Join(strings.Fields(cases.Fold().String(norm.NFKC.String(name))), " "))
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
// a letter runs a command of the window. Names are compared by Folded. A retired label
// may have any letter. Values that before already has are accepted, because a project
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
		if err == nil {
			err = seen.take(l)
		}
		if err != nil {
			return nil, fmt.Errorf("label %d of the codebook (%s): %w", i+1, head(given.Called(), mostShown), err)
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
	value string // folded
}

func (t taken) take(l model.Label) error {
	was, had := t.before.Find(l.Key)
	letter := []rune(l.Letter)
	if len(letter) > 0 && !l.Retired && RunsCommand(letter[0]) && !(had && was.Letter == l.Letter) {
		return &Error{Kind: Letter, Value: l.Letter, Problem: Reserved}
	}
	for _, one := range []struct {
		kind       Kind
		value, was string
		skip       bool
	}{
		{LabelKey, string(l.Key), "", false},
		{LabelName, l.Called(), was.Called(), false},
		{Letter, l.Letter, was.Letter, l.Letter == "" || l.Retired},
	} {
		if one.skip {
			continue
		}
		at := taking{one.kind, Folded(one.value)}
		other, twice := t.by[at]
		if twice && one.kind != LabelKey && had && one.value == one.was {
			// The other label may be new here, and then it is the one to refuse.
			if old, also := t.before.Find(other.Key); also && old.Letter == other.Letter && old.Called() == other.Called() {
				continue
			}
		}
		if twice {
			return &Error{Kind: one.kind, Value: one.value, Problem: Taken, By: other.Called()}
		}
		t.by[at] = l
	}
	return nil
}
