package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func layers() wording {
	shown := func(content any) string {
		if l, ok := content.(*record.Layers); ok && l.Shown {
			return lang.L("other analysts' work shown")
		}
		return lang.L("other analysts' work hidden")
	}
	return wording{
		whole: func(_ Texts, e edit.Record) string { return words.UpperFirst(shown(e.After)) },
		brief: func(_ Texts, e edit.Record) string { return shown(e.After) },
		details: func(_ Texts, e edit.Record) []string {
			return []string{Before(shown(e.Before)), After(shown(e.After))}
		},
		about: func(_ Texts, e edit.Record) string {
			return lang.L("What {{.Name}} sees of other analysts' work", map[string]any{"Name": e.Key.Analyst})
		},
		content: func(_ Texts, _ model.Key, content any) string { return shown(content) },
		missing: func() string { return shown(nil) },
	}
}
