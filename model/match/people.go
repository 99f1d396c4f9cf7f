package match

import (
	"math"
	"strings"
)

// The groups of factWords.alike that say what happened to people.
const (
	firstFate = 2
	lastFate  = 4
)

// fateOf returns the group of the nearest word beside the words i to next that says what
// happened to people, or 0: words after them count before words ahead of them.
func fateOf(v *vocabulary, t []spoken, i, next int) uint32 {
	fate := func(j int) uint32 {
		for _, s := range v.signals[t[j].folded] {
			if s.kind == isAlike && s.value >= firstFate && s.value <= lastFate {
				return alikeHash(s.value)
			}
		}
		return 0
	}
	for j := next; j < len(t) && j < next+6 && t[j].clause == t[next-1].clause && t[j].mark&figure == 0; j++ {
		if h := fate(j); h != 0 {
			return h
		}
	}
	for j := i - 1; j >= 0 && j >= i-5 && t[j].clause == t[i].clause && t[j].mark&figure == 0; j-- {
		if h := fate(j); h != 0 {
			return h
		}
	}
	return 0
}

// ageFate is the fate of a number that is an age.
const ageFate = 1

// isAge reports whether a number is an age: "Ana Ré, 30, said".
func isAge(text string, t []spoken, i, next int, value float64) bool {
	if i == 0 || next != i+1 || value < 1 || value > 110 || value != math.Trunc(value) || t[i-1].mark&named == 0 {
		return false
	}
	before := text[t[i-1].span.End:t[i].span.Start]
	return strings.TrimSpace(before) == "," && strings.HasPrefix(text[t[i].span.End:], ",") && !isDigit(text[t[i].span.Start-1])
}

// noneOf reads the number none: "no passengers", "none of the boats", "nobody was hurt".
func noneOf(v *vocabulary, t []spoken, i int, s signal) (f fact, ok bool) {
	f = fact{kind: numberFact, span: t[i].span, fate: fateOf(v, t, i, i+1)}
	if s.value == nobody || i+1 < len(t) && t[i+1].folded == "one" {
		f.about[0] = alikeHash(1)
		return f, f.fate != 0
	}
	n := 0
	for j := i + 1; j < len(t) && j <= i+4 && t[j].clause == t[i].clause && n < 2; j++ {
		if t[j].class > function {
			f.about[n] = t[j].hash
			n++
		} else if n > 0 {
			break
		}
	}
	return f, n > 0
}
