package deed

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func checklists() wording {
	brief := func(_ Texts, e edit.Record) string {
		switch before, after := sides[record.Checklist](e); {
		case after == nil:
			return lang.L("checklist removed")
		case before == nil:
			return lang.L("checklist filled in")
		}
		return lang.L("checklist changed")
	}
	about := func(t Texts, e edit.Record) string {
		if at := e.Key.Sentence; at != (model.Span{}) {
			return lang.L("Checklist for: {{.Text}}", map[string]any{"Text": model.Excerpt(t.Passage(e.Key.Article, at))})
		}
		return lang.L("Checklist for the article")
	}
	return wording{
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[record.Checklist](e)
			return []string{about(t, e), Before(checklistText(before)), After(checklistText(after))}
		},
		about:   about,
		content: func(_ Texts, _ model.Key, content any) string { return checklistText(content.(*record.Checklist)) },
	}
}

// checklistText returns the answers of a checklist and its remark on one line.
func checklistText(c *record.Checklist) string {
	if c == nil {
		return lang.L("none")
	}
	var parts []string
	for _, pillar := range model.Pillars() {
		if found := c.Found[pillar]; found != "" {
			parts = append(parts, pillarName(pillar)+": "+establishedName(found))
		}
	}
	if c.Remark != "" {
		parts = append(parts, lang.L("“{{.Text}}”", map[string]any{"Text": model.Excerpt(c.Remark)}))
	}
	return strings.Join(parts, ", ")
}

func pillarName(p model.Pillar) string {
	switch p {
	case model.PillarProvenance:
		return lang.L("provenance")
	case model.PillarSource:
		return lang.L("source")
	case model.PillarDate:
		return lang.L("time of origin")
	case model.PillarLocation:
		return lang.L("location")
	case model.PillarMotivation:
		return lang.L("motivation")
	default:
		return string(p)
	}
}

func establishedName(e model.Established) string {
	switch e {
	case model.EstablishedFully:
		return lang.L("established")
	case model.EstablishedPartly:
		return lang.L("partly established")
	case model.NotEstablished:
		return lang.L("not established")
	default:
		return string(e)
	}
}
