package align

import (
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
)

// longest is the greatest length of a sentence that is compared by its words, in bytes.
const longest = 4 << 10

func isLong(text string) bool { return len(text) > longest }

// The lengths of the pieces of a long sentence, in bytes.
const (
	usualPiece  = 64
	mostOfPiece = 1024
)

// pieces divides a long sentence into pieces. Where they end depends only on the last
// characters of each, so the same words make the same pieces, whatever is before them. A
// piece ends at a space or beside a character of a script without spaces, unless none comes
// for long.
func pieces(text string) (all []wording.Word) {
	start, hash := 0, uint32(0)
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size := utf8.DecodeRuneInString(text[i:])
			end = i + size
		}
		hash = hash<<5 ^ hash>>27 ^ uint32(r)*2654435761
		if r == ' ' && hash>>8%(usualPiece/6) == 0 ||
			r >= 0x2E80 && hash>>8%(usualPiece/3) == 0 ||
			end-start >= mostOfPiece {
			all = append(all, piece(text, start, end))
			start, hash = end, 0
		} else if r == ' ' {
			hash = 0
		}
	}
	if start < len(text) {
		all = append(all, piece(text, start, len(text)))
	}
	return all
}

func piece(text string, start, end int) wording.Word {
	return wording.Word{Span: model.Span{Start: start, End: end}, Key: text[start:end]}
}

// longDifferences is like wording.Differences for sentences of any length. Within pieces
// that differ, words are compared, unless more than mostCompared bytes follow one another:
// then all of them differ.
func longDifferences(a, b, language string) (inA, inB []wording.Difference) {
	as, bs := pieces(a), pieces(b)
	for _, r := range wording.Align(as, bs) {
		if r.Kind == wording.Same {
			continue
		}
		x, y := spanOf(as, r.A), spanOf(bs, r.B)
		if max(x.Len(), y.Len()) > mostCompared {
			inA, inB = append(inA, whole(x)...), append(inB, whole(y)...)
			continue
		}
		da, db := wording.Differences(x.Of(a), y.Of(b), language)
		inA, inB = append(inA, shifted(da, x.Start)...), append(inB, shifted(db, y.Start)...)
	}
	return inA, inB
}

// mostCompared is how many bytes of a long sentence are compared by words at once.
const mostCompared = 16 << 10

func spanOf(words []wording.Word, r wording.Range) model.Span {
	if r.Len() == 0 {
		return model.Span{}
	}
	return model.Span{Start: words[r.Start].Span.Start, End: words[r.End-1].Span.End}
}

func whole(s model.Span) []wording.Difference {
	if s.Len() == 0 {
		return nil
	}
	return []wording.Difference{{Span: s}}
}

func shifted(all []wording.Difference, by int) []wording.Difference {
	for i := range all {
		all[i].Span.Start += by
		all[i].Span.End += by
	}
	return all
}
