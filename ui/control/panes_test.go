package control

import "testing"

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
		{1280, true, false, 0, 320},
		{1280, true, true, 300 - 180.0*300/620, 320 - 180.0*320/620}, // the left pane is requested
		{1024, true, false, 0, 250},
		{1024, true, true, 200, 200},
	} {
		p := &Panes{leftWidth: 300, rightWidth: 320, wide: c.wide, peek: c.peek}
		left, right := p.widths(c.total)
		if abs(left-c.left) > 0.01 || abs(right-c.right) > 0.01 {
			t.Errorf("at %v wide %v peek %v the sides are %v and %v, want %v and %v", c.total, c.wide, c.peek, left, right, c.left, c.right)
		}
	}
}

func abs(v float32) float32 { return max(v, -v) }
