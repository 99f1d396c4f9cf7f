package uitest

import (
	"strconv"

	"fyne.io/fyne/v2"
)

// Click moves the pointer to a position of the canvas and clicks the primary button.
// The window must be in the top left corner of the screen and have a scale of 1.
func (a *App) Click(at fyne.Position) {
	a.t.Helper()
	a.clicks++
	x, y := strconv.Itoa(int(at.X)), strconv.Itoa(int(at.Y))
	if _, err := a.tool("mousemove", x, y, "click", "1"); err != nil {
		a.t.Fatalf("click at %v: %v", at, err)
	}
}

// Clicks returns how often Click has clicked.
func (a *App) Clicks() int { return a.clicks }
