package reader

import (
	"math"
	"runtime"

	"fyne.io/fyne/v2"
)

// The wheel
//
// A notch of the wheel scrolls three lines, as it does on the platforms. Fyne scrolls
// 25 pixels for a notch, and 125 times as far if a single event has ten notches or
// more. A touchpad reports fractions of a notch; they stay fractions. On Windows a
// fraction of a notch is that fraction of three lines. Elsewhere Fyne's pixels follow
// the fingers already. On macOS the system decides about notches, too.

// How Fyne turns notches into pixels; see scroll_speed_default.go in its driver.
const (
	fyneNotch      = 25  // pixels
	fyneAcceleFrom = 10  // notches in one event
	fyneAccelerate = 125 // times
)

// notchLines is the number of lines that a notch scrolls.
const notchLines = 3

// Scrolled implements fyne.Scrollable.
func (p *page) Scrolled(e *fyne.ScrollEvent) {
	own := *e
	own.Scrolled.DY = wheeled(e.Scrolled.DY, p.metrics.Line, runtime.GOOS)
	p.reader.scroll.Scrolled(&own)
}

// wheeled returns by how many pixels to scroll if Fyne reports dy, on an operating
// system and with lines of a height.
func wheeled(dy, line float32, system string) float32 {
	if system == "darwin" || line == 0 {
		return dy
	}
	notches := float64(dy) / fyneNotch
	if math.Abs(notches) >= fyneAcceleFrom*fyneAccelerate {
		notches /= fyneAccelerate
	}
	if _, part := math.Modf(2 * notches); system != "windows" && part != 0 { // half notches are those of a wheel under KDE's Wayland
		return float32(notches * fyneNotch)
	}
	return float32(notches) * notchLines * line
}
