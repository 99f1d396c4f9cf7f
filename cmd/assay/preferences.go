package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/storage/sidefile"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/words"
)

// configFolder is the folder in which Fyne keeps an app's preferences, and we
// the changed keys. Fyne does not tell before it has read them.
func configFolder(app string) (string, error) {
	var root string
	var err error
	switch home, homeErr := os.UserHomeDir(); runtime.GOOS {
	case "darwin":
		root, err = filepath.Join(home, "Library", "Preferences"), homeErr
	case "windows":
		root, err = filepath.Join(home, "AppData", "Roaming"), homeErr
	default:
		root, err = os.UserConfigDir()
	}
	if err != nil {
		return "", fmt.Errorf("find the folder for preferences: %w", err)
	}
	return filepath.Join(root, "fyne", app), nil
}

// speak has everything be said in the language that the preferences in a folder
// ask for. What cannot be translated stays English.
func speak(folder string) error {
	data, err := sidefile.Settings(folder).Read(preferencesFile)
	if err != nil {
		data = nil // mendPreferences tells
	}
	return words.Choose(settings.PreferredLanguage(data))
}

// preferencesFile is what Fyne calls the file.
const preferencesFile = "preferences.json"

// mendPreferences looks through the preferences in a folder before Fyne reads
// them: a file that is none is put aside, and values that make no sense are
// taken out, with the file kept as it was. It gives what the analyst is to be
// told.
func mendPreferences(folder string) (notices []string, err error) {
	files := sidefile.Settings(folder)
	aside := preferencesFile + ".broken"
	putAside := func() ([]string, error) {
		if err := files.Rename(preferencesFile, aside); err != nil {
			return nil, fmt.Errorf("put broken preferences aside: %w", err)
		}
		return []string{lang.L("The preferences could not be read, so they are as at the first start. The file was kept as {{.Path}}.",
			map[string]any{"Path": files.Path(aside)})}, nil
	}
	data, err := files.Read(preferencesFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.Is(err, sidefile.ErrNotRegular), errors.Is(err, model.ErrTooLarge): // Fyne would wait for it, or fill the memory
		return putAside()
	case err != nil:
		return nil, fmt.Errorf("look through the preferences: %w", err)
	}
	mended, bad, err := settings.Repair(data)
	switch {
	case err != nil:
		return putAside()
	case len(bad) == 0:
		return nil, nil
	}
	if err := files.Write(aside, data); err != nil {
		return nil, fmt.Errorf("keep the preferences as they were: %w", err)
	}
	if err := files.Write(preferencesFile, mended); err != nil {
		return nil, fmt.Errorf("mend the preferences: %w", err)
	}
	return []string{lang.L("Some preferences make no sense and are as usual now: {{.Names}}. The file was kept as {{.Path}}.",
		map[string]any{"Names": strings.Join(bad, ", "), "Path": files.Path(aside)})}, nil
}
