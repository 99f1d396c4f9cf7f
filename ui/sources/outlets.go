package sources

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/sources"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// The columns of the outlets.
const (
	articlesColumn = iota
	usesColumn
	profileColumn
)

// newOutletSheet returns the sheet of outlets.
func newOutletSheet(c *Controller) *sheet {
	s := &sheet{corner: lang.L("Outlet"), frozen: 3, column: -1}
	s.columns = []column{
		{name: lang.L("Articles"), ems: wordEms},
		{name: lang.L("Attributed"), ems: wordEms, tip: lang.L("Attributed sentences: direct · indirect · mixed")},
		{name: lang.L("Profile"), ems: wordEms},
	}
	s.line = func(row int) line {
		o := c.table.Outlets[row]
		basis := ""
		if g := c.win.Session().OutletGrade(o.ID); g != nil && o.Name != "" {
			basis = control.OneLine(g.Basis)
		}
		return line{name: outletName(o), detail: basis, letter: o.Letter, tip: words.Lines(outletName(o), letterInWords(o.Letter), basis)}
	}
	s.cell = func(row, column int) cell {
		if row < 0 {
			return cell{}
		}
		switch o := c.table.Outlets[row]; column {
		case articlesColumn:
			return cell{text: words.Number(o.Articles)}
		case usesColumn:
			return cell{uses: &o.Total}
		case profileColumn:
			return cell{text: profileText(o)}
		default:
			return cell{text: fmt.Sprint(column)}
		}
	}
	s.id = func(row int) string { return string(c.table.Outlets[row].ID) }
	s.open = func(row, column int) {
		if row < 0 {
			return
		}
		o := c.table.Outlets[row]
		switch {
		case o.Name == "":
			c.win.Notice(lang.L("Articles without an outlet cannot be searched for by outlet."))
		case column == profileColumn:
			c.win.Profile(o.Name)
		default:
			c.win.Search(query("", o.Name, column == usesColumn))
		}
	}
	s.menu = [][]command.ID{{openID}, {gradeID, profileID}}
	return s
}

// profileText returns the text in the column of profiles.
func profileText(o sources.Outlet) string {
	switch {
	case o.Profile == nil:
		return "–"
	case o.Profile.Kind != "":
		return o.Profile.Kind
	}
	return lang.L("kept")
}

// refreshOutlets lists the outlets.
func (c *Controller) refreshOutlets() {
	s := c.sheets[outletsSection]
	id := s.current()
	s.rows = len(c.table.Outlets)
	s.columns[usesColumn].most = 1
	for _, o := range c.table.Outlets {
		s.columns[usesColumn].most = max(s.columns[usesColumn].most, o.Total.Total())
	}
	s.keep(id)
}

// newContradictionSheet returns the sheet of contradictions.
func newContradictionSheet(c *Controller) *sheet {
	s := &sheet{corner: lang.L("Sentence"), frozen: 1, column: -1, columns: []column{{name: lang.L("Grade"), ems: wordEms}}}
	s.line = func(row int) line {
		f := c.found[row]
		why := ruleInWords(f.Rule) + " · " + f.title
		return line{name: f.text, detail: why, tip: words.Lines(f.text, ruleInWords(f.Rule), f.title)}
	}
	s.cell = func(row, _ int) cell {
		if row < 0 {
			return cell{}
		}
		return cell{text: c.found[row].Grade.String()}
	}
	s.id = func(row int) string {
		f := c.found[row]
		return fmt.Sprint(f.Article, f.Sentence, f.Rule)
	}
	s.open = func(row, _ int) {
		if row >= 0 && row < len(c.found) {
			c.win.Read(c.found[row].Article, c.found[row].Sentence.Start)
		}
	}
	s.menu = [][]command.ID{{openID}}
	return s
}

// refreshContradictions lists the contradictions.
func (c *Controller) refreshContradictions() {
	s := c.sheets[contradictionsSection]
	id := s.current()
	s.rows = len(c.found)
	s.keep(id)
}
