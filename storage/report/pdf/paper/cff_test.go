package paper

import (
	"math"
	"testing"

	"github.com/go-text/typesetting/font/cff"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"

	"assay.app/assay/storage/typeset"
)

func TestAFontProgramHasTheOutlines(t *testing.T) {
	point := func(x, y float64) typeset.Point { return typeset.Point{X: x, Y: y} }
	glyphs := []cffGlyph{
		{width: 500, scale: 1},
		{width: 612, scale: 0.5, rise: 100, outline: []typeset.Segment{
			{Op: typeset.OpMove, Points: [3]typeset.Point{point(0, -200)}},
			{Op: typeset.OpLine, Points: [3]typeset.Point{point(2200, 40)}},
			{Op: typeset.OpCurve, Points: [3]typeset.Point{point(-3000, 4000), point(10, 20), point(1, 2)}},
		}},
		{width: -3, scale: 1, outline: []typeset.Segment{
			{Op: typeset.OpMove, Points: [3]typeset.Point{point(math.NaN(), 1e9)}},
			{Op: typeset.OpLine, Points: [3]typeset.Point{point(107, 108)}},
			{Op: typeset.OpLine, Points: [3]typeset.Point{point(-1131, 1131)}},
			{Op: typeset.OpLine, Points: [3]typeset.Point{point(15_000, -15_000)}},
		}},
	}
	parsed, err := cff.Parse(program("ABCDEF+Test", glyphs))
	if err != nil {
		t.Fatal(err)
	}
	if len(parsed.Charstrings) != len(glyphs) {
		t.Fatalf("%d glyphs", len(parsed.Charstrings))
	}
	for i, want := range [][]opentype.SegmentPoint{nil, {{X: 0, Y: 0}, {X: 1100, Y: 120}, {X: 1, Y: 101}}, {{X: 0, Y: 0}, {X: 107, Y: 108}, {X: -1131, Y: 1131}, {X: 15_000, Y: -15_000}}} {
		segments, _, err := parsed.LoadGlyph(tables.GlyphID(i))
		if err != nil {
			t.Fatalf("glyph %d: %v", i, err)
		}
		var got []opentype.SegmentPoint
		for j := range segments {
			args := segments[j].ArgsSlice()
			got = append(got, args[len(args)-1])
		}
		for j, p := range want {
			if j >= len(got) || got[j] != p {
				t.Errorf("glyph %d goes through %v, want %v", i, got, want)
				break
			}
		}
	}
}

func TestNumbersHaveTwoDecimals(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", -0.001: "0", 1: "1", 1.5: "1.5", -1.05: "-1.05", 0.999: "1", 12.345: "12.35", -0.1: "-0.1", 595.28: "595.28", 1e9: "0",
	} {
		if got := number(v); got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
	}
	if got := numbers(math.NaN(), math.Inf(1), 2); got != "0 0 2" {
		t.Errorf("odd numbers are %s", got)
	}
}

func TestStrings(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "(plain)", `a(b)\c`: `(a\(b\)\\c)`, "": "()", "їжак": "<FEFF045704360430043A>", "😀": "<FEFFD83DDE00>",
	} {
		if got := textString(in); got != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/a?b=c#d": "https://example.org/a?b=c#d",
		"http://example.org/ї":        "http://example.org/%D1%97",
		"mailto:desk@example.org":     "mailto:desk@example.org",
		"HTTPS://EXAMPLE.ORG":         "https://EXAMPLE.ORG",
		"https:///x":                  "",
		"javascript:x":                "",
		"file:///x":                   "",
		"example.org":                 "",
		"":                            "",
	} {
		if got := External(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
