package quote

import (
	"unicode/utf8"

	"assay.app/assay/model"
)

// finder reads a text paragraph by paragraph. It holds the quotations of at most
// one paragraph, the parts of one quotation and, until decide has set reports, the
// quotations at the beginning of the text (see enough).
type finder struct {
	language *words
	text     string
	yield    func(Quote) bool
	next     model.Span   // the paragraph after the current one, or the rest of a very long one
	later    []model.Span // the paragraphs after the current one

	pairer         pairer
	reader         reader
	carried        *carried
	colonParagraph model.Span  // the paragraph before, if it ends with a colon
	run            run         // the last paragraphs that begin with a dash
	block          block       // the last block quotation
	done           int         // the byte where the last quotation found ends
	previous       previous    // the paragraph before
	going          bool        // a quotation of the paragraph before continues in this one
	kind           Kind        // of the last quotation judged
	heldEcho       attribution // of the first held part
	held           []Quote     // the parts so far of a quotation that continues in the next paragraph
	found          []found     // the quotations of one paragraph
	waiting        []found     // the quotations found before decided is set
	attributed     int         // the number of waiting quotations that are attributed
	decided        bool        // reports has been set
	reports        bool        // the text reports what people say, as news does
	singles        singles
}

// carried is an open mark that the first mark of the next paragraph may close.
type carried struct {
	mark mark
	from int // the byte where the words before it begin
}

// found is a pair with its attribution and its surroundings.
type found struct {
	pair
	said   attribution
	echo   attribution // the speaker that the text before suggests, if said has none
	shape  shape
	beside setting
	start  bool // it begins its paragraph
	joins  bool // it continues a quotation of the paragraph before
	also   bool // only words such as "and a" are between it and the quotation before

	unmarked bool // no quotation marks show that it is speech
}

// longestParagraph is the maximum number of bytes that are read as one paragraph.
// It bounds memory and time for any text. A longer paragraph is read in parts.
const longestParagraph = 1 << 16

// paragraph finds the quotations of one paragraph. It returns false if the caller
// wants no more quotations.
func (f *finder) paragraph(p model.Span) bool {
	if p.Len() <= longestParagraph && f.carried == nil && !f.going && f.unmarked(p) {
		return f.close(p)
	}
	next := f.next
	for p.Len() > longestParagraph {
		end := p.Start + longestParagraph
		for end > p.Start+longestParagraph/2 && (!utf8.RuneStart(f.text[end]) || !isGapAt(f.text, end)) {
			end--
		}
		// Move past a character that would be cut in two. A text that is not UTF-8
		// may have any number of continuation bytes, so move only a few bytes.
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

// part finds the quotations of a paragraph, or of a part of a very long one. It
// returns false if the caller wants no more quotations.
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
	f.going = going
	return f.close(p)
}

// unmarked finds the speech in a paragraph that dashes or the paragraph before show
// to be speech. It returns false if they do not.
func (f *finder) unmarked(p model.Span) bool {
	f.reader.words, f.reader.text = f.language, f.text
	switch {
	case f.dialogue(p):
		f.found, _ = f.turns(f.found[:0], p)
		if said := f.introduced(); said.force == firm && len(f.found) > 0 && f.found[0].said.force == unsaid {
			f.found[0].said = said
		}
		return true
	case f.inBlock(p):
		f.found = f.blockWords(p)
		return true
	}
	return false
}

// close emits the quotations found in a paragraph and remembers what the next one
// needs. It returns false if the caller wants no more quotations.
func (f *finder) close(p model.Span) bool {
	if !f.release(p.End) {
		return false
	}
	if n := len(f.found); n > 0 {
		f.done = f.found[n-1].span.End
	}
	f.previous = previous{span: p}
	if n := len(f.found); n > 0 {
		f.previous.last = f.found[n-1]
	}
	f.colonParagraph = model.Span{}
	if lastRune(p.Of(f.text)) == ':' {
		f.colonParagraph = p
	}
	return true
}

// enough is the number of bytes of a text to read before decide sets reports.
const enough = 1 << 16

// release emits the quotations found in a paragraph if decided is set. Otherwise
// they wait until enough of the text has been read. The paragraph ends at byte at.
// release returns false if the caller wants no more quotations.
func (f *finder) release(at int) bool {
	if f.decided {
		return f.emitAll(f.found)
	}
	for _, q := range f.found {
		if q.said.force == firm || q.said.force == weak && q.said.speaker.Len() > 0 {
			f.attributed++
		}
	}
	f.waiting = append(f.waiting, f.found...)
	return at < enough || f.decide()
}

// decide sets reports and emits the quotations that were waiting. A text reports
// speech if at least one and at least half of the quotations found so far are
// attributed.
func (f *finder) decide() bool {
	f.decided = true
	f.reports = f.attributed > 0 && 2*f.attributed >= len(f.waiting)
	ok := f.emitAll(f.waiting)
	f.waiting = nil
	return ok
}

func (f *finder) end() {
	if f.decide() {
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

// emit emits one quotation. The parts of a quotation that continues over several
// paragraphs are held until the last part, because any of them may name the
// speaker.
func (f *finder) emit(q found) bool {
	if !q.joins && !f.flush() {
		return false
	}
	f.kind = f.judge(&q)
	if len(f.held) == 0 {
		f.heldEcho = q.echo
	}
	f.held = append(f.held, Quote{Span: q.span, Kind: f.kind, Speaker: f.reader.settled(q.said.speaker), Cue: q.said.cue, Open: q.open})
	return q.goes || f.flush()
}

// flush emits the held parts. A part without a speaker gets the first speaker that
// another part names, or else the one that the text before the parts suggests.
func (f *finder) flush() bool {
	var known Quote
	for _, q := range f.held {
		if q.Speaker.Len() > 0 {
			known = q
			break
		}
	}
	if known.Speaker.Len() == 0 && f.heldEcho.speaker.Len() > 0 && f.held[0].Kind == Speech {
		known.Speaker, known.Cue = f.heldEcho.speaker, f.heldEcho.cue
	}
	for _, q := range f.held {
		if q.Speaker.Len() == 0 && known.Speaker.Len() > 0 {
			q.Speaker, q.Cue = known.Speaker, known.Cue
		}
		if !f.yield(q) {
			return false
		}
	}
	f.held, f.heldEcho = f.held[:0], attribution{}
	return true
}

// firstRune and lastRune return U+FFFD if s is empty.
func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
