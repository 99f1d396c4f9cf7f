package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// A block quotation is one or more paragraphs of somebody's words without quotation
// marks:
//
//	Ana Ré wrote:                       the paragraph after a colon, if
//	The wall will hold for a year.      the clause before it names who says it
//
//	> The wall will hold.               paragraphs that begin with ">"
//
// After a colon, a block whose first paragraph is indented includes the paragraphs
// that are indented as much, and a letter extends to its closing formula. Otherwise
// the block is one paragraph.

// block is the block quotation that is being read.
type block struct {
	end  int // the byte where it ends
	said attribution
}

// inBlock reports whether the paragraph is part of a block quotation.
func (f *finder) inBlock(p model.Span) bool {
	if p.Start < f.block.end {
		return true
	}
	cited := f.text[p.Start] == '>'
	if !cited && f.colonParagraph.Len() == 0 {
		return false
	}
	said := f.introduced()
	if !cited && (said.force != firm || !f.isProse(p)) {
		return false
	}
	f.block = block{end: p.End, said: said}
	indent := f.indent(p)
	switch {
	case cited:
		f.extendBlock(func(q model.Span) bool { return f.text[q.Start] == '>' })
	case f.opensLetter(p):
		f.block.end = f.letterEnd(p)
	case indent > f.indent(f.colonParagraph):
		f.extendBlock(func(q model.Span) bool { return f.indent(q) >= indent })
	}
	return true
}

// extendBlock adds the paragraphs that follow, as long as belongs returns true.
func (f *finder) extendBlock(belongs func(model.Span) bool) {
	for _, q := range f.later[:min(len(f.later), mostAhead)] {
		if !belongs(q) {
			return
		}
		f.block.end = q.End
	}
}

// introduced returns the attribution at the end of the paragraph before, if that
// paragraph ends with a colon and says who speaks or that a text follows.
func (f *finder) introduced() attribution {
	if f.colonParagraph.Len() == 0 {
		return attribution{}
	}
	said := f.reader.before(f.colonParagraph.Start, f.colonParagraph.End)
	cue := said.cue.Of(f.text)
	kind := f.reader.roleOf(cue)
	if f.reader.nounAt(said.cue) {
		kind &= lexicon.Text // "three demands:"
	}
	switch {
	case said.force == unsaid, f.reader.generic(said.speaker):
		return attribution{}
	case kind&lexicon.Text != 0:
		said.force = firm // "Ana Ré's statement in full:"
		return said
	case said.force == firm && said.speaker.Len() > 0 && (kind&lexicon.Cue != 0 || strings.Contains(cue, " ")):
		return said
	}
	return attribution{}
}

// isProse reports whether a paragraph may be somebody's words: it begins with
// neither a quotation mark nor the sign or number of a list item, and ends like a
// sentence unless it opens a letter.
func (f *finder) isProse(p model.Span) bool {
	s := p.Of(f.text)
	first, n := utf8.DecodeRuneInString(s)
	if near := neighbourOf(first); near != word && first != '…' && !strings.HasPrefix(s, "...") && near != open || first == '•' || first == '*' || first == '+' {
		return false
	}
	if second, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s[n:], unicode.IsDigit)); second == ')' || second == '.' && unicode.IsDigit(first) {
		return false
	}
	return strings.ContainsRune(".!?…)]。！？", lastRune(s)) || f.opensLetter(p)
}

// indent returns the number of white space bytes before a paragraph on its line.
func (f *finder) indent(p model.Span) int {
	const most = 64
	n := 0
	for n < most && n < p.Start && (f.text[p.Start-n-1] == ' ' || f.text[p.Start-n-1] == '\t') {
		n++
	}
	return n
}

// opensLetter reports whether a paragraph is the salutation of a letter: "Dear Ana,".
func (f *finder) opensLetter(p model.Span) bool {
	return strings.ContainsRune(",:!", lastRune(p.Of(f.text))) && f.formula(p, lexicon.Salute)
}

// letterEnd returns where the letter that p opens ends: before its signature, or
// with the paragraph after the salutation if no closing formula follows soon.
func (f *finder) letterEnd(p model.Span) int {
	later := f.later[:min(len(f.later), mostAhead)]
	for _, q := range later {
		if f.formula(q, lexicon.Farewell) {
			return q.End
		}
	}
	if len(later) > 0 {
		return later[0].End
	}
	return p.End
}

// formula reports whether a paragraph is a short formula that begins with a word of
// the role.
func (f *finder) formula(p model.Span, kind lexicon.Role) bool {
	const most = 8 // words
	if p.Len() > longestReach/2 {
		return false
	}
	r := &f.reader
	r.toks = r.tokens(r.toks[:0], f.text, p.Start, p.End, true)
	return len(r.toks) > 0 && len(r.toks) <= most && r.toks[0].role&kind != 0 && r.toks[len(r.toks)-1].span.End == p.End
}

// blockWords returns the paragraph as a part of the block quotation, without the
// signs ">" before it.
func (f *finder) blockWords(p model.Span) []found {
	words := strings.TrimLeft(p.Of(f.text), "> \t")
	if !strings.ContainsFunc(words, isLetter) {
		return nil
	}
	said := f.block.said
	if p.End == f.block.end && said.speaker.Len() == 0 && len(f.later) > 0 {
		if a, ok := f.reader.signature(f.later[0]); ok {
			said = a
		}
	}
	span := model.Span{Start: p.End - len(words), End: p.End}
	return append(f.found[:0], found{pair: pair{span: span, inner: span}, said: said, unmarked: true})
}
