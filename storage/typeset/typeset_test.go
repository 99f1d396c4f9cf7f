package typeset

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model/scene"
)

// embedded returns the fonts that Assay has, alone or with those of the system.
func embedded(t testing.TB, alone bool) *Fonts {
	t.Helper()
	read := func(name string) func(bool) []byte {
		return func(bold bool) []byte {
			look := "Regular"
			if bold {
				look = "Bold"
			}
			raw, err := os.ReadFile(filepath.Join("..", "..", "assets", "fonts", name+"-"+look+".ttf"))
			if err != nil {
				t.Fatal(err)
			}
			return raw
		}
	}
	f, err := New(Sources{Sans: read("NotoSans"), Serif: read("NotoSerif"), Alone: alone})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func plain(text string) []Span { return []Span{{text, Style{Size: 10}}} }

// drawn returns the text of a line as it is drawn, from left to right.
func drawn(l Line) string {
	var b strings.Builder
	for _, p := range l.Pieces {
		runes := []rune(string(p.Runes))
		for i := range runes {
			if p.Left() {
				b.WriteRune(runes[len(runes)-1-i])
			} else {
				b.WriteRune(runes[i])
			}
		}
	}
	return b.String()
}

func TestTextThatRunsBothWaysIsArranged(t *testing.T) {
	f := embedded(t, true)
	for text, want := range map[string]string{
		"he said שלום today":     "he said םולש today",
		"he said שלום 12 today":  "he said 12 םולש today",
		"שלום hello עולם":        "םלוע hello םולש",
		"מחיר 12.50 היום":        "םויה 12.50 ריחמ",
		"(שלום)":                 ")םולש(",
		"plain words":            "plain words",
		"":                       "",
		"مرحبا":                  "ابحرم",
		"שלום, abc 12 def, עולם": "םלוע ,abc 12 def ,םולש",
	} {
		lines := f.Shape(plain(text), Rightwards).Lines(1000)
		got := ""
		for _, l := range lines {
			got += drawn(l)
		}
		if got != want {
			t.Errorf("%q is drawn %q, want %q", text, got, want)
		}
	}
}

func TestLinesAreNotWiderThanAsked(t *testing.T) {
	f := embedded(t, true)
	text := strings.Repeat("The harbour office opened its gates, and well-known visitors came (some twice). ", 20) + strings.Repeat("x", 5000)
	for _, width := range []float64{30, 77, 200, 451.3} {
		all := ""
		for i, l := range f.Shape(plain(text), Rightwards).Lines(width) {
			if l.Width > width+0.1 {
				t.Errorf("line %d of width %.1f is %.1f wide: %q", i, width, l.Width, drawn(l))
			}
			all += drawn(l)
		}
		if all != text {
			t.Errorf("at width %.0f the lines have other text", width)
		}
	}
}

func TestLinesEndAtSpaces(t *testing.T) {
	f := embedded(t, true)
	var got []string
	for _, l := range f.Shape(plain("alpha beta gamma\ndelta\n\nepsilon"), Rightwards).Lines(60) {
		got = append(got, drawn(l))
	}
	want := []string{"alpha beta ", "gamma ", "delta ", " ", "epsilon"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestANarrowColumnStillHasAllCharacters(t *testing.T) {
	f := embedded(t, true)
	lines := f.Shape(plain("été"), Rightwards).Lines(0)
	if len(lines) != 3 {
		t.Errorf("%d lines, want one for each letter", len(lines))
	}
}

func TestStylesDoNotChangeTheText(t *testing.T) {
	f := embedded(t, true)
	spans := []Span{{"one ", Style{Size: 10}}, {"two", Style{Size: 10, Bold: true}}, {"3", Style{Size: 6, Rise: 3}}, {" four", Style{Size: 10, Italic: true, Serif: true}}}
	lines := f.Shape(spans, Rightwards).Lines(500)
	if len(lines) != 1 || drawn(lines[0]) != "one two3 four" {
		t.Fatalf("%v", lines)
	}
	for _, p := range lines[0].Pieces {
		if p.Style != spans[p.Span].Style {
			t.Errorf("%q has style %+v", string(p.Runes), p.Style)
		}
	}
}

func TestMeasureGrowsWithTheSize(t *testing.T) {
	f := embedded(t, true)
	one, two := f.Measure("Wide words", 10, false), f.Measure("Wide words", 20, false)
	if math.Abs(two-2*one) > 0.001 || one < 40 || one > 70 {
		t.Errorf("%v and %v", one, two)
	}
	if f.Measure("Wide words", 10, true) <= one {
		t.Error("bold text is not wider")
	}
	if f.Measure("", 10, false) != 0 {
		t.Error("empty text has a width")
	}
}

func TestMissingCharactersAreKnown(t *testing.T) {
	f := embedded(t, true)
	lines := f.Shape(plain("a 漢 b"), Rightwards).Lines(100)
	lost := ""
	for _, p := range lines[0].Pieces {
		if p.Lost {
			lost += string(p.Runes)
		}
	}
	if lost != "漢" {
		t.Errorf("lost %q", lost)
	}
}

func TestControlCharactersAreLeftOut(t *testing.T) {
	f := embedded(t, true)
	lines := f.Shape(plain("a\x00b\x1b\ufffec\u00add \t e"), Rightwards).Lines(100)
	if len(lines) != 1 || drawn(lines[0]) != "abcd e" {
		t.Errorf("%q", drawn(lines[0]))
	}
}

func FuzzShape(f *testing.F) {
	for _, s := range []string{"", "abc", "שלום 12 (a)", "\u202e\u2067x", "a\n\n b", "e\u0301\u0302", "\xff", "漢字、かな", "👩\u200d👧", "a שלום \nעולם b"} {
		f.Add(s, 50.0)
	}
	fonts := embedded(f, true)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		shaped := fonts.Shape([]Span{{text, Style{Size: 10}}, {text, Style{Size: 8, Bold: true}}}, Leftwards)
		want := 0
		for _, p := range shaped.pieces {
			want += len(p.Runes)
		}
		got := 0
		for _, l := range shaped.Lines(width) {
			if len(l.Pieces) == 0 {
				t.Fatal("an empty line")
			}
			for _, p := range l.Pieces {
				got += len(p.Runes)
				for i, g := range p.Glyphs {
					if g.At < 0 || g.At >= len(p.Runes) {
						t.Fatalf("a glyph stands for character %d of %d", g.At, len(p.Runes))
					}
					if i > 0 && g.At != p.Glyphs[i-1].At && (g.At < p.Glyphs[i-1].At) != p.Left() {
						t.Fatalf("the glyphs of %q are not in their order", string(p.Runes))
					}
				}
			}
		}
		if got != want {
			t.Fatalf("the lines have %d characters of %d", got, want)
		}
	})
}

// chart is a scene with all shapes and several scripts.
func chart() *scene.Scene {
	own := func(rgb string) scene.Color { return scene.Color{Role: scene.Own, RGB: rgb} }
	return &scene.Scene{
		Title: "Statements by outlet", Width: 360, Height: 200,
		Items: []scene.Item{
			{Shape: scene.Text, X: 10, Y: 20, Text: "Statements by outlet", Size: 12, Bold: true},
			{Shape: scene.Text, X: 120, Y: 50, Text: "Вісник порту", Size: 10, Anchor: scene.End},
			{Shape: scene.Text, X: 120, Y: 80, Text: "港口日报", Size: 10, Anchor: scene.End},
			{Shape: scene.Text, X: 120, Y: 110, Text: "صحيفة الميناء 24", Size: 10, Anchor: scene.End},
			{Shape: scene.Rect, X: 130, Y: 40, W: 180, H: 14, Fill: scene.Color{Role: scene.Series}},
			{Shape: scene.Text, X: 135, Y: 51, Text: "18", Size: 9, Fill: scene.Color{Role: scene.OnFill}},
			{Shape: scene.Rect, X: 130, Y: 70, W: 90, H: 14, Fill: scene.Color{Role: scene.Series, Number: 1}, Hatched: true},
			{Shape: scene.Rect, X: 130, Y: 100, W: 40, H: 14, Fill: own("#F0E442")},
			{Shape: scene.Text, X: 135, Y: 111, Text: "4", Size: 9, Fill: scene.Color{Role: scene.OnFill}},
			{Shape: scene.Line, X: 130, Y: 30, H: 100, Size: 0.75, Fill: scene.Color{Role: scene.Grid}},
			{Shape: scene.Text, X: 340, Y: 130, Text: "turned", Size: 9, Turned: true, Fill: scene.Color{Role: scene.Muted}},
			{Shape: scene.Rect, X: 130, Y: 150, W: 40, H: 20, Fill: scene.Color{Role: scene.Shade, Share: 0.2}},
			{Shape: scene.Rect, X: 170, Y: 150, W: 40, H: 20, Fill: scene.Color{Role: scene.Shade, Share: 0.9}},
		},
	}
}

func TestASceneIsPainted(t *testing.T) {
	f := embedded(t, os.Getenv("ASSAY_PICTURES") == "")
	for name, p := range map[string]*scene.Palette{"light": scene.Light(), "dark": scene.Dark()} {
		raw, err := f.PNG(chart(), 2, p)
		if err != nil {
			t.Fatal(err)
		}
		if dir := os.Getenv("ASSAY_PICTURES"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "scene-"+name+".png"), raw, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		img, err := png.Decode(bytes.NewReader(raw))
		if err != nil || img.Bounds() != image.Rect(0, 0, 720, 400) {
			t.Fatalf("%v, %v", img.Bounds(), err)
		}
		at := func(x, y int) scene.RGB {
			r, g, b, _ := img.At(x, y).RGBA()
			return scene.RGB{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8)}
		}
		if got := at(1, 1); got != p.Paper {
			t.Errorf("%s: the paper is %v", name, got)
		}
		if got := at(600, 94); got != p.Series[0] {
			t.Errorf("%s: the bar is %v", name, got)
		}
		ink := 0
		for x := 20; x < 300; x++ {
			for y := 15; y < 50; y++ {
				if scene.Contrast(at(x, y), p.Paper) > 8 {
					ink++
				}
			}
		}
		if ink < 500 {
			t.Errorf("%s: the title has only %d dark pixels", name, ink)
		}
	}
}

func TestOddScenes(t *testing.T) {
	f := embedded(t, true)
	odd := &scene.Scene{Width: 20, Height: 20, Items: []scene.Item{
		{Shape: scene.Rect, X: math.NaN(), W: 5, H: 5},
		{Shape: scene.Rect, X: -1e300, Y: -5, W: 2e300, H: math.Inf(1), Hatched: true},
		{Shape: scene.Line, X: 1e9, Y: 1e9, W: -2e9, H: -2e9, Size: 1},
		{Shape: scene.Text, Text: "far", X: 1e12, Size: 9},
		{Shape: scene.Text, Text: "big", Size: 1e7},
		{Shape: scene.Text, Text: "", Size: -4},
		{Shape: scene.Shape(99)},
	}}
	if _, err := f.PNG(odd, 1, scene.Light()); err != nil {
		t.Error(err)
	}
	if _, err := f.PNG(&scene.Scene{}, 1, scene.Light()); err != nil {
		t.Error(err)
	}
	for _, s := range []*scene.Scene{{Width: 1e9, Height: 1}, {Width: 16_000, Height: 16_000}, {Width: math.NaN(), Height: 5}, {Width: math.Inf(1), Height: 5}} {
		if _, err := f.PNG(s, 1, scene.Light()); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%v × %v: %v", s.Width, s.Height, err)
		}
	}
}

func TestStripesStayWithinTheirRectangle(t *testing.T) {
	for _, it := range []scene.Item{{X: 5, Y: 7, W: 30, H: 10}, {W: 3, H: 90}, {X: 10, Y: 10, W: -8, H: 6}} {
		stripes := Hatching(&it)
		if len(stripes) == 0 {
			t.Error("no stripes")
		}
		for _, l := range stripes {
			for _, p := range l {
				if p[0] < min(it.X, it.X+it.W)-1e-9 || p[0] > max(it.X, it.X+it.W)+1e-9 || p[1] < it.Y-1e-9 || p[1] > it.Y+it.H+1e-9 {
					t.Errorf("%v of %+v", p, it)
				}
			}
		}
	}
}

func TestFontsThatCannotBeReadAreAnError(t *testing.T) {
	for name, s := range map[string]Sources{
		"none":    {},
		"empty":   {Sans: func(bool) []byte { return nil }},
		"damaged": {Sans: func(bool) []byte { return []byte("\x00\x01\x00\x00 no font") }},
	} {
		if _, err := New(s); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
