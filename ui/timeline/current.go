package timeline

import "assay.app/assay/model"

// Current returns the article that is current, and the byte offset of its sentence. If several are
// at one mark, it returns the first.
func (v *View) Current() (article model.ArticleID, offset int, ok bool) {
	if v.of == nil {
		return "", 0, false
	}
	if v.display == AsList {
		if a := v.list.current(); a != nil {
			return a.ID, v.offset(a.ID), true
		}
		return "", 0, false
	}
	items := v.chart.items()
	if len(items) == 0 {
		return "", 0, false
	}
	of := v.chart.content.Chart.Items[items[0]].Of
	if v.display == OfArticles {
		return v.of.Articles[of].ID, v.offset(v.of.Articles[of].ID), true
	}
	a := &v.of.statement(v.statement).Appearances[of]
	return a.Article, a.Sentence.Start, true
}

// offset returns where an article says the first of its statements, or 0.
func (v *View) offset(id model.ArticleID) int {
	for i := range v.of.Statements {
		s := &v.of.Statements[i]
		for _, o := range s.Outlets {
			if a := &s.Appearances[o.First]; o.Rank == 1 && a.Article == id {
				return a.Sentence.Start
			}
		}
	}
	return 0
}

// Open opens the current article at its sentence. If several articles are at the mark, it shows
// them in the list.
func (v *View) Open() {
	if items := v.chart.items(); v.display != AsList && len(items) > 1 {
		id, _, _ := v.Current()
		at := v.of.at[id]
		outlet := v.of.Articles[at].Column
		if outlet >= 0 && v.of.Outlets[outlet].ID == "" {
			outlet = noItem
		}
		v.list.show(v.of, outlet)
		v.SetDisplay(AsList)
		v.list.choose(at)
		v.Focus()
		return
	}
	if id, offset, ok := v.Current(); ok {
		v.host.Read(id, offset)
	}
}

// ToFirst goes to the first appearance of the statement. In the list and among all articles, it
// goes to the article that has it. It reports whether the statement has a first appearance.
func (v *View) ToFirst() bool {
	s := v.of.statement(v.statement)
	if s == nil || s.Ranked == 0 {
		return false
	}
	first := s.Outlets[0].First
	if v.display == AsList {
		at, ok := v.of.at[origin(&s.Appearances[first])]
		if ok && v.list.outlet != allOutlets {
			v.list.show(v.of, allOutlets)
			v.refresh()
		}
		v.list.choose(at)
		return ok
	}
	for item := range v.chart.content.Chart.Items {
		of := v.chart.content.Chart.Items[item].Of
		if v.display == OfStatement && of == first || v.display == OfArticles && v.of.Articles[of].ID == origin(&s.Appearances[first]) {
			v.chart.chooseItem(item)
			return true
		}
	}
	return false
}
