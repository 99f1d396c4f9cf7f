package panel

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/edit"
)

// VerbName describes a change in words that can follow “Undone: ”.
func VerbName(v edit.Verb) string {
	switch v {
	case edit.Tag:
		return lang.L("label")
	case edit.Accept:
		return lang.L("accepting suggestions")
	case edit.Clear:
		return lang.L("clearing the label")
	case edit.TagFound:
		return lang.L("tagging search results")
	case edit.ClearFound:
		return lang.L("clearing labels of search results")
	case edit.Note:
		return lang.L("note")
	case edit.Import:
		return lang.L("adding articles")
	case edit.Remove:
		return lang.L("removing articles")
	case edit.Correct:
		return lang.L("article details")
	case edit.SetAside:
		return lang.L("excluding text")
	case edit.Restore:
		return lang.L("including text")
	case edit.Split:
		return lang.L("splitting a sentence")
	case edit.Merge:
		return lang.L("merging two sentences")
	case edit.Take:
		return lang.L("using the other version")
	case edit.Keep:
		return lang.L("resolving a conflict")
	case edit.Rename:
		return lang.L("renaming an analyst")
	case edit.Attach:
		return lang.L("reattaching labels")
	case edit.Load:
		return lang.L("loading an annotation set")
	case edit.GoBack:
		return lang.L("going back to an earlier state")
	case edit.Recover:
		return lang.L("recovering a damaged file")
	case edit.Lost:
		return lang.L("a lost change")
	}
	return string(v)
}
