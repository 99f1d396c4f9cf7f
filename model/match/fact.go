package match

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// spoken is a word of a sentence with its text.
type spoken struct {
	folded string
	span   model.Span
	word
	class class
}

// fact is something that a sentence states and another can contradict.
type fact struct {
	kind   factKind
	value  int16      // the month, weekday, day of the month, unit of time, or opposition
	low    float64    // a number is at least this
	high   float64    // and at most this
	about  [3]uint32  // the stems of what it is a number of, or of what is negated or moves; 0 if fewer
	near   [12]uint32 // the stems around it
	span   model.Span // in bytes of the sentence
	fate   uint32     // what happened to the people that are counted: killed, missing, injured; or ageFate; 0 if unknown
	spoken bool       // in an attribution
	sum    bool       // an amount of money or a percentage, of which one text has many
}

type factKind uint8

const (
	monthFact factKind = iota
	weekdayFact
	dateFact   // the day of a month: value is the month, low the day
	periodFact // a length of time, in days
	numberFact
	mostFact
	moreFact
	notFact
	denialFact
	affirmFact
	upFact
	downFact
)

// facts reads the facts of the sentence whose words the reader holds.
func (r *reader) facts(v *vocabulary, text string) (all []fact) {
	t := r.spoken
	for i := range t {
		for _, s := range v.signals[t[i].folded] {
			if s.kind == isAlike {
				t[i].hash, t[i].class = alikeHash(s.value), max(t[i].class, usual)
			}
		}
	}
	table := slices.ContainsFunc(t, func(w spoken) bool { return w.folded == "vs" }) // "Net 2 mln vs 3 mln"
	for i := range t {
		if value, next, ok := numberAt(v, text, t, i); ok {
			if i > 0 {
				if _, before, ok := numberAt(v, text, t, i-1); ok && before > i {
					continue
				}
			}
			if f, ok := measured(v, text, t, i, next, value); ok && (!table || f.kind != numberFact) {
				all = append(all, f)
			}
			continue
		}
		signals := v.signals[t[i].folded]
		if v.english && isContracted(text, t, i) {
			signals = []signal{{kind: isNot}}
		}
		for _, s := range signals {
			if f, ok := signalled(v, text, t, i, s); ok {
				all = append(all, f)
			}
		}
	}
	for i := range all {
		f := &all[i]
		at := slices.IndexFunc(t, func(w spoken) bool { return w.span.End > f.span.Start })
		f.spoken = t[at].mark&reported != 0
		n := 0
		for d := 1; d <= 9 && n < len(f.near); d++ {
			for _, j := range []int{at - d, at + d} {
				if j >= 0 && j < len(t) && n < len(f.near) && t[j].class > function && t[j].mark&figure == 0 && !slices.Contains(f.about[:], t[j].hash) {
					f.near[n] = t[j].hash
					n++
				}
			}
		}
	}
	return all
}

// isContracted reports whether word i is followed by "'t": "won't" says nothing of winning.
func isContracted(text string, t []spoken, i int) bool {
	if i+1 >= len(t) || t[i+1].folded != "t" || t[i].span.End >= t[i+1].span.Start {
		return false
	}
	switch text[t[i].span.End:t[i+1].span.Start] {
	case "'", "’", "‘", "ʼ", "´", "`":
		return true
	}
	return false
}

// numberAt reads the number that begins with word i, with its scale: "1.4 million". next
// is the word after it.
func numberAt(v *vocabulary, text string, t []spoken, i int) (value float64, next int, ok bool) {
	w := t[i].folded
	next = i + 1
	if n, is := v.numbers[w]; is {
		if n == 1 && (next == len(t) || !slices.ContainsFunc(v.signals[t[next].folded], func(s signal) bool { return s.kind == isUnit })) {
			return 0, 0, false
		}
		value = n
		if n >= 20 && next < len(t) && n < 100 {
			if unit, is := v.numbers[t[next].folded]; is && unit < 10 && unit > 0 && t[next].span.Start <= t[i].span.End+1 {
				value += unit
				next++
			}
		}
	} else {
		digits := strings.TrimRightFunc(w, unicode.IsLetter)
		if digits == "" || digits[0] < '0' || digits[0] > '9' {
			return 0, 0, false
		}
		var err error
		if value, err = strconv.ParseFloat(digits, 64); err != nil {
			return 0, 0, false
		}
		if rest := w[len(digits):]; rest != "" {
			scaled := false
			for _, s := range v.signals[rest] {
				if s.kind == isScale {
					value *= scaleValues[s.value]
					scaled = true
				}
			}
			if !scaled {
				return 0, 0, false
			}
			return value, next, true
		}
	}
	if next < len(t) {
		for _, s := range v.signals[t[next].folded] {
			if s.kind == isScale && strings.TrimSpace(text[t[next-1].span.End:t[next].span.Start]) == "" {
				return value * scaleValues[s.value], next + 1, true
			}
		}
	}
	return value, next, true
}

// measured reads what a number counts or measures: "14 pumping stations", "three weeks", "12 March",
// "£1.3bn", "4 %".
func measured(v *vocabulary, text string, t []spoken, i, next int, value float64) (f fact, ok bool) {
	f = fact{kind: numberFact, span: model.Span{Start: t[i].span.Start, End: t[next-1].span.End}}
	f.low, f.high = bounds(v, text, t, i, value)
	if isAge(text, t, i, next, value) {
		f.fate, f.about[0] = ageFate, t[i-1].hash
		f.low, f.high = value, value
		return f, true
	}
	f.fate = fateOf(v, t, i, next)
	before, _ := utf8.DecodeLastRuneInString(text[:f.span.Start])
	after := text[f.span.End:]
	if f.span.Start > 0 && strings.HasSuffix(strings.TrimRight(text[:f.span.Start], " "), ":") && i > 0 && t[i-1].mark&figure != 0 {
		return f, false
	}
	clock := (before == ':' || before == '.') && f.span.Start > 1 && isDigit(text[f.span.Start-2]) ||
		len(after) > 1 && (after[0] == ':' || after[0] == '/' || after[0] == '-') && isDigit(after[1])
	switch {
	case clock:
		return f, false
	case unicode.Is(unicode.Sc, before):
		f.about[0], f.sum = hashOf(string(before)), true
		return f, true
	case strings.HasPrefix(strings.TrimLeft(after, "\u00a0\u202f "), "%"):
		f.about[0], f.sum = hashOf("%"), true
		return f, true
	}
	for _, j := range []int{next, i - 1} {
		if j < 0 || j >= len(t) || value > 31 || value < 1 || value != math.Trunc(value) {
			continue
		}
		for _, s := range v.signals[t[j].folded] {
			if s.kind == isMonth && isMonthHere(text, t, j) {
				f.kind, f.value, f.low, f.high = dateFact, int16(s.value), value, value
				f.span = model.Span{Start: min(f.span.Start, t[j].span.Start), End: max(f.span.End, t[j].span.End)}
				return f, true
			}
		}
	}
	n := 0
	for j := next; j < len(t) && j < next+3; j++ {
		if t[j].clause != t[next-1].clause || t[j].class == function && v.signals[t[j].folded] == nil || t[j].mark&figure != 0 {
			break
		}
		for _, s := range v.signals[t[j].folded] {
			if s.kind == isUnit && j == next {
				days := unitDays[s.value]
				f.kind, f.value, f.low, f.high = periodFact, int16(s.value), f.low*days, f.high*days
				f.span.End = t[j].span.End
				return f, j+1 == len(t) || t[j+1].folded != "old"
			}
		}
		if t[j].hash == hashOf(v.stem("percent")) || t[j].folded == "prozent" || t[j].folded == "pct" {
			f.about[0], f.sum = hashOf("%"), true
			return f, true
		}
		f.about[n] = t[j].hash
		n++
	}
	if n == 0 && f.fate != 0 && t[next-1].clause == t[max(0, i-1)].clause && value >= 2 && !isYear(value) {
		f.about[0] = f.fate // "the number of dead rose to 14"
		return f, next == len(t) || t[next].class == function || t[next].clause != t[next-1].clause
	}
	if n == 0 || isYear(value) && n < 2 {
		return f, false
	}
	return f, true
}

func isYear(value float64) bool {
	return value >= 1900 && value < 2100 && value == math.Trunc(value)
}

// alikeHash stands for all words of a group in factWords.alike.
func alikeHash(group int) uint32 { return hashOf("alike") + uint32(group) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isMonthHere reports whether a word that may be a month is one: "may" and "march" have
// other meanings in small letters.
func isMonthHere(text string, t []spoken, i int) bool {
	c, _ := utf8.DecodeRuneInString(t[i].span.Of(text))
	switch t[i].folded {
	case "may", "march", "mar", "mai", "mars", "sep", "dec", "jan", "marz":
		return unicode.IsUpper(c) && i > 0 || t[i].folded == "mai" || t[i].folded == "mars" || t[i].folded == "marz"
	}
	return true
}

// bounds returns the interval that a number and the words before it stand for: "almost
// 20,000" is at most 20,000, "more than 19,500" at least 19,500. A round number may stand
// for others near it.
func bounds(v *vocabulary, text string, t []spoken, i int, value float64) (low, high float64) {
	low, high = value-slack(value), value+slack(value)
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		for _, s := range v.signals[t[j].folded] {
			switch s.kind {
			case isBelow:
				return 0.8 * value, value
			case isUnder:
				return 0.6 * value, value
			case isAbove:
				return value, 1.5 * value
			case isAbout:
				return 0.85 * value, 1.15 * value
			}
		}
		if t[j].class > usual {
			break
		}
	}
	return low, high
}

// slack is how far a number may be from what it stands for, by its last digit that is
// not 0: 5 % of 20,000, at most half of its last place.
func slack(value float64) float64 {
	if value < 100 && value == math.Trunc(value) {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(value)))
	for unit > 1e-3 && math.Abs(value/unit-math.Round(value/unit)) > 1e-9 {
		unit /= 10
	}
	return min(unit/2, 0.05*value)
}

// signalled reads the fact that a word says.
func signalled(v *vocabulary, text string, t []spoken, i int, s signal) (f fact, ok bool) {
	f = fact{value: int16(s.value), span: t[i].span}
	switch s.kind {
	case isMonth:
		f.kind = monthFact
		return f, isMonthHere(text, t, i)
	case isWeekday:
		f.kind = weekdayFact
		return f, !followsCue(v, t, i)
	case isNone:
		return noneOf(v, t, i, s)
	case isMost:
		f.kind = mostFact
		return f, follows(t, i, 2, &f)
	case isMore:
		f.kind = moreFact
		return f, follows(t, i, 2, &f)
	case isNot:
		f.kind = notFact
		ok := follows(t, i, 4, &f) && classOf(t, f.about[0]) > usual
		f.about[1], f.about[2] = 0, 0
		return f, ok
	case isDenial:
		f.kind = denialFact
		return f, true
	case isAffirmation:
		f.kind = affirmFact
		return f, true
	case isUpward, isDownward:
		f.kind = upFact
		if s.kind == isDownward {
			f.kind = downFact
		}
		return f, true
	}
	return f, false
}

// followsCue reports whether word i says when something was said: "said on Friday".
func followsCue(v *vocabulary, t []spoken, i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if v.words.Roles[t[j].folded]&lexicon.Cue != 0 {
			return true
		}
		if t[j].class > usual {
			break
		}
	}
	return false
}

// follows sets what the fact is about to the words after word i, among the next most
// words of its clause, and reports whether there are any.
func follows(t []spoken, i, most int, f *fact) bool {
	n := 0
	for j := i + 1; j < len(t) && j <= i+most && t[j].clause == t[i].clause && n < len(f.about); j++ {
		if t[j].class > function {
			f.about[n] = t[j].hash
			n++
		}
	}
	return n > 0
}

// classOf returns the class of a word by its hash.
func classOf(t []spoken, hash uint32) class {
	return t[slices.IndexFunc(t, func(w spoken) bool { return w.hash == hash })].class
}
