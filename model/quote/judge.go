package quote

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// attribute fills f.found with the pairs, except the unproven ones, and with their
// speakers and surroundings; see dropUnproven. p is the paragraph, extended back
// over the words before a mark that was carried into it.
func (f *finder) attribute(pairs []pair, p model.Span) {
	f.reader.words, f.reader.text = f.language, f.text
	f.found = f.found[:0]
	var last *found
	for i, q := range pairs {
		gap := model.Span{Start: p.Start, End: q.span.Start}
		if last != nil {
			gap.Start = last.span.End
		}
		behind := p.End
		if i+1 < len(pairs) {
			behind = pairs[i+1].span.Start
		}
		one := found{pair: q, start: last == nil && strings.TrimSpace(gap.Of(f.text)) == ""}
		one.said = f.who(q, last, gap, behind)
		one.also = last != nil && one.said.force == unsaid && f.isList(gap)
		one.shape = f.shapeOf(q)
		if one.said.force == unsaid && one.said.speaker.Len() == 0 {
			one.echo = f.antecedent(q, last, gap, one.shape.words)
		}
		one.beside = f.settingOf(q, gap.Start, p.End)
		f.found = append(f.found, one)
		last = &f.found[len(f.found)-1]
	}
	f.found = f.dropUnproven(f.found)
}

// who returns the attribution of one quotation. A firm attribution after it counts
// first, then a firm one before it, then a weak one before it, then a weak one
// after it. If it finds none, who returns the attribution of the quotation before
// it if keepsSpeaker allows that.
func (f *finder) who(q pair, last *found, gap model.Span, behind int) attribution {
	r := &f.reader
	var after attribution
	if !q.goes {
		after = r.after(q, q.span.End, behind)
		if after.force != firm && !q.lost && !q.open {
			if a, ok := r.unlisted(q); ok && f.beginsSentence(gap) {
				after = a
			}
		}
		if after.force == unsaid && strings.TrimSpace(f.text[q.span.End:behind]) == "" && behind < f.next.Start {
			if a, ok := r.signature(f.next); ok {
				after = a
			}
		}
	}
	if after.force == firm || q.lost {
		return after
	}
	lead := gap
	if last == nil && strings.TrimSpace(gap.Of(f.text)) == "" && !f.going && f.colonParagraph.Len() > 0 && f.colonParagraph.End <= gap.Start {
		lead = f.colonParagraph
	}
	before := r.before(lead.Start, lead.End)
	if before.force != unsaid && before.speaker.Len() == 0 && last != nil && r.lacksSubject(before.cue) && r.sentenceStart(f.text, gap.Start, gap.End) == gap.Start {
		if before.speaker = last.said.speaker; before.speaker.Len() == 0 {
			before.speaker = last.echo.speaker // “…” and praised its “…”
		}
	}
	if last != nil && before.cue == last.said.cue && before.cue.Len() > 0 {
		return last.said // “…,” said Ana, “…”
	}
	switch {
	case before.force != unsaid && before.force >= after.force:
		return before
	case last != nil && last.said.force != unsaid && f.keepsSpeaker(last, gap):
		return f.kept(last, gap)
	case after.force != unsaid:
		return after
	}
	return before
}

// beginsSentence reports whether a quotation begins a sentence. gap is the text before
// it, from the last quotation or the beginning of the paragraph.
func (f *finder) beginsSentence(gap model.Span) bool {
	return strings.TrimSpace(f.text[f.language.sentenceStart(f.text, gap.Start, gap.End):gap.End]) == ""
}

// keepsSpeaker reports whether the words between two quotations suggest that the
// speaker stays the same. They do if they end with the end of a sentence, or if
// they are few and contain no sentence end.
//
//	“…,” he said. “…”        the “nasty” and “small” man
func (f *finder) keepsSpeaker(last *found, gap model.Span) bool {
	const few = 24
	r := &f.reader
	if gap.Len() > longestReach {
		return false
	}
	start := r.sentenceStart(f.text, gap.Start, gap.End)
	if strings.TrimSpace(f.text[start:gap.End]) == "" {
		return true
	}
	r.toks = r.tokens(r.toks[:0], f.text, gap.Start, gap.End, true)
	if len(r.toks) > 0 && r.toks[0].kind == upperWord && strings.ContainsRune(".!?", lastRune(last.inner.Of(f.text))) {
		return false // a sentence begins: "“We left.” The “old” wall"
	}
	return start == gap.Start && len(r.toks) <= few
}

// kept returns the attribution of the last quotation for the next one, with the
// speaker of the sentence between them if that sentence is about another.
func (f *finder) kept(last *found, gap model.Span) attribution {
	said := last.said
	if !f.beginsSentence(gap) || f.isTail(gap, last) {
		return said
	}
	if told := f.toldIn(gap); told.speaker.Len() > 0 {
		said.speaker, said.cue = told.speaker, told.cue
	}
	return said
}

// isList reports whether the words between two quotations only join them as the
// items of a list: "and", ", a", "or the".
func (f *finder) isList(gap model.Span) bool {
	const most = 4 // tokens
	r := &f.reader
	if gap.Len() > longestWord {
		return false
	}
	r.toks = r.tokens(r.toks[:0], f.text, gap.Start, gap.End, false)
	for _, t := range r.toks {
		if t.kind != comma && (!t.isWord() || t.role&(lexicon.Break|lexicon.Article) == 0) {
			return false
		}
	}
	return len(r.toks) <= most
}

// dropUnproven removes the quotations that lack a mark and have no firm
// attribution. It keeps those without a closing mark that continue in the next
// paragraph or begin their own.
func (f *finder) dropUnproven(all []found) []found {
	kept := all[:0]
	for _, q := range all {
		if !q.open && !q.lost || q.goes || q.open && q.start || q.said.force == firm {
			kept = append(kept, q)
		}
	}
	return kept
}
