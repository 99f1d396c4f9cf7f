package suggest

import "strings"

// checkable returns the strongest sign that a sentence can be checked: a figure or
// a date.
func (s *sentence) checkable() (Reason, bool) {
	date := -1
	for i, t := range s.toks {
		switch {
		case t.digit && t.year == 0 && !s.isDay(i), t.class&isAmount != 0 && (i == 0 || !t.capital):
			return Reason{Code: CheckableFigure, Words: s.counted(i)}, true
		case date < 0 && (t.year != 0 || t.class&isWeekday != 0 || s.isDay(i)):
			date = i
		case date < 0 && t.class&isMonth != 0 && t.capital && i > 0:
			date = i
		}
	}
	if date >= 0 {
		n := 1
		if s.isDay(date) || s.isDay(date+1) {
			n = 2
		}
		return Reason{Code: CheckableDate, Words: s.words(date, n)}, true
	}
	return Reason{}, false
}

// isDay reports whether the number at i is a day of the month.
func (s *sentence) isDay(i int) bool {
	isMonthAt := func(i int) bool {
		return i >= 0 && i < len(s.toks) && s.toks[i].class&isMonth != 0 && s.toks[i].capital
	}
	return i < len(s.toks) && s.toks[i].digit && s.toks[i].Len() <= len("31st") && (isMonthAt(i-1) || isMonthAt(i+1))
}

// counted returns the figure at i with the words that name what is counted.
func (s *sentence) counted(i int) string {
	n := 1
	for n < 3 && i+n < len(s.toks) {
		t := s.toks[i+n]
		if t.mark != 0 || t.class&isClosed != 0 {
			break
		}
		n++
		if t.class&isAmount == 0 {
			break
		}
	}
	return s.words(i, n)
}

// isSilent reports whether nothing should be suggested for a sentence without
// direct speech: a question, a link or a request.
func (s *sentence) isSilent() bool {
	end := strings.TrimRight(s.text, " \"”'’)")
	return strings.HasSuffix(end, "?") || s.toks[0].class&isLink != 0
}

// isUnclear reports whether the sentence could get any label: it has a word of
// opinion, says how things are in general, or is a few words without a verb.
func (s *sentence) isUnclear() bool {
	const fewest, few = 4, 9 // words
	words, verb := 0, s.tense != unknown
	for i, t := range s.toks {
		switch {
		case t.mark != 0:
			continue
		case t.aside:
		case t.class&isComment != 0 && (t.class&isModal == 0 || i == s.verb), t.class&isGeneral != 0:
			return true
		}
		words++
		word := t.Of(s.text)
		verb = verb || t.digit || i > 0 && (strings.HasSuffix(word, "s") || strings.HasSuffix(word, "ing"))
	}
	return words < fewest || words < few && !verb
}
