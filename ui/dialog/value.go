package dialog

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/value"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// whyNot translates a value.Error into a message for the analyst. It returns any
// other error, and nil, unchanged.
func whyNot(err error) error {
	var refused *value.Error
	if !errors.As(err, &refused) {
		return err
	}
	switch refused.Problem {
	case value.Missing:
		return errors.New(lang.L("This cannot be empty"))
	case value.TooLong:
		return errors.New(lang.L("Too long: at most {{.Most}} bytes", map[string]any{"Most": words.Number(refused.Kind.Longest())}))
	case value.Alike:
		return errors.New(explain.Alike(refused))
	case value.Control:
		return errors.New(lang.L("Remove the control characters"))
	}
	switch refused.Kind {
	case value.Published:
		return errors.New(lang.L("“{{.Text}}” is not a date. Use YYYY-MM-DD.", map[string]any{"Text": refused.Shown()}))
	case value.URL:
		return errors.New(lang.L("“{{.Text}}” is not a web address. Copy it from your browser.", map[string]any{"Text": refused.Shown()}))
	}
	return errors.New(lang.L("This value is not allowed"))
}
