package contenttest

import (
	"fmt"
	"strings"

	"assay.app/assay/storage/report/content"
)

// Check reads a document and returns what is wrong with it: IDs that are invalid or there twice,
// links to no place or of another kind than writers accept, entries of the contents without their
// heading, rows without a cell for each column, and errors.
func Check(d *content.Document) []string {
	c := &checker{places: map[string]bool{}, headings: map[string]bool{}, links: map[string]bool{}}
	for b, err := range d.Blocks {
		if err != nil {
			c.fault("blocks: %v", err)
			break
		}
		c.block(b)
	}
	for link := range c.links {
		if !c.places[strings.ToLower(link)] {
			c.fault("a link leads to %q, which is not there", link)
		}
	}
	for _, e := range d.Outline {
		if !c.headings[e.ID] {
			c.fault("the contents have %q, which is no heading", e.ID)
		}
	}
	return c.faults
}

type checker struct {
	places, headings, links map[string]bool // places in lower case
	faults                  []string
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func (c *checker) place(id string) {
	if id == "" {
		return
	}
	if !content.ValidID(id) {
		c.fault("the ID %q is not made of letters, digits and hyphens", id)
	}
	if low := strings.ToLower(id); c.places[low] {
		c.fault("the ID %q is there twice", id)
	} else {
		c.places[low] = true
	}
}

func (c *checker) runs(runs []content.Run, inNote bool) {
	for _, r := range runs {
		c.place(r.ID)
		if r.Link != "" {
			place, address := content.Target(r.Link)
			if place != "" {
				c.links[place] = true
			} else if address == "" {
				c.fault("%q is no link", r.Link)
			}
		}
		if r.Note != nil {
			if inNote {
				c.fault("the note %q is in a note", r.Note.ID)
			}
			c.place(r.Note.ID)
			c.runs(r.Note.Text, true)
		}
	}
}

func (c *checker) block(b content.Block) {
	switch b := b.(type) {
	case content.Heading:
		if !content.ValidID(b.ID) || b.Level < 1 || b.Level > 4 {
			c.fault("a heading has the ID %q and level %d", b.ID, b.Level)
		}
		c.headings[b.ID] = true
		c.place(b.ID)
		c.runs(b.Text, false)
	case content.Paragraph:
		c.place(b.ID)
		c.runs(b.Text, false)
		c.runs(b.Side, false)
	case content.List:
		for _, item := range b.Items {
			c.runs(item, false)
		}
	case content.Table:
		c.table(&b)
	case content.Picture:
		c.place(b.ID)
		if b.Scene == nil || b.Scene.Title == "" {
			c.fault("the picture %q has no title for those who cannot see it", b.ID)
		}
		c.runs(b.Caption, false)
	case content.Break:
	default:
		c.fault("a block has the type %T", b)
	}
}

func (c *checker) table(t *content.Table) {
	c.place(t.ID)
	if err := content.CheckTable(t); err != nil {
		c.fault("%v", err)
		return
	}
	row := 0
	for cells, err := range t.Rows {
		if err == nil {
			err = content.CheckRow(t, row, cells)
		}
		if err != nil {
			c.fault("%v", err)
			return
		}
		for _, cell := range cells {
			c.runs(cell.Text, false)
		}
		row++
	}
}

// Texts reads a document and returns the texts of its blocks in their order, the title first, and
// those of its notes. White space is made even and texts that are empty are left out, so that what
// a file has can be compared.
func Texts(d *content.Document) (blocks, notes []string) {
	add := func(list *[]string, text string) {
		if text = Even(text); text != "" {
			*list = append(*list, text)
		}
	}
	runs := func(r []content.Run) {
		add(&blocks, content.Text(r))
		for _, r := range r {
			if r.Note != nil {
				add(&notes, content.Text(r.Note.Text))
			}
		}
	}
	add(&blocks, content.Clean(d.Title))
	add(&blocks, content.Clean(d.Subtitle))
	add(&blocks, content.Clean(d.Made))
	for b := range d.Blocks {
		switch b := b.(type) {
		case content.Heading:
			runs(b.Text)
		case content.Paragraph:
			runs(b.Text)
			runs(b.Side)
		case content.List:
			for _, item := range b.Items {
				runs(item)
			}
		case content.Table:
			add(&blocks, content.Clean(b.Title))
			for _, c := range b.Columns {
				add(&blocks, content.Clean(c.Title))
			}
			for cells := range b.Rows {
				for _, c := range cells {
					runs(c.Text)
				}
			}
		case content.Picture:
			runs(b.Caption)
		case content.Break:
		}
	}
	return blocks, notes
}

// Even returns text with each stretch of white space as one space, and none at its ends.
func Even(text string) string { return strings.Join(strings.Fields(text), " ") }
