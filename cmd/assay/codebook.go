package main

import (
	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/codebook"
)

// ReadCodebook implements project.Desk.
func (desk) ReadCodebook(path string) (model.Codebook, error) { return codebook.Read(path) }

// WriteCodebook implements project.Desk.
func (desk) WriteCodebook(path string, book model.Codebook) error { return codebook.Write(path, book) }
