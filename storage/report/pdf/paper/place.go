package paper

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// place is a place that links lead to.
type place struct {
	page int32   // the index of the page
	top  float32 // from the bottom of the page
}

// Place makes a height on a page a place that links lead to. The first place of a name counts.
func (p *Page) Place(name string, y float64) {
	if _, known := p.file.places[name]; !known && name != "" {
		p.file.places[name] = place{int32(p.index), float32(p.height - y)}
	}
}

// PageOf returns the number of the page that has a place, from 1.
func (f *File) PageOf(name string) (int, bool) {
	at, ok := f.places[name]
	return int(at.page) + 1, ok
}

// finishPlaces writes the tree of places and returns its number, or 0 if there are no places.
func (f *File) finishPlaces() int {
	names := slices.Sorted(maps.Keys(f.places))
	const most = 200
	var kids []int
	for group := range slices.Chunk(names, most) {
		var out strings.Builder
		for _, name := range group {
			at := f.places[name]
			fmt.Fprintf(&out, "%s[%s/XYZ 0 %s null]", byteString(name), ref(f.pages[at.page].id), number(float64(at.top)))
		}
		id := f.reserve()
		f.object(id, fmt.Sprintf("<</Limits[%s%s]/Names[%s]>>", byteString(group[0]), byteString(group[len(group)-1]), out.String()))
		kids = append(kids, id)
	}
	if len(kids) == 0 {
		return 0
	}
	id := f.reserve()
	f.object(id, "<</Kids"+refs(kids)+">>")
	return id
}

// Bookmark is an entry of the outline that readers show beside the pages.
type Bookmark struct {
	Level int // from 1
	Title string
	Place string // where it leads

	id, parent, before, after, first, last, count int
}

// Bookmark adds a bookmark. Bookmarks come in their order of reading.
func (f *File) Bookmark(b Bookmark) { f.marks = append(f.marks, b) }

// finishBookmarks writes the outline and returns its number, or 0 if there are no bookmarks.
func (f *File) finishBookmarks() int {
	if len(f.marks) == 0 {
		return 0
	}
	top := &Bookmark{id: f.reserve()}
	open := []*Bookmark{top} // the bookmark and those that it is within
	previous := map[int]*Bookmark{}
	for i := range f.marks {
		b := &f.marks[i]
		for len(open) > 1 && open[len(open)-1].Level >= b.Level {
			open = open[:len(open)-1]
		}
		parent := open[len(open)-1]
		b.id, b.parent = f.reserve(), parent.id
		if parent.first == 0 {
			parent.first = b.id
		} else {
			before := previous[parent.id]
			b.before, before.after = before.id, b.id
		}
		parent.last, previous[parent.id] = b.id, b
		parent.count++
		open = append(open, b)
	}
	for i := range f.marks {
		b := &f.marks[i]
		keys := fmt.Sprintf("/Title%s/Parent %s/Dest%s", textString(b.Title), ref(b.parent), byteString(b.Place))
		if b.before > 0 {
			keys += "/Prev " + ref(b.before)
		}
		if b.after > 0 {
			keys += "/Next " + ref(b.after)
		}
		if b.first > 0 {
			keys += fmt.Sprintf("/First %s/Last %s/Count -%d", ref(b.first), ref(b.last), b.count) // closed
		}
		f.object(b.id, "<<"+keys+">>")
	}
	f.object(top.id, fmt.Sprintf("<</Type/Outlines/First %s/Last %s/Count %d>>", ref(top.first), ref(top.last), top.count))
	return top.id
}
