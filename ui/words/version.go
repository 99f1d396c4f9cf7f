package words

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// VersionDate returns when a version of an article was published or, if that is unknown, when it
// was retrieved or added.
func VersionDate(a model.Article) string {
	switch {
	case a.Metadata.Published != "":
		return DayOf(a.Metadata.Publication())
	case a.Metadata.Retrieved != "":
		m := model.Metadata{PublishedAt: a.Metadata.Retrieved}
		if len(a.Metadata.Retrieved) >= len("2006-01-02") {
			m.Published = a.Metadata.Retrieved[:len("2006-01-02")]
		}
		return lang.L("saved {{.Date}}", map[string]any{"Date": DayOf(m.Publication())})
	}
	return lang.L("added {{.Date}}", map[string]any{"Date": Date(a.ImportedAt.Local())})
}
