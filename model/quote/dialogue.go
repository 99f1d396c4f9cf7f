package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// In Spanish, French, Ukrainian and Russian a dash before a paragraph introduces
// speech, and dashes or commas set off the narration within it:
//
//	—No podemos esperar —dijo Ana Gil—. Mañana veremos.
//	~~~~~~~~~~~~~~~~~~~  ~~~~~~~~~~~~   ~~~~~~~~~~~~~~~
//	words                narration      words
//
//	— Nous ne pouvons pas attendre, dit Anne Gil. Demain nous verrons.
//	— Ми не можемо чекати, — сказала Ганна Гіль. — Завтра побачимо.
//
// A dash within the words also stands for a verb or a pause. It begins narration
// only if a verb of saying follows, or if it is set off as in Spanish, or if an
// action follows the end of a sentence. Lists begin with dashes too; see dialogue.

// run is a number of consecutive paragraphs that begin with a dash.
type run struct {
	end    int  // the byte where its last paragraph ends
	speaks bool // it is a dialogue
}

const (
	mostTries = 64 // places in a paragraph where narration is looked for
	mostAhead = 16 // paragraphs that are looked at together
)

// dialogue reports whether a paragraph is speech that a dash introduces. Consecutive
// paragraphs with dashes are a dialogue if one of them is certainly speech, and
// otherwise a list. A single one is also speech if it is a sentence and does not
// follow a colon.
func (f *finder) dialogue(p model.Span) bool {
	if !f.language.Dashes || neighbourOf(firstRune(p.Of(f.text))) != line {
		return false
	}
	if p.Start < f.run.end {
		return f.run.speaks
	}
	f.run = run{end: p.End, speaks: f.speaks(p)}
	alone := true
	for _, q := range f.later[:min(len(f.later), mostAhead)] {
		if neighbourOf(firstRune(q.Of(f.text))) != line {
			break
		}
		alone = false
		f.run.end = q.End
		f.run.speaks = f.run.speaks || f.speaks(q)
	}
	if alone && !f.run.speaks {
		f.run.speaks = f.colonParagraph.Len() == 0 && f.isSentence(p)
	}
	return f.run.speaks
}

// speaks reports whether a paragraph that begins with a dash is certainly speech: it
// is a question or an exclamation, its dash touches the first word as in Spanish, a
// paragraph with a colon introduces it, or narration attributes its words.
func (f *finder) speaks(p model.Span) bool {
	if p.Len() > longestParagraph {
		return false
	}
	s := p.Of(f.text)
	first, n := utf8.DecodeRuneInString(s)
	second := firstRune(s[n:])
	if first == '—' && (unicode.IsUpper(second) || second == '¿' || second == '¡') || strings.ContainsRune("?!", lastRune(s)) {
		return true
	}
	if f.isSentence(p) && f.introduced().force == firm {
		return true
	}
	_, narrated := f.turns(nil, p)
	return narrated
}

// isSentence reports whether the words after a dash begin with a capital and end
// like a sentence. A name and an office behind a dash are a signature.
func (f *finder) isSentence(p model.Span) bool {
	s := p.Of(f.text)
	words := strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if firstRune(s) == '-' || !unicode.IsUpper(firstRune(words)) || !strings.ContainsRune(".…", lastRune(s)) {
		return false
	}
	said, signed := f.reader.signature(p)
	return !signed || !strings.Contains(said.speaker.Of(f.text), " ")
}

// narration is a stretch of text within a paragraph of dialogue that is not speech.
type narration struct {
	start, from int // where the words before it end, and where it begins
	said        attribution
	comma       bool // a comma, not a dash, precedes it
}

// turns appends the words spoken in a paragraph that begins with a dash, and
// reports whether narration attributes them to somebody.
func (f *finder) turns(dst []found, p model.Span) ([]found, bool) {
	narrated := false
	_, dash := utf8.DecodeRuneInString(p.Of(f.text))
	start, from, tries := p.Start, p.Start+dash, mostTries
	commas := !f.hasNarration(from, p.End, &tries)
	var said attribution
	for start < p.End {
		n, ok := f.narrationAt(from, p.End, commas, &tries)
		end := p.End
		if ok {
			end = n.start
			if n.said.force == firm {
				said, narrated = n.said, true
			}
		}
		words := strings.TrimRightFunc(f.text[start:end], func(r rune) bool { return unicode.IsSpace(r) || r == ',' || neighbourOf(r) == line })
		if strings.ContainsFunc(words, isLetter) {
			span := model.Span{Start: start, End: start + len(words)}
			dst = append(dst, found{pair: pair{span: span, inner: span}, said: said, unmarked: true})
		}
		if !ok {
			break
		}
		start = f.resume(n, p.End)
		from = start
	}
	return dst, narrated
}

// hasNarration reports whether dashes set off narration in text[from:end].
func (f *finder) hasNarration(from, end int, tries *int) bool {
	_, ok := f.narrationAt(from, end, false, tries)
	return ok
}

// narrationAt returns the first narration in text[from:end]. It looks behind commas
// only if commas is set, and at no more places than tries allows.
func (f *finder) narrationAt(from, end int, commas bool, tries *int) (narration, bool) {
	for i := from; i < end && *tries > 0; {
		r, n := utf8.DecodeRuneInString(f.text[i:end])
		at := i
		i += n
		near := neighbourOf(r)
		if near != line && (!commas || near != point) || at == from {
			continue
		}
		before := strings.TrimRightFunc(f.text[from:at], unicode.IsSpace)
		next := end - len(strings.TrimLeftFunc(f.text[i:end], unicode.IsSpace))
		if next == end || near == line && len(before) == at-from && next == i {
			continue // a dash within a word
		}
		*tries--
		if near == point {
			if said, ok := f.reader.narrates(next, end, true); ok && said.speaker.Len() > 0 && unicode.IsLower(firstRune(f.text[next:end])) {
				return narration{start: i, from: next, said: said, comma: true}, true
			}
			continue
		}
		aside := len(before) < at-from && next == i // " —dijo"
		last := lastRune(before)
		said, ok := f.reader.narrates(next, end, aside || strings.ContainsRune(",.!?…", last))
		if !ok && strings.ContainsRune(",.!?…", last) {
			ok = aside && last != ',' || f.reader.acts()
		}
		if ok {
			return narration{start: at, from: next, said: said}, true
		}
	}
	return narration{}, false
}

// narrates reads an attribution that begins at byte from. It accepts a verb that is
// not in the lists only if loose is set. It returns false if it finds no attribution.
func (r *reader) narrates(from, end int, loose bool) (attribution, bool) {
	r.toks = r.tokens(r.toks[:0], r.text, from, min(end, from+longestReach), true)
	for i, one := range r.toks {
		if one.kind == dash {
			r.toks = r.toks[:i]
			break
		}
	}
	t := r.toks
	if len(t) == 0 || !t[0].isWord() {
		return attribution{}, false
	}
	if end, ok := r.phrase(0); ok {
		return attribution{speaker: r.naming(end), cue: r.between(0, end), force: firm}, true
	}
	for i := 0; i < min(2, len(t)); i++ { // "тихо сказала Ганна"
		if a, ok := r.inverted(i, true); ok {
			return a, true
		}
		if t[i].kind != lowerWord || t[i].role != 0 {
			break
		}
	}
	if loose && r.isVerb(0) && (len(t) == 1 || r.isSpeaker(1)) {
		return attribution{speaker: r.naming(1), cue: t[0].span, force: firm}, true
	}
	const names = 5
	for i := 1; i < min(names, len(t)) && t[i].isWord() && r.isSpeaker(0); i++ {
		if t[i].kind == lowerWord && t[i].role&lexicon.Cue != 0 {
			return attribution{speaker: r.subject(0, i), cue: t[i].span, force: firm}, true
		}
	}
	return attribution{}, false
}

// acts reports whether the tokens that the reader holds say what somebody did:
// "Він усміхнувся".
func (r *reader) acts() bool {
	const names = 3
	for i := 1; i < min(names+1, len(r.toks)) && r.toks[i].isWord() && r.isSpeaker(0); i++ {
		if t := r.toks[i]; t.kind == lowerWord && r.isPast(t.span.Of(r.text)) {
			return true
		}
	}
	return false
}

// resume returns the byte offset at which speech resumes after narration, or end if
// it does not. If a dash began the narration, speech resumes behind the next dash. If
// a comma did, speech resumes behind the next comma, unless a circumstance follows
// ("dit-il, en souriant"), or with the next sentence, unless that says what somebody
// did.
func (f *finder) resume(n narration, end int) int {
	gaps := func(r rune) bool { return unicode.IsSpace(r) }
	if !n.comma {
		for i := n.from; i < end; {
			r, size := utf8.DecodeRuneInString(f.text[i:end])
			next := i + size
			if neighbourOf(r) == line && (neighbourOf(lastRune(f.text[n.from:i])) != word || neighbourOf(firstRune(f.text[next:end])) != word) {
				rest := strings.TrimLeftFunc(f.text[next:end], func(r rune) bool { return gaps(r) || strings.ContainsRune(".,;:…", r) })
				return end - len(rest)
			}
			i = next
		}
		return end
	}
	for i := max(n.said.speaker.End, n.said.cue.End, n.from); i < end; {
		r, size := utf8.DecodeRuneInString(f.text[i:end])
		i += size
		if neighbourOf(r) != point {
			continue
		}
		next := end - len(strings.TrimLeftFunc(f.text[i:end], gaps))
		reader := &f.reader
		reader.toks = reader.tokens(reader.toks[:0], f.text, next, min(end, next+longestReach), true)
		switch {
		case len(reader.toks) == 0:
			return end
		case r == ',' && reader.toks[0].role&(lexicon.Opener|lexicon.Article) != 0:
			continue
		case r != ',' && reader.acts():
			return end
		}
		return next
	}
	return end
}
