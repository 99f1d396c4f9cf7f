package mend

import (
	"errors"

	"assay.app/assay/storage"
)

// openUnnamed opens a project. Its error does not name the file, because the
// callers do.
func openUnnamed(path string, opts storage.Options) (*storage.Project, error) {
	p, err := storage.Open(path, opts)
	if err != nil {
		return nil, errors.Unwrap(err)
	}
	return p, nil
}
