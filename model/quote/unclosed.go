package quote

import (
	"slices"
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// finish handles the marks that a paragraph opened and did not close. It reports
// whether a quotation continues in the next paragraph.
//
// A missing mark must not swallow the text that follows, so the quotation is the
// shortest that the marks around it support:
//
//	“We waited.            the next paragraph opens with a mark too:
//	“Then we left.”        one speech, and each paragraph is a part of it
//
//	"We waited.            the first mark of the next paragraph closes:
//	Then we left," he …    one quotation across both
//
//	She said, "We waited. Then she left.     neither: the quotation ends with the sentence
func (f *finder) finish(p model.Span) (going bool) {
	a := &f.pairer
	f.dropUnproved(p)
	f.takeUnopened(p)
	if len(a.stack) == 0 {
		return false
	}
	limit := p.End
	next, ok := nextMark(f.text, f.next, f.next.Start)
	last := f.outer(p, next, ok)
	if last >= 0 {
		o := a.stack[last]
		a.stack, limit = a.stack[:last], o.at
		if next.at == f.next.Start && next.side == opens {
			going = f.takeOpen(o, p.End, true)
		} else {
			f.carried = &carried{mark: o.mark, from: f.lastEnd(p, o.at)}
		}
		a.pairs = slices.DeleteFunc(a.pairs, func(q pair) bool { return q.span.End > o.at && q.span.Start != o.at })
	}
	closed := len(a.pairs) // the loop must not read the pairs that it adds
	for i := 0; i < len(a.stack); i++ {
		o := a.stack[i]
		if i+1 < len(a.stack) && o.plain && a.stack[i+1].plain && a.stack[i+1].count == o.count+1 {
			a.add(o.mark, a.stack[i+1].mark) // two straight marks in a row that both seem to open are a pair
			i++
			continue
		}
		end := limit
		if i+1 < len(a.stack) {
			end = a.stack[i+1].at
		}
		f.takeOpen(o, f.cut(o, end, a.pairs[min(o.inner, closed):closed]), false)
	}
	return going
}

// dropUnproved removes all single marks from the stack, and the carried mark if
// this paragraph did not close it. A single mark that has a possible closing mark
// becomes a pair; any other counts as an apostrophe.
func (f *finder) dropUnproved(p model.Span) {
	a := &f.pairer
	kept := a.stack[:0]
	for _, o := range a.stack {
		switch {
		case o.at < p.Start:
		case o.family != single:
			kept = append(kept, o)
		case o.maybe.end > 0:
			a.add(o.mark, o.maybe)
		}
	}
	a.stack = kept
}

// takeUnopened adds the quotation that ends with the first double mark of the
// paragraph, if that mark closes nothing and follows a comma, ! or ?. Its opening
// mark seems to be missing, so the quotation begins with the sentence. It is
// dropped later unless the words after it clearly attribute it.
//
//	We waited for a week,” Ana Ré said.
func (f *finder) takeUnopened(p model.Span) {
	m := f.pairer.unopened
	if m.end == 0 || !strings.ContainsRune(",，!?", lastRune(f.text[p.Start:m.at])) {
		return
	}
	start := f.language.sentenceStart(f.text, p.Start, m.at-1)
	start += len(f.text[start:m.at]) - len(strings.TrimLeftFunc(f.text[start:m.at], unicode.IsSpace))
	f.pairer.pairs = append(f.pairer.pairs, pair{
		span: model.Span{Start: start, End: m.end}, inner: model.Span{Start: start, End: m.at}, family: m.family, lost: true,
	})
}

// outer returns the index on the stack of the mark whose quotation continues in the
// next paragraph, or -1 if there is none. next is the first mark of that paragraph;
// ok is false if it has none.
func (f *finder) outer(p model.Span, next mark, ok bool) int {
	a := &f.pairer
	if !ok || next.side == either || next.side == opens && next.at != f.next.Start {
		return -1
	}
	for i, o := range a.stack[:min(len(a.stack), deepest)] {
		if o.family != next.family || o.family == single || next.side == opens && o.plain != next.plain {
			continue
		}
		if i+1 < len(a.stack) && a.stack[i+1].plain == o.plain {
			continue // another mark of the same kind opens before this one is closed
		}
		if f.hasLaterPair(o) {
			continue
		}
		return i
	}
	return -1
}

// hasLaterPair reports whether a quotation with marks of the same kind begins after
// the mark o. If it does, the closing mark of o seems to be missing.
func (f *finder) hasLaterPair(o opened) bool {
	for _, q := range f.pairer.pairs[min(o.inner, len(f.pairer.pairs)):] {
		if q.span.Start > o.at && q.family == o.family && (f.text[q.span.Start] == '"') == o.plain {
			return true
		}
	}
	return false
}

// takeOpen adds the quotation from o to byte end, which no mark closes. It adds
// nothing and returns false if the quotation is empty.
func (f *finder) takeOpen(o opened, end int, goes bool) bool {
	inner := strings.TrimRightFunc(f.text[o.end:max(end, o.end)], unicode.IsSpace)
	if inner == "" {
		return false
	}
	end = o.end + len(inner)
	f.pairer.pairs = append(f.pairer.pairs, pair{
		span: model.Span{Start: o.at, End: end}, inner: model.Span{Start: o.end, End: end}, family: o.family, open: true, goes: goes,
	})
	return true
}

// cut returns the byte, at most end, where the unclosed quotation that begins at o
// ends: after the comma before words that name a speaker, or at the end of its
// sentence. It reads at most longestReach bytes, and not beyond the first quotation
// in later that begins after o. If it finds no end there, it returns end if it read
// that far, and otherwise o.end, so that nothing is quoted. later are the
// quotations that were closed after o opened.
func (f *finder) cut(o opened, end int, later []pair) int {
	limit := min(end, o.end+longestReach)
	for _, q := range later {
		if q.span.Start > o.at {
			limit = min(limit, q.span.Start)
			break
		}
	}
	r := &f.reader
	r.toks = f.language.tokens(r.toks[:0], f.text, o.end, limit, true)
	for i, t := range r.toks {
		if t.kind == stop {
			return t.span.End
		}
		if t.kind == comma && f.attributes(r.toks[i+1:]) {
			return t.span.End
		}
	}
	if limit == end {
		return end
	}
	return o.end
}

// attributes reports whether the words clearly name a speaker: "he said", "said
// Ana", "Ana Ré said".
func (f *finder) attributes(t []token) bool {
	const names = 4
	for i := 0; i < len(t) && i < names; i++ {
		switch {
		case t[i].kind == lowerWord && t[i].role&lexicon.Cue != 0:
			return true
		case t[i].kind != upperWord && t[i].role&lexicon.Pronoun == 0:
			return false
		}
	}
	return false
}

// lastEnd returns where the last quotation before byte at ends, or where p begins
// if there is none.
func (f *finder) lastEnd(p model.Span, at int) int {
	end := p.Start
	for _, q := range f.pairer.pairs {
		if q.span.End <= at {
			end = max(end, q.span.End)
		}
	}
	return end
}
