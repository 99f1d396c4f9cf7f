package windowtest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Each calls visit for every visible object of the window. If a dialog is open, it
// visits only the objects of the topmost one.
func (b *Harness) Each(visit func(fyne.CanvasObject)) {
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		visit(o)
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *container.Scroll:
			walk(o.Content)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	c := b.Window.Window().Canvas()
	if top := c.Overlays().Top(); top != nil {
		walk(top)
		return
	}
	walk(c.Content())
}

// Texts returns the texts of the labels, buttons and canvas.Text objects that Each
// visits.
func (b *Harness) Texts() (out []string) {
	b.Each(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Label:
			out = append(out, o.Text)
		case *widget.Button:
			out = append(out, o.Text)
		case *canvas.Text:
			out = append(out, o.Text)
		}
	})
	return out
}

// Reads reports whether the window shows text; see Texts.
func (b *Harness) Reads(text string) bool {
	return strings.Contains(strings.Join(b.Texts(), "\n"), text)
}

// WantText fails the test unless the window shows text; see Texts.
func (b *Harness) WantText(text string) {
	b.T.Helper()
	if !b.Reads(text) {
		b.T.Errorf("%q is not visible; the window shows %q", text, b.Texts())
	}
}

// Heard returns the labels that a screen reader announces, one per line. Like Fyne,
// it looks for accessible objects in containers and not inside widgets.
func (b *Harness) Heard() string {
	var said []string
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		if a, ok := o.(fyne.Accessible); ok && a.AccessibilityRole() != fyne.AccessibleRoleContainer {
			said = append(said, a.AccessibilityLabel())
		}
		if c, ok := o.(*fyne.Container); ok {
			for _, child := range c.Objects {
				walk(child)
			}
		}
	}
	walk(b.Window.Window().Canvas().Content())
	return strings.Join(said, "\n")
}

// WantHeard fails the test unless a screen reader announces all the words.
func (b *Harness) WantHeard(words ...string) {
	b.T.Helper()
	said := b.Heard()
	for _, w := range words {
		if !strings.Contains(said, w) {
			b.T.Errorf("a screen reader does not announce %q; it announces:\n%s", w, said)
		}
	}
}

// Page is the page of a reader, which shows the text of an article.
type Page interface {
	fyne.Widget
	fyne.Tappable
	fyne.SecondaryTappable
	desktop.Hoverable
}

// AsPage returns o if it is the page of a reader, and nil otherwise.
func AsPage(o fyne.CanvasObject) Page {
	page, ok := o.(Page)
	if _, entry := o.(fyne.Focusable); !ok || entry {
		return nil
	}
	if _, row := o.(Row); row {
		return nil
	}
	return page
}

// Row is a row of the list of articles.
type Row interface {
	fyne.Widget
	fyne.Tappable
	fyne.SecondaryTappable
	fyne.Draggable
	desktop.Mouseable
	desktop.Hoverable
	Row() int
}

// ListRow returns the visible row of the list that shows a title.
func (b *Harness) ListRow(title string) Row {
	b.T.Helper()
	var found Row
	b.Each(func(o fyne.CanvasObject) {
		if row, ok := o.(Row); ok && found == nil && labels(row, title) {
			found = row
		}
	})
	if found == nil {
		b.T.Fatalf("no row shows %q; the window shows %q", title, b.Texts())
	}
	return found
}

// labels reports whether a widget or one of its descendants is a label with the text.
func labels(w fyne.Widget, text string) bool {
	for _, o := range test.WidgetRenderer(w).Objects() {
		switch o := o.(type) {
		case *widget.Label:
			if o.Text == text {
				return true
			}
		case fyne.Widget:
			if labels(o, text) {
				return true
			}
		}
	}
	return false
}

// Ghosts returns the letters of the labels that are suggested in the margin, from
// top to bottom and, on one line, from right to left.
func (b *Harness) Ghosts() (letters string) {
	b.T.Helper()
	var box *canvas.Rectangle // the outline that is drawn just before its letter
	b.Each(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Rectangle:
			box = o
		case *canvas.Text:
			if box != nil && box.StrokeWidth > 0 && box.CornerRadius < box.Size().Width/2 && // a circle marks a label by another analyst
				o.Position() == box.Position() && o.Size() == box.Size() {
				letters += o.Text
			}
			box = nil
		default:
			box = nil
		}
	})
	return letters
}
