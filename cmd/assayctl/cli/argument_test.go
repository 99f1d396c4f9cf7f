package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

func TestCommandsCheckTheNumberOfTheirArguments(t *testing.T) {
	for _, c := range []struct {
		name  string
		check cobra.PositionalArgs
		args  string
		want  string // the message; "" if the arguments are accepted
	}{
		{"none", Takes(), "", ""},
		{"none", Takes(), "a", `unexpected argument "a"`},
		{"two", Takes("FROM", "TO"), "a b", ""},
		{"two", Takes("FROM", "TO"), "", "FROM is missing"},
		{"two", Takes("FROM", "TO"), "a", "TO is missing"},
		{"two", Takes("FROM", "TO"), "a b c d", `unexpected argument "c"`},
		{"at most one", TakesOptional("FILE"), "", ""},
		{"at most one", TakesOptional("FILE"), "a", ""},
		{"at most one", TakesOptional("FILE"), "a b", `unexpected argument "b"`},
		{"some", TakesSome("PATH"), "", "PATH is missing"},
		{"some", TakesSome("PATH"), "a", ""},
		{"some", TakesSome("PATH"), "a b c", ""},
	} {
		err := c.check(nil, strings.Fields(c.args))
		if err == nil {
			if c.want != "" {
				t.Errorf("%s: %q is accepted", c.name, c.args)
			}
			continue
		}
		if err.Error() != c.want || !IsUsage(err) {
			t.Errorf("%s: %q is refused with %q, want %q; usage: %v", c.name, c.args, err, c.want, IsUsage(err))
		}
	}
}

func TestSentencesAreIndexedByWholeNumbers(t *testing.T) {
	for arg, want := range map[string]int{"0": 0, "7": 7, "007": 7, "99999": 99999} {
		if got, err := SentenceIndex(arg); err != nil || got != want {
			t.Errorf("%q is %d (%v), want %d", arg, got, err, want)
		}
	}
	for _, arg := range []string{"", "-1", "1.5", "one", " 1", "1e3", "99999999999999999999"} {
		if index, err := SentenceIndex(arg); !IsUsage(err) {
			t.Errorf("%q is %d (%v)", arg, index, err)
		}
	}
}

func TestNotesAreStoredInOneForm(t *testing.T) {
	for arg, want := range map[string]string{
		"Says who?":           "Says who?",
		"a\x1b[31mred\a\r\nb": "a[31mred\nb",
		"one\ttwo\n three":    "one\ttwo\n three",
	} {
		if got, err := NoteText(arg); err != nil || got != want {
			t.Errorf("%q is stored as %q (%v), want %q", arg, got, err, want)
		}
	}
	for arg, message := range map[string]string{
		"": "is empty", " \n\t": "is empty", "\x1b\x07": "is empty", strings.Repeat("w", 1<<20+1): "shorten it",
	} {
		if _, err := NoteText(arg); !IsUsage(err) || !strings.Contains(err.Error(), message) {
			t.Errorf("%.20q: %v, want a usage error with %q", arg, err, message)
		}
	}
}

func TestAChoiceTakesOnlyItsValues(t *testing.T) {
	value := "unset"
	choice := Choice{Value: &value, Of: []string{"header", "sentences"}}
	if choice.String() != "" || choice.Type() != "header|sentences" {
		t.Errorf("help shows the default %q and the type %q", choice.String(), choice.Type())
	}
	for _, wrong := range []string{"", "Header", "header ", "both"} {
		if err := choice.Set(wrong); err == nil || err.Error() != "must be one of header, sentences" || value != "unset" {
			t.Errorf("%q: %v; the value is %q", wrong, err, value)
		}
	}
	if err := choice.Set("sentences"); err != nil || value != "sentences" {
		t.Errorf("%v; the value is %q", err, value)
	}
}

func TestNamesAreListedInASentence(t *testing.T) {
	for want, names := range map[string][]string{"a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		given := slices.Clone(names)
		if got := OneOf(given); got != want || !slices.Equal(given, names) {
			t.Errorf("%q are listed as %q, want %q", names, got, want)
		}
	}
}
