package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

func annotations() wording {
	return wording{
		whole: func(t Texts, e edit.Record) string {
			return relabelled(t, e) + ": " + model.Excerpt(t.Passage(e.Key.Article, e.Key.Sentence))
		},
		brief: func(t Texts, e edit.Record) string {
			before, after := sides[model.Annotation](e)
			switch {
			case before == nil:
				return labelOf(t, after)
			case after == nil:
				return lang.L("{{.Label}} cleared", map[string]any{"Label": labelOf(t, before)})
			}
			return lang.L("{{.Before}} changed to {{.Label}}", map[string]any{"Before": labelOf(t, before), "Label": labelOf(t, after)})
		},
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[model.Annotation](e)
			return []string{t.Passage(e.Key.Article, e.Key.Sentence), Before(labelOf(t, before)), After(labelOf(t, after))}
		},
		about: func(t Texts, e edit.Record) string {
			return lang.L("Label on: {{.Text}}", map[string]any{"Text": model.Excerpt(t.Passage(e.Key.Article, e.Key.Sentence))})
		},
		content: func(t Texts, _ model.Key, content any) string { return t.Label(content.(*model.Annotation).Label) },
	}
}

// relabelled returns the new label of a sentence, and the old one if there was one.
func relabelled(t Texts, e edit.Record) string {
	before, after := sides[model.Annotation](e)
	switch {
	case before == nil:
		return labelOf(t, after)
	case after == nil:
		return lang.L("No label, before {{.Label}}", map[string]any{"Label": labelOf(t, before)})
	}
	return lang.L("{{.Label}}, before {{.Before}}", map[string]any{"Label": labelOf(t, after), "Before": labelOf(t, before)})
}

func labelOf(t Texts, a *model.Annotation) string {
	if a == nil {
		return lang.L("none")
	}
	return t.Label(a.Label)
}
