package scene

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func palettes() map[string]*Palette {
	return map[string]*Palette{"light": Light(), "dark": Dark(), "high light": HighLight(), "high dark": HighDark()}
}

func TestTextAndSeriesStandOutFromThePaper(t *testing.T) {
	for name, p := range palettes() {
		text, part := 4.5, 3.0
		if name == "high light" || name == "high dark" {
			text, part = 7, 4.5
		}
		check := func(what string, c RGB, least float64) {
			if got := Contrast(c, p.Paper); got < least {
				t.Errorf("%s: %s %v has contrast %.2f, want %.1f", name, what, c, got, least)
			}
		}
		check("ink", p.Ink, text)
		check("muted", p.Muted, text)
		check("accent", p.Accent, part)
		check("full shade", p.Full, part)
		for i, c := range p.Series {
			check(fmt.Sprint("series ", i), c, part)
		}
	}
}

func TestSeriesDifferFromEachOther(t *testing.T) {
	for name, p := range palettes() {
		for i, a := range p.Series {
			for _, b := range p.Series[:i] {
				d := math.Hypot(math.Hypot(float64(a.R)-float64(b.R), float64(a.G)-float64(b.G)), float64(a.B)-float64(b.B))
				if d < 40 {
					t.Errorf("%s: %v and %v are only %.0f apart", name, a, b, d)
				}
			}
		}
	}
}

func TestTextUponAnyFillIsReadable(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	for range 10_000 {
		fill := rgb(random.Uint32() & 0xffffff)
		if got := Contrast(Readable(fill), fill); got < 4.5 {
			t.Fatalf("seed %d: text upon %v has contrast %.2f", seed, fill, got)
		}
	}
}

func TestShadesGrowDarkerUponLightPaperAndLighterUponDark(t *testing.T) {
	for name, p := range palettes() {
		before := Contrast(p.shade(0), p.Paper)
		if before < 1.01 {
			t.Errorf("%s: the palest shade cannot be told from the paper", name)
		}
		for share := 0.1; share <= 1; share += 0.1 {
			now := Contrast(p.shade(share), p.Paper)
			if now <= before {
				t.Errorf("%s: the shade %.1f is no stronger than the one before", name, share)
			}
			before = now
		}
		for _, odd := range []float64{math.NaN(), -1, math.Inf(-1)} {
			if p.shade(odd) != p.shade(0) {
				t.Errorf("%s: share %v is %v", name, odd, p.shade(odd))
			}
		}
		if p.shade(7) != p.Full {
			t.Errorf("%s: share 7 is %v", name, p.shade(7))
		}
	}
}

func TestEveryRoleHasAColor(t *testing.T) {
	p := Light()
	for _, c := range []struct {
		color Color
		want  RGB
	}{
		{Color{Role: Ink}, p.Ink},
		{Color{Role: Muted}, p.Muted},
		{Color{Role: Grid}, p.Grid},
		{Color{Role: Paper}, p.Paper},
		{Color{Role: Accent}, p.Accent},
		{Color{Role: Series, Number: 1}, p.Series[1]},
		{Color{Role: Series, Number: len(p.Series)}, p.Series[0]},
		{Color{Role: Series, Number: -1}, p.Series[len(p.Series)-1]},
		{Color{Role: Own, RGB: "#e69F00"}, RGB{0xE6, 0x9F, 0}},
		{Color{Role: Own, RGB: "red"}, p.Accent},
		{Color{Role: Own, RGB: "#12345g"}, p.Accent},
		{Color{Role: Own}, p.Accent},
		{Color{Role: Shade, Share: 1}, p.Full},
		{Color{Role: Role(200)}, p.Ink},
	} {
		if got := p.Of(c.color); got != c.want {
			t.Errorf("%+v is %v, want %v", c.color, got, c.want)
		}
	}
}

func TestColorsOfAScene(t *testing.T) {
	p := Light()
	s := &Scene{Items: []Item{
		{Shape: Text, Fill: Color{Role: OnFill}},
		{Shape: Rect, Fill: Color{Role: Own, RGB: "#000000"}},
		{Shape: Line, Fill: Color{Role: Grid}},
		{Shape: Text, Fill: Color{Role: OnFill}},
		{Shape: Rect, Fill: Color{Role: Own, RGB: "#F0E442"}},
		{Shape: Text, Fill: Color{Role: OnFill}},
	}}
	want := []RGB{p.Ink, {}, p.Grid, {255, 255, 255}, {0xF0, 0xE4, 0x42}, {}}
	for i, got := range p.Colors(s) {
		if got != want[i] {
			t.Errorf("item %d is %v, want %v", i, got, want[i])
		}
	}
}

func TestStringOfAColorIsParsed(t *testing.T) {
	for _, c := range []RGB{{}, {1, 2, 3}, {255, 254, 10}} {
		if got, ok := ParseRGB(c.String()); !ok || got != c {
			t.Errorf("%v is parsed as %v, %v", c, got, ok)
		}
	}
}
