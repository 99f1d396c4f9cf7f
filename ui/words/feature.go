package words

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// Feature returns the name of a feature in the plural, such as "notes on sentences".
func Feature(f model.Feature) string {
	switch f {
	case model.Labels:
		return lang.L("labels")
	case model.FurtherLabels:
		return lang.L("labels by other analysts")
	case model.SentenceNotes:
		return lang.L("notes on sentences")
	case model.ArticleNotes:
		return lang.L("notes on articles")
	case model.OutletNotes:
		return lang.L("notes on outlets")
	case model.SentencePhrases:
		return lang.L("phrases on sentences")
	case model.ArticlePhrases:
		return lang.L("phrases on articles")
	case model.OutletPhrases:
		return lang.L("phrases on outlets")
	case model.SentenceGrades:
		return lang.L("grades of sentences")
	case model.SourceGrades:
		return lang.L("grades of voices, articles and outlets")
	case model.Checklists:
		return lang.L("checklists")
	case model.Attributions:
		return lang.L("attributions")
	case model.Definitions:
		return lang.L("definitions of labels")
	case model.ExcludedText:
		return lang.L("excluded passages")
	case model.VersionLinks:
		return lang.L("links between versions")
	case model.MetadataFields:
		return lang.L("facts about articles")
	case model.LabelTimes:
		return lang.L("times of labels and notes")
	default:
		return compared(f)
	}
}

// compared is Feature for what comparing outlets leads to.
func compared(f model.Feature) string {
	switch f {
	case model.Mentions:
		return lang.L("mentions of statements")
	case model.Statements:
		return lang.L("statements")
	case model.Gaps:
		return lang.L("statements marked as left out")
	case model.Origins:
		return lang.L("origins of articles")
	case model.Dismissals:
		return lang.L("sentences kept out of proposals")
	case model.Judgements:
		return lang.L("judgements")
	case model.Citations:
		return lang.L("citations")
	case model.Explanations:
		return lang.L("rival explanations and ratings")
	case model.Profiles:
		return lang.L("outlet profiles")
	default:
		return f.String()
	}
}

// Amount returns how many things of a feature there are, such as "12 notes on articles".
func Amount(of model.Loss) string {
	n := of.Count
	switch of.Feature {
	case model.Labels:
		return Labels(n)
	case model.FurtherLabels:
		return N("{{.Count}} labels by other analysts", n)
	case model.SentenceNotes:
		return N("{{.Count}} notes on sentences", n)
	case model.ArticleNotes:
		return N("{{.Count}} notes on articles", n)
	case model.OutletNotes:
		return N("{{.Count}} notes on outlets", n)
	case model.SentencePhrases:
		return N("{{.Count}} phrases on sentences", n)
	case model.ArticlePhrases:
		return N("{{.Count}} phrases on articles", n)
	case model.OutletPhrases:
		return N("{{.Count}} phrases on outlets", n)
	case model.SentenceGrades:
		return N("{{.Count}} grades of sentences", n)
	case model.SourceGrades:
		return N("{{.Count}} grades of voices, articles and outlets", n)
	case model.Checklists:
		return N("{{.Count}} checklists", n)
	case model.Attributions:
		return N("{{.Count}} attributions", n)
	case model.Definitions:
		return N("{{.Count}} definitions of labels", n)
	case model.ExcludedText:
		return N("{{.Count}} excluded passages", n)
	case model.VersionLinks:
		return N("{{.Count}} links between versions", n)
	case model.MetadataFields:
		return N("{{.Count}} facts about articles", n)
	case model.LabelTimes:
		return N("{{.Count}} times of labels and notes", n)
	default:
		return comparedAmount(of)
	}
}

// comparedAmount is Amount for what comparing outlets leads to.
func comparedAmount(of model.Loss) string {
	n := of.Count
	switch of.Feature {
	case model.Mentions:
		return N("{{.Count}} mentions of statements", n)
	case model.Statements:
		return N("{{.Count}} statements", n)
	case model.Gaps:
		return N("{{.Count}} statements marked as left out", n)
	case model.Origins:
		return N("{{.Count}} origins of articles", n)
	case model.Dismissals:
		return N("{{.Count}} sentences kept out of proposals", n)
	case model.Judgements:
		return N("{{.Count}} judgements", n)
	case model.Citations:
		return N("{{.Count}} citations", n)
	case model.Explanations:
		return N("{{.Count}} rival explanations and ratings", n)
	case model.Profiles:
		return N("{{.Count}} outlet profiles", n)
	default:
		return Number(n) + " " + of.Feature.String()
	}
}

// Omitted translates one of model.ExchangeFormat.Loses. A text that it does not know stays English.
func Omitted(text string) string {
	switch text {
	case "the history":
		return lang.L("the history")
	case "removed articles":
		return lang.L("removed articles")
	case "the articles":
		return lang.L("the articles")
	case "the codebook":
		return lang.L("the codebook")
	case "everything but the codebook":
		return lang.L("everything but the codebook")
	case "sentences that were not found":
		return lang.L("sentences that were not found")
	case "excluded text that was not found":
		return lang.L("excluded text that was not found")
	case "sentences of superseded versions":
		return lang.L("sentences of earlier versions")
	case "superseded judgements":
		return lang.L("superseded judgements")
	case "labels and notes on detached spans":
		return lang.L("labels and notes that are on no sentence")
	case "notes on articles and outlets":
		return lang.L("notes on articles and outlets")
	case "sentences without notes and grades":
		return lang.L("sentences without notes and grades")
	default:
		return omittedDetail(text)
	}
}

// omittedDetail is Omitted for parts of texts and of what is said of them.
func omittedDetail(text string) string {
	switch text {
	case "articles of which nothing is said":
		return lang.L("articles of which nothing is said")
	case "the bounds of articles":
		return lang.L("where articles begin and end")
	case "the texts of articles":
		return lang.L("the texts of articles")
	case "the texts of articles beyond their sentences":
		return lang.L("the texts of articles beyond their sentences")
	case "white space":
		return lang.L("white space")
	case "the reasons for grades":
		return lang.L("the reasons for grades")
	case "the times of definitions", "the times of the definitions":
		return lang.L("times of definitions")
	case "the times of definitions and of changes to notes":
		return lang.L("times of definitions and of changes to notes")
	case "the times of notes":
		return lang.L("times of notes")
	case "the times of labels and notes":
		return lang.L("times of labels and notes")
	default:
		return text
	}
}
