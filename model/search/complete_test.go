package search

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func vocabulary() Vocabulary {
	return Vocabulary{
		Labels:     []string{"Claim", "Quote", "Background fact"},
		Outlets:    []string{"The Brenholt Chronicle", "Reuters", `The "Post", Daily`, "Тижневик"},
		Analysts:   []string{"Zoé", "A. Lind"},
		Statements: []string{"The bridge was closed.", "The ferry ran"},
		Origins:    []string{"Harbour Wire"},
		Languages:  []string{"en", "en-GB", "uk"},
		Dates:      []string{"2024-12-31", "2025-10-09", "2025-10-11", "2025-01-01", "", "soon"},
		Times:      []string{"2025-10-09T14:05+02:00", "2025-10-09T14:31:10", "2025-10-09T06:00", "2025-10-11T08:00Z", "2025"},
	}
}

func TestWhatIsTypedIsCompleted(t *testing.T) {
	all := "label:| outlet:| analyst:| date:| note:| phrase:| voice:| statement:| stance:| grade:| info:| origin:| lang:| title:| definition:| version:| tagged| untagged|"
	for _, c := range []struct{ typed, want string }{ // | is the cursor
		{"|", all},
		{"river |", strings.ReplaceAll("river "+all, " ", " river ")[6:]},
		{"la|", "label:| lang:|"},
		{"LA|", "label:| lang:|"},
		{"river -un|", "river -untagged|"},
		{"river la| rose", "river label:| rose river lang:| rose"},
		{"river l|ab rose", "river label:| rose river lang:| rose"},
		{"l|abel:claim", "label:|claim lang:|claim"},
		{"x|", ""},
		{"river|", ""},
		{"|river", strings.ReplaceAll(all, "|", "|river")},
		{`"la|`, ""},
		{`"the la|"`, ""},
		{`"the" la|`, `"the" label:| "the" lang:|`},
		{"/la|", ""},
		{"/x la|/", ""},
		{"/x/ ta|", "/x/ tagged|"},
		{"10:la|", ""},
		{"label:|", `label:Claim| label:Quote| label:"Background fact"| label:*|`},
		{"label:q|", "label:Quote|"},
		{"LABEL:q|xyz river", "LABEL:Quote| river"},
		{"label:fact|", `label:"Background fact"|`},
		{`label:"backg|`, `label:"Background fact"|`},
		{`label:"backg|round fa" river`, `label:"Background fact"| river`},
		{"label:claim,|", `label:claim,Quote| label:claim,"Background fact"| label:claim,*|`},
		{`label:"claim",q|`, `label:"claim",Quote|`},
		{"label:q|,claim", "label:Quote|,claim"},
		{"lable:|", ""},
		{"outlet:chr|", `outlet:"The Brenholt Chronicle"|`},
		{`outlet:"brenholt ch|"`, `outlet:"The Brenholt Chronicle"|`},
		{"outlet:post|", `outlet:"The  Post , Daily"|`},
		{"-outlet:тиж|", "-outlet:Тижневик|"},
		{"analyst:zoe|", "analyst:Zoé|"},
		{"analyst:lind|", `analyst:"A. Lind"|`},
		{"lang:|", "lang:en| lang:en-GB| lang:uk|"},
		{"note:|", "note:*|"},
		{"statement:bri|", `statement:"The bridge was closed."|`},
		{"statement:x|", ""},
		{"stance:|", "stance:asserts| stance:attributes| stance:denies| stance:doubts| stance:*|"},
		{"stance:denies,do|", "stance:denies,doubts|"},
		{"origin:|", `origin:"Harbour Wire"| origin:own| origin:unknown| origin:*|`},
		{"title:x|", ""},
		{"date:|", "date:2025| date:2024|"},
		{"date:2025|", "date:2025| date:2025-10| date:2025-01|"},
		{"date:2025-10|", "date:2025-10| date:2025-10-11| date:2025-10-09|"},
		{"date:2025-10-09|", "date:2025-10-09| date:2025-10-09T14| date:2025-10-09T06|"},
		{"date:2025-10-09T1|", "date:2025-10-09T14|"},
		{"date:2025-10-09t14|", "date:2025-10-09T14| date:2025-10-09T14:31| date:2025-10-09T14:05|"},
		{"date:2025-10-09T14:05..2025-10-09T14:|", "date:2025-10-09T14:05..2025-10-09T14| date:2025-10-09T14:05..2025-10-09T14:31| date:2025-10-09T14:05..2025-10-09T14:05|"},
		{"date:2025-10-08T|", ""},
		{"date:2024..|", "date:2024..2025| date:2024..2024|"},
		{"date:..2025-0|", "date:..2025-01|"},
		{"date:2025..|", "date:2025..2025|"},
		{"date:x..|", ""},
		{"date:2024,2025-0|", "date:2024,2025-01|"},
		{"label:claim |x", strings.ReplaceAll(strings.ReplaceAll("label:claim "+all, " ", " label:claim "), "|", "|x")[len("label:claim "):]},
	} {
		cursor := strings.Index(c.typed, "|")
		s := c.typed[:cursor] + c.typed[cursor+1:]
		var got []string
		for _, x := range Complete(s, cursor, vocabulary()) {
			got = append(got, s[:x.At]+x.Text+"|"+s[x.End:])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s is completed to\n%s, want\n%s", c.typed, strings.Join(got, " "), c.want)
		}
	}
}

func TestAllThereIsToCompleteIsNotTooMuch(t *testing.T) {
	v := Vocabulary{Outlets: make([]string, 1000)}
	for i := range v.Outlets {
		v.Outlets[i] = "Post " + strings.Repeat("x", i)
	}
	if got := len(Complete("outlet:po", 9, v)); got != maxCompletions {
		t.Errorf("%d are offered", got)
	}
}

func FuzzComplete(f *testing.F) {
	for _, s := range []string{"la", `label:"cl`, "date:2024..2", `/x la/ label:claim,q`, `"é`, "-", "/\\", "outlet:,,:", "/0/A", "date:0..", "date:2025-10-09T14:0", "date:2025-10-09T14Z.."} {
		f.Add(s, len(s))
	}
	v := vocabulary()
	f.Fuzz(func(t *testing.T, s string, cursor int) {
		for _, c := range Complete(s, cursor, v) {
			at := max(0, min(cursor, len(s)))
			if c.At < 0 || c.At > at || c.End > len(s) || c.End < c.At || c.Text == "" {
				t.Fatalf("%q at %d is completed by %+v", s, cursor, c)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[:c.At]) {
				t.Fatalf("%q at %d: %+v cuts a sign", s, cursor, c)
			}
			// A completion must not add a mistake to the query.
			done := s[:c.At] + c.Text
			_, err := Parse(done)
			var e *SyntaxError
			if errors.As(err, &e) && e.At >= c.At && !(e.Reason == MissingValue && strings.HasSuffix(c.Text, ":")) &&
				!slices.Contains([]Reason{TooManyTerms, QueryTooLong}, e.Reason) {
				t.Fatalf("%q at %d is completed to %q: %v", s, cursor, done, e)
			}
		}
	})
}
