package reader

import "testing"

// inked divides edges into sides of ten pixels, and returns how often each side is
// drawn.
func inked(edges []edge) map[edge]int {
	sides := map[edge]int{}
	for _, e := range edges {
		for x := e.X1; x < e.X2; x += 10 {
			sides[edge{x, e.Y1, x + 10, e.Y2}]++
		}
		for y := e.Y1; y < e.Y2; y += 10 {
			sides[edge{e.X1, y, e.X2, y + 10}]++
		}
	}
	return sides
}

// around returns the sides of ten pixels that separate the inside of the boxes from
// the outside.
func around(boxes []box) map[edge]int {
	inside := func(x, y float32) bool {
		for _, b := range boxes {
			if b.Left <= x && x < b.Right && b.Top <= y && y < b.Bottom {
				return true
			}
		}
		return false
	}
	sides := map[edge]int{}
	for x := float32(-10); x <= 200; x += 10 {
		for y := float32(-10); y <= 200; y += 10 {
			here := inside(x, y)
			if here != inside(x-10, y) {
				sides[edge{x, y, x, y + 10}] = 1
			}
			if here != inside(x, y-10) {
				sides[edge{x, y, x + 10, y}] = 1
			}
		}
	}
	return sides
}

func TestTheOutlineIsDrawnAroundTheSentenceAndNotThroughIt(t *testing.T) {
	for name, boxes := range map[string][]box{
		"nothing":                         nil,
		"one line":                        {{30, 0, 90, 20}},
		"two lines that overlap":          {{60, 0, 150, 20}, {0, 20, 90, 40}},
		"two lines that do not touch":     {{120, 0, 150, 20}, {0, 20, 60, 40}},
		"two lines that meet at a corner": {{60, 0, 150, 20}, {0, 20, 60, 40}},
		"three lines":                     {{60, 0, 150, 20}, {0, 20, 150, 40}, {0, 40, 40, 60}},
		"a narrow line between":           {{0, 0, 150, 20}, {0, 20, 50, 40}, {0, 40, 150, 60}},
		"lines of one width":              {{0, 0, 100, 20}, {0, 20, 100, 40}},
	} {
		t.Run(name, func(t *testing.T) {
			got, want := inked(outline(boxes)), around(boxes)
			for side := range want {
				if got[side] != 1 {
					t.Errorf("the side %v is drawn %d times, want once", side, got[side])
				}
			}
			for side := range got {
				if want[side] == 0 {
					t.Errorf("the side %v is drawn, and lies not on the edge", side)
				}
			}
		})
	}
}
