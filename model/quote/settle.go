package quote

import (
	"sort"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// settled returns a speaker without words that cannot begin a noun phrase. The result
// is empty if the rest names nobody: an article alone, or words that begin with a
// preposition, a relative word or a participle.
func (r *reader) settled(who model.Span) model.Span {
	if who.Len() == 0 {
		return model.Span{}
	}
	if who == r.sound {
		return who
	}
	r.sound = r.settle(r.tokensOf(who))
	return r.sound
}

// tokensOf returns the tokens of a span. It reuses those that the reader holds.
func (r *reader) tokensOf(s model.Span) []token {
	i := sort.Search(len(r.toks), func(i int) bool { return r.toks[i].span.Start >= s.Start })
	for j := i; j < len(r.toks) && r.toks[i].span.Start == s.Start && r.toks[j].span.End <= s.End; j++ {
		if r.toks[j].span.End == s.End {
			return r.toks[i : j+1]
		}
	}
	r.scrap = r.tokens(r.scrap[:0], r.text, s.Start, s.End, false)
	return r.scrap
}

// settle returns the result of settled for the tokens of a speaker.
func (r *reader) settle(all []token) model.Span {
	for len(all) > 0 && !all[len(all)-1].isWord() && all[len(all)-1].span.Of(r.text) != ")" {
		all = all[:len(all)-1]
	}
	for len(all) > 1 && (!all[0].isWord() || all[0].kind == lowerWord && (all[0].role&(lexicon.Coord|lexicon.Filler) != 0 && all[0].role&(lexicon.Article|lexicon.Pronoun) == 0 || strings.HasSuffix(all[0].span.Of(r.text), "ly"))) {
		all = all[1:]
	}
	if len(all) == 0 {
		return model.Span{}
	}
	first := all[0]
	switch {
	case !first.isWord(), first.role&lexicon.Relative != 0 && first.role&lexicon.Article == 0, first.role&(lexicon.Prep|lexicon.To) != 0 && first.role&lexicon.Article == 0 && (first.kind == lowerWord || len(all) > 1):
		return model.Span{}
	case first.kind == lowerWord && first.role&(lexicon.Break|lexicon.Aux) != 0 && first.role&(lexicon.Article|lexicon.Pronoun) == 0:
		return model.Span{}
	case len(all) == 1 && first.kind == lowerWord && r.Gerund != "" && first.role&(lexicon.Article|lexicon.Pronoun) == 0 &&
		(strings.HasSuffix(first.span.Of(r.text), r.Gerund) || r.isPast(first.span.Of(r.text)) || strings.HasSuffix(first.span.Of(r.text), "ly")):
		return model.Span{}
	case len(all) > 1 && first.kind == lowerWord && r.Gerund != "" && first.role&lexicon.Article == 0 && (strings.HasSuffix(first.span.Of(r.text), r.Gerund) && (all[1].kind != upperWord || first.role&lexicon.Cue != 0) || r.isPast(first.span.Of(r.text)) && all[1].role&(lexicon.Prep|lexicon.To|lexicon.Article) != 0):
		return model.Span{}
	}
	for _, t := range all {
		if t.isWord() && (t.role&lexicon.Article == 0 || t.role&(lexicon.Pronoun|lexicon.Count) != 0) && (t.role&lexicon.Filler == 0 || t.kind == upperWord || len(all) > 1) {
			return model.Span{Start: first.span.Start, End: all[len(all)-1].span.End}
		}
	}
	return model.Span{}
}
