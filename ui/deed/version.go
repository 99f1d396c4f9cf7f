package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func predecessors() wording {
	text := func(p *record.Predecessor) string {
		switch {
		case p == nil:
			return lang.L("an article of its own")
		case p.Corrected:
			return lang.L("corrected text of another article")
		}
		return lang.L("newer version of another article")
	}
	brief := func(_ Texts, e edit.Record) string {
		_, after := sides[record.Predecessor](e)
		return text(after)
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Predecessor](e)
			return []string{Before(text(before)), After(text(after))}
		},
		about:   func(Texts, edit.Record) string { return lang.L("The version before") },
		content: func(_ Texts, _ model.Key, content any) string { return text(content.(*record.Predecessor)) },
		missing: func() string { return lang.L("an article of its own") },
	}
}
