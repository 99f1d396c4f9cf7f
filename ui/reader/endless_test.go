package reader

import (
	"slices"
	"strings"
	"testing"
)

func TestARuneWiderThanTheColumnStandsAlone(t *testing.T) {
	text, s := structured([]string{"ab c"}, []string{"d"})
	m := metrics(1)
	m.Width = 5
	f := LayOut(text, s, m, tenths)
	checkFlow(t, text, s, m, f)
	if got := drawn(f); !slices.Equal(got, []string{"0[a", "b", "c]", "1[d]"}) {
		t.Errorf("the lines are %q", got)
	}
}

// A long text without white space, such as a picture in base64, must not be
// measured repeatedly.
func TestAnEndlessWordIsNotMeasuredOverAndOver(t *testing.T) {
	const long = 100_000
	text, s := structured([]string{strings.Repeat("x", long)})
	measured := 0
	LayOut(text, s, metrics(70), func(word string) float32 {
		measured += len(word)
		return tenths(word)
	})
	if measured > 20*long {
		t.Errorf("to lay out %d runes %d were measured", long, measured)
	}
}
