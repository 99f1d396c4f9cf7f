package main

import (
	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/profile"
)

// Profiles implements project.Desk.
func (d desk) Profiles() (all []model.Profile, aside string, err error) { return d.library.Profiles() }

// ChangeProfiles implements project.Desk.
func (d desk) ChangeProfiles(change func([]model.Profile) ([]model.Profile, error)) (aside string, err error) {
	return d.library.Change(change)
}

// ImportProfiles implements project.Desk.
func (d desk) ImportProfiles(change func([]model.Profile) ([]model.Profile, error)) (aside string, err error) {
	return d.library.Import(change)
}

// UndoProfileImport implements project.Desk.
func (d desk) UndoProfileImport() error { return d.library.UndoImport() }

// ProfileFormats implements project.Desk.
func (desk) ProfileFormats() model.ExchangeFormats { return profile.Formats() }

// ReadProfiles implements project.Desk.
func (desk) ReadProfiles(path string) ([]model.Profile, error) { return profile.Read(path) }

// WriteProfiles implements project.Desk.
func (desk) WriteProfiles(path string, all []model.Profile, basis bool) error {
	if !basis {
		all = profile.Bare(all)
	}
	return profile.Write(path, all)
}
