// Bare opens the simplest window: one rectangle, which changes its colour at every
// key and every turn of the wheel. Assay's window is measured against it.
package main

import (
	"flag"
	"fmt"
	"image/color"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

func main() {
	trace := flag.String("trace", "", "a file to make, as Assay makes one")
	flag.Parse()
	if *trace != "" {
		if err := os.WriteFile(*trace, nil, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "bare:", err)
			os.Exit(1)
		}
	}
	w := app.NewWithID("app.assay.bare").NewWindow("Assay, bare")
	f := newField()
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { f.next() })
	w.SetPadded(false)
	w.SetContent(f)
	w.Resize(fyne.NewSize(1200, 720))
	w.ShowAndRun()
}

// field is the rectangle.
type field struct {
	widget.BaseWidget
	rect *canvas.Rectangle
	n    int
}

var _ fyne.Scrollable = (*field)(nil)

func newField() *field {
	f := &field{rect: canvas.NewRectangle(color.White)}
	f.ExtendBaseWidget(f)
	return f
}

// next changes the colour of the rectangle.
func (f *field) next() {
	f.n++
	f.rect.FillColor = color.NRGBA{R: uint8(f.n * 37), G: uint8(f.n * 59), B: 200, A: 0xff}
	f.rect.Refresh()
}

// Scrolled implements fyne.Scrollable.
func (f *field) Scrolled(*fyne.ScrollEvent) { f.next() }

// CreateRenderer implements fyne.Widget.
func (f *field) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.rect) }
