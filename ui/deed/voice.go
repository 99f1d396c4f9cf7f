package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func voices() wording {
	brief := func(_ Texts, e edit.Record) string {
		before, after := sides[record.Voice](e)
		switch {
		case before == nil && after.Into != "":
			return lang.L("another name of “{{.Into}}”: {{.Text}}", map[string]any{"Text": after.Name, "Into": string(after.Into)})
		case before == nil:
			return lang.L("new voice: {{.Text}}", map[string]any{"Text": after.Name})
		case after == nil:
			return lang.L("voice deleted: {{.Text}}", map[string]any{"Text": before.Name})
		case after.Into != before.Into && after.Into != "":
			return lang.L("voice “{{.Text}}” joined into “{{.Into}}”", map[string]any{"Text": after.Name, "Into": string(after.Into)})
		case after.Into != before.Into:
			return lang.L("voice “{{.Text}}” separate again", map[string]any{"Text": after.Name})
		case after.Kind != before.Kind:
			return lang.L("kind of voice “{{.Text}}”: {{.Kind}}", map[string]any{"Text": after.Name, "Kind": voiceKind(after.Kind)})
		}
		return lang.L("voice renamed from “{{.Before}}” to “{{.After}}”", map[string]any{"Before": before.Name, "After": after.Name})
	}
	return wording{
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Voice](e)
			return []string{Before(voiceText(before)), After(voiceText(after))}
		},
		about: func(_ Texts, e edit.Record) string {
			return lang.L("The voice “{{.Text}}”", map[string]any{"Text": e.Key.ID})
		},
		content: func(_ Texts, _ model.Key, content any) string { return voiceText(content.(*record.Voice)) },
	}
}

func voiceKind(k model.VoiceKind) string {
	if k == "" {
		return lang.L("none")
	}
	return words.VoiceKind(k)
}

func voiceText(v *record.Voice) string {
	if v == nil {
		return lang.L("none")
	}
	text := v.Name
	if v.Kind != "" {
		text = lang.L("{{.Text}} ({{.Kind}})", map[string]any{"Text": text, "Kind": words.VoiceKind(v.Kind)})
	}
	if v.Into != "" {
		text = lang.L("{{.Text}}, joined into “{{.Into}}”", map[string]any{"Text": text, "Into": string(v.Into)})
	}
	return text
}
