package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func phrases() wording {
	brief := func(_ Texts, e edit.Record) string {
		before, after := sides[record.Phrase](e)
		switch {
		case before == nil:
			return lang.L("new phrase: {{.Text}}", map[string]any{"Text": phraseName(e.Key, after)})
		case after == nil:
			return lang.L("phrase deleted: {{.Text}}", map[string]any{"Text": phraseName(e.Key, before)})
		case after.Into != before.Into && after.Into != "":
			return lang.L("phrase “{{.Text}}” joined into “{{.Into}}”", map[string]any{"Text": phraseName(e.Key, after), "Into": phraseID(after.Into)})
		case after.Name == before.Name:
			return lang.L("phrase “{{.Text}}” separate again", map[string]any{"Text": phraseName(e.Key, after)})
		}
		return lang.L("phrase renamed from “{{.Before}}” to “{{.After}}”", map[string]any{"Before": phraseName(e.Key, before), "After": phraseName(e.Key, after)})
	}
	return wording{
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Phrase](e)
			return []string{Before(phraseText(e.Key, before)), After(phraseText(e.Key, after))}
		},
		about: func(_ Texts, e edit.Record) string {
			return lang.L("The phrase “{{.Text}}”", map[string]any{"Text": phraseID(model.PhraseID(e.Key.ID))})
		},
		content: func(_ Texts, key model.Key, content any) string { return phraseText(key, content.(*record.Phrase)) },
	}
}

func phraseName(key model.Key, p *record.Phrase) string {
	if p == nil {
		return lang.L("none")
	}
	return words.Phrase(model.Phrase{ID: model.PhraseID(key.ID), Name: p.Name})
}

// phraseID returns what a phrase was called first.
func phraseID(id model.PhraseID) string { return words.Phrase(model.Phrase{ID: id, Name: string(id)}) }

func phraseText(key model.Key, p *record.Phrase) string {
	text := phraseName(key, p)
	if p != nil && p.Into != "" {
		return lang.L("{{.Text}}, joined into “{{.Into}}”", map[string]any{"Text": text, "Into": phraseID(p.Into)})
	}
	return text
}

func givens() wording {
	brief := func(_ Texts, e edit.Record) string {
		switch before, after := sides[record.Given](e); {
		case before == nil:
			return lang.L("phrase added: {{.Text}}", map[string]any{"Text": givenName(after)})
		case after == nil:
			return lang.L("phrase removed: {{.Text}}", map[string]any{"Text": givenName(before)})
		default:
			return lang.L("phrase renamed from “{{.Before}}” to “{{.After}}”", map[string]any{"Before": givenName(before), "After": givenName(after)})
		}
	}
	about := func(t Texts, e edit.Record) string {
		switch on := e.Key.Subject; {
		case on.Outlet != "":
			return lang.L("Phrase on the outlet {{.Outlet}}", map[string]any{"Outlet": string(on.Outlet)})
		case on.Sentence != model.Span{}:
			return lang.L("Phrase on: {{.Text}}", map[string]any{"Text": model.Excerpt(t.Passage(on.Article, on.Sentence))})
		}
		return lang.L("Phrase on the article")
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[record.Given](e)
			return []string{about(t, e), Before(givenName(before)), After(givenName(after))}
		},
		about:   about,
		content: func(_ Texts, _ model.Key, content any) string { return givenName(content.(*record.Given)) },
	}
}

func givenName(g *record.Given) string {
	if g == nil {
		return lang.L("none")
	}
	return words.Phrase(model.Phrase{ID: g.Phrase, Name: g.Name})
}
