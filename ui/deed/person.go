package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

func persons() wording {
	said := func(e edit.Record) map[string]any {
		return map[string]any{"Before": called(e.Key, e.Before), "After": called(e.Key, e.After)}
	}
	return wording{
		whole: func(_ Texts, e edit.Record) string {
			return lang.L("Analyst renamed from {{.Before}} to {{.After}}", said(e))
		},
		brief: func(_ Texts, e edit.Record) string {
			return lang.L("analyst renamed from {{.Before}} to {{.After}}", said(e))
		},
		details: func(_ Texts, e edit.Record) []string {
			return []string{Before(called(e.Key, e.Before)), After(called(e.Key, e.After))}
		},
		about: func(_ Texts, e edit.Record) string {
			return lang.L("Name of the analyst {{.Name}}", map[string]any{"Name": e.Key.Analyst})
		},
		content: func(_ Texts, key model.Key, content any) string { return called(key, content) },
	}
}

// called returns what an analyst is called. Without a record it is the stored name.
func called(key model.Key, content any) string {
	if p, ok := content.(*record.Person); ok && p != nil {
		return p.Name
	}
	return key.Analyst
}
