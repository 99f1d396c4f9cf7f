// Package views holds the bar of views, with which the analyst switches between the views of
// the open project.
package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/panel"
)

// View describes a view to the bar.
type View struct {
	Title string
	Tip   func() string // the tooltip, with the key of the view
	Show  func()        // shows the view
}

// Bar has a tab for each view. One view is current.
type Bar struct {
	Content *fyne.Container
	tabs    []*tab
}

// NewBar returns a bar in which the first view is current.
func NewBar(tips *panel.Tips, views []View) *Bar {
	b := &Bar{Content: container.New(tabsLayout{})}
	for i, v := range views {
		t := newTab(b, tips, i, v)
		b.tabs = append(b.tabs, t)
		b.Content.Add(t)
	}
	b.Mark(0)
	return b
}

// Brief makes the tabs other than the current one show only their numbers, which their keys have,
// or show their titles again.
func (b *Bar) Brief(on bool) {
	for _, t := range b.tabs {
		if t.brief != on {
			t.brief = on
			t.Refresh()
		}
	}
}

// Least returns the least width of the bar, whichever view is current.
func (b *Bar) Least() (width float32) {
	longest := float32(0)
	for _, t := range b.tabs {
		brief := tabWidth(t.number())
		width += brief
		longest = max(longest, tabWidth(t.view.Title)-brief)
	}
	return width + longest + 2*theme.Padding()
}

// Mark makes the view with index i current.
func (b *Bar) Mark(i int) {
	for k, t := range b.tabs {
		if on := k == i; on != t.current {
			t.current = on
			t.Refresh()
		}
	}
}

// focus focuses the tab with index i. Indices wrap around at both ends.
func (b *Bar) focus(i int) {
	t := b.tabs[(i+len(b.tabs))%len(b.tabs)]
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
}

// tabsLayout puts tabs side by side, without gaps.
type tabsLayout struct{}

// MinSize implements fyne.Layout.
func (tabsLayout) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		min := o.MinSize()
		size = fyne.NewSize(size.Width+min.Width, max(size.Height, min.Height))
	}
	return size.AddWidthHeight(2*theme.Padding(), 0)
}

// Layout implements fyne.Layout.
func (tabsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := theme.Padding()
	for _, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(o.MinSize().Width, size.Height))
		x += o.MinSize().Width
	}
}
