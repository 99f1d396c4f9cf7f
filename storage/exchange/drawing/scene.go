package drawing

import (
	"fmt"
	"io"
	"math"
	"strings"

	"golang.org/x/text/unicode/bidi"

	"assay.app/assay/model/scene"
)

// Palettes are the colours of a drawing on light and on dark paper. SVG has both; the reader's
// system says which is used.
type Palettes struct{ Light, Dark *scene.Palette }

// Usual returns the palettes of documents.
func Usual() Palettes { return Palettes{scene.Light(), scene.Dark()} }

// WriteScene writes a drawing to w. It is one SVG 1.1 image without scripts, fonts or references,
// in light colours or, where the system prefers it, in dark ones. Each tip is the title of its
// item. The error is that of w.
func WriteScene(w io.Writer, s *scene.Scene, p Palettes) error { return WriteInline(w, s, p, "") }

// WriteInline is WriteScene for a drawing in a web page. Its names of styles and places begin with
// prefix, which no other drawing of the page may have: letters, digits and hyphens, the first a letter.
func WriteInline(w io.Writer, s *scene.Scene, p Palettes, prefix string) error {
	d := &sceneWriter{svg: svg{w: w}, prefix: prefix, scene: s, light: p.Light.Colors(s), dark: p.Dark.Colors(s), classes: map[[2]scene.RGB]int{}}
	d.begin()
	for i := range s.Items {
		d.item(i)
	}
	d.line("</svg>")
	return d.err
}

// sceneWriter writes a scene.
type sceneWriter struct {
	svg
	prefix      string
	scene       *scene.Scene
	light, dark []scene.RGB          // of each item
	classes     map[[2]scene.RGB]int // the classes of the pairs of colours
	titles      int                  // bytes of titles so far
}

// begin writes everything before the items.
func (d *sceneWriter) begin() {
	s := d.scene
	width, height := number(finite(s.Width)), number(finite(s.Height))
	id, within := "", ""
	if d.prefix != "" {
		id, within = ` id="`+d.prefix+`"`, "#"+d.prefix+" "
	}
	d.line(`<svg xmlns="http://www.w3.org/2000/svg" version="1.1"%s width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="%stitle">`, id, width, height, width, height, d.prefix)
	d.line(`<title id="%stitle">%s</title>`, d.prefix, escaped(s.Title, longestTitle))
	var light, dark strings.Builder
	hatched := false
	for i := range s.Items {
		pair := [2]scene.RGB{d.light[i], d.dark[i]}
		if _, known := d.classes[pair]; !known {
			n := len(d.classes)
			d.classes[pair] = n
			fmt.Fprintf(&light, "%s.c%d { fill: %s; }\n%sline.c%d { stroke: %s; }\n", within, n, pair[0], within, n, pair[0])
			fmt.Fprintf(&dark, "%s.c%d { fill: %s; }\n%sline.c%d { stroke: %s; }\n", within, n, pair[1], within, n, pair[1])
		}
		hatched = hatched || s.Items[i].Hatched
	}
	d.line("<style>\n%stext { font-family: sans-serif; unicode-bidi: plaintext; }", within)
	d.line("%s%s.stripe { fill: none; stroke: %s; stroke-width: 1.5; }\n@media (prefers-color-scheme: dark) {\n%s%s.stripe { stroke: %s; }\n}\n</style>",
		light.String(), within, scene.Light().Paper, dark.String(), within, scene.Dark().Paper)
	if hatched {
		d.line(`<defs><pattern id="%sstripes" width="5" height="5" patternUnits="userSpaceOnUse"><path class="stripe" d="M-1 1l2 -2M0 5l5 -5M4 6l2 -2"/></pattern></defs>`, d.prefix)
	}
}

// finite returns a length, or 0 if it is not a number that SVG can have.
func finite(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

// item writes one item.
func (d *sceneWriter) item(i int) {
	it := &d.scene.Items[i]
	class := d.classes[[2]scene.RGB{d.light[i], d.dark[i]}]
	x, y, w, h, size := finite(it.X), finite(it.Y), finite(it.W), finite(it.H), finite(it.Size)
	title := ""
	if it.Tip != "" {
		if text := escaped(it.Tip, longestTitle); d.titles+len(text) <= mostTitles {
			d.titles += len(text)
			title = "<title>" + text + "</title>"
		}
	}
	switch it.Shape {
	case scene.Rect:
		d.line(`<rect class="c%d" x="%s" y="%s" width="%s" height="%s">%s</rect>`, class, number(x), number(y), number(max(w, 0)), number(max(h, 0)), title)
		if it.Hatched {
			d.line(`<rect fill="url(#%sstripes)" x="%s" y="%s" width="%s" height="%s">%s</rect>`, d.prefix, number(x), number(y), number(max(w, 0)), number(max(h, 0)), title)
		}
	case scene.Line:
		d.line(`<line class="c%d" x1="%s" y1="%s" x2="%s" y2="%s" stroke-width="%s">%s</line>`, class, number(x), number(y), number(x+w), number(y+h), number(size), title)
	case scene.Text:
		d.text(it, class, title)
	default: // a shape of a newer Assay
	}
}

// text writes a line of text. Its direction follows from its letters. In text from right to left
// the start is at the right, so the anchors change places.
func (d *sceneWriter) text(it *scene.Item, class int, title string) {
	shown := escaped(it.Text, 4*longestTitle)
	anchor := [...]string{scene.Start: "start", scene.Middle: "middle", scene.End: "end"}[min(it.Anchor, scene.End)]
	more := ""
	if rightToLeft(it.Text) {
		more = ` direction="rtl"`
		switch it.Anchor {
		case scene.Start:
			anchor = "end"
		case scene.End:
			anchor = "start"
		default:
		}
	}
	if it.Bold {
		more += ` font-weight="bold"`
	}
	x, y := finite(it.X), finite(it.Y)
	if it.Turned {
		more += fmt.Sprintf(` transform="rotate(-90 %s %s)"`, number(x), number(y))
	}
	d.line(`<text class="c%d" x="%s" y="%s" font-size="%s" text-anchor="%s"%s>%s%s</text>`, class, number(x), number(y), number(finite(it.Size)), anchor, more, shown, title)
}

// rightToLeft reports whether a text runs from right to left: its first letter that has a
// direction does.
func rightToLeft(text string) bool {
	for _, r := range text {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		default: // as the letters around it
		}
	}
	return false
}
