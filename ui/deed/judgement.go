package deed

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func judgements() wording {
	text := func(j *record.Judgement) string {
		if j == nil {
			return lang.L("none")
		}
		return lang.L("{{.Verdict}}: {{.Text}}", map[string]any{"Verdict": words.Verdict(j.Verdict), "Text": j.Title})
	}
	brief := func(_ Texts, e edit.Record) string {
		before, after := sides[record.Judgement](e)
		switch {
		case before == nil:
			return lang.L("judged {{.Text}}", map[string]any{"Text": text(after)})
		case after == nil:
			return lang.L("judgement removed: {{.Text}}", map[string]any{"Text": text(before)})
		}
		return lang.L("judgement edited: {{.Text}}", map[string]any{"Text": text(after)})
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Judgement](e)
			lines := []string{Before(text(before)), After(text(after))}
			if before == nil || after == nil {
				return lines
			}
			return append(lines, Changed(judgementFacts(*before, *after)...)...)
		},
		about: func(_ Texts, e edit.Record) string {
			before, after := sides[record.Judgement](e)
			if after == nil {
				after = before
			}
			if after == nil {
				return lang.L("A judgement")
			}
			return lang.L("Judgement of “{{.Text}}”", map[string]any{"Text": after.Title})
		},
		content: func(_ Texts, _ model.Key, content any) string { return text(content.(*record.Judgement)) },
	}
}

func judgementFacts(before, after record.Judgement) []Fact {
	return []Fact{
		{lang.L("Likelihood"), words.Likelihood(before.Likelihood), words.Likelihood(after.Likelihood)},
		{lang.L("Confidence"), words.Confidence(before.Confidence), words.Confidence(after.Confidence)},
		{lang.L("Reason"), before.Reason, after.Reason},
		{lang.L("Assumptions"), before.Assumptions, after.Assumptions},
		{lang.L("Gaps"), before.Gaps, after.Gaps},
		{lang.L("What would change it"), before.Change, after.Change},
	}
}

func citations() wording {
	text := func(c *record.Citation) string {
		if c == nil {
			return lang.L("not cited")
		}
		return lang.L("cited {{.Weight}}", map[string]any{"Weight": words.Weight(c.Weight)})
	}
	return onSentence(text, func(_, after *record.Citation) string {
		if after == nil {
			return lang.L("no longer cited")
		}
		return text(after)
	}, func(passage string) string { return lang.L("Citation of: {{.Text}}", map[string]any{"Text": passage}) })
}

func scales() wording {
	list := func(s *record.Scale) string {
		if s == nil {
			s = &record.Scale{Verdicts: model.Verdicts()}
		}
		var names []string
		for _, verdict := range s.Verdicts {
			names = append(names, words.Verdict(verdict))
		}
		return strings.Join(names, ", ")
	}
	brief := func(_ Texts, e edit.Record) string {
		_, after := sides[record.Scale](e)
		return lang.L("verdicts: {{.List}}", map[string]any{"List": list(after)})
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Scale](e)
			return []string{Before(list(before)), After(list(after))}
		},
		about:   func(Texts, edit.Record) string { return lang.L("The project’s verdicts") },
		content: func(_ Texts, _ model.Key, content any) string { return list(content.(*record.Scale)) },
		missing: func() string { return list(nil) },
	}
}

func explanations() wording {
	title := func(e *record.Explanation) string {
		if e == nil {
			return lang.L("none")
		}
		return e.Title
	}
	brief := func(_ Texts, e edit.Record) string {
		before, after := sides[record.Explanation](e)
		switch {
		case before == nil:
			return lang.L("new explanation: {{.Text}}", map[string]any{"Text": after.Title})
		case after == nil:
			return lang.L("explanation removed: {{.Text}}", map[string]any{"Text": before.Title})
		case after.Title == before.Title:
			return lang.L("explanation “{{.Text}}” moved", map[string]any{"Text": after.Title})
		}
		return lang.L("explanation renamed from “{{.Before}}” to “{{.After}}”", map[string]any{"Before": before.Title, "After": after.Title})
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Explanation](e)
			return []string{Before(title(before)), After(title(after))}
		},
		about: func(_ Texts, e edit.Record) string {
			before, after := sides[record.Explanation](e)
			if after == nil {
				after = before
			}
			return lang.L("The explanation “{{.Text}}”", map[string]any{"Text": title(after)})
		},
		content: func(_ Texts, _ model.Key, content any) string { return title(content.(*record.Explanation)) },
	}
}

func ratings() wording {
	text := func(r *record.Rating) string {
		if r == nil {
			return lang.X("fit.none", "not rated")
		}
		return lang.L("{{.Fit}}: {{.Text}}", map[string]any{"Fit": words.Fit(r.Fit), "Text": r.Title})
	}
	brief := func(_ Texts, e edit.Record) string {
		before, after := sides[record.Rating](e)
		if after == nil {
			return lang.L("rating removed: {{.Text}}", map[string]any{"Text": before.Title})
		}
		return lang.L("rated {{.Text}}", map[string]any{"Text": text(after)})
	}
	return wording{
		leads: true,
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Rating](e)
			return []string{Before(text(before)), After(text(after))}
		},
		about:   func(Texts, edit.Record) string { return lang.L("How a statement fits an explanation") },
		content: func(_ Texts, _ model.Key, content any) string { return text(content.(*record.Rating)) },
	}
}
