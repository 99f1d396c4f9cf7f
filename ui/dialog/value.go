package dialog

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/value"
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
		return errors.New(lang.L("This is too long: at most {{.Most}} bytes can be kept", map[string]any{"Most": words.Number(refused.Kind.Longest())}))
	case value.Control:
		return errors.New(lang.L("This has control characters in it: leave them out"))
	}
	switch refused.Kind {
	case value.Published:
		return errors.New(lang.L("“{{.Text}}” is no date: write it as year-month-day", map[string]any{"Text": refused.Shown()}))
	case value.URL:
		return errors.New(lang.L("“{{.Text}}” is not an address: write it as browsers show it", map[string]any{"Text": refused.Shown()}))
	}
	return errors.New(lang.L("The value cannot be kept."))
}
