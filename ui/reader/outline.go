package reader

// edge is a straight piece of an outline.
type edge struct{ X1, Y1, X2, Y2 float32 }

// box is a rectangle on the page.
type box struct{ Left, Top, Right, Bottom float32 }

// outline returns the edges around the boxes of a sentence, which are given from
// top to bottom. There is no edge where two consecutive boxes touch.
//
//	      ┌──────────┐
//	┌─────┘          │     two boxes: eight edges, none between them
//	│        ┌───────┘     where they touch
//	└────────┘
func outline(boxes []box) []edge {
	var edges []edge
	horizontal := func(y, from, to float32) {
		if to > from {
			edges = append(edges, edge{from, y, to, y})
		}
	}
	// shared adds the parts of b's side at y that neighbour does not cover.
	shared := func(y float32, b box, neighbour box) {
		left, right := max(b.Left, neighbour.Left), min(b.Right, neighbour.Right)
		if left >= right {
			horizontal(y, b.Left, b.Right)
			return
		}
		horizontal(y, b.Left, left)
		horizontal(y, right, b.Right)
	}
	for i, b := range boxes {
		if i == 0 {
			horizontal(b.Top, b.Left, b.Right)
		} else {
			shared(b.Top, b, boxes[i-1])
		}
		edges = append(edges, edge{b.Left, b.Top, b.Left, b.Bottom}, edge{b.Right, b.Top, b.Right, b.Bottom})
		if i == len(boxes)-1 {
			horizontal(b.Bottom, b.Left, b.Right)
		} else {
			shared(b.Bottom, b, boxes[i+1])
		}
	}
	return edges
}
