// Package scene describes drawings: shapes and text at places. Writers turn a scene into SVG,
// PNG, a page of a PDF, or the objects of a window.
package scene

// Scene is a drawing. Lengths are in points (1/72 inch), from the top left corner.
type Scene struct {
	Title         string // what it shows, for those who cannot see it
	Width, Height float64
	Items         []Item // painted in this order
}

// Shape is the shape of an Item.
type Shape uint8

// The shapes.
const (
	Rect Shape = iota // from (X,Y), W wide and H high
	Line              // from (X,Y) to (X+W,Y+H), Size thick
	Text              // one line of text; its baseline goes through (X,Y), or ends there, as Anchor says
)

// Anchor says which point of a text is at its place.
type Anchor uint8

// The anchors. Start and End are the left and the right end, whatever the direction of the text.
const (
	Start Anchor = iota
	Middle
	End
)

// Role is what a colour is for. A writer chooses the colour of each role to suit its paper, which
// may be light or dark.
type Role uint8

// The roles.
const (
	Ink    Role = iota // text
	Muted              // text of less weight
	Grid               // thin lines
	Paper              // the background; also gaps between shapes
	Accent             // the one series of a chart
	Series             // one of several series; Color.Number says which
	Own                // Color.RGB, such as that of a label
	Shade              // a cell of a matrix; Color.Share says how dark
	OnFill             // text upon the Fill of the item painted before it
)

// Color is the colour of an item.
type Color struct {
	Role   Role
	Number int     // of a Series, from 0
	Share  float64 // of a Shade, from 0 (nearly paper) to 1 (full)
	RGB    string  // of Own, as "#RRGGBB"; a writer takes Accent if it is anything else
}

// Item is one shape, or one line of text.
type Item struct {
	Shape      Shape
	X, Y, W, H float64
	Fill       Color
	Text       string // of a Text; on one line
	Size       float64
	Bold       bool
	Turned     bool // the text runs upwards, turned by 90 degrees around (X,Y)
	Anchor     Anchor
	Hatched    bool // a Rect with stripes, so that series can be told apart without colours
	Tip        string
	// Of identifies what the item counts, for those who point at it: the index of a cell of the
	// figure. It is −1 if it counts nothing.
	Of int
}
