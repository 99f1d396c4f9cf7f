package offset

import "testing"

func TestAnotherReadingIsRecognisedOnlyByTexts(t *testing.T) {
	const text = "A 😀 pier. It fell."
	usual, points := Reading{Unit: UTF16}, Reading{Unit: CodePoints}
	inclusive := Reading{Unit: CodePoints, Inclusive: true}
	for name, c := range map[string]struct {
		spans []Quoted
		want  Reading
	}{
		"no spans":                     {nil, usual},
		"the usual one":                {[]Quoted{{11, 19, "It fell."}}, usual},
		"code points":                  {[]Quoted{{10, 18, "It fell."}}, points},
		"an included end":              {[]Quoted{{10, 17, "It fell."}}, inclusive},
		"no text":                      {[]Quoted{{10, 18, ""}}, usual},
		"a text that fits nowhere":     {[]Quoted{{10, 18, "It rose."}}, usual},
		"as many as in the usual one":  {[]Quoted{{11, 19, "It fell."}, {4, 9, "pier."}}, usual},
		"more than in the usual one":   {[]Quoted{{11, 19, "It fell."}, {4, 9, "pier."}, {10, 12, "It"}}, points},
		"beyond the text in the usual": {[]Quoted{{0, 90, "A"}}, usual},
	} {
		if got := Recognise(text, c.spans, usual, usual, points, inclusive).Reading(); got != c.want {
			t.Errorf("%s: read as %s, want %s", name, got, c.want)
		}
	}
}
