package timeline

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
)

// BenchmarkScrollStep scrolls all articles by a step of the wheel, at several zooms.
func BenchmarkScrollStep(b *testing.B) {
	of := many()
	for _, zoom := range []float64{1, 8, 64, 1024} {
		for name, step := range map[string]fyne.Delta{"down": fyne.NewDelta(0, -24), "right": fyne.NewDelta(-24, 0)} {
			b.Run(fmt.Sprintf("%s/%.0fx", name, zoom), func(b *testing.B) {
				v, _ := shownIn(b, of, OfArticles, 1440, 900)
				c := v.chart
				c.zoomBy(zoom, 500)
				c.scrollBy(c.laid.Scale.Width()/2, 0)
				for i := 0; b.Loop(); i++ {
					if i%40 == 0 { // there and back
						step.DX, step.DY = -step.DX, -step.DY
					}
					c.wheel(&fyne.ScrollEvent{Scrolled: step}, false)
				}
			})
		}
	}
}

// BenchmarkPaint paints the visible marks again.
func BenchmarkPaint(b *testing.B) {
	of := many()
	for _, zoom := range []float64{1, 8, 64, 1024} {
		b.Run(fmt.Sprintf("%.0fx", zoom), func(b *testing.B) {
			v, _ := shownIn(b, of, OfArticles, 1440, 900)
			v.chart.zoomBy(zoom, 500)
			for b.Loop() {
				v.chart.place(true)
			}
			b.ReportMetric(float64(len(v.chart.field.objects)+len(v.chart.rail.objects)+len(v.chart.axis.objects)), "objects")
		})
	}
}

// BenchmarkZoomStep zooms in and out. The layout is made elsewhere in the program; here its time
// counts.
func BenchmarkZoomStep(b *testing.B) {
	v, _ := shownIn(b, many(), OfArticles, 1440, 900)
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			v.ZoomIn()
		} else {
			v.ZoomOut()
		}
	}
}

// BenchmarkKey moves from mark to mark and from band to band.
func BenchmarkKey(b *testing.B) {
	of := many()
	for _, keys := range [][2]fyne.KeyName{{fyne.KeyRight, fyne.KeyLeft}, {fyne.KeyDown, fyne.KeyUp}} {
		b.Run(string(keys[0]), func(b *testing.B) {
			v, _ := shownIn(b, of, OfArticles, 1440, 900)
			for i := 0; b.Loop(); i++ {
				press(v, keys[i%2])
			}
		})
	}
}

// BenchmarkPrepare makes what a View needs of a timeline, on another goroutine in the program.
func BenchmarkPrepare(b *testing.B) {
	of := many()
	for b.Loop() {
		Prepare(of, nil)
	}
}
