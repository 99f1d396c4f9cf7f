package deed

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

func divisions() wording {
	return wording{
		whole: func(t Texts, e edit.Record) string {
			return lang.L("Sentences divided differently") + ": " + model.Excerpt(t.Passage(e.Key.Article, e.Key.Sentence))
		},
		brief: func(Texts, edit.Record) string { return lang.L("sentences divided differently") },
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[record.Paragraph](e)
			return []string{Before(divided(t, e.Key, before)), After(divided(t, e.Key, after))}
		},
		about: func(t Texts, e edit.Record) string {
			return lang.L("Sentences of: {{.Text}}", map[string]any{"Text": model.Excerpt(t.Passage(e.Key.Article, e.Key.Sentence))})
		},
		content: func(t Texts, key model.Key, content any) string { return divided(t, key, content.(*record.Paragraph)) },
		missing: func() string { return divided(Texts{}, model.Key{}, nil) },
	}
}

// divided returns the units of a paragraph, with bars between them.
func divided(t Texts, key model.Key, p *record.Paragraph) string {
	if p == nil {
		return lang.L("as imported")
	}
	var parts []string
	for _, u := range p.Units {
		part := t.Passage(key.Article, u.Span)
		if u.Kind != model.UnitSentence {
			part = lang.L("excluded: {{.Text}}", map[string]any{"Text": part})
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " | ")
}
