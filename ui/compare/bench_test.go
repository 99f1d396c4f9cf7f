package compare

import (
	"testing"

	"fyne.io/fyne/v2"
)

// BenchmarkScrollStep scrolls the matrix by one row.
func BenchmarkScrollStep(b *testing.B) {
	for name, size := range map[string][2]int{"100x5": {100, 5}, "1000x200": {1000, 200}} {
		b.Run(name, func(b *testing.B) {
			c := laid(b, many(size[0], size[1]), 1440, 900)
			step := float32(-24)
			for b.Loop() {
				before := c.view.matrix.list
				c.view.matrix.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, step)})
				_ = before
			}
		})
	}
}

// BenchmarkKey moves the current cell by key, down and up in turn.
func BenchmarkKey(b *testing.B) {
	for name, size := range map[string][2]int{"100x5": {100, 5}, "1000x200": {1000, 200}} {
		for _, keys := range [][2]fyne.KeyName{{fyne.KeyDown, fyne.KeyUp}, {fyne.KeyRight, fyne.KeyLeft}} {
			b.Run(name+"/"+string(keys[0]), func(b *testing.B) {
				c := laid(b, many(size[0], size[1]), 1440, 900)
				i := 0
				for b.Loop() {
					c.view.matrix.list.TypedKey(&fyne.KeyEvent{Name: keys[i%2]})
					i++
				}
			})
		}
	}
}

// BenchmarkSideways scrolls the outlets by one, there and back.
func BenchmarkSideways(b *testing.B) {
	c := laid(b, many(1000, 200), 1440, 900)
	i := 0
	for b.Loop() {
		c.view.matrix.scroll(1 - 2*(i%2))
		i++
	}
}
