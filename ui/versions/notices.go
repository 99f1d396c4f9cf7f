package versions

import (
	"assay.app/assay/model"
	"assay.app/assay/model/correction"
	"assay.app/assay/ui/panel"
)

// notices returns the correction notices of an article for the inspector.
func notices(doc *model.Document) (all []panel.CorrectionNotice) {
	for _, n := range correction.Notices(doc) {
		all = append(all, panel.CorrectionNotice{Start: n.Span.Start, Text: n.Text})
	}
	return all
}
