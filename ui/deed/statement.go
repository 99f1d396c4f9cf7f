package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func statements() wording {
	brief := func(_ Texts, e edit.Record) string {
		before, after := sides[record.Statement](e)
		switch {
		case before == nil:
			return lang.L("new statement: {{.Text}}", map[string]any{"Text": after.Title})
		case after == nil:
			return lang.L("statement removed: {{.Text}}", map[string]any{"Text": before.Title})
		case after.Into != before.Into && after.Into != "":
			return lang.L("statement “{{.Text}}” joined into another", map[string]any{"Text": after.Title})
		case after.Into != before.Into:
			return lang.L("statement “{{.Text}}” separate again", map[string]any{"Text": after.Title})
		case after.Title == before.Title:
			return lang.L("statement “{{.Text}}” moved", map[string]any{"Text": after.Title})
		}
		return lang.L("statement renamed from “{{.Before}}” to “{{.After}}”", map[string]any{"Before": before.Title, "After": after.Title})
	}
	title := func(s *record.Statement) string {
		if s == nil {
			return lang.L("none")
		}
		return s.Title
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Statement](e)
			return []string{Before(title(before)), After(title(after))}
		},
		about: func(_ Texts, e edit.Record) string {
			before, after := sides[record.Statement](e)
			if after == nil {
				after = before
			}
			return lang.L("The statement “{{.Text}}”", map[string]any{"Text": title(after)})
		},
		content: func(_ Texts, _ model.Key, content any) string { return title(content.(*record.Statement)) },
	}
}

func mentions() wording {
	text := func(m *record.Mention) string {
		if m == nil {
			return lang.L("none")
		}
		return lang.L("{{.Stance}} “{{.Text}}”", map[string]any{"Stance": words.Stance(m.Stance), "Text": m.Title})
	}
	return onSentence(text, func(before, after *record.Mention) string {
		switch {
		case before == nil:
			return lang.L("mention: {{.Text}}", map[string]any{"Text": text(after)})
		case after == nil:
			return lang.L("mention removed: {{.Text}}", map[string]any{"Text": text(before)})
		}
		return lang.L("mention: {{.After}}, before {{.Before}}", map[string]any{"Before": text(before), "After": text(after)})
	}, func(passage string) string { return lang.L("Mention in: {{.Text}}", map[string]any{"Text": passage}) })
}

func dismissals() wording {
	text := func(d *record.Dismissal) string {
		if d == nil {
			return lang.L("proposed")
		}
		return lang.L("not proposed")
	}
	return onSentence(text, func(_, after *record.Dismissal) string {
		if after == nil {
			return lang.L("proposed again")
		}
		return lang.L("dismissed from the proposals")
	}, func(passage string) string {
		return lang.L("Proposing the sentence: {{.Text}}", map[string]any{"Text": passage})
	})
}

// onSentence returns the words for a kind of records on sentences. text describes a content,
// which may be nil, brief describes an edit, and about a sentence.
func onSentence[T any](text func(*T) string, brief func(before, after *T) string, about func(passage string) string) wording {
	on := func(t Texts, e edit.Record) string {
		return about(model.Excerpt(t.Passage(e.Key.Article, e.Key.Sentence)))
	}
	return wording{
		leads: true,
		whole: func(_ Texts, e edit.Record) string { return words.UpperFirst(brief(sides[T](e))) },
		brief: func(_ Texts, e edit.Record) string { return brief(sides[T](e)) },
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[T](e)
			return []string{on(t, e), Before(text(before)), After(text(after))}
		},
		about:   on,
		content: func(_ Texts, _ model.Key, content any) string { return text(content.(*T)) },
	}
}

func gaps() wording {
	brief := func(_ Texts, e edit.Record) string {
		before, after := sides[record.Gap](e)
		if after == nil {
			return lang.L("no longer marked as left out: {{.Text}}", map[string]any{"Text": before.Title})
		}
		return lang.L("left out: {{.Text}}", map[string]any{"Text": after.Title})
	}
	about := func(_ Texts, e edit.Record) string {
		return lang.L("Gap of the outlet {{.Outlet}}", map[string]any{"Outlet": string(e.Key.Outlet)})
	}
	text := func(g *record.Gap) string {
		if g == nil {
			return lang.L("none")
		}
		return g.Title
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[record.Gap](e)
			return []string{about(t, e), Before(text(before)), After(text(after))}
		},
		about:   about,
		content: func(_ Texts, _ model.Key, content any) string { return text(content.(*record.Gap)) },
	}
}

func origins() wording {
	text := func(o *record.Origin) string {
		if o == nil {
			return lang.L("none")
		}
		return words.Origin(model.Origin{Kind: o.Kind, Name: o.Name})
	}
	brief := func(_ Texts, e edit.Record) string {
		_, after := sides[record.Origin](e)
		return lang.L("origin: {{.Text}}", map[string]any{"Text": text(after)})
	}
	about := func(Texts, edit.Record) string { return lang.L("Origin of the article") }
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Origin](e)
			return []string{Before(text(before)), After(text(after))}
		},
		about:   about,
		content: func(_ Texts, _ model.Key, content any) string { return text(content.(*record.Origin)) },
	}
}
