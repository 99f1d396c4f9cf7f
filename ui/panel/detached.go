package panel

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

// mostDetached is how many detached labels, notes and other records the inspector lists.
const mostDetached = 5

// showDetached lists what is detached of the analyst's work in the article, and offers to put it back if that is possible.
func (in *Inspector) showDetached() {
	all := in.session.Detached()
	lines := []string{words.N("{{.Count}} of your labels, notes and other entries match no sentence, because the text was divided differently:", len(all))}
	for i, d := range all {
		if i == mostDetached {
			lines = append(lines, lang.L("and {{.Count}} more", map[string]any{"Count": len(all) - i}))
			break
		}
		lines = append(lines, in.detached(d))
	}
	in.loose.SetText(strings.Join(lines, "\n"))
	in.loose.Hidden = len(all) == 0
	in.attach.Hidden = !slices.ContainsFunc(all, func(d edit.Detached) bool { return d.To != model.Span{} })
}

// detached describes one detached record in one line.
func (in *Inspector) detached(d edit.Detached) string {
	passage := model.Excerpt(d.Span.Of(in.session.Document().Text))
	switch content := d.Content.(type) {
	case *model.Annotation:
		return in.texts().Label(content.Label) + ": " + passage
	case *model.Note:
		return lang.L("Note on: {{.Text}}", map[string]any{"Text": passage})
	case *record.Given:
		return in.session.PhraseList().Called(content) + ": " + passage
	case *record.Attribution:
		return in.session.Voices().Called(content) + ": " + passage
	case *record.Grade:
		return lang.L("Grade {{.Grade}}", map[string]any{"Grade": content.Grade.String()}) + ": " + passage
	case *record.Checklist:
		return lang.L("Checklist for: {{.Text}}", map[string]any{"Text": passage})
	case *record.Mention:
		return in.session.Compared().Statements.Called(content) + ": " + passage
	case *record.Citation:
		return lang.L("Citation of: {{.Text}}", map[string]any{"Text": passage})
	default:
		return passage
	}
}
