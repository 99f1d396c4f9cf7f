package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// PreferencesFile is the name that Fyne gives the file of preferences.
const PreferencesFile = "preferences.json"

// ChooseLanguage selects the language in the preferences of a folder, or the
// system's if they have none. Texts without a translation stay English.
func ChooseLanguage(folder Folder) error {
	data, err := folder.Read(PreferencesFile)
	if err != nil {
		data = nil // RepairFile reports it
	}
	return words.Choose(PreferredLanguage(data))
}

// RepairFile repairs the preferences in a folder, and must be called before Fyne
// reads them. It renames a file that does not hold a JSON object, is not a regular
// file or is too large. It removes invalid values, but keeps a copy of the file.
// The notices tell the analyst what was done.
func RepairFile(folder Folder) (notices []string, err error) {
	const aside = PreferencesFile + brokenSuffix
	putAside := func() ([]string, error) {
		if err := folder.Rename(PreferencesFile, aside); err != nil {
			return nil, fmt.Errorf("put broken preferences aside: %w", err)
		}
		return []string{lang.L("The preferences could not be read and have been reset. The file was kept as {{.Path}}.",
			map[string]any{"Path": folder.Path(aside)})}, nil
	}
	data, err := folder.Read(PreferencesFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.Is(err, model.ErrNotRegular), errors.Is(err, model.ErrTooLarge):
		return putAside() // Fyne would block on a pipe, or run out of memory
	case err != nil:
		return nil, fmt.Errorf("look through the preferences: %w", err)
	}
	mended, bad, err := Repair(data)
	switch {
	case err != nil:
		return putAside()
	case len(bad) == 0:
		return nil, nil
	}
	if err := folder.Write(aside, data); err != nil {
		return nil, fmt.Errorf("keep the preferences as they were: %w", err)
	}
	if err := folder.Write(PreferencesFile, mended); err != nil {
		return nil, fmt.Errorf("mend the preferences: %w", err)
	}
	return []string{lang.L("Some preferences were invalid and have been reset: {{.Names}}. The file was kept as {{.Path}}.",
		map[string]any{"Names": strings.Join(bad, ", "), "Path": folder.Path(aside)})}, nil
}
