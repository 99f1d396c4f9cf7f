// Package places finds the folders in which Assay keeps its files: the system's, or
// one beside the program.
//
//	               preferences                     sample corpus       projects without a chosen folder
//	Linux, BSD     $XDG_CONFIG_HOME/fyne/ID        $XDG_CACHE_HOME     $XDG_DOCUMENTS_DIR/Assay
//	Windows        ~\AppData\Roaming\fyne\ID       %LocalAppData%      Documents\Assay
//	macOS          ~/Library/Preferences/fyne/ID   ~/Library/Caches    ~/Documents/Assay
//	portable       all of them in the folder "Assay Data" beside the program
//
// Fyne finds its folders through environment variables. In portable mode, Assay
// sets those variables in its own process before Fyne reads them.
package places

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// AppID identifies Assay to the system. Fyne stores the preferences under it.
const AppID = "app.assay.Assay"

// portableName is the name of the folder that makes the program beside it portable.
const portableName = "Assay Data"

// Places are the folders that Assay uses. The zero value uses the system's folders.
type Places struct {
	Home     string // the user's home folder, where file dialogs start; "" if unknown
	portable string // the folder that holds everything; "" for the system's folders
}

// Find returns the places of the running program.
func Find() Places {
	exe, err := os.Executable()
	if err != nil {
		return find("", "") // the system's folders
	}
	if real, err := filepath.EvalSymlinks(exe); err == nil {
		exe = real
	}
	return find(exe, os.Getenv("ASSAY_BUNDLE"))
}

// find returns the places of the program at the path exe. The program is portable
// if a folder named portableName is beside it. If the program was unpacked from the
// single file bundleFile, the folder must be beside that file instead. If the
// program is in a macOS bundle, the folder must be beside the bundle.
func find(exe, bundleFile string) Places {
	p := Places{}
	p.Home, _ = os.UserHomeDir() // without it, file dialogs start at the root
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

// Use points Fyne and the standard library to the portable folder. It returns an
// error if it cannot write to that folder. It does nothing unless the program is
// portable.
func (p Places) Use() error {
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

// Projects returns the folder for projects when the analyst has not chosen a
// folder.
func (p Places) Projects() (string, error) {
	if p.portable != "" {
		return filepath.Join(p.portable, "Projects"), nil
	}
	home := p.Home
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

// Cache returns the folder for files that Assay can recreate. Call Cache after Use.
func Cache() (string, error) {
	cache, err := os.UserCacheDir()
	return filepath.Join(cache, "assay"), err
}

// MakeCache makes the system's folder for caches. Fyne makes a folder in it, but not
// that one. Call MakeCache after Use.
func MakeCache() error {
	cache, err := os.UserCacheDir()
	if err == nil {
		err = os.MkdirAll(cache, 0o700)
	}
	if err != nil {
		return fmt.Errorf("make the folder for caches: %w", err)
	}
	return nil
}

// Config returns the folder in which Fyne stores the preferences of the app with
// the given ID. Assay stores its other settings there too. Call Config after Use.
func Config(id string) (string, error) {
	var root string
	var err error
	switch home, homeErr := os.UserHomeDir(); runtime.GOOS {
	case "darwin", "windows":
		root, err = preferences(home), homeErr
	default:
		root, err = os.UserConfigDir()
	}
	if err != nil {
		return "", fmt.Errorf("find the folder for preferences: %w", err)
	}
	return filepath.Join(root, "fyne", id), nil
}

// Settings returns the folder that Config returns after Use for Assay. It makes no
// folders and sets no variables, so that programs without a window find the settings
// of the window beside them.
func (p Places) Settings() (string, error) {
	if p.portable == "" {
		return Config(AppID)
	}
	set := p.variables()
	root := set["XDG_CONFIG_HOME"]
	if root == "" {
		root = preferences(cmp.Or(set["USERPROFILE"], set["HOME"]))
	}
	return filepath.Join(root, "fyne", AppID), nil
}

// preferences returns the folder for preferences in a home folder on macOS and Windows.
func preferences(home string) string {
	if runtime.GOOS == "windows" {
		return filepath.Join(home, "AppData", "Roaming")
	}
	return filepath.Join(home, "Library", "Preferences")
}

// xdgDocuments returns the user's documents folder from the file user-dirs.dirs in
// the folder config, or "" if the file does not name one. The file is a shell script
// with lines such as:
//
//	XDG_DOCUMENTS_DIR="$HOME/Dokumente"
func xdgDocuments(config fs.FS, home string) string {
	file, err := config.Open("user-dirs.dirs")
	if err != nil {
		return "" // usual on systems without a desktop
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
