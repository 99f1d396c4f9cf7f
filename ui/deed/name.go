package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Name names a change as a menu item does, such as “Label as Claim”.
func Name(c edit.Change, book model.Codebook) string {
	switch c.Verb {
	case edit.Tag:
		return tagged(c, book)
	case edit.Accept:
		return lang.L("Accept Suggestions")
	case edit.Clear:
		return lang.L("Clear Label")
	case edit.TagFound:
		return lang.L("Tag All Results")
	case edit.ClearFound:
		return lang.L("Clear Labels of All Results")
	case edit.Note:
		return lang.L("Note")
	case edit.Import:
		return lang.L("Add Articles")
	case edit.Remove:
		return lang.L("Remove Articles")
	case edit.Correct:
		return lang.L("Change Article Details")
	case edit.SetAside:
		return lang.L("Exclude Text")
	case edit.Restore:
		return lang.L("Include Text")
	case edit.Split:
		return lang.L("Split Sentence")
	case edit.Merge:
		return lang.L("Merge Sentences")
	case edit.Take, edit.Keep:
		return lang.L("Resolve Conflict")
	case edit.Rename:
		return lang.L("Rename Analyst")
	case edit.Attach:
		return lang.L("Reattach Labels")
	case edit.Load:
		return lang.L("Load Annotation Set")
	case edit.GoBack:
		return lang.L("Go Back in History")
	}
	return lang.L("Last Change")
}

// tagged names a change that gives a label.
func tagged(c edit.Change, book model.Codebook) string {
	for e := range c.All() {
		r, _ := e.(edit.Record)
		if _, after, ok := r.Annotation(); ok && after != nil {
			return lang.L("Tag as {{.Label}}", map[string]any{"Label": Texts{Codebook: book}.Label(after.Label)})
		}
	}
	return lang.L("Label")
}
