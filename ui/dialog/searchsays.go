package dialog

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// say says how far the search is, or what it found, or what is wrong with the
// query.
func (v *searchView) say() {
	v.mistake.Hidden = v.wrong == nil || v.unfinished() || v.offers.open()
	text := ""
	switch {
	case v.wrong != nil && v.offers.open():
		return // it goes on with one of these
	case v.wrong != nil:
		text = v.Wrong(v.wrong)
		v.where.Set(v.text, []model.Span{{Start: v.wrong.At, End: v.wrong.End}}, look.ColorDim)
	case v.query.Empty():
		text = lang.L("All words are looked for, in every sentence and note; capitals and accents make no difference.")
	case v.err != nil:
		text = v.Explain(v.err)
	case v.running && v.slow:
		text = lang.L("Looking: {{.Looked}} of {{.All}} articles. So far: {{.Found}}.",
			map[string]any{"Looked": words.Number(v.looked[0]), "All": words.Number(v.looked[1]), "Found": v.found()})
	case v.running && v.before:
		return // what is said of the query before goes with what shows
	case v.running:
		text = lang.L("So far: {{.Found}}.", map[string]any{"Found": v.found()})
	default:
		text = v.result()
	}
	if before := v.status.MinSize().Height; text != v.status.Text {
		v.status.SetText(text)
		if v.status.MinSize().Height != before && v.body != nil {
			v.body.Refresh() // the results get the room, or give it
		}
	}
}

// unfinished reports whether nothing is wrong with the query but that it is
// still being typed.
func (v *searchView) unfinished() bool {
	return v.wrong.End == len(v.text) && (v.wrong.Reason == search.MissingValue || v.wrong.Reason == search.RegexpUnclosed)
}

// result says what came of a search that has ended.
func (v *searchView) result() string {
	var said []string
	unknown := v.Unknown(v.query)
	switch {
	case v.tally == Tally{} && len(unknown) > 0:
		said = append(said, lang.L("There is no label called “{{.Label}}”.", map[string]any{"Label": unknown[0]}))
	case v.tally == Tally{}:
		said = append(said, lang.L("Nothing has all of this. Fewer words find more."))
	case v.how.Relaxed:
		said = append(said, lang.L("Nothing has {{.Words}} as written; like it: {{.Found}}.",
			map[string]any{"Words": v.asked(), "Found": v.found()}))
	default:
		said = append(said, v.Says())
	}
	if !v.how.Whole {
		said = append(said, lang.L("The first {{.Count}} are listed.", map[string]any{"Count": words.Number(v.tally.Sentences)}))
	}
	if v.how.Slow != "" {
		said = append(said, v.how.Slow)
	}
	return strings.Join(said, " ")
}

// Says writes how much was found, as a sentence.
func (f *Finding) Says() string { return lang.L("{{.Found}}.", map[string]any{"Found": f.found()}) }

// found writes how much was found: "312 sentences in 41 articles".
func (f *Finding) found() string {
	switch {
	case !f.whole || f.how.Whole:
		return f.tally.String()
	case f.how.AtLeast:
		return words.N("{{.Count}} sentences or more", f.how.Total)
	}
	return words.N("{{.Count}} sentences", f.how.Total)
}

// Count writes how many hits there are to walk: "312", or "5,000+" when there
// are more than are listed.
func (f *Finding) Count() string {
	n := words.Number(f.tally.Sentences + f.tally.Notes)
	if f.whole && !f.how.Whole {
		n += "+"
	}
	return n
}

// String writes the tally as people read it.
func (t Tally) String() string {
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

// asked writes the words that were asked for.
func (v *searchView) asked() string {
	var out []string
	for _, t := range v.query.Terms {
		if t.Regexp == nil && !t.Not {
			out = append(out, "“"+t.Text+"”")
		}
	}
	return strings.Join(out, " ")
}
