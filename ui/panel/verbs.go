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
		return lang.L("accepting what was suggested")
	case edit.Clear:
		return lang.L("clearing the label")
	case edit.TagFound:
		return lang.L("labelling what was found")
	case edit.ClearFound:
		return lang.L("clearing the labels of what was found")
	case edit.Note:
		return lang.L("note")
	case edit.Import:
		return lang.L("adding articles")
	case edit.Remove:
		return lang.L("removing an article")
	case edit.Correct:
		return lang.L("facts about the article")
	case edit.SetAside:
		return lang.L("setting aside")
	case edit.Restore:
		return lang.L("restoring")
	case edit.Split:
		return lang.L("splitting a sentence")
	case edit.Merge:
		return lang.L("merging two sentences")
	case edit.Take:
		return lang.L("taking the other version")
	case edit.Keep:
		return lang.L("settling a conflict")
	case edit.Attach:
		return lang.L("putting labels back on sentences")
	case edit.Load:
		return lang.L("loading a set")
	case edit.GoBack:
		return lang.L("going back")
	case edit.Recover:
		return lang.L("recovering from a damaged file")
	case edit.Lost:
		return lang.L("a change that was lost")
	}
	return string(v)
}
