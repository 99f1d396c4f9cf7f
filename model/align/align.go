package align

import (
	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
)

// Kind says what became of a sentence.
type Kind uint8

// The kinds of pairs.
const (
	Same    Kind = iota // the words are the same
	Changed             // the words are nearly the same
	Added               // only the second text has the sentence
	Dropped             // only the first text has the sentence
)

var kindNames = [...]string{"same", "changed", "added", "dropped"}

// String returns the name of the kind, or "unknown".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Pair is a sentence of one text, or one of each that say the same.
type Pair struct {
	Kind     Kind
	Moved    bool                 // in another order than most other pairs; Kind is Same or Changed
	A, B     int                  // the indexes of the sentences, from 0; −1 if the text lacks it
	InA, InB []wording.Difference // the words that differ, in bytes of each sentence, if Kind is Changed
}

// Name returns "moved" for a pair that is Same and Moved, and otherwise the name of its Kind.
func (p Pair) Name() string {
	if p.Kind == Same && p.Moved {
		return "moved"
	}
	return p.Kind.String()
}

// Documents returns where the sentences of a are in b. Each sentence of both is in one Pair.
// The pairs are in the order of b; what was dropped follows the sentence before it.
func Documents(a, b *model.Document) []Pair {
	return Texts(sentencesOf(a), sentencesOf(b), b.Metadata.Language)
}

// Texts is like Documents for the sentences of two texts in the language of a BCP 47 tag.
func Texts(a, b []string, language string) []Pair {
	p := pairing(a, b)
	all := p.ordered()
	differences(all, a, b, language)
	return all
}

// Places returns the index in b of each sentence of a, or −1 if b lacks it. The pairs are
// those of Documents.
func Places(a, b *model.Document) []int {
	return pairing(sentencesOf(a), sentencesOf(b)).a.to
}

func sentencesOf(doc *model.Document) []string {
	units := doc.Sentences()
	texts := make([]string, len(units))
	for i, u := range units {
		texts[i] = u.Span.Of(doc.Text)
	}
	return texts
}

// pairing pairs the sentences of two texts.
func pairing(a, b []string) *pairer {
	p := newPairer(a, b)
	p.exact()
	p.read()
	p.exact()
	p.near()
	p.spread()
	p.repeated()
	p.spread()
	return p
}
