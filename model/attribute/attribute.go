package attribute

import (
	"assay.app/assay/model"
	"assay.app/assay/model/quote"
)

// Proposal is an attribution proposed for one sentence.
type Proposal struct {
	Unit  int              // index into the document's units
	Voice string           // the voice, by the fullest name that the article has for it: "Ana Ré"
	As    string           // how the sentence names it: "Ré", "she", "the mayor"; may be empty if a quotation continues
	Cue   string           // "said", "according to"; may be empty
	Mode  model.SpeechMode // how the sentence reports what the voice says
	Via   string           // the other outlet it was told to ("told CNN"), or ""
	Guess bool             // the voice was inferred from a pronoun, an office or the sentences before
	At    model.Span       // the words in As, as byte offsets into the text; empty if As is empty
}

// For returns the proposals for a document, at most one for each unit that is a sentence, in
// order. The same document always gets the same proposals. For takes time proportional to
// the length of the text.
func For(doc *model.Document) []Proposal {
	w := wordsOf(doc.Metadata.Language)
	a := article{
		doc: doc, words: w, index: newIndex(w, doc), ahead: -1,
		quotes: quote.Find(doc.Metadata.Language, doc.Text, doc.Paragraphs),
	}
	var all []Proposal
	for i, u := range doc.Units {
		if u.Kind != model.UnitSentence {
			continue
		}
		a.begin(i)
		if p, ok := a.propose(); ok {
			all = append(all, p)
		}
		a.end()
	}
	return all
}

// article is the state of the rules while they read a document.
type article struct {
	doc *model.Document
	*words
	index  *index
	quotes []quote.Quote
	first  int      // the first quotation that does not end before the sentence
	unit   int      // of the sentence
	s      sentence // the sentence
	speech speech   // in the sentence
	recent []heard  // voices and names to which later sentences may refer, in the order of the text
	lone   []voice  // common nouns that spoke, such as "a ministry spokesman"

	unclosed bool // the sentence is in a quotation that its mark opened and nothing closed

	ahead      int   // the quotation for which aheadVoice was read
	aheadVoice voice // the voice of that quotation, from its last sentence
}

// heard is a voice or a name in an earlier sentence.
type heard struct {
	voice
	unit, paragraph int
	spoke           bool // it is the voice of the sentence
	quoted          bool // the sentence has its words in quotation marks
}

// longestSentence is the number of bytes of a sentence that are read.
const longestSentence = 1 << 12

// begin reads the words of a unit.
func (a *article) begin(unit int) {
	a.unit = unit
	u := a.doc.Units[unit]
	part := u.Span
	if part.Len() > longestSentence {
		part.End = part.Start + longestSentence
		for part.End > part.Start && !isStart(a.doc.Text[part.End]) {
			part.End--
		}
	}
	a.s = sentence{words: a.words, text: a.doc.Text, toks: a.words.tokens(a.s.toks[:0], a.doc.Text, part)}
	a.listen()
	kept := a.recent[:0]
	for _, h := range a.recent {
		if h.paragraph == u.Paragraph || h.spoke && h.unit == a.before(unit) {
			kept = append(kept, h)
		}
	}
	a.recent = kept
}

func isStart(c byte) bool { return c&0xC0 != 0x80 }

// before returns the unit of the sentence before a unit, or -1.
func (a *article) before(unit int) int {
	for unit--; unit >= 0 && a.doc.Units[unit].Kind != model.UnitSentence; unit-- {
	}
	return unit
}

// end remembers the person or the body that the sentence begins with.
func (a *article) end() {
	if len(a.recent) > 0 && a.recent[len(a.recent)-1].unit == a.unit || a.speech.all {
		return
	}
	from, to := a.s.main()
	if to == from {
		return
	}
	if v, ok := a.voiceOf(&a.s, from, to); ok && v.ent != nil {
		a.remember(heard{voice: v, unit: a.unit})
	}
}

// remember adds a voice to those to which later sentences may refer.
func (a *article) remember(h heard) {
	const few = 12
	h.paragraph = a.doc.Units[a.unit].Paragraph
	if len(a.recent) >= few {
		a.recent = append(a.recent[:0], a.recent[1:]...)
	}
	a.recent = append(a.recent, h)
}

// propose returns the attribution of the sentence, or false if nothing attributes it.
func (a *article) propose() (Proposal, bool) {
	var v voice
	ok := false
	r := a.s.read()
	p := Proposal{Unit: a.unit}
	if r.rank != none {
		if v, ok = a.voiceOf(&a.s, r.from, r.to); ok {
			p.Cue = fold(r.cue.Of(a.doc.Text))
			p.Via = a.via(r)
		}
	}
	if !ok && a.speech.found {
		v, p.Cue, ok = a.speaker()
	}
	if !ok {
		return Proposal{}, false
	}
	p.Mode = a.mode(r)
	p.Voice, p.Guess, p.At = v.name, v.guess, v.as
	if p.At.Len() > 0 {
		p.As = fold(p.At.Of(a.doc.Text))
	}
	a.remember(heard{voice: v, unit: a.unit, spoke: true, quoted: a.speech.found})
	if v.ent == nil && v.head != "" && p.At.Len() > 0 && len(a.lone) < most {
		a.lone = append(a.lone, v)
	}
	return p, true
}
