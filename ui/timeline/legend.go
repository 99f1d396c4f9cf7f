package timeline

import (
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// whyEmpty returns the text in place of an empty display, or "".
func (v *View) whyEmpty() string {
	switch {
	case v.of == nil:
		return lang.L("Reading…")
	case len(v.of.Articles) == 0:
		return lang.L("There are no articles to show.")
	case v.display == OfStatement && v.of.statement(v.statement) == nil:
		return lang.L("There is no statement.")
	case v.display == OfStatement && len(v.of.statement(v.statement).Appearances) == 0:
		return lang.L("This statement has no mentions that count.")
	case v.display == OfStatement && len(v.chart.content.Chart.Items) == 0:
		return lang.L("None of its articles has a date. Add dates in the details of the articles.")
	case v.display == OfArticles && v.of.Dated == 0:
		return lang.L("No article has a date. Add dates in the details of the articles.")
	}
	return ""
}

// legendText explains the signs of the chart.
func (v *View) legendText() string {
	if v.of == nil || v.display == AsList || v.whyEmpty() != "" {
		return ""
	}
	day := "▭ " + lang.L("day known, time unknown")
	if v.display == OfArticles {
		text := words.Joined(" · ", articleSign().Text+" "+lang.L("an article"), articleSign().Text+"12 "+lang.L("several articles"), day)
		if n := len(v.of.Articles) - v.of.Dated; n > 0 {
			text += " · " + words.N("{{.Count}} articles without a date are in the list", n)
		}
		return text
	}
	var parts []string
	for _, s := range model.Stances() {
		parts = append(parts, stanceSign(s).Text+" "+words.Stance(s))
	}
	parts = append(parts, day, "—| "+lang.L("gone from a later version"), "= "+lang.L("cannot be ordered"))
	text := words.Joined(" · ", parts...)
	if n := v.undated(); n > 0 {
		text += " · " + words.N("{{.Count}} mentions without a date", n)
	}
	return text
}

// undated returns how many appearances of the statement have no date.
func (v *View) undated() int {
	s := v.of.statement(v.statement)
	return len(s.Appearances) - len(v.chart.content.Chart.Items)
}

// Say shows in words what is current.
func (v *View) Say() {
	text := "\n" // two lines, so that the chart keeps its height
	switch {
	case v.of == nil:
	case v.display == AsList:
		if a := v.list.current(); a != nil {
			text = v.of.article(a)
		}
		v.heading.Set(words.Articles(len(v.list.shown)), nil, theme.ColorNameForeground)
	default:
		if items := v.chart.items(); len(items) > 0 {
			text = v.chart.content.Tip(items[:1])
			if n := len(items); n > 1 {
				text = words.N("1 of {{.Count}} at this mark", n) + ": " + text
			}
		}
	}
	if text != v.detail.Text {
		v.detail.SetText(text)
	}
	if _, _, ok := v.Current(); ok == v.open.Disabled() {
		if ok {
			v.open.Enable()
		} else {
			v.open.Disable()
		}
	}
}
