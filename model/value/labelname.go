package value

import (
	"strconv"
	"strings"
	"unicode"

	"assay.app/assay/model"
)

// LabelNamed returns the label with a key or, if there is none, the one with that name, as
// Folded compares names, or with that letter. It prefers labels that are not retired. It
// returns false if there is none.
func LabelNamed(book model.Codebook, said string) (model.Label, bool) {
	if l, ok := book.Find(model.LabelKey(said)); ok {
		return l, true
	}
	folded := Folded(said)
	for _, fits := range []func(l model.Label) bool{
		func(l model.Label) bool { return !l.Retired && Folded(l.Called()) == folded },
		func(l model.Label) bool { return Folded(l.Called()) == folded },
		func(l model.Label) bool { return !l.Retired && l.Letter != "" && Folded(l.Letter) == folded },
	} {
		for _, l := range book {
			if fits(l) {
				return l, true
			}
		}
	}
	return model.Label{}, false
}

// NewLabelKey returns a key for a new label with the name that no label of the codebook
// has: its letters and digits, in lower case, with hyphens between words, as in
// "wire-copy", and a number if the key is taken.
func NewLabelKey(name string, book model.Codebook) model.LabelKey {
	words := strings.FieldsFunc(Folded(name), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
	const room = 8 // for a number
	stem, _ := LabelKey.Accept(strings.TrimRight(head(strings.Join(words, "-"), LabelKey.Longest()-room), "-"))
	if stem == "" {
		stem = "label"
	}
	key := stem
	for n := 2; key == notALabel || book.Index(model.LabelKey(key)) >= 0; n++ {
		key = stem + "-" + strconv.Itoa(n)
	}
	return model.LabelKey(key)
}

// notALabel is no key, because assayctl removes a label from a sentence by that word.
const notALabel = "none"
