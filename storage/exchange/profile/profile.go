// Package profile reads and writes profiles of outlets as files of their own.
package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/sidefile"
)

// The values of the fields "format" and "version".
const (
	formatName    = "assay-profiles"
	formatVersion = 1
)

// MostProfiles is the maximum number of profiles in a file, and MostBytes the maximum size of
// the file, in bytes of UTF-8.
const (
	MostProfiles = 10_000
	MostBytes    = 32 << 20
)

// file is the content of a file.
type file struct {
	Format   string                  `json:"format"`
	Version  int                     `json:"version"`
	Profiles []*record.StoredProfile `json:"profiles"`
}

// Formats returns the formats of files that Write writes and Read reads.
func Formats() model.ExchangeFormats {
	return model.ExchangeFormats{{Name: "outlet profiles", Ext: ".json", Loads: true}}
}

// Bare returns copies of the profiles without the bases of their grades, which are private.
func Bare(all []model.Profile) []model.Profile {
	all = slices.Clone(all)
	for i := range all {
		all[i].Basis = ""
	}
	return all
}

// Encode returns the content of a file with the profiles. It normalises and checks values as
// Parse does. The error wraps ErrValue or ErrTooLarge.
func Encode(all []model.Profile) ([]byte, error) {
	out := file{formatName, formatVersion, make([]*record.StoredProfile, 0, len(all))}
	seen := places{}
	for i, p := range all {
		accepted, err := seen.accept(p, i)
		if err != nil {
			return nil, err
		}
		out.Profiles = append(out.Profiles, record.StoredProfileOf(&accepted))
	}
	var content bytes.Buffer
	if err := layout.Write(&content, out); err != nil {
		return nil, err
	}
	if content.Len() > MostBytes {
		return nil, tooLarge()
	}
	return content.Bytes(), nil
}

// Write writes the profiles to the file at path, completely or not at all.
func Write(path string, all []model.Profile) error {
	content, err := Encode(all)
	if err != nil {
		return fmt.Errorf("export to %s: %w", path, err)
	}
	return bundle.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// Read reads the profiles in the file at path. It follows links. The error names the file and
// the line or the profile; see Parse.
func Read(path string) (all []model.Profile, err error) {
	file, err := sidefile.OpenLinked(path, os.O_RDONLY)
	if err != nil {
		return nil, fmt.Errorf("read the profiles: %w", err)
	}
	all, err = Parse(file)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("read the profiles in %s: %w", path, err)
	}
	return all, nil
}

// places maps outlets to the indices of their profiles.
type places map[model.OutletID]int

// accept returns the profile with index i, with its values normalised. The error wraps
// ErrTooLarge if i is too great, and ErrValue if a value is refused or if an earlier profile has
// the same outlet.
func (seen places) accept(p model.Profile, i int) (model.Profile, error) {
	if i >= MostProfiles {
		return p, fmt.Errorf("%w: a file has at most %d profiles", model.ErrTooLarge, MostProfiles)
	}
	accepted, err := value.AcceptProfile(p)
	if err != nil {
		return p, err
	}
	id := model.OutletIDOf(accepted.Outlet)
	if other, twice := seen[id]; twice {
		return p, fmt.Errorf("%w: profile %d is about the same outlet; remove one of the two", model.ErrValue, other+1)
	}
	seen[id] = i
	return accepted, nil
}

func tooLarge() error {
	return fmt.Errorf("%w for outlet profiles: it has more than %d MiB", model.ErrTooLarge, MostBytes>>20)
}
