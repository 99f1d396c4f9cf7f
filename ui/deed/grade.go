package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func gradings() wording {
	brief := func(_ Texts, e edit.Record) string {
		switch before, after := sides[record.Grade](e); {
		case after == nil && before != nil:
			return lang.L("grade removed: {{.Grade}}", map[string]any{"Grade": before.Grade.String()})
		case before == nil || before.Grade != after.Grade:
			return lang.L("graded {{.Grade}}", map[string]any{"Grade": gradeName(after)})
		}
		return lang.L("reason for the grade changed")
	}
	about := func(t Texts, e edit.Record) string {
		switch on := e.Key.Subject; {
		case e.Key.ID != "":
			return lang.L("Grade of the voice {{.Voice}}", map[string]any{"Voice": e.Key.ID})
		case on.Outlet != "":
			return lang.L("Grade of the outlet {{.Outlet}}", map[string]any{"Outlet": string(on.Outlet)})
		case on.Sentence != model.Span{}:
			return lang.L("Grade of: {{.Text}}", map[string]any{"Text": model.Excerpt(t.Passage(on.Article, on.Sentence))})
		}
		return lang.L("Grade of the article")
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[record.Grade](e)
			return []string{about(t, e), Before(gradeText(before)), After(gradeText(after))}
		},
		about:   about,
		content: func(_ Texts, _ model.Key, content any) string { return gradeText(content.(*record.Grade)) },
	}
}

func gradeName(g *record.Grade) string {
	if g == nil {
		return lang.L("none")
	}
	return g.Grade.String()
}

func gradeText(g *record.Grade) string {
	if g == nil || g.Basis == "" {
		return gradeName(g)
	}
	return g.Grade.String() + " – " + lang.L("“{{.Text}}”", map[string]any{"Text": model.Excerpt(g.Basis)})
}
