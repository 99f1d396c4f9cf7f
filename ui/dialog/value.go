package dialog

import (
	"errors"

	"assay.app/assay/model/value"
	"assay.app/assay/ui/explain"
)

// whyNot translates a value.Error into a message for the analyst. It returns any
// other error, and nil, unchanged.
func whyNot(err error) error {
	var refused *value.Error
	if !errors.As(err, &refused) {
		return err
	}
	return errors.New(explain.Value(refused))
}
