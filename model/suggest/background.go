package suggest

import (
	"strings"

	"assay.app/assay/model"
)

// Earlier events
//
// A time makes a sentence background only if it dates the main verb: if it begins
// the sentence, or follows a main verb in the past or the perfect. A time in a side
// phrase does not, nor does one with which the news is compared:
//
//	In 2019 a flood wrecked ten sheds.            background
//	The flood wrecked ten sheds in 2019.          background
//	Ten sheds wrecked in 2019 were reopened.      before the verb
//	It is the first such flood since 2019.        in the present
//	Ten sheds were reopened after the 2019 flood. beside a noun
//	Prices rose to 300 from 240 in 2019.          compared

// before looks for a sign that an English sentence is about something earlier than
// the article's event. reported says that the sentence reports speech: then only its
// beginning and the verb of saying count.
func (a *article) before(s *sentence, reported bool) (Reason, bool) {
	if r, ok := a.opening(s); ok {
		return r, true
	}
	participle := 0
	if s.tense == perfect || s.tense == pluperfect {
		participle = s.participle(s.verb)
	}
	says := s.toks[participle].class&(isSaying|isClaiming) != 0
	if s.tense == pluperfect && (!reported || says) {
		return Reason{Code: Pluperfect, Words: s.words(s.verb, participle+1-s.verb)}, true
	}
	if reported {
		return Reason{}, false
	}
	if r, ok := a.dates(s); ok {
		return r, true
	}
	if s.tense == past || s.tense == perfect {
		if r, ok := a.timed(s); ok {
			return r, true
		}
	}
	if i := s.follows(); i > 0 {
		return Reason{Code: Follows, Words: s.words(i, 2)}, true
	}
	if s.tense == perfect && a.index > 0 && !says {
		return Reason{Code: Perfect, Words: s.words(s.verb, participle+1-s.verb)}, true
	}
	return Reason{}, false
}

// opening looks for an earlier time at the beginning of the sentence: "In 1931",
// "Last year", "Two years ago", "In March".
func (a *article) opening(s *sentence) (Reason, bool) {
	const most = 6 // tokens
	if s.tense == modal {
		return Reason{}, false
	}
	for i, t := range s.toks[:min(most, s.verb)] {
		if t.mark != 0 {
			break
		}
		prepositional := i > 0 && i <= 2 && s.toks[0].class&(isPreposition|isComparison) != 0
		if prepositional && a.older(s, i) {
			return Reason{Code: OlderYear, Words: s.words(i, 1)}, true
		}
		if from, n := s.earlier(i); n > 0 {
			return Reason{Code: EarlierTime, Words: s.words(from, n)}, true
		}
		if prepositional && t.class&isMonth != 0 && t.capital && a.earlierMonth(s, i, a.month == 0 && i == 1) {
			return Reason{Code: EarlierMonth, Words: s.words(i, 1)}, true
		}
	}
	return Reason{}, false
}

// dates looks for "dates from 1931" and "dates back to 1931".
func (a *article) dates(s *sentence) (Reason, bool) {
	const most = 3 // tokens up to the year
	for i, t := range s.toks {
		if t.class&isDating == 0 || t.aside {
			continue
		}
		for j := i + 1; j <= min(i+most, len(s.toks)-1); j++ {
			if a.older(s, j) {
				return Reason{Code: OlderYear, Words: s.words(j, 1)}, true
			}
		}
	}
	return Reason{}, false
}

// timed looks for an earlier time that belongs to the main verb.
func (a *article) timed(s *sentence) (Reason, bool) {
	compared := false
	for i, t := range s.toks {
		switch {
		case i > s.verb && t.class&(isRelative|isConjunction) != 0:
			return Reason{}, false
		case t.mark == ',':
			compared = false
		case t.class&isComparison != 0:
			compared = true
		}
		if t.aside || compared {
			continue
		}
		if from, n := s.earlier(i); n > 0 {
			return Reason{Code: EarlierTime, Words: s.words(from, n)}, true
		}
		if i < s.verb {
			continue
		}
		if a.older(s, i) && !s.isBesideNoun(i) {
			return Reason{Code: OlderYear, Words: s.words(i, 1)}, true
		}
		if t.class&isMonth != 0 && t.capital && a.earlierMonth(s, i, false) {
			return Reason{Code: EarlierMonth, Words: s.words(i, 1)}, true
		}
	}
	return Reason{}, false
}

// older reports whether token i is a year before the article's own. If the article
// has no date, all years that it names count as older, because news rarely names its
// own year.
func (a *article) older(s *sentence, i int) bool {
	y := s.toks[i].year
	if y == 0 {
		return false
	}
	return y < a.year || y == a.year && !a.dated
}

// earlier returns the first token and the number of tokens of a phrase that token i
// makes a sign of an earlier time: "last year", "two years ago". The number is 0 if
// there is none. "Earlier today" and "earlier on Friday" are in the article's own
// time, and "the recently opened bridge" is not about the opening.
func (s *sentence) earlier(i int) (from, n int) {
	class := func(i int) class {
		if i < len(s.toks) {
			return s.toks[i].class
		}
		return 0
	}
	switch {
	case class(i)&isLast != 0 && class(i+1)&(isUnit|isMonth) != 0:
		return i, 2
	case class(i)&isEarlier == 0, class(i+1)&(isWeekday|isPreposition) != 0, i > 0 && class(i-1)&isDeterminer != 0:
		return 0, 0
	case i > 1 && class(i-1)&isUnit != 0: // "two years ago"
		return i - 2, 3
	case class(i+2)&isUnit != 0: // "earlier this year"
		return i, 3
	}
	return i, 1
}

// earlierMonth reports whether the month at i, with a verb in the past, is not the
// article's own. If the article's month is unknown, it returns guess. In the first
// days of a month, the month before it does not count: the news is still about it.
func (a *article) earlierMonth(s *sentence, i int, guess bool) bool {
	if a.month == 0 {
		return guess
	}
	const firstDays = 7
	month := monthOf(s.toks[i].Of(s.text))
	recent := a.day <= firstDays && month%12+1 == a.month
	return month != a.month && !recent
}

// monthOf returns the number of a month, from 1. The word must be of the class isMonth.
func monthOf(word string) int {
	return 1 + strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(word[:3]))/3
}

// isBesideNoun reports whether a noun seems to follow the year at i: "the 2019
// flood".
func (s *sentence) isBesideNoun(i int) bool {
	if i+1 == len(s.toks) {
		return false
	}
	next := s.toks[i+1]
	return next.mark == 0 && next.class&(isClosed|isPast|isFinite) == 0
}

// follows returns the index of a main verb that links the news with earlier events:
// "The vote comes after …", "It follows …", "The news came at a bad time". It
// returns 0 if there is none.
func (s *sentence) follows() int {
	const most = 8 // tokens before the verb
	for i := 1; i < min(most, s.verb+1, len(s.toks)-1); i++ {
		if s.toks[i].class&isFollows == 0 {
			continue
		}
		verb, rest := s.toks[i], s.toks[i+1:]
		if word := verb.Of(s.text); word[0] == 'f' && rest[0].class&isPreposition == 0 {
			return i
		}
		switch strings.ToLower(rest[0].Of(s.text)) {
		case "after", "as", "amid":
			return i
		case "at":
			if len(rest) > 2 && strings.Contains(model.Span{Start: rest[0].Start, End: rest[min(3, len(rest)-1)].End}.Of(s.text), " time") {
				return i
			}
		}
		if len(rest) > 1 && rest[1].class&isUnit != 0 { // "came the week that", "came a month after"
			return i
		}
	}
	return 0
}
