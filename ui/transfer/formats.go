package transfer

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// group is a group of formats in the list.
type group int

// The groups, in the order of the list.
const (
	ownGroup group = iota
	tableGroup
	qualitativeGroup
	toolGroup
	corpusGroup
	publicGroup

	groups
)

// title returns the heading of a group.
func (g group) title() string {
	switch g {
	case ownGroup:
		return "Assay"
	case tableGroup:
		return lang.L("Spreadsheets")
	case qualitativeGroup:
		return lang.L("Qualitative analysis (REFI-QDA)")
	case toolGroup:
		return lang.L("Annotation tools")
	case corpusGroup:
		return lang.L("Corpora and data")
	case publicGroup:
		return lang.L("Publishing")
	default:
		return ""
	}
}

// offered is a format as the window offers it.
type offered struct {
	model.ExchangeFormat
	group   group
	title   string
	purpose string // what it is for, or ""
}

// offer returns a format as the window offers it. A format that it does not know is one of annotation
// tools.
func offer(f model.ExchangeFormat) offered {
	o := offered{ExchangeFormat: f, group: toolGroup, title: f.Name}
	switch f.Key {
	case "json":
		o.group, o.title = ownGroup, lang.L("Annotation set")
		o.purpose = lang.L("everything, for another project or a colleague")
	case "csv":
		o.group, o.title = tableGroup, lang.L("Table of sentences")
		o.purpose = lang.L("a row for each sentence")
	case "csv-statements":
		o.group, o.title = tableGroup, lang.L("Table of statements")
		o.purpose = lang.L("a row for each statement")
	case "xlsx":
		o.group, o.title = tableGroup, lang.L("Excel workbook")
		o.purpose = lang.L("sheets of sentences, articles, outlets and statements")
	case "qdc":
		o.group, o.title = qualitativeGroup, lang.L("Codebook")
		o.purpose = words.Verbatim("MAXQDA, ATLAS.ti, NVivo, QualCoder")
	case "qdpx":
		o.group, o.title = qualitativeGroup, lang.L("Project with texts and codings")
		o.purpose = words.Verbatim("MAXQDA, ATLAS.ti, NVivo, QualCoder")
	case "label-studio", "doccano", "argilla":
		o.purpose = lang.L("labels of several people on texts")
	case "prodigy":
		o.purpose = lang.L("a task for each sentence")
	case "brat":
		o.purpose = lang.L("a text and its annotations in files side by side")
	case "w3c":
		o.purpose = lang.L("annotations of web pages as JSON-LD")
	case "hypothesis":
		o.purpose = lang.L("annotations of web pages and PDF files")
	case "webanno-tsv":
		o.purpose = words.Verbatim("INCEpTION, WebAnno")
	default:
		return offerData(o)
	}
	return o
}

// offerData is offer for formats of data and of publishing.
func offerData(o offered) offered {
	switch o.Key {
	case "cas-xmi", "cas-json":
		o.group, o.purpose = corpusGroup, words.Verbatim("INCEpTION, DKPro, Apache UIMA")
	case "conllu", "conll":
		o.group, o.purpose = corpusGroup, lang.L("a word a line, for training programs")
	case "parquet":
		o.group, o.purpose = corpusGroup, words.Verbatim("DuckDB, Spark, pandas, R")
	case "huggingface":
		o.group, o.purpose = corpusGroup, lang.L("a data set to publish or to train with")
	case "claimreview":
		o.group, o.purpose = publicGroup, lang.L("fact checks for search engines")
	case "misp":
		o.group, o.purpose = publicGroup, lang.L("grades and likelihoods as tags")
	case "stix":
		o.group, o.purpose = publicGroup, lang.L("a report for intelligence platforms")
	default:
	}
	return o
}

// offers returns formats as the window offers them, by group.
func offers(formats model.ExchangeFormats) (all []offered) {
	for g := range groups {
		for _, f := range formats {
			if o := offer(f); o.group == g {
				all = append(all, o)
			}
		}
	}
	return all
}

// caption returns the line below the title: the endings and what the format is for.
func (o offered) caption() string {
	endings := strings.Join(o.Endings(), ", ")
	if o.Folder {
		endings = lang.L("folder or {{.Ext}}", map[string]any{"Ext": o.Ext})
	}
	return words.Joined(" · ", endings, o.purpose)
}

// full returns the title for messages, where no heading says of which group the format is.
func (o offered) full() string {
	if o.group == qualitativeGroup {
		return words.Verbatim("REFI-QDA") + ": " + o.title
	}
	return o.title
}
