package paragraph

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestColumnsAreCharacters(t *testing.T) {
	for _, text := range []string{"", "a", "seven c", "eight ch", "Поїзд рушив о п’ятій", "船は朝に出た。", "👩‍🚒 and é"} {
		for _, text := range []string{text, strings.Repeat(text, 9)} {
			if got, want := columns(text), utf8.RuneCountInString(text); got != want {
				t.Errorf("%q has %d columns, want %d", text, got, want)
			}
		}
	}
}
