package compare

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/compare"
	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// counted is an origin or a voice that counts as an independent source, with its mentions.
type counted struct {
	title    string
	proposed bool
	mentions []int
}

// counts returns the origins and voices that count as independent sources of a row.
func counts(r *compare.Row) (all []counted) {
	for _, o := range r.Independent.Origins {
		all = append(all, counted{lang.L("Origin: {{.Origin}}", map[string]any{"Origin": words.Origin(o.Origin)}), o.Proposed, o.Mentions})
	}
	for _, v := range r.Independent.Voices {
		title := lang.L("Voice: {{.Voice}}", map[string]any{"Voice": v.Name})
		if v.Voice == "" {
			title = lang.L("Voice not named ({{.Origin}})", map[string]any{"Origin": words.Origin(v.Origin)})
		}
		all = append(all, counted{title, false, v.Mentions})
	}
	return all
}

// showIndependent lists the independent sources of the current statement with their mentions.
// Enter opens a mention.
func (c *Controller) showIndependent() {
	r := c.view.matrix.current()
	if r == nil {
		return
	}
	var lines []control.Offered
	var search []string
	for i, of := range counts(r) {
		detail := ""
		if of.proposed {
			detail = lang.L("origin not confirmed")
		}
		for _, k := range of.mentions {
			m := &r.Mentions[k]
			one, _ := stanceSign(m.Stance)
			text := one + " " + outletName(c.table.Outlets[m.Column]) + ": " + control.OneLine(m.Text)
			article, at := m.Article, m.Sentence.Start
			lines = append(lines, control.Offered{
				Title: words.Number(i+1) + "  " + of.title + "  " + text, Detail: detail,
				Do: func() { c.win.Read(article, at) },
			})
			search = append(search, of.title+" "+text)
		}
	}
	if len(lines) == 0 {
		c.win.Notice(lang.L("Nothing asserts or attributes this statement."))
		return
	}
	index := names.NewIndex(len(lines), func(i int, add func(string)) { add(search[i]) })
	dialog.ShowOffers(dialog.Offers{
		Asks: support(r) + ". " + lang.L("Assertions count by origin, attributions by voice."),
		Find: func(typed string) (out []control.Offered) {
			var found []int
			for _, hit := range index.Find(strings.TrimSpace(typed)) {
				found = append(found, hit.Line)
			}
			slices.Sort(found)
			for _, i := range found {
				out = append(out, lines[i])
			}
			return out
		},
	}, c.win.Window())
}
