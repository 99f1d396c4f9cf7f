package paper

import (
	"fmt"
	"strconv"
	"strings"
)

// Element is an element of the logical structure: a heading, a paragraph, a cell. Readers for the
// blind follow it. It is written when it ends.
type Element struct {
	file   *File
	kind   string
	id     int
	parent *Element
	keys   string
	kids   strings.Builder
	page   *Page // of the marks that have no page of their own
}

// Document returns the element of the whole document.
func (f *File) Document() *Element { return f.root }

func (f *File) element(parent *Element, kind string) *Element {
	return &Element{file: f, kind: kind, id: f.reserve(), parent: parent}
}

// Child begins an element of a standard type, such as P, H1 or Table, inside the element.
func (e *Element) Child(kind string) *Element {
	child := e.file.element(e, kind)
	e.kids.WriteString(" " + ref(child.id))
	return child
}

// Describe sets the alternative text of an element.
func (e *Element) Describe(text string) *Element {
	if text != "" {
		e.keys += "/Alt" + textString(text)
	}
	return e
}

// Language sets the language of an element, a BCP 47 tag.
func (e *Element) Language(tag string) *Element {
	if tag != "" {
		e.keys += "/Lang" + textString(tag)
	}
	return e
}

// Attributes sets attributes of an owner, such as "/O/Table/Scope/Column".
func (e *Element) Attributes(keys string) *Element {
	e.keys += "/A<<" + keys + ">>"
	return e
}

// End writes the element. All its children have ended.
func (e *Element) End() {
	parent := e.file.structure
	if e.parent != nil {
		parent = e.parent.id
	}
	keys := "/Type/StructElem/S/" + e.kind + "/P " + ref(parent) + e.keys
	if e.page != nil {
		keys += "/Pg " + ref(e.page.id)
	}
	if e.kids.Len() > 0 {
		keys += "/K[" + e.kids.String() + "]"
	}
	e.file.object(e.id, "<<"+keys+">>")
	e.kids = strings.Builder{}
}

// mark adds marked content of a page to the element and returns its number on the page.
func (e *Element) mark(p *Page) int {
	n := len(p.marks)
	p.marks = append(p.marks, e.id)
	if e.page == nil {
		e.page = p
	}
	if e.page == p {
		e.kids.WriteString(" " + strconv.Itoa(n))
	} else {
		e.kids.WriteString(fmt.Sprintf("<</Type/MCR/Pg %s/MCID %d>>", ref(p.id), n))
	}
	return n
}

// finishTags writes the root of the structure, and returns its number.
func (f *File) finishTags() int {
	f.root.End()
	const most = 500
	var kids []int
	for from := 0; from < len(f.parents); from += most {
		to := min(from+most, len(f.parents))
		var nums strings.Builder
		for key := from; key < to; key++ {
			fmt.Fprintf(&nums, "%d %s ", key, ref(f.parents[key]))
		}
		id := f.reserve()
		f.object(id, fmt.Sprintf("<</Limits[%d %d]/Nums[%s]>>", from, to-1, nums.String()))
		kids = append(kids, id)
	}
	f.object(f.structure, fmt.Sprintf("<</Type/StructTreeRoot/K[%s]/ParentTree<</Kids%s>>/ParentTreeNextKey %d/RoleMap<</Title/P>>>>", ref(f.root.id), refs(kids), len(f.parents)))
	return f.structure
}
