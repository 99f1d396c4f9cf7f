package words

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// Phrase returns the name of a phrase as the reader knows it: that of a phrase of the
// starting set in the reader's language as long as nobody renamed it, and any other as it
// is stored.
func Phrase(p model.Phrase) string {
	if string(p.ID) != p.Name { // the ids of the starting set are its names
		return p.Name
	}
	switch p.ID {
	case "single source":
		return lang.L("single source")
	case "anonymous source":
		return lang.L("anonymous source")
	case "wire copy":
		return lang.L("wire copy")
	case "denied":
		return lang.L("denied")
	case "no date":
		return lang.L("no date")
	case "contradicted":
		return lang.L("contradicted")
	}
	return p.Name
}
