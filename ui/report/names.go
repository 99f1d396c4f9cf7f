package report

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/report"
	"assay.app/assay/ui/words"
)

// partTitle returns what a part of a report is called. It returns the name of an unknown part.
func partTitle(name string) string {
	switch name {
	case "title":
		return lang.L("Author and date")
	case "summary":
		return lang.L("Summary")
	case "sources":
		return lang.L("Basis of sources")
	case "judgements":
		return lang.L("Judgements and evidence")
	case "unjudged":
		return lang.L("Statements without a judgement")
	case "explanations":
		return lang.L("Rival explanations")
	case "matrix":
		return lang.L("Statements by outlet")
	case "timeline":
		return lang.L("Timeline")
	case "conflicts":
		return lang.L("Conflicts and gaps")
	case "outlets":
		return lang.L("Outlets")
	case "voices":
		return lang.L("Voices")
	case "figures":
		return lang.L("Figures")
	case "method":
		return lang.L("Method")
	case "annex":
		return lang.L("Annex: articles")
	default:
		return words.UpperFirst(name)
	}
}

// redaction is something that can be left out of a report.
type redaction struct{ name, title string }

func redactions() []redaction {
	return []redaction{
		{report.RedactAnalysts, lang.L("Replace the names of analysts by numbers")},
		{report.RedactNotes, lang.L("Leave out notes")},
		{report.RedactTexts, lang.L("Leave out the texts of sentences")},
	}
}

// languageTitle returns the name of a language of reports, in that language.
func languageTitle(tag string) string {
	for _, l := range words.Languages() {
		if l.Code == tag {
			return l.Name
		}
	}
	return tag
}
