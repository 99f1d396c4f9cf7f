package compare

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/ui/words"
)

// days returns when the versions were published in which a mention was first said and was gone.
// Both are empty if the sentence is in one version only and not gone.
func (c *Controller) days(m *compare.Mention) (first, gone words.Version) {
	published := func(id model.ArticleID) words.Version {
		sum, _ := c.win.Session().Summary(id)
		return words.Version{Known: true, Published: sum.Metadata.Published}
	}
	if m.Gone != "" {
		return published(m.First), published(m.Gone)
	}
	if m.First != "" && m.First != m.Article {
		return published(m.First), words.Version{}
	}
	return words.Version{}, words.Version{}
}

// withdrawals returns a line for each outlet that withdrew a statement, such as "Tellwire: said on
// 10 March 2031, gone on 12 March 2031", or "" if none did.
func (c *Controller) withdrawals(r *compare.Row) string {
	var lines []string
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.Gone == "" || !r.Cell(m.Column).Withdrawn {
			continue
		}
		line := lang.L("{{.Outlet}}: {{.Text}}", map[string]any{"Outlet": outletName(c.table.Outlets[m.Column]), "Text": words.Life(c.days(m))})
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return words.Lines(lines...)
}
