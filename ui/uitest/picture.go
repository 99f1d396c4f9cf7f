package uitest

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"strconv"
)

// Picture sets the size of the window in pixels, waits until three captures in a
// row are equal, and saves the last one.
func (a *App) Picture(path string, width, height int) {
	a.t.Helper()
	a.Resize(strconv.Itoa(width), strconv.Itoa(height))
	scale := 0.0
	a.See("the window's new size", func(s State) bool {
		scale = float64(width) / float64(max(1, s.Width))
		return math.Abs(scale*float64(s.Height)-float64(height)) < 2
	})
	const alike = 3
	var last []byte
	same := 0
	a.await("equal captures in a row", func() bool {
		now := a.capture()
		if same++; !bytes.Equal(now, last) {
			last, same = now, 1
		}
		return same == alike
	})
	if err := os.WriteFile(path, last, 0o644); err != nil {
		a.t.Fatal(err)
	}
}

// capture returns a PNG of the window. The PNG has no times in it, so equal
// pictures have equal bytes.
func (a *App) capture() []byte {
	a.t.Helper()
	cmd := exec.Command("import", "-window", a.window, "-define", "png:exclude-chunks=date,time", "png:-")
	cmd.Env = a.display.env()
	out, err := cmd.Output()
	if err != nil {
		a.t.Fatalf("capture the window: %v", err)
	}
	return out
}
