package value

import (
	"strings"
	"testing"
	"unicode"
)

func TestEveryLetterOfALayoutStandsForALatinLetter(t *testing.T) {
	for r, latin := range latinOn {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz[]0123456789", latin) || r < unicode.MaxASCII {
			t.Errorf("%q is mapped to %q", r, latin)
		}
	}
}

func TestALetterRunsACommandOnEveryLayout(t *testing.T) {
	for letter, want := range map[rune]bool{'J': true, 'j': true, 'О': true, 'ت': true, 'C': false, 'С': false, 'Ш': false, 'É': false} {
		if got := RunsCommand(letter); got != want {
			t.Errorf("%q runs a command: %v, want %v", letter, got, want)
		}
	}
}
