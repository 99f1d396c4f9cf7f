package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// strip is the width of the strips in these tests.
const strip = 24

func panesOf(t *testing.T, width float32, changed func(Widths)) *Panes {
	t.Helper()
	test.NewTempApp(t)
	object := func() fyne.CanvasObject { return canvas.NewRectangle(nil) }
	p := NewPanes(object(), object(), object(), Widths{Width: [2]float32{300, 320}}, changed)
	for side := range p.Strips {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(strip, 0))
		p.Strips[side] = r
	}
	p.Resize(fyne.NewSize(width, 600))
	return p
}

func TestTwoReadersGetTheRoomOfTheListInANarrowWindow(t *testing.T) {
	for _, c := range []struct {
		total       float32
		wide, peek  bool
		left, right float32
	}{
		{1440, false, false, 300, 320},
		{1024, false, false, 300 - 136.0*300/620, 320 - 136.0*320/620}, // the sides shrink, so that the centre stays 540 wide
		{1440, true, false, 300 - 20.0*300/620, 320 - 20.0*320/620},
		{1320, true, false, 300 - 140.0*300/620, 320 - 140.0*320/620},
		{1280, true, false, strip, 320},
		{1280, true, true, 300 - 180.0*300/620, 320 - 180.0*320/620}, // the left pane is requested
		{1024, true, false, strip, 250},
		{1024, true, true, 200, 200},
	} {
		p := panesOf(t, c.total, nil)
		p.SetWide(c.wide)
		p.SetPeek(Left, c.peek)
		got := p.widths(c.total)
		if abs(got[Left]-c.left) > 0.01 || abs(got[Right]-c.right) > 0.01 {
			t.Errorf("at %v wide %v peek %v the sides are %v, want %v and %v", c.total, c.wide, c.peek, got, c.left, c.right)
		}
	}
}

func TestADividerAtTheEdgeHidesThePaneAndBringsItBack(t *testing.T) {
	for _, side := range []Side{Left, Right} {
		var kept Widths
		p := panesOf(t, 1440, func(w Widths) { kept = w })
		inwards := float32(1)
		if side == Right {
			inwards = -1
		}
		drag := func(by ...float32) {
			for _, dx := range by {
				p.dividers[side].Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: dx * inwards}})
			}
			p.dividers[side].DragEnd()
		}
		drag(-100, -80) // past the smallest width, but not near the edge
		if got := p.width(side); got != sideMin || kept.Hidden[side] {
			t.Errorf("side %d is %v wide, hidden %v", side, got, kept.Hidden[side])
		}
		drag(-60, -60)
		if got := p.width(side); got != strip || !kept.Hidden[side] || p.sides[side].Visible() || !p.Strips[side].Visible() {
			t.Errorf("side %d is %v wide at the edge, hidden %v", side, got, kept.Hidden[side])
		}
		drag(100, 126)
		if got := p.width(side); got != strip+226 || kept.Hidden[side] || !p.sides[side].Visible() {
			t.Errorf("side %d is %v wide after it came back, hidden %v", side, got, kept.Hidden[side])
		}
		p.dividers[side].DoubleTapped(nil)
		if p.Shown(side) {
			t.Errorf("side %d is shown after a double click on its divider", side)
		}
		p.dividers[side].DoubleTapped(nil)
		if !p.Shown(side) || kept.Width[side] != strip+226 {
			t.Errorf("side %d is not as wide as before it was hidden", side)
		}
	}
}

func TestOnlyTheCentreCanBeShown(t *testing.T) {
	var kept Widths
	p := panesOf(t, 1440, func(w Widths) { kept = w })
	p.SetOnly(true)
	if got := p.widths(1440); got != [2]float32{} {
		t.Errorf("the sides are %v wide", got)
	}
	p.Toggle(Left) // for a while
	if !p.Shown(Left) || kept.Hidden[Left] {
		t.Error("the list cannot be shown beside the article")
	}
	p.SetOnly(false)
	if !p.Shown(Left) || !p.Shown(Right) {
		t.Error("the side panes do not come back")
	}
}

func TestAPaneThatANarrowWindowHidesCanBeShown(t *testing.T) {
	p := panesOf(t, 1100, nil)
	p.SetWide(true)
	if p.Shown(Left) || !p.Strips[Left].Visible() {
		t.Fatal("two readers do not hide the list")
	}
	p.Toggle(Left)
	if !p.Shown(Left) {
		t.Error("the list cannot be shown")
	}
	p.Toggle(Left)
	if p.Shown(Left) {
		t.Error("the list cannot be hidden again")
	}
}

func abs(v float32) float32 { return max(v, -v) }
