package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// newMessage is a text for a dialog, wrapped at a readable width.
func newMessage(text string) fyne.CanvasObject {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	rows := 1
	for line := range strings.SplitSeq(text, "\n") {
		rows += len(line)/56 + 1
	}
	return container.New(layout.NewGridWrapLayout(fyne.NewSize(440, float32(rows)*22)), l)
}

// size writes a number of bytes as people read it.
func size(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d bytes", bytes)
	case bytes < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// base gives the last part of a path, however its parts are separated.
func base(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }
