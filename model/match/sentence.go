package match

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Sentence is a sentence that was read for its facts, so that it can be compared with
// many others. It is immutable.
type Sentence struct {
	reading reading
	figures []Figure
}

// Figure is a number or a date in a sentence.
type Figure struct {
	Span  model.Span // in bytes of the sentence
	Value string     // equal for equal figures, however they are written: "12", "twelve"
}

// Read reads a sentence in the language of a BCP 47 tag.
func Read(lang, text string) *Sentence {
	r := newReader()
	v := vocabularyOf(lang)
	s := &Sentence{reading: r.sentence(v, lang, text)}
	s.reading.finish()
	s.figures = r.figures(v, text, s.reading.facts)
	return s
}

// Conflicts is the function Conflicts for two sentences that were read. The spans of A are
// in s.
func (s *Sentence) Conflicts(other *Sentence) []Conflict {
	c := contradiction{a: &s.reading, b: &other.reading, open: true}
	return c.all()
}

// Figures returns the numbers and dates of the sentence, in order. They do not overlap.
// Languages without word lists have only numbers in digits.
func (s *Sentence) Figures() []Figure { return slices.Clone(s.figures) }

// figures returns the figures of the sentence whose words the reader holds.
func (r *reader) figures(v *vocabulary, text string, facts []fact) (all []Figure) {
	covered := func(s model.Span) bool {
		return slices.ContainsFunc(all, func(f Figure) bool { return f.Span.Overlaps(s) })
	}
	for _, kind := range []factKind{dateFact, monthFact, weekdayFact} {
		for i := range facts {
			f := &facts[i]
			if f.kind == kind && f.span.Len() > 0 && !covered(f.span) {
				all = append(all, Figure{f.span, fmt.Sprintf("%d:%d:%g", f.kind, f.value, f.low)})
			}
		}
	}
	t := r.spoken
	for i := 0; i < len(t); i++ {
		value, next, ok := numberAt(v, text, t, i)
		if !ok {
			continue
		}
		span := model.Span{Start: t[i].span.Start, End: t[next-1].span.End}
		name := strconv.FormatFloat(value, 'g', -1, 64)
		if next < len(t) {
			for _, s := range v.signals[t[next].folded] {
				if s.kind == isUnit {
					name += fmt.Sprintf(":%d", s.value)
				}
			}
		}
		if !covered(span) {
			all = append(all, Figure{span, name})
		}
		i = next - 1
	}
	slices.SortFunc(all, func(a, b Figure) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return all
}

// Essence returns a sentence in the language of a BCP 47 tag without its dateline and
// without the words that say whose words it has: "the wall held" of "BRENHOLT – Ana Ré
// said that the wall held". It returns the sentence itself if nothing would be left.
func Essence(lang, text string) string {
	v := vocabularyOf(lang)
	start := datelineEnd(text)
	said := attributionOf(v, lang, text)
	if said.Len() == 0 || said.Start < start {
		said = model.Span{Start: start, End: max(start, said.End)}
	}
	before, after := trimmed(text[start:said.Start]), trimmed(text[said.End:])
	if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[start:said.Start], " ")); after != "" && (unicode.IsLetter(last) || unicode.IsDigit(last)) {
		before = "" // it belongs to those words: "On Friday" of "On Friday Ana Ré said that"
	}
	if before == "" {
		if word, rest, ok := strings.Cut(after, " "); ok && slices.Contains(conjunctions, strings.ToLower(word)) {
			after = trimmed(rest)
		}
	}
	switch {
	case before == "" && after == "":
		return strings.TrimSpace(text)
	case before == "":
		return after
	case after == "":
		return before
	}
	return before + " " + after
}

// conjunctions begin what is reported after a verb of saying.
var conjunctions = []string{"that", "dass", "daß", "que", "qu’il", "що", "что"}

// trimmed removes spaces and commas at the ends, and a full stop that nothing precedes.
func trimmed(s string) string { return strings.TrimLeft(strings.Trim(s, " \t\r\n,;:–—-"), ".!? ") }
