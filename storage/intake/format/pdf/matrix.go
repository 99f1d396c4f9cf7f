package pdf

import "math"

// upright returns the matrix that rotates the page to the orientation in which it
// is displayed and moves its lower left corner to the origin.
func (p Page) upright() matrix {
	left, bottom, right, top := 0.0, 0.0, 612.0, 792.0
	if len(p.box) == 4 {
		left, right = min(p.box[0], p.box[2]), max(p.box[0], p.box[2])
		bottom, top = min(p.box[1], p.box[3]), max(p.box[1], p.box[3])
	}
	switch (p.turn/90%4 + 4) % 4 {
	case 1:
		return matrix{0, -1, 1, 0, -bottom, right}
	case 2:
		return matrix{-1, 0, 0, -1, right, top}
	case 3:
		return matrix{0, 1, -1, 0, top, -left}
	}
	return matrix{1, 0, 0, 1, -left, -bottom}
}

// matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type matrix [6]float64

// then returns the matrix that applies m and then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// size returns the size of the page as shown, in points.
func (p Page) size() (width, height float64) {
	width, height = 612, 792
	if len(p.box) == 4 {
		width, height = math.Abs(p.box[2]-p.box[0]), math.Abs(p.box[3]-p.box[1])
	}
	if p.turn/90%2 != 0 {
		return height, width
	}
	return width, height
}
