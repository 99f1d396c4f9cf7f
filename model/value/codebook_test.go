package value

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
)

func TestACodebookHasEachKeyNameAndLetterOnce(t *testing.T) {
	claim := model.Label{Key: "claim", Name: "Claim", Letter: "C"}
	for name, c := range map[string]struct {
		book, before model.Codebook
		problem      Problem
		kind         Kind
	}{
		"the default codebook":           {book: model.DefaultCodebook()},
		"another label":                  {book: model.Codebook{claim, {Key: "risk", Name: "Risk", Letter: "V"}}},
		"labels without letters":         {book: model.Codebook{{Key: "a"}, {Key: "b"}}},
		"a key twice":                    {book: model.Codebook{claim, {Key: "claim", Name: "Other"}}, problem: Taken, kind: LabelKey},
		"keys that differ by case":       {book: model.Codebook{claim, {Key: "CLAIM", Name: "Other"}}, problem: Taken, kind: LabelKey},
		"a name twice":                   {book: model.Codebook{claim, {Key: "b", Name: "Claim"}}, problem: Taken, kind: LabelName},
		"names that differ by case":      {book: model.Codebook{claim, {Key: "b", Name: "cLAIM"}}, problem: Taken, kind: LabelName},
		"names that differ by spaces":    {book: model.Codebook{{Key: "a", Name: "Wire copy"}, {Key: "b", Name: "Wire   copy"}}, problem: Taken, kind: LabelName},
		"names in two normal forms":      {book: model.Codebook{{Key: "a", Name: "Zitat é"}, {Key: "b", Name: "Zitat e\u0301"}}, problem: Taken, kind: LabelName},
		"the name of a label's key":      {book: model.Codebook{{Key: "risk"}, {Key: "b", Name: "Risk"}}, problem: Taken, kind: LabelName},
		"a letter twice":                 {book: model.Codebook{claim, {Key: "b", Name: "B", Letter: "c"}}, problem: Taken, kind: Letter},
		"the letter of a command":        {book: model.Codebook{{Key: "a", Letter: "J"}}, problem: Reserved, kind: Letter},
		"a letter of another script":     {book: model.Codebook{claim, {Key: "b", Name: "B", Letter: "С"}}, problem: Taken, kind: Letter},
		"the word for no label":          {book: model.Codebook{{Key: "none"}}, problem: Reserved, kind: LabelKey},
		"a key that was there before":    {book: model.Codebook{{Key: "none"}}, before: model.Codebook{{Key: "none"}}},
		"an invisible difference":        {book: model.Codebook{claim, {Key: "b", Name: "Cla\u200bim"}}, problem: Taken, kind: LabelName},
		"its key on another layout":      {book: model.Codebook{{Key: "a", Letter: "О"}}, problem: Reserved, kind: Letter},
		"a letter of a retired label":    {book: model.Codebook{claim, {Key: "b", Name: "B", Letter: "C", Retired: true}}},
		"a colour that is none":          {book: model.Codebook{{Key: "a", Color: "blue"}}, problem: Malformed, kind: Color},
		"a letter that was there before": {book: model.Codebook{{Key: "a", Letter: "J"}}, before: model.Codebook{{Key: "a", Letter: "J"}}},
		"a collision that was there before": {
			book:   model.Codebook{claim, {Key: "b", Name: "B", Letter: "C"}},
			before: model.Codebook{claim, {Key: "b", Name: "B", Letter: "C"}},
		},
		"a collision with a new label": {
			book:    model.Codebook{{Key: "b", Name: "B", Letter: "C"}, claim},
			before:  model.Codebook{claim},
			problem: Taken, kind: Letter,
		},
		"a retired label with a letter that another has now": {
			book:    model.Codebook{claim, {Key: "b", Name: "B", Letter: "C"}},
			before:  model.Codebook{{Key: "claim", Name: "Claim", Letter: "C", Retired: true}, {Key: "b", Name: "B", Letter: "C"}},
			problem: Taken, kind: Letter,
		},
		"a retired label with the letter of a command": {
			book:    model.Codebook{{Key: "a", Letter: "J"}},
			before:  model.Codebook{{Key: "a", Letter: "J", Retired: true}},
			problem: Reserved, kind: Letter,
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := AcceptCodebook(c.book, c.before)
			var refused *Error
			if errors.As(err, &refused); (err == nil) != (c.problem == Fine) || refused != nil && (refused.Problem != c.problem || refused.Kind != c.kind) {
				t.Errorf("%v, want %v of %v", err, c.problem, c.kind)
			}
		})
	}
}

// The label that is refused is the one that somebody has just changed.
func TestARefusalNamesTheLabelThatChanged(t *testing.T) {
	before := model.Codebook{{Key: "claim", Name: "Claim", Letter: "C"}, {Key: "quote", Name: "Quote", Letter: "Q"}}
	for i, want := range []string{
		`label 1 of the codebook (QUOTE): the label's name "QUOTE" is taken by "Quote"; choose another`,
		`label 2 of the codebook (claim): the label's name "claim" is taken by "Claim"; choose another`,
	} {
		after := append(model.Codebook{}, before...)
		after[i].Name = []string{"QUOTE", "claim"}[i]
		if _, err := AcceptCodebook(after, before); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestALargeCodebookIsRefused(t *testing.T) {
	var book model.Codebook
	for i := range MostLabels + 1 {
		book = append(book, model.Label{Key: model.LabelKey(fmt.Sprint("label ", i))})
	}
	if _, err := AcceptCodebook(book[:MostLabels], nil); err != nil {
		t.Error(err)
	}
	if _, err := AcceptCodebook(book, nil); err == nil || !strings.Contains(err.Error(), "1,000") {
		t.Errorf("%v", err)
	}
}
