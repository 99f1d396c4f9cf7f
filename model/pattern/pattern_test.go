package pattern

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

func TestAPatternDoesWhatItsExpressionDoes(t *testing.T) {
	const source = `(\pL)(\d*)`
	p, want := Compile(source), regexp.MustCompile(source)
	if p.String() != source {
		t.Errorf("the source is %q", p.String())
	}
	for _, text := range []string{"", "7", "a", "ä12 b c3", "x9x"} {
		for name, pair := range map[string][2]any{
			"FindAllString":              {p.FindAllString(text, 2), want.FindAllString(text, 2)},
			"FindAllStringIndex":         {p.FindAllStringIndex(text, 2), want.FindAllStringIndex(text, 2)},
			"FindAllStringSubmatch":      {p.FindAllStringSubmatch(text, 2), want.FindAllStringSubmatch(text, 2)},
			"FindAllStringSubmatchIndex": {p.FindAllStringSubmatchIndex(text, 2), want.FindAllStringSubmatchIndex(text, 2)},
			"FindString":                 {p.FindString(text), want.FindString(text)},
			"FindStringIndex":            {p.FindStringIndex(text), want.FindStringIndex(text)},
			"FindStringSubmatch":         {p.FindStringSubmatch(text), want.FindStringSubmatch(text)},
			"FindStringSubmatchIndex":    {p.FindStringSubmatchIndex(text), want.FindStringSubmatchIndex(text)},
			"MatchString":                {p.MatchString(text), want.MatchString(text)},
			"ReplaceAll":                 {p.ReplaceAll([]byte(text), []byte("$2$1")), want.ReplaceAll([]byte(text), []byte("$2$1"))},
			"ReplaceAllString":           {p.ReplaceAllString(text, "$2$1"), want.ReplaceAllString(text, "$2$1")},
			"ReplaceAllStringFunc":       {p.ReplaceAllStringFunc(text, strings.ToUpper), want.ReplaceAllStringFunc(text, strings.ToUpper)},
			"Split":                      {p.Split(text, 2), want.Split(text, 2)},
		} {
			if !reflect.DeepEqual(pair[0], pair[1]) {
				t.Errorf("%s of %q returns %v, want %v", name, text, pair[0], pair[1])
			}
		}
	}
}

func TestAnInvalidPatternPanicsWhenItIsUsed(t *testing.T) {
	p := Compile("(")
	defer func() {
		if recover() == nil {
			t.Error("it was used")
		}
	}()
	p.MatchString("a")
}
