//go:build linux || darwin

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"assay.app/assay/storage/sidefile"
	"assay.app/assay/ui/settings"
)

// Fyne would block on a pipe, and would read a file of any size.
func TestWhatIsNoFileOfPreferencesIsPutAside(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"a pipe":   func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a folder": func(path string) error { return os.Mkdir(path, 0o700) },
		"a huge file": func(path string) error {
			return errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, 1<<33))
		},
		"a link to a pipe": func(path string) error {
			return errors.Join(syscall.Mkfifo(path+".pipe", 0o600), os.Symlink(path+".pipe", path))
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, settings.PreferencesFile)
			if err := put(path); err != nil {
				t.Skip(err)
			}
			if err := settings.ChooseLanguage(sidefile.Settings(folder)); err != nil {
				t.Error(err)
			}
			notices, err := settings.RepairFile(sidefile.Settings(folder))
			if err != nil || len(notices) != 1 || !strings.Contains(notices[0], path+".broken") {
				t.Errorf("the repair returns %q, %v", notices, err)
			}
			if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the bad file is still there (%v)", err)
			}
		})
	}
}

// Neither the kept copy nor the repaired file is written through a link.
func TestPreferencesAreNotWrittenThroughLinks(t *testing.T) {
	folder := t.TempDir()
	path, victim := filepath.Join(folder, settings.PreferencesFile), filepath.Join(t.TempDir(), "victim")
	if err := errors.Join(os.WriteFile(victim, []byte("mine"), 0o600), os.Symlink(victim, path+".broken"), os.Symlink(victim, path+".new"),
		os.WriteFile(path, []byte(`{"text.scale":"big"}`), 0o600)); err != nil {
		t.Fatal(err)
	}
	if notices, err := settings.RepairFile(sidefile.Settings(folder)); err != nil || len(notices) != 1 {
		t.Errorf("the repair returns %q, %v", notices, err)
	}
	if data, err := os.ReadFile(victim); err != nil || string(data) != "mine" {
		t.Errorf("the other file is %q (%v)", data, err)
	}
}
