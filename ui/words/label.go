package words

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// Codebook returns labels as the reader knows them. The file and all exports have one
// text for a default label. The window shows each text that nobody changed in the reader's
// language.
func Codebook(book model.Codebook) model.Codebook {
	defaults, shown := model.DefaultCodebook(), defaultLabels()
	out := make(model.Codebook, len(book))
	for i, l := range book {
		if at := defaults.Index(l.Key); at >= 0 {
			l = worded(l, defaults[at], shown[at])
		}
		out[i] = l
	}
	return out
}

// worded returns a label in which the texts of usual are replaced with those of shown.
func worded(l, usual, shown model.Label) model.Label {
	before := formerDefinitions()[l.Key]
	for _, text := range []struct {
		of          *string
		usual, said string
	}{
		{&l.Name, usual.Name, shown.Name},
		{&l.Definition, usual.Definition, shown.Definition},
		{&l.Definition, before[0], before[1]},
		{&l.Use, usual.Use, shown.Use},
		{&l.Avoid, usual.Avoid, shown.Avoid},
	} {
		if *text.of != "" && *text.of == text.usual {
			*text.of = text.said
		}
	}
	if slices.Equal(l.Examples, usual.Examples) {
		l.Examples = shown.Examples
	}
	if slices.Equal(l.CounterExamples, usual.CounterExamples) {
		l.CounterExamples = shown.CounterExamples
	}
	return l
}

// defaultLabels returns the texts of model.DefaultCodebook in the reader's language.
func defaultLabels() model.Codebook {
	said := lang.L("“We saw it coming,” the harbour master said.")
	return model.Codebook{
		{
			Key: model.Claim, Name: lang.L("Claim"),
			Definition: lang.L("The sentence asserts something that can be checked, in the article's own voice or as what somebody said."),
			Use:        lang.L("Figures, dates, acts, results and states of affairs. Also reported speech: what somebody said, without quotation marks."),
			Avoid:      lang.L("Not for sentences that are mainly direct speech, for what happened before the event, or for mere opinion."),
			Examples: []string{
				lang.L("The bridge was closed to lorries at six in the morning."),
				lang.L("The harbour master said that the pier would open in May."),
			},
			CounterExamples: []string{said},
		},
		{
			Key: model.Quote, Name: lang.L("Quote"),
			Definition:      lang.L("The sentence is mainly somebody's own words, given directly: in quotation marks or as a block quotation."),
			Use:             lang.L("Most of the sentence is direct speech, or it is part of a longer quotation."),
			Avoid:           lang.L("Not for reported speech, or for a report with a few quoted words. Those are claims."),
			Examples:        []string{said},
			CounterExamples: []string{lang.L("The harbour master called the plan “reckless”.")},
		},
		{
			Key: model.Background, Name: lang.L("Background"),
			Definition:      lang.L("The sentence says what happened before the event, or explains something."),
			Use:             lang.L("History, earlier stages, who somebody is, what an institution does, how something works."),
			Avoid:           lang.L("Not for the news itself, even if it is compared with an earlier time."),
			Examples:        []string{lang.L("The bridge was opened in 1931 and rebuilt twice since.")},
			CounterExamples: []string{lang.L("Traffic fell by a third compared with last year, the council reported.")},
		},
	}
}

// formerDefinitions returns the definitions that the default labels had in earlier
// versions, as stored and in the reader's language. Projects of those versions keep them.
func formerDefinitions() map[model.LabelKey][2]string {
	return map[model.LabelKey][2]string{
		model.Claim: {
			"Something the article itself states that could be checked: a figure, a date, an act.",
			lang.L("Something the article itself states that could be checked: a figure, a date, an act."),
		},
		model.Quote: {
			"Words attributed to someone, quoted directly or reported.",
			lang.L("Words attributed to someone, quoted directly or reported."),
		},
		model.Background: {
			"Context from before the event: earlier events, history, explanation.",
			lang.L("Context from before the event: earlier events, history, explanation."),
		},
	}
}

// LabelName returns what a label is called, and says if it is retired.
func LabelName(l model.Label) string {
	if l.Retired {
		return lang.L("{{.Label}} (retired)", map[string]any{"Label": l.Called()})
	}
	return l.Called()
}

// Meaning returns what a label is for, in lines: its definition, when to use it and when
// not, and its first example. It returns "" if nothing is known.
func Meaning(l model.Label) string {
	var lines []string
	if l.Definition != "" {
		lines = append(lines, l.Definition)
	}
	if l.Use != "" {
		lines = append(lines, lang.L("When to use it: {{.Text}}", map[string]any{"Text": l.Use}))
	}
	if l.Avoid != "" {
		lines = append(lines, lang.L("When not: {{.Text}}", map[string]any{"Text": l.Avoid}))
	}
	if len(l.Examples) > 0 {
		lines = append(lines, lang.L("Example: {{.Text}}", map[string]any{"Text": l.Examples[0]}))
	}
	return strings.Join(lines, "\n")
}

// sampleName is the name under which the sample project is stored.
const sampleName = "Sample project"

// ProjectName returns the name of a project as the reader knows it: that of the sample
// project in the reader's language, and any other as it is.
func ProjectName(name string) string {
	if name == sampleName {
		return lang.L("Sample project")
	}
	return name
}
