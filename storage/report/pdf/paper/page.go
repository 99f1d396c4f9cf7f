package paper

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/typeset"
)

// Page is a page. It is written when it is finished; several pages can be open.
type Page struct {
	file          *File
	index         int
	id, parent    int
	width, height float64
	finished      bool
	foot          int // the form at the foot, 0 if there is none

	content bytes.Buffer
	fonts   map[string]int // the objects of fonts by their names
	links   []int
	marks   []int    // the elements of the marked contents
	key     int      // of the page in the list of parents
	current *Element // of the open marked content
	aside   bool     // the open marked content is no part of the text
	state   state
}

// state is what the content stream has set.
type state struct {
	fill, stroke       scene.RGB
	hasFill, hasStroke bool
}

// Page begins a page of a size.
func (f *File) Page(width, height float64) *Page {
	p := &Page{file: f, index: len(f.pages), id: f.reserve(), width: width, height: height, fonts: map[string]int{}}
	if n := len(f.pages); n%64 == 0 {
		p.parent = f.reserve()
	} else {
		p.parent = f.pages[n-1].parent
	}
	p.key = len(f.parents)
	f.parents = append(f.parents, f.reserve())
	f.pages = append(f.pages, p)
	return p
}

// Number returns the number of the page, from 1.
func (p *Page) Number() int { return p.index + 1 }

// Size returns the width and the height of the page.
func (p *Page) Size() (width, height float64) { return p.width, p.height }

// Box returns a rectangle as PDF has it: left, low, right and top from the lower left corner.
func (p *Page) Box(x, y, w, h float64) string {
	return numbers(x, p.height-y-h, x+w, p.height-y)
}

// Pages returns the number of pages begun.
func (f *File) Pages() int { return len(f.pages) }

// Mark makes what is drawn next a part of an element.
func (p *Page) Mark(e *Element) {
	if p.current == e && !p.aside {
		return
	}
	p.unmark()
	fmt.Fprintf(&p.content, "/%s<</MCID %d>>BDC\n", e.kind, e.mark(p))
	p.current = e
}

// Aside makes what is drawn next no part of the text: lines, backgrounds, repeated heads.
func (p *Page) Aside() {
	if p.aside {
		return
	}
	p.unmark()
	p.content.WriteString("/Artifact BMC\n")
	p.aside = true
}

func (p *Page) unmark() {
	if p.current != nil || p.aside {
		p.content.WriteString("EMC\n")
	}
	p.current, p.aside = nil, false
}

func (p *Page) fill(c scene.RGB) {
	if !p.state.hasFill || p.state.fill != c {
		p.content.WriteString(color(c) + " rg\n")
		p.state.fill, p.state.hasFill = c, true
	}
}

func (p *Page) stroke(c scene.RGB) {
	if !p.state.hasStroke || p.state.stroke != c {
		p.content.WriteString(color(c) + " RG\n")
		p.state.stroke, p.state.hasStroke = c, true
	}
}

// Rect fills a rectangle.
func (p *Page) Rect(x, y, w, h float64, c scene.RGB) {
	p.fill(c)
	fmt.Fprintf(&p.content, "%s re f\n", numbers(x, p.height-y-h, w, h))
}

// Line draws a line.
func (p *Page) Line(x1, y1, x2, y2, thick float64, c scene.RGB) {
	p.stroke(c)
	fmt.Fprintf(&p.content, "%s w %s m %s l S\n", number(thick), numbers(x1, p.height-y1), numbers(x2, p.height-y2))
}

// Clip draws only within a rectangle.
func (p *Page) Clip(x, y, w, h float64, draw func()) {
	before := p.state
	fmt.Fprintf(&p.content, "q %s re W n\n", numbers(x, p.height-y-h, w, h))
	draw()
	p.content.WriteString("Q\n")
	p.state = before
}

// Link makes a rectangle a link to an address, or to a place if the address begins with "#". The
// element, which may be nil, is what the link is in the text. It returns without effect for
// addresses other than those of the web and of mail.
func (p *Page) Link(x, y, w, h float64, address, contents string, e *Element) {
	var action string
	if name, inside := strings.CutPrefix(address, "#"); inside {
		action = "/Dest" + byteString(name)
	} else {
		address = External(address)
		if address == "" {
			return
		}
		action = "/A<</S/URI/URI" + byteString(address) + ">>"
	}
	id := p.file.reserve()
	keys := fmt.Sprintf("/Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4%s", numbers(x, p.height-y-h, x+w, p.height-y), action)
	if contents != "" {
		keys += "/Contents" + textString(contents)
	}
	if e != nil {
		keys += fmt.Sprintf("/StructParent %d", len(p.file.parents))
		p.file.parents = append(p.file.parents, e.id)
		e.kids.WriteString(fmt.Sprintf("<</Type/OBJR/Pg %s/Obj %s>>", ref(p.id), ref(id)))
	}
	p.file.object(id, "<<"+keys+">>")
	p.links = append(p.links, id)
}

// External returns an address in ASCII, or "" if it is none of the web or of mail.
func External(address string) string {
	u, err := url.Parse(address)
	if err != nil || len(address) > 4000 {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto":
	default:
		return ""
	}
	var out strings.Builder
	for _, b := range []byte(u.String()) {
		if b <= ' ' || b > '~' {
			fmt.Fprintf(&out, "%%%02X", b)
		} else {
			out.WriteByte(b)
		}
	}
	return out.String()
}

// Foot reserves the foot of the page, which File.Foot draws when the number of pages is known.
func (p *Page) Foot() {
	if p.foot > 0 {
		return
	}
	p.foot = p.file.reserve()
	p.unmark()
	p.content.WriteString("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n/Foot Do\nEMC\n")
}

// Foot draws the foot of a page, by its number from 1.
func (f *File) Foot(number int, draw func(*Page)) {
	page := f.pages[number-1]
	if page.foot == 0 {
		return
	}
	form := &Page{file: f, index: page.index, width: page.width, height: page.height, fonts: map[string]int{}}
	draw(form)
	f.stream(page.foot, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %s]/Resources<<%s>>", numbers(page.width, page.height), form.fontKeys()), form.content.Bytes())
}

func (p *Page) fontKeys() string {
	if len(p.fonts) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("/Font<<")
	for _, name := range slices.Sorted(maps.Keys(p.fonts)) {
		out.WriteString("/" + name + " " + ref(p.fonts[name]))
	}
	out.WriteString(">>")
	return out.String()
}

// Finish writes the page. Nothing can be drawn on it afterwards.
func (p *Page) Finish() {
	if p.finished {
		return
	}
	p.finished = true
	p.unmark()
	f := p.file
	content := f.reserve()
	f.stream(content, "", p.content.Bytes())
	resources := p.fontKeys()
	if p.foot > 0 {
		resources += "/XObject<</Foot " + ref(p.foot) + ">>"
	}
	keys := fmt.Sprintf("/Type/Page/Parent %s/MediaBox[0 0 %s]/Contents %s/Resources<<%s>>/StructParents %d/Tabs/S", ref(p.parent), numbers(p.width, p.height), ref(content), resources, p.key)
	if len(p.links) > 0 {
		keys += "/Annots" + refs(p.links)
	}
	f.object(p.id, "<<"+keys+">>")
	f.object(f.parents[p.key], refs(p.marks))
	p.content, p.fonts, p.links, p.marks = bytes.Buffer{}, nil, nil, nil
}

// Scene draws a scene with its top left corner at (x,y), enlarged by scale. Fonts shape its texts.
func (p *Page) Scene(s *scene.Scene, x, y, scale float64, fonts *typeset.Fonts, palette *scene.Palette) (missing int) {
	colors := palette.Colors(s)
	p.Clip(x, y, s.Width*scale, s.Height*scale, func() {
		for i := range s.Items {
			it, c := &s.Items[i], colors[i]
			switch it.Shape {
			case scene.Rect:
				p.hatched(it, x, y, scale, c, palette)
			case scene.Line:
				p.Line(x+it.X*scale, y+it.Y*scale, x+(it.X+it.W)*scale, y+(it.Y+it.H)*scale, it.Size*scale, c)
			case scene.Text:
				line := fonts.Line(it.Text, typeset.Style{Size: it.Size * scale, Bold: it.Bold})
				before := typeset.Shift(it.Anchor, line.Width)
				if it.Turned {
					missing += p.Upwards(line, x+it.X*scale, y+it.Y*scale+before, c)
				} else {
					missing += p.Text(line, x+it.X*scale-before, y+it.Y*scale, func(int) scene.RGB { return c })
				}
			default: // a shape of a newer Assay
			}
		}
	})
	return missing
}

func (p *Page) hatched(it *scene.Item, x, y, scale float64, c scene.RGB, palette *scene.Palette) {
	left, top, w, h := x+it.X*scale, y+it.Y*scale, it.W*scale, it.H*scale
	p.Rect(left, top, w, h, c)
	if !it.Hatched {
		return
	}
	p.Clip(left, top, w, h, func() {
		for _, l := range typeset.Hatching(it) {
			p.Line(x+l[0][0]*scale, y+l[0][1]*scale, x+l[1][0]*scale, y+l[1][1]*scale, typeset.HatchWidth*scale, scene.Mix(palette.Paper, c, typeset.HatchShare))
		}
	})
}
