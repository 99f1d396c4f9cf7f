package mend

import (
	"errors"

	"assay.app/assay/storage"
)

// openUnnamed opens a project with an error that does not name the file: the
// caller names it.
func openUnnamed(path string, opts storage.Options) (*storage.Project, error) {
	p, err := storage.Open(path, opts)
	if err != nil {
		return nil, errors.Unwrap(err)
	}
	return p, nil
}
