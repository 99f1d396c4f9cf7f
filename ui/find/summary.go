package find

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// say shows the progress or the result of the search, or what is wrong with the
// query.
func (v *searchView) say() {
	v.mistake.Hidden = v.Mistake() == nil || v.unfinished() || v.offers.open()
	text := ""
	looked, all, slow := v.Progress()
	switch {
	case v.Mistake() != nil && v.offers.open():
		return // one of the offers may correct it
	case v.Mistake() != nil:
		text = v.ExplainMistake(v.Mistake())
		v.where.Set(v.Text(), []model.Span{{Start: v.Mistake().At, End: v.Mistake().End}}, look.ColorDim)
	case v.Query().Empty():
		text = lang.L("Finds sentences and notes with all the words. Case and accents are ignored.")
	case v.Err() != nil:
		text = v.Explain(v.Err())
	case v.Running() && slow:
		text = lang.L("Searching {{.Looked}} of {{.All}} articles. So far: {{.Found}}.",
			map[string]any{"Looked": words.Number(looked), "All": words.Number(all), "Found": amount(v.Finding)})
	case v.Running() && v.Earlier():
		return // the hits and the summary are still those of the previous query
	case v.Running():
		text = lang.L("So far: {{.Found}}.", map[string]any{"Found": amount(v.Finding)})
	default:
		text = v.result()
	}
	if before := v.status.MinSize().Height; text != v.status.Text {
		v.status.SetText(text)
		if v.status.MinSize().Height != before && v.body != nil {
			v.body.Refresh() // the results change their height
		}
	}
}

// unfinished reports whether the mistake is only that the query is still being
// typed.
func (v *searchView) unfinished() bool {
	return v.Mistake().End == len(v.Text()) && (v.Mistake().Reason == search.MissingValue || v.Mistake().Reason == search.RegexpUnclosed)
}

// result returns a summary of a search that has ended.
func (v *searchView) result() string {
	var sentences []string
	objections := v.Objections(v.Query())
	switch {
	case v.Tally() == finding.Tally{} && len(objections) > 0: // they say why, below
	case v.Tally() == finding.Tally{}:
		sentences = append(sentences, lang.L("No results. Try fewer words."))
	case v.Result().Relaxed:
		sentences = append(sentences, lang.L("No exact results for {{.Words}}. Similar: {{.Found}}.",
			map[string]any{"Words": v.asked(), "Found": amount(v.Finding)}))
	default:
		sentences = append(sentences, foundSentence(v.Finding))
	}
	if !v.Result().Whole {
		sentences = append(sentences, lang.L("Showing the first {{.Count}}.", map[string]any{"Count": words.Number(v.Tally().Sentences)}))
	}
	if why := whySlow(v.Result()); why != "" {
		sentences = append(sentences, why)
	}
	sentences = append(sentences, objections...)
	return strings.Join(sentences, " ")
}

// whySlow returns why a search read all texts instead of using the index, or "" if
// it used the index.
func whySlow(r search.Result) string {
	switch {
	case !r.Scanned:
		return ""
	case errors.Is(r.Note, model.ErrIndexNotMade), errors.Is(r.Note, model.ErrIndexUnreadable):
		return lang.L("The search index cannot be used, so searching takes longer.")
	}
	return lang.L("The search index is still being built. Searching will soon be faster.")
}

func foundSentence(f *finding.Finding) string {
	return lang.L("{{.Found}}.", map[string]any{"Found": amount(f)})
}

// amount returns how much was found, such as "312 sentences in 41 articles".
func amount(f *finding.Finding) string {
	r := f.Result()
	switch {
	case !f.Whole() || r.Whole:
		return tallyText(f.Tally())
	case r.AtLeast:
		return words.N("{{.Count}} sentences or more", r.Total)
	}
	return words.N("{{.Count}} sentences", r.Total)
}

// hitCount returns the number of hits, such as "312". A plus sign follows it if the
// search has ended and not all hits are listed.
func hitCount(f *finding.Finding) string {
	n := words.Number(f.Tally().Sentences + f.Tally().Notes)
	if f.Whole() && !f.Result().Whole {
		n += "+"
	}
	return n
}

func tallyText(t finding.Tally) string {
	sentences, notes := words.N("{{.Count}} sentences", t.Sentences), words.N("{{.Count}} notes", t.Notes)
	in := map[string]any{"Sentences": sentences, "Notes": notes, "Articles": words.N("{{.Count}} articles", t.Articles)}
	switch {
	case t.Notes == 0:
		return lang.L("{{.Sentences}} in {{.Articles}}", in)
	case t.Sentences == 0 && t.Articles == 0:
		return notes
	case t.Sentences == 0:
		return lang.L("{{.Notes}} in {{.Articles}}", in)
	}
	return lang.L("{{.Sentences}} and {{.Notes}} in {{.Articles}}", in)
}

// asked returns the words and phrases that the query requires, each in quotes. It
// leaves out regular expressions.
func (v *searchView) asked() string {
	var out []string
	for _, t := range v.Query().Terms {
		if t.Regexp == nil && !t.Not {
			out = append(out, "“"+t.Text+"”")
		}
	}
	return strings.Join(out, " ")
}
