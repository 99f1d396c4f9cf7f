package main

import (
	"errors"

	"assay.app/assay/model"
)

// errNoCodebooks is returned while there is no format for codebooks.
var errNoCodebooks = errors.New("reading and writing codebooks is not available")

// ReadCodebook implements project.Desk.
func (desk) ReadCodebook(string) (model.Codebook, error) { return nil, errNoCodebooks }

// WriteCodebook implements project.Desk.
func (desk) WriteCodebook(string, model.Codebook) error { return errNoCodebooks }
