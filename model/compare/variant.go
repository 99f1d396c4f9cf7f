package compare

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
)

// Variant is how one sentence of an article quotes an utterance.
type Variant struct {
	Article    model.ArticleID
	Index      int        // of the sentence in its article; −1 if it is detached
	Sentence   model.Span // in bytes of the article's text
	Span       model.Span // from the first quoted word to the last, in bytes of the article's text
	Outlet     model.OutletID
	OutletName string
	Voice      model.VoiceID
	VoiceName  string
	Text       string // the quoted words, with " … " where other words interrupt them
	Ops        []Op   // they cover Text
	Flagged    bool   // words inside the quotation marks are not those of the shared wording
}

// Op is a run of words of a variant, compared with the shared wording.
type Op struct {
	Kind  wording.Kind // Added, Dropped and Replaced are changes to the shared wording
	Span  model.Span   // in bytes of Variant.Text; empty if Kind is Dropped
	Words string       // what the shared wording has instead; empty if Kind is Same or Added
}

// saying is a quoted text.
type saying struct {
	text     string
	language string
	plain    []wording.Word // by which texts are found
	words    []wording.Word // by which they are compared; nil until prepare
	gap      []bool         // for each word, and the end: words are left out before it, and a mark says so
	inserted []bool         // for each word: it stands in brackets
}

// prepare reads the text so that it can be compared. Finding reads many texts that no
// other is like, so this is put off.
func (s *saying) prepare() {
	if s.words != nil {
		return
	}
	text := s.text
	s.words = wording.Counted(text, s.language)
	s.gap = make([]bool, len(s.words)+1)
	s.inserted = make([]bool, len(s.words))
	depth, end := 0, 0
	for i, w := range s.words {
		between := text[end:w.Span.Start]
		s.gap[i] = omits(between)
		depth = bracketed(depth, between)
		s.inserted[i] = depth > 0
		end = w.Span.End
	}
	s.gap[len(s.words)] = omits(text[end:])
}

// omits reports whether the signs between two words mark an omission.
func omits(signs string) bool {
	return strings.Contains(signs, "…") || strings.Contains(strings.ReplaceAll(signs, " ", ""), "...") || strings.Contains(signs, "[]")
}

// bracketed returns the depth of brackets after some signs, from the depth before them.
func bracketed(depth int, signs string) int {
	for _, r := range signs {
		switch r {
		case '[', '(', '［', '（':
			depth++
		case ']', ')', '］', '）':
			depth = max(0, depth-1)
		default:
		}
	}
	return depth
}

// allInserted reports whether words in a range stand in brackets.
func (s *saying) allInserted(r wording.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if !s.inserted[i] {
			return false
		}
	}
	return r.Len() > 0
}

// against compares a saying with the shared wording.
func (s *saying) against(shared *saying) (runs []wording.Run, changed bool) {
	runs = wording.Align(shared.words, s.words)
	for i, r := range runs {
		changed = changed || r.Kind != wording.Same && changes(shared, s, r, i == 0, i == len(runs)-1)
	}
	return runs, changed
}

// changes reports whether a run changes words inside quotation marks. Beginning later,
// stopping earlier and quoting more change nothing. Nor does what a mark says openly: an
// ellipsis, or words in brackets.
func changes(shared, s *saying, r wording.Run, first, last bool) bool {
	switch r.Kind {
	case wording.Same:
		return false
	case wording.Added:
		return !first && !last && !s.allInserted(r.B) && !shared.gap[r.A.Start]
	case wording.Dropped:
		return !first && !last && !s.gap[r.B.Start] && !shared.allInserted(r.A)
	case wording.Replaced:
		switch {
		case s.allInserted(r.B), shared.allInserted(r.A):
			return false
		case first && (s.gap[r.B.End] || shared.gap[r.A.End]), last && (s.gap[r.B.Start] || shared.gap[r.A.Start]):
			return false // another utterance, before or after the omission
		}
		return true
	default:
		return true
	}
}

// ops returns runs as operations. Their spans cover the text.
func (s *saying) ops(shared *saying, runs []wording.Run) []Op {
	start := func(i int) int {
		switch {
		case i == 0:
			return 0
		case i == len(s.words):
			return len(s.text)
		}
		return s.words[i].Span.Start
	}
	out := make([]Op, 0, len(runs))
	for i, r := range runs {
		op := Op{Kind: r.Kind, Span: model.Span{Start: start(r.B.Start), End: start(r.B.End)}}
		if r.Kind == wording.Dropped {
			op.Span.End = op.Span.Start
			if i == len(runs)-1 {
				op.Span = model.Span{Start: len(s.text), End: len(s.text)}
			}
		}
		if r.Kind == wording.Dropped || r.Kind == wording.Replaced {
			op.Words = shared.text[shared.words[r.A.Start].Span.Start:shared.words[r.A.End-1].Span.End]
		}
		out = append(out, op)
	}
	return out
}
