package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

func presences() wording {
	return wording{
		whole: func(Texts, edit.Record) string { return lang.L("Article added or removed") },
		brief: func(Texts, edit.Record) string { return lang.L("article added or removed") },
		details: func(_ Texts, e edit.Record) []string {
			return []string{Before(presenceText(e.Before)), After(presenceText(e.After))}
		},
		about:   func(Texts, edit.Record) string { return lang.L("Article added or removed") },
		content: func(_ Texts, _ model.Key, content any) string { return presenceText(content) },
		missing: func() string { return presenceText(nil) },
	}
}

func presenceText(content any) string {
	if !record.Absent(content) {
		return lang.L("in the project")
	}
	return lang.L("removed from the project")
}
