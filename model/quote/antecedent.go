package quote

import (
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// Often no words beside a quotation of whole sentences attribute it, because the
// previous sentence has said who speaks, in the same paragraph or at the end of the
// one before:
//
//	Ana Ré said the wall would hold. “It is new.”       who reported it before
//	“It is new,” she said.  ¶  “It will hold.”          who spoke last
//	Ana Ré was pleased with the wall. “It will hold.”   whom the sentence is about
//
// Such a speaker is only a guess, so the rules for the kind of the quotation ignore it.

// farthestBack is the number of bytes before a quotation that are searched for its
// antecedent.
const farthestBack = 400

// nearby is the maximum number of bytes between two quotations of one paragraph that
// are taken to have the same speaker.
const nearby = 200

// previous is what the finder remembers of the paragraph before.
type previous struct {
	span model.Span
	last found // its last quotation, if any
}

// antecedent returns the speaker of a quotation that no words beside it attribute. gap
// is the text before it, from the last quotation or the beginning of the paragraph;
// last is that quotation, or nil. The result has the force unsaid. It is empty if the
// text before names nobody.
func (f *finder) antecedent(q pair, last *found, gap model.Span, words int) attribution {
	const fewest = 3
	inner := strings.TrimSpace(q.inner.Of(f.text))
	first := firstRune(strings.TrimLeftFunc(inner, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	if words < fewest || unicode.IsLower(first) || !q.goes && !q.open && !strings.ContainsRune(".!?…", lastRune(inner)) || q.family == single && f.singles != forSpeech {
		return attribution{}
	}
	var said attribution
	switch {
	case strings.TrimSpace(gap.Of(f.text)) != "":
		said = f.toldIn(gap)
		if said.speaker.Len() == 0 && last != nil && gap.Len() <= nearby {
			said = last.echo
		}
	case last != nil:
		said = last.echo
	default:
		said = f.toldBefore(q.span.Start)
	}
	said.force, said.named = unsaid, false
	return said
}

// toldBefore returns who speaks at the end of the paragraph before byte at: the
// speaker of its last sentence or of the quotation that ends it.
func (f *finder) toldBefore(at int) attribution {
	p, last := f.previous.span, f.previous.last
	if p.Len() == 0 || f.colonParagraph.Len() > 0 || at < p.End || at-p.End > longestWord {
		return attribution{}
	}
	if last.span.Len() == 0 {
		return f.toldIn(p)
	}
	if last.unmarked || last.span.End > p.End {
		return attribution{}
	}
	rest := model.Span{Start: last.span.End, End: p.End}
	if !f.isTail(rest, &last) {
		return f.toldIn(rest)
	}
	said := last.said
	if said.speaker.Len() == 0 {
		said = last.echo
	}
	return said
}

// isTail reports whether the text after the last quotation only ends its sentence or
// attributes it.
func (f *finder) isTail(rest model.Span, last *found) bool {
	if !strings.ContainsFunc(rest.Of(f.text), isLetter) {
		return true
	}
	start := f.lastSentence(rest)
	if start < 0 {
		return false
	}
	return start == rest.Start && !f.endsSentence(last.inner) || last.said.force == firm && last.said.cue.Start >= start && last.said.cue.End <= rest.End
}

// endsSentence reports whether the words of a quotation end with the end of a sentence.
func (f *finder) endsSentence(inner model.Span) bool {
	return strings.ContainsRune(".!?…", lastRune(strings.TrimSpace(inner.Of(f.text))))
}

// lastSentence returns the byte where the last whole sentence of the text in s begins,
// or -1 if it is too long.
func (f *finder) lastSentence(s model.Span) int {
	text := strings.TrimRightFunc(s.Of(f.text), func(r rune) bool { return unicode.IsSpace(r) || neighbourOf(r) == point || neighbourOf(r) == shut })
	from, to := s.Start, s.Start+len(text)
	if to-from > farthestBack {
		from = to - farthestBack
	}
	start := f.language.sentenceStartIn(f.text, from, to)
	if start == from && from > s.Start {
		return -1
	}
	return start
}

// toldIn returns who speaks in the last sentence of a text that ends before a
// quotation. It returns nothing if the text ends within a sentence, or if that
// sentence belongs to a quotation before it.
func (f *finder) toldIn(s model.Span) attribution {
	text := strings.TrimRightFunc(s.Of(f.text), unicode.IsSpace)
	if !strings.ContainsRune(".!…", lastRune(text)) {
		return attribution{}
	}
	start := f.lastSentence(s)
	if start < 0 {
		return attribution{}
	}
	first := firstRune(strings.TrimLeftFunc(f.text[start:s.End], unicode.IsSpace))
	if !unicode.IsUpper(first) {
		return attribution{}
	}
	r := &f.reader
	r.toks = r.tokens(r.toks[:0], f.text, start, s.Start+len(text), false)
	if said, aside := r.reported(); said.speaker.Len() > 0 {
		if aside || r.generic(said.speaker) {
			return attribution{}
		}
		return said
	}
	return attribution{speaker: r.actor()}
}

// actor returns the person whom the sentence in the reader is about: a name that
// begins it and is the subject of a verb. A name of one word must have been read
// before, because any word that begins a sentence has a capital.
func (r *reader) actor() model.Span {
	t := r.toks
	end := 0
	for end < len(t) && t[end].isWord() && t[end].role&lexicon.Break == 0 {
		end++
	}
	i := r.dropFront(0, end)
	k := r.nounEnd(i, end)
	if i >= end || k == end && (end == len(t) || t[end].kind != comma) || r.determines(i) {
		return model.Span{}
	}
	who := r.between(i, r.dropFillers(i, k))
	for k > i && t[k-1].kind != upperWord {
		k--
	}
	named := k
	for named > i && t[named-1].kind == upperWord && t[named-1].role&(lexicon.Article|lexicon.Opener|lexicon.Pronoun) == 0 {
		named--
	}
	switch k - named {
	case 0:
		return model.Span{}
	case 1:
		if !r.named(t[named].span) {
			return model.Span{}
		}
	}
	return who
}

// named reports whether a name stands behind another capital in the text before it, as
// a surname does. It reads a bounded part of that text.
func (r *reader) named(name model.Span) bool {
	const most = 1 << 11
	from := max(0, name.Start-most)
	for to := name.Start; to > from; {
		i := strings.LastIndex(r.text[from:to], name.Of(r.text))
		if i < 2 {
			return false
		}
		to = from + i
		before := strings.TrimRight(r.text[from:to], " ")
		if len(before) < to-from {
			word := before[strings.LastIndexAny(before, " \n")+1:]
			if unicode.IsUpper(firstRune(word)) && isLetter(lastRune(word)) && r.roleOf(word)&(lexicon.Article|lexicon.Opener|lexicon.Pronoun) == 0 {
				return true
			}
		}
	}
	return false
}
