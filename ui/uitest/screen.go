package uitest

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// Screen is a window of Fyne's test driver. The test's goroutine is its GUI
// goroutine.
type Screen struct {
	fyne.Window
	T     *testing.T
	queue chan func()
}

// NewScreen opens an empty window of 1200 by 800 with the program's theme.
func NewScreen(t *testing.T) *Screen {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{})
	w := test.NewWindow(nil)
	t.Cleanup(w.Close)
	w.Resize(fyne.NewSize(1200, 800))
	return &Screen{w, t, make(chan func(), 1000)}
}

// Post queues a function for Until. It may be called from any goroutine.
func (s *Screen) Post(f func()) { s.queue <- f }

// Until calls posted functions until done returns true. It fails the test if that
// takes longer than 10 seconds.
func (s *Screen) Until(what string, done func() bool) {
	s.T.Helper()
	late := time.After(10 * time.Second)
	for !done() {
		select {
		case f := <-s.queue:
			f()
		case <-late:
			s.T.Fatalf("did not see %s", what)
		}
	}
}

// Press presses keys in the focused object. Tab moves the focus instead.
func (s *Screen) Press(keys ...fyne.KeyName) {
	s.T.Helper()
	for _, k := range keys {
		f := s.Canvas().Focused()
		if f == nil {
			s.T.Fatalf("nothing has the focus to press %s", k)
		}
		if k == fyne.KeyTab {
			s.Canvas().FocusNext()
			continue
		}
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// Hold sends a shortcut to the focused object.
func (s *Screen) Hold(shortcut fyne.Shortcut) {
	s.T.Helper()
	s.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(shortcut)
}

// TypeIn types text into the focused object.
func (s *Screen) TypeIn(text string) {
	s.T.Helper()
	f := s.Canvas().Focused()
	if f == nil {
		s.T.Fatalf("nothing has the focus to type %q", text)
	}
	for _, r := range text {
		f.TypedRune(r)
	}
}

// Reach presses Tab until the accessibility label of the focused object begins with
// name, and returns that object. It fails the test after 80 presses.
func (s *Screen) Reach(name string) fyne.Focusable {
	s.T.Helper()
	for range 80 {
		if a, ok := s.Canvas().Focused().(fyne.Accessible); ok && strings.HasPrefix(a.AccessibilityLabel(), name) {
			return s.Canvas().Focused()
		}
		s.Press(fyne.KeyTab)
	}
	s.T.Fatalf("Tab does not reach %q", name)
	return nil
}

// Click clicks the middle of a label or button in the topmost dialog. It finds
// labels by text and buttons by accessibility label.
func (s *Screen) Click(text string) {
	s.T.Helper()
	var found fyne.CanvasObject
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *widget.Label:
			if o.Text == text {
				found = o
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *container.Scroll:
			walk(o.Content)
		case fyne.Widget:
			_, tappable := o.(fyne.Tappable)
			if a, ok := o.(fyne.Accessible); ok && tappable && a.AccessibilityLabel() == text {
				found = o
				return
			}
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	walk(s.Top())
	if found == nil {
		s.T.Fatalf("there is no label or button %q to click", text)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(found)
	test.TapCanvas(s.Canvas(), at.AddXY(found.Size().Width/2, found.Size().Height/2))
}

// Top returns the topmost dialog, or nil.
func (s *Screen) Top() fyne.CanvasObject { return s.Canvas().Overlays().Top() }

// Open reports whether a dialog is open.
func (s *Screen) Open() bool { return s.Top() != nil }

// Reads reports whether the accessibility labels in the topmost dialog contain a
// text.
func (s *Screen) Reads(text string) bool {
	return strings.Contains(strings.Join(Texts(s.Top()), "\n"), text)
}

// Labels returns the texts of the visible labels of the topmost dialog.
func (s *Screen) Labels() (out []string) {
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		if l, ok := o.(*widget.Label); ok {
			out = append(out, l.Text)
			return
		}
		for _, child := range children(o) {
			walk(child)
		}
	}
	walk(s.Top())
	return out
}

// Texts returns the accessibility labels of a visible object and its visible
// descendants.
func Texts(o fyne.CanvasObject) (out []string) {
	if o == nil || !o.Visible() {
		return nil
	}
	if l, ok := o.(interface{ AccessibilityLabel() string }); ok {
		out = append(out, l.AccessibilityLabel())
	}
	for _, child := range children(o) {
		out = append(out, Texts(child)...)
	}
	return out
}

// Outside returns the accessibility labels of visible objects that do not fit
// between x = 0 and x = width at their minimum sizes. It checks o, which is at
// position at, and its descendants.
func Outside(o fyne.CanvasObject, at fyne.Position, width float32) (out []string) {
	if o == nil || !o.Visible() {
		return nil
	}
	if l, ok := o.(fyne.Accessible); ok && l.AccessibilityLabel() != "" {
		if at.X < 0 || at.X+o.MinSize().Width > width {
			out = append(out, l.AccessibilityLabel())
		}
	}
	for _, child := range children(o) {
		out = append(out, Outside(child, at.Add(child.Position()), width)...)
	}
	return out
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}
