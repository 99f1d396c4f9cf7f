package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func attributions() wording {
	brief := func(_ Texts, e edit.Record) string {
		switch before, after := sides[record.Attribution](e); {
		case before == nil:
			return lang.L("attributed to {{.Text}}", map[string]any{"Text": attributionText(after)})
		case after == nil:
			return lang.L("attribution removed: {{.Text}}", map[string]any{"Text": attributionText(before)})
		default:
			return lang.L("attributed to {{.After}}, before to {{.Before}}", map[string]any{"Before": attributionText(before), "After": attributionText(after)})
		}
	}
	about := func(t Texts, e edit.Record) string {
		return lang.L("Attribution of: {{.Text}}", map[string]any{"Text": model.Excerpt(t.Passage(e.Key.Article, e.Key.Sentence))})
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[record.Attribution](e)
			return []string{about(t, e), Before(attributionText(before)), After(attributionText(after))}
		},
		about:   about,
		content: func(_ Texts, _ model.Key, content any) string { return attributionText(content.(*record.Attribution)) },
	}
}

// attributionText returns the voice, the mode and what else an attribution has.
func attributionText(a *record.Attribution) string {
	if a == nil {
		return lang.L("none")
	}
	text := a.Name + ", " + words.SpeechMode(a.Mode)
	if a.Cue != "" {
		text = lang.L("{{.Text}}, “{{.Cue}}”", map[string]any{"Text": text, "Cue": a.Cue})
	}
	if a.Via != "" {
		text = lang.L("{{.Text}}, via {{.Outlet}}", map[string]any{"Text": text, "Outlet": a.Via})
	}
	if a.Guess {
		text = lang.L("{{.Text}}, guessed", map[string]any{"Text": text})
	}
	return text
}
