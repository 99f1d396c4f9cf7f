package windowtest

import (
	"io/fs"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/ui/project"
)

// Library is what the analyst keeps across projects. A test may set it before the window
// opens.
type Library struct {
	Profiles []model.Profile
	Aside    string // what Profiles returns once, as if the file was damaged
	Err      error  // what reading and changing return

	before []model.Profile // before the last import
}

// Kept returns the profiles that the analyst keeps.
func (d *Desk) Kept() []model.Profile {
	d.profiles.Lock()
	defer d.profiles.Unlock()
	return slices.Clone(d.Library.Profiles)
}

// Profiles implements project.Desk.
func (d *Desk) Profiles() (all []model.Profile, aside string, err error) {
	d.profiles.Lock()
	defer d.profiles.Unlock()
	aside, d.Library.Aside = d.Library.Aside, ""
	return slices.Clone(d.Library.Profiles), aside, d.Library.Err
}

// ChangeProfiles implements project.Desk.
func (d *Desk) ChangeProfiles(change func([]model.Profile) ([]model.Profile, error)) (aside string, err error) {
	d.profiles.Lock()
	defer d.profiles.Unlock()
	if d.Library.Err != nil {
		return "", d.Library.Err
	}
	after, err := change(slices.Clone(d.Library.Profiles))
	if err == nil {
		d.Library.Profiles = after
	}
	return "", err
}

// ImportProfiles implements project.Desk.
func (d *Desk) ImportProfiles(change func([]model.Profile) ([]model.Profile, error)) (aside string, err error) {
	before := d.Kept()
	aside, err = d.ChangeProfiles(change)
	if err == nil {
		d.profiles.Lock()
		d.Library.before = before
		d.profiles.Unlock()
	}
	return aside, err
}

// UndoProfileImport implements project.Desk.
func (d *Desk) UndoProfileImport() error {
	d.profiles.Lock()
	defer d.profiles.Unlock()
	d.Library.Profiles, d.Library.before = d.Library.before, d.Library.Profiles
	return d.Library.Err
}

// ProfileFormats implements project.Desk.
func (d *Desk) ProfileFormats() model.ExchangeFormats {
	return model.ExchangeFormats{{Ext: ".json", Loads: true}}
}

// ReadProfiles implements project.Desk.
func (d *Desk) ReadProfiles(path string) ([]model.Profile, error) {
	d.profiles.Lock()
	defer d.profiles.Unlock()
	all, there := d.Profiled[path]
	if !there {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return all, nil
}

// WriteProfiles implements project.Desk.
func (d *Desk) WriteProfiles(path string, all []model.Profile, basis bool) error {
	d.profiles.Lock()
	defer d.profiles.Unlock()
	all = slices.Clone(all)
	for i := range all {
		if !basis {
			all[i].Basis = ""
		}
	}
	d.Profiled[path] = all
	return nil
}

var _ project.Desk = (*Desk)(nil)
