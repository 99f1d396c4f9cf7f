package quote

import "assay.app/assay/model"

// Reported returns the speaker and the cue of a sentence that reports speech
// without quotation marks: "Ana Ré said that the wall would hold", "The wall will
// hold, according to Ana Ré". The spans are byte offsets into the sentence. ok is
// false if Reported finds no speaker.
func Reported(lang, sentence string) (speaker, cue model.Span, ok bool) {
	const most = 1 << 11 // bytes; the rest of a longer sentence is not read
	r := reader{words: languageOf(lang), text: sentence}
	r.toks = r.tokens(nil, sentence, 0, min(len(sentence), most), false)
	for i := range r.toks {
		if end, found := r.phrase(i); found {
			who := r.naming(end)
			return who, model.Span{Start: r.toks[i].span.Start, End: r.toks[end-1].span.End}, who.Len() > 0
		}
	}
	for j := range r.toks {
		if !r.reports(j) {
			continue
		}
		if who := r.subject(0, j); who.Len() > 0 && who.Len() <= longestName {
			return who, r.toks[j].span, true
		}
	}
	return model.Span{}, model.Span{}, false
}

// longestName is the maximum length, in bytes, of a speaker before a verb of
// saying. Longer text there is unlikely to be only a speaker.
const longestName = 80

// reports reports whether token j is a verb of saying that reports a clause. The
// clause follows the verb, or precedes it with a comma between them.
func (r *reader) reports(j int) bool {
	t := r.toks
	if j == 0 || t[j].kind != lowerWord || t[j].role&(isCue|isNaming) != isCue || !r.says(j, len(t), false) || isPassive(t[j-1].span.Of(r.text)) {
		return false
	}
	if j+1 == len(t) || !t[j+1].isWord() || t[j+1].role&isOpener != 0 && t[j+1].kind == upperWord {
		for k := j - 1; k > 0 && j-k < longest; k-- {
			if t[k].kind == comma {
				return true // "…, she said"
			}
		}
		return false
	}
	next := t[j+1]
	return next.span.Of(r.text) == "that" || next.role&(isArticle|isPronoun) != 0 || next.kind == upperWord
}
