package words

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// Stance returns the word for a stance.
func Stance(s model.Stance) string {
	switch s {
	case model.Asserts:
		return lang.X("stance.asserts", "asserts")
	case model.Attributes:
		return lang.X("stance.attributes", "attributes")
	case model.Denies:
		return lang.X("stance.denies", "denies")
	case model.Doubts:
		return lang.X("stance.doubts", "doubts")
	default: // written by a newer Assay
		return string(s)
	}
}

// Origin returns the words for the origin of an article.
func Origin(o model.Origin) string {
	switch {
	case o.Kind == model.OwnReporting && o.Name == "":
		return lang.L("own reporting")
	case o.Kind == model.OwnReporting:
		return lang.L("own reporting ({{.Outlet}})", map[string]any{"Outlet": o.Name})
	case o.Name == "":
		return lang.L("unknown origin")
	}
	return o.Name
}
