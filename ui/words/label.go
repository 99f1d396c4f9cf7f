package words

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// Codebook returns labels as the reader knows them. The file and all exports have one
// text for a default label. As long as nobody changed it, the window shows the label's
// name and definition in the reader's language.
func Codebook(book model.Codebook) model.Codebook {
	defaults := model.DefaultCodebook()
	out := make(model.Codebook, len(book))
	for i, l := range book {
		if usual, ok := defaults.Find(l.Key); ok {
			name, definition := labelTexts(l.Key)
			if name != "" && l.Name == usual.Name {
				l.Name = name
			}
			if definition != "" && l.Definition == usual.Definition {
				l.Definition = definition
			}
		}
		out[i] = l
	}
	return out
}

// labelTexts returns the name and the definition of a default label in the reader's
// language.
func labelTexts(key model.LabelKey) (name, definition string) {
	switch key {
	case model.Claim:
		return lang.L("Claim"), lang.L("Something the article itself states that could be checked: a figure, a date, an act.")
	case model.Quote:
		return lang.L("Quote"), lang.L("Words attributed to someone, quoted directly or reported.")
	case model.Background:
		return lang.L("Background"), lang.L("Context from before the event: earlier events, history, explanation.")
	}
	return "", ""
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
