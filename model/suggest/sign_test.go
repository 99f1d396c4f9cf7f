package suggest

import (
	"math/rand/v2"
	"regexp/syntax"
	"strings"
	"testing"

	"assay.app/assay/model/pattern"
)

func needing() map[*pattern.Pattern]signs {
	return map[*pattern.Pattern]signs{
		year: signDigit, figure: signDigit, earlier: signEarlier, spelled: signSpelled, date: signDate, act: signAct,
	}
}

func wantSigns(t *testing.T, text string) {
	t.Helper()
	found := signsOf(text)
	for pattern, sign := range needing() {
		if found&sign == 0 && pattern.MatchString(text) {
			t.Errorf("%q: %q matches and there is no sign", text, pattern.FindString(text))
		}
	}
}

// Every match of a pattern must have its sign. The test tries random paths through
// each pattern, with different text around the match.
func TestEveryWayThroughAPatternHasItsSign(t *testing.T) {
	many := 2000
	if testing.Short() {
		many = 300
	}
	random := rand.New(rand.NewPCG(1, 2))
	for pattern, sign := range needing() {
		tree, err := syntax.Parse(pattern.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		tried := 0
		for range many {
			match := written(tree, random)
			for _, text := range []string{match, "It rose, " + match + ".", "–" + strings.ToUpper(match) + "é"} {
				if pattern.MatchString(text) {
					tried++
				}
				wantSigns(t, text)
			}
		}
		if tried < many {
			t.Errorf("only %d texts match the pattern of sign %b", tried, sign)
		}
	}
}

// written returns a random text made from a pattern. The pattern matches it unless
// the text beside it prevents that.
func written(re *syntax.Regexp, random *rand.Rand) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		pair := 2 * random.IntN(min(len(re.Rune)/2, 8))
		low, high := re.Rune[pair], re.Rune[pair+1]
		return string(low + random.Int32N(high-low+1))
	case syntax.OpAlternate:
		return written(re.Sub[random.IntN(len(re.Sub))], random)
	case syntax.OpQuest:
		if random.IntN(2) == 0 {
			return ""
		}
		return written(re.Sub[0], random)
	case syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		least := map[syntax.Op]int{syntax.OpPlus: 1, syntax.OpRepeat: re.Min}[re.Op]
		out := ""
		for range least + random.IntN(2) {
			out += written(re.Sub[0], random)
		}
		return out
	}
	out := ""
	for _, sub := range re.Sub {
		out += written(sub, random)
	}
	return out
}

func TestAPlainSentenceHasNoSigns(t *testing.T) {
	for _, text := range []string{"", "The boat lay there in the rain.", "Timely thermometers, lastly", "été"} {
		if got := signsOf(text); got != 0 {
			t.Errorf("%q has the signs %b", text, got)
		}
	}
}

func FuzzSigns(f *testing.F) {
	for _, text := range []string{"for years 1931", "ſix boats", "May 3", "the \u212aelvin", "Historically, _opened_"} {
		f.Add(text)
	}
	f.Fuzz(wantSigns)
}
