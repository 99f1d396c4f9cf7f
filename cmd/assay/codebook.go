package main

import (
	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/codebook"
)

// CodebookFormats implements project.Desk.
func (desk) CodebookFormats() model.ExchangeFormats { return codebook.Formats() }

// ReadCodebook implements project.Desk.
func (desk) ReadCodebook(path string) (model.Codebook, error) { return codebook.Read(path) }

// WriteCodebook implements project.Desk.
func (desk) WriteCodebook(path string, book model.Codebook) error { return codebook.Write(path, book) }
