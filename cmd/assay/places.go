package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Where Assay keeps things
//
//	               preferences                     sample corpus       projects nobody chose a place for
//	Linux, BSD     $XDG_CONFIG_HOME/fyne/ID        $XDG_CACHE_HOME     $XDG_DOCUMENTS_DIR/Assay
//	Windows        %AppData%\fyne\ID               %LocalAppData%      Documents\Assay
//	macOS          ~/Library/Preferences/fyne/ID   ~/Library/Caches    ~/Documents/Assay
//	portable       all of them in the folder "Assay Data" beside the program
//
// Fyne finds its places by the environment alone, so that is what the portable
// mode changes, before Fyne looks and for this process alone.

// portableName is the folder beside the program that makes it portable.
const portableName = "Assay Data"

// places are the folders that Assay uses. The zero value is those of the
// system.
type places struct {
	home     string // the user's, if it is known; what choosers offer
	portable string // the folder that holds everything, or "" for the system's
}

// findPlaces looks whether the program at path exe, as the system names it,
// is portable: whether a folder with the right name is beside it, beside the
// bundle it is in on macOS, or beside the single file that bundleFile names.
func findPlaces(exe, bundleFile string) places {
	p := places{}
	p.home, _ = os.UserHomeDir() // choosers begin at the root without it
	beside := filepath.Dir(exe)
	if bundleFile != "" {
		beside = filepath.Dir(bundleFile)
	} else if bundle, _, in := strings.Cut(exe, ".app/Contents/MacOS/"); in {
		beside = filepath.Dir(bundle)
	}
	folder := filepath.Join(beside, portableName)
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		p.portable = folder
	}
	return p
}

// programPlaces gives the places of the running program.
func programPlaces() places {
	exe, err := os.Executable()
	if err != nil {
		return findPlaces("", "") // the system's
	}
	if real, err := filepath.EvalSymlinks(exe); err == nil {
		exe = real
	}
	return findPlaces(exe, os.Getenv("ASSAY_BUNDLE"))
}

// use makes Fyne and the standard library find their places in the portable
// folder, and makes sure that it can be written to. It does nothing where the
// program is not portable.
func (p places) use() error {
	if p.portable == "" {
		return nil
	}
	probe, err := os.CreateTemp(p.portable, ".probe-*")
	if err != nil {
		return fmt.Errorf("write to %s, which is where a portable Assay keeps everything; move Assay to where you may write, or rename that folder: %w", p.portable, err)
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return fmt.Errorf("write to %s: %w", p.portable, err)
	}
	for name, folder := range p.variables() {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return fmt.Errorf("make the folders of a portable Assay: %w", err)
		}
		if err := os.Setenv(name, folder); err != nil {
			return fmt.Errorf("set %s: %w", name, err)
		}
	}
	return nil
}

// projects is where projects are put that nobody chose a place for.
func (p places) projects() (string, error) {
	if p.portable != "" {
		return filepath.Join(p.portable, "Projects"), nil
	}
	home := p.home
	if home == "" {
		var err error
		if home, err = os.UserHomeDir(); err != nil {
			return "", fmt.Errorf("find a place for the project: %w", err)
		}
	}
	documents := documentsFolder(home)
	if info, err := os.Stat(documents); err != nil || !info.IsDir() {
		documents = home
	}
	return filepath.Join(documents, "Assay"), nil
}

// xdgDocuments gives the user's folder for documents as the file user-dirs.dirs
// in the folder config names it, or "". It is a line of shell:
//
//	XDG_DOCUMENTS_DIR="$HOME/Dokumente"
func xdgDocuments(config fs.FS, home string) string {
	file, err := config.Open("user-dirs.dirs")
	if err != nil {
		return "" // most systems without a desktop have none
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		value, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), "XDG_DOCUMENTS_DIR=")
		if !ok {
			continue
		}
		value = strings.Trim(value, `"`)
		if rest, ok := strings.CutPrefix(value, "$HOME"); ok {
			return filepath.Join(home, rest)
		}
		if filepath.IsAbs(value) {
			return filepath.Clean(value)
		}
	}
	return ""
}
