package quote

import (
	"unicode/utf8"

	"assay.app/assay/model"
)

// finder goes through a text paragraph by paragraph. What it holds besides is
// bounded by a paragraph, or by the parts of one quotation.
type finder struct {
	language *words
	text     string
	yield    func(Quote) bool
	next     model.Span // the paragraph after this one

	pairer  pairer
	reader  reader
	carried *carried
	lead    model.Span // the paragraph before, when it ends with a colon
	done    int        // where the last quotation found ends
	going   bool       // the paragraph before ended within a quotation
	held    []Quote    // parts of a quotation whose speaker is not known yet
	found   []found    // of one paragraph
	waiting []found    // until enough is read to tell what text it is
	said    int        // how many of those waiting are said by somebody
	settled bool       // it is told
	reports bool       // the text reports what people say, as news does
	singles singles
}

// carried is a mark that the next paragraph closes.
type carried struct {
	mark mark
	from int // where the words before it begin
}

// found is a pair with what is known of who says it.
type found struct {
	pair
	said   attribution
	shape  shape
	beside setting
	start  bool // nothing stands before it in its paragraph
	joins  bool // the quotation that ends the paragraph before goes on in it
}

// longestParagraph bounds, in bytes, what is looked at as one paragraph, so
// that memory and time stay in proportion whatever the text. A longer one is
// looked at in parts.
const longestParagraph = 1 << 16

// paragraph finds the quotations of one paragraph. It gives false when no
// more are wanted.
func (f *finder) paragraph(p model.Span) bool {
	next := f.next
	for p.Len() > longestParagraph {
		end := p.Start + longestParagraph
		for end > p.Start+longestParagraph/2 && (!utf8.RuneStart(f.text[end]) || !isGapAt(f.text, end)) {
			end--
		}
		// Past the character that is cut, but not past all of a text that is not
		// UTF-8 and has bytes only that go on with one.
		for most := min(end+utf8.UTFMax-1, p.End); end < most && !utf8.RuneStart(f.text[end]); {
			end++
		}
		f.next = model.Span{Start: end, End: p.End}
		if !f.part(model.Span{Start: p.Start, End: end}) {
			return false
		}
		p.Start = end
	}
	f.next = next
	return f.part(p)
}

// part finds the quotations of a paragraph, or a part of a very long one.
func (f *finder) part(p model.Span) bool {
	var open *mark
	from := p.Start
	if f.carried != nil {
		open, from = &f.carried.mark, f.carried.from
		f.carried = nil
	}
	f.pairer.read(f.text, p, open)
	going := f.finish(p)
	f.attribute(f.pairer.outermost(f.done), model.Span{Start: from, End: p.End})
	for i := range f.found {
		f.found[i].joins = f.going && f.found[i].start
	}
	if !f.pass(p.End) {
		return false
	}
	if n := len(f.found); n > 0 {
		f.done = f.found[n-1].span.End
	}
	f.lead = model.Span{}
	if lastRune(p.Of(f.text)) == ':' {
		f.lead = p
	}
	f.going = going
	return true
}

// enough is how much of a text is read, in bytes, before it is told what kind
// of text it is.
const enough = 1 << 16

// pass judges and hands on what has been found, once it is known what kind of
// text this is.
func (f *finder) pass(at int) bool {
	if f.settled {
		return f.emitAll(f.found)
	}
	for _, q := range f.found {
		if q.said.force == firm || q.said.force == weak && q.said.speaker.Len() > 0 {
			f.said++
		}
	}
	f.waiting = append(f.waiting, f.found...)
	return at < enough || f.settle()
}

// settle tells what kind of text this is: in one that reports speech, at least
// half of the quotations have an attribution.
func (f *finder) settle() bool {
	f.settled = true
	f.reports = f.said > 0 && 2*f.said >= len(f.waiting)
	ok := f.emitAll(f.waiting)
	f.waiting = nil
	return ok
}

// end hands on all that is left.
func (f *finder) end() {
	if f.settle() {
		f.flush()
	}
}

func (f *finder) emitAll(all []found) bool {
	for _, q := range all {
		if !f.emit(q) {
			return false
		}
	}
	return true
}

// emit hands on one quotation. The parts of one that goes on from paragraph to
// paragraph are held back until the last has come, for any of them may tell
// who speaks.
func (f *finder) emit(q found) bool {
	if !q.joins && !f.flush() {
		return false
	}
	f.held = append(f.held, Quote{Span: q.span, Kind: f.judge(&q), Speaker: q.said.speaker, Cue: q.said.cue, Open: q.open})
	return q.goes || f.flush()
}

// flush hands on what is held back.
func (f *finder) flush() bool {
	var known Quote
	for _, q := range f.held {
		if q.Speaker.Len() > 0 {
			known = q
			break
		}
	}
	for _, q := range f.held {
		if q.Speaker.Len() == 0 {
			q.Speaker, q.Cue = known.Speaker, known.Cue
		}
		if !f.yield(q) {
			return false
		}
	}
	f.held = f.held[:0]
	return true
}

// firstRune and lastRune give U+FFFD when s is empty.
func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
