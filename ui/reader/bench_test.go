package reader

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/look"
)

// The targets for the reader on a laptop, without drawing: opening an article takes
// at most 30 ms, a step of resizing 16 ms, a step of scrolling 2 ms and tagging 1
// ms. The page has at most 400 canvas objects.

// desk is the size of the window in the benchmarks.
var desk = fyne.NewSize(900, 800)

func benched() []struct {
	name string
	view View
} {
	return []struct {
		name string
		view View
	}{
		{"100", invented(100)},
		{"10000", invented(10_000)},
		{"100000", invented(100_000)},
		{"endless", oneParagraph(strings.Repeat("x", 5<<20))},
		{"paragraph", oneParagraph(words(5 << 20))},
		{"ideographs", oneParagraph(ideographs(5 << 20))},
	}
}

// oneParagraph returns an article with one paragraph and one sentence.
func oneParagraph(text string) View {
	return View{Title: "A single paragraph", Facts: "Tide Post", Text: text, Structure: whole(text)}
}

// words returns a text of at least the given number of bytes, in which new words
// keep appearing.
func words(bytes int) string {
	rng := rand.New(rand.NewPCG(5, 1))
	var b strings.Builder
	for b.Len() < bytes {
		fmt.Fprintf(&b, "word%d ", int(rng.ExpFloat64()*400))
	}
	return b.String()
}

// ideographs returns a text of at least the given number of bytes, without white
// space.
func ideographs(bytes int) string {
	rng := rand.New(rand.NewPCG(6, 1))
	var b strings.Builder
	for b.Len() < bytes {
		for range 5 + rng.IntN(20) {
			b.WriteRune(rune(0x4e00 + rng.IntN(3000)))
		}
		b.WriteString("、川が。"[3*rng.IntN(2):])
	}
	return b.String()
}

// labelled returns a mark for a unit. Of every three units, two have a label and
// one has a suggestion. Every fifteenth unit has a note.
func labelled(unit int) Mark {
	switch {
	case unit%3 == 0:
		return Mark{Color: look.Hex("#E69F00"), Letter: "C", Notes: unit%5 == 0}
	case unit%3 == 1:
		return Mark{Color: look.Hex("#56B4E9"), Letter: "Q"}
	}
	return Mark{Ghost: "B"}
}

// each runs a benchmark on every article, with the middle unit current.
func each(b *testing.B, run func(b *testing.B, s *shown)) {
	for _, a := range benched() {
		b.Run(a.name, func(b *testing.B) {
			s := show(b, 1, desk)
			s.view = a.view
			s.view.Mark = labelled
			s.SetArticle(s.view, len(s.view.Structure.Units)/2)
			run(b, s)
			b.ReportMetric(float64(s.Objects()), "objects")
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	each(b, func(b *testing.B, s *shown) {
		n := 0
		for b.Loop() {
			s.SetArticle(s.view, len(s.view.Structure.Units)/7*(n%7))
			n++
		}
	})
}

// BenchmarkOpenFirst opens an article while no widths of words are cached, as after
// the program starts.
func BenchmarkOpenFirst(b *testing.B) {
	each(b, func(b *testing.B, s *shown) {
		n := 0
		for b.Loop() {
			b.StopTimer()
			// Another text size avoids the widths that Fyne has cached.
			fyne.CurrentApp().Settings().SetTheme(look.Theme{Mode: look.Light, Scale: 1 + float32(n%5000)/50_000})
			s.page.Refresh()
			s.page.words, s.page.bold = widths{}, widths{}
			s.page.styled = style{}
			n++
			b.StartTimer()
			s.SetArticle(s.view, 0)
		}
	})
}

func BenchmarkResize(b *testing.B) {
	each(b, func(b *testing.B, s *shown) {
		n := 0
		for b.Loop() {
			s.Reader.Resize(fyne.NewSize(500+float32(n*7%400), 800))
			n++
		}
	})
}

func BenchmarkScroll(b *testing.B) {
	each(b, func(b *testing.B, s *shown) {
		down := float32(40)
		for b.Loop() {
			before := s.scroll.Offset
			s.wheel(down)
			if s.scroll.Offset == before {
				down = -down
			}
		}
	})
}

func BenchmarkTag(b *testing.B) {
	each(b, func(b *testing.B, s *shown) {
		units := len(s.view.Structure.Units)
		n := units / 2
		for b.Loop() {
			s.RefreshMarks()
			s.SetCurrent(n % units)
			n++
		}
	})
}

// BenchmarkSlice lays out one block per iteration.
func BenchmarkSlice(b *testing.B) {
	each(b, func(b *testing.B, s *shown) {
		bytes := 0
		for b.Loop() {
			i := s.page.next % len(s.page.galley.blocks)
			s.page.next++
			delete(s.page.galley.flows, i)
			s.page.galley.flow(i)
			bytes += s.page.galley.blocks[i].end - s.page.galley.blocks[i].start
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(max(bytes, 1)), "ns/byte")
	})
}
