package quote

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// Reported returns the speaker and the cue of a sentence that reports speech
// without quotation marks: "Ana Ré said that the wall would hold", "The wall will
// hold, according to Ana Ré". The spans are byte offsets into the sentence. ok is
// false if Reported finds no speaker. Words between quotation marks do not count.
func Reported(lang, sentence string) (speaker, cue model.Span, ok bool) {
	const most = 1 << 11 // bytes; the rest of a longer sentence is not read
	r := reader{words: languageOf(lang), text: sentence}
	r.toks = r.tokens(nil, sentence, 0, min(len(sentence), most), false)
	said, _ := r.reported()
	return said.speaker, said.cue, said.speaker.Len() > 0
}

// longestName is the maximum length, in bytes, of a speaker before a verb of
// saying. Longer text there is unlikely to be only a speaker.
const longestName = 80

// reported returns the attribution of the speech that the sentence in the reader
// reports, and whether only a side clause reports it. The attribution is empty if the
// sentence names no speaker.
func (r *reader) reported() (said attribution, aside bool) {
	r.maskQuoted()
	for i := range r.toks {
		if end, found := r.phrase(i); found && !r.mask[i] {
			if who := r.settled(r.naming(end)); who.Len() > 0 {
				return attribution{speaker: who, cue: r.between(i, end)}, false
			}
		}
	}
	for j := range r.toks {
		if r.mask[j] || !r.reports(j) {
			continue
		}
		who := r.settled(r.speakerOf(j, len(r.toks), false))
		switch {
		case who.Len() == 0 || who.Len() > longestName:
			continue
		case !r.isAside(j):
			return attribution{speaker: who, cue: r.toks[j].span}, false
		case said.speaker.Len() == 0:
			said = attribution{speaker: who, cue: r.toks[j].span}
		}
	}
	return said, true
}

// maskQuoted sets mask for the tokens of the sentence in the reader that are between
// quotation marks. If a closing mark has no opening mark, all words before it are
// quoted.
func (r *reader) maskQuoted() {
	r.mask = r.mask[:0]
	inside, masked := false, 0 // the tokens before masked are done
	for i, t := range r.toks {
		r.mask = append(r.mask, inside)
		if t.kind != sign || !strings.ContainsAny(t.span.Of(r.text), "\"“”„«»") {
			continue
		}
		closes := i > 0 && r.toks[i-1].span.End == t.span.Start && !(i+1 < len(r.toks) && r.toks[i+1].span.Start == t.span.End && r.toks[i+1].isWord())
		if closes && !inside {
			for k := masked; k < len(r.mask); k++ {
				r.mask[k] = true
			}
		}
		if closes {
			masked = len(r.mask)
		}
		inside = !closes
	}
}

// reports reports whether token j is a verb of saying that reports a clause. The
// clause follows the verb, or precedes it with a comma between them.
func (r *reader) reports(j int) bool {
	t := r.toks
	if j == 0 || t[j].kind != lowerWord || t[j].role&(lexicon.Cue|lexicon.Naming) != lexicon.Cue || !r.says(j, len(t), false) || isPassive(t[j-1].span.Of(r.text)) {
		return false
	}
	if t[j-1].role&lexicon.To != 0 {
		return false // "declined to say"
	}
	if j+2 < len(t) && t[j+1].kind == comma && (t[j+2].role&lexicon.That != 0 || r.Gerund == "" && t[j+2].role&(lexicon.Article|lexicon.Pronoun) != 0 && t[j+2].role&lexicon.Break == 0) {
		return true // "sagte, die Mauer sei alt"
	}
	if j+1 == len(t) || !t[j+1].isWord() || t[j+1].role&lexicon.Opener != 0 && t[j+1].kind == upperWord {
		for k := j - 1; k > 0 && j-k < longest; k-- {
			if t[k].kind == comma {
				return true // "…, she said"
			}
		}
		return false
	}
	next := t[j+1]
	if next.role&(lexicon.That|lexicon.Article|lexicon.Pronoun|lexicon.Generic) != 0 || next.kind == upperWord {
		return true
	}
	if t[j].role&lexicon.Noun != 0 || next.role != 0 {
		return false
	}
	for k := j + 2; k < len(t) && k-j < longest && t[k].isWord(); k++ {
		if t[k].role&lexicon.Aux != 0 {
			return true // "said sales of fish were down"
		}
	}
	return false
}
