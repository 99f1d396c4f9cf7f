package places

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// variables returns the environment variables that point Fyne and the standard
// library to the portable folder, with their values.
func (p Places) variables() map[string]string {
	home := filepath.Join(p.portable, "home") // Fyne uses the home folder instead of APPDATA
	return map[string]string{
		"USERPROFILE":  home,
		"APPDATA":      filepath.Join(home, "AppData", "Roaming"),
		"LOCALAPPDATA": filepath.Join(p.portable, "cache"),
	}
}

// documentsFolder returns the user's documents folder, which may be on another drive
// or synchronised with a server.
func documentsFolder(home string) string {
	if path, err := windows.KnownFolderPath(windows.FOLDERID_Documents, windows.KF_FLAG_DEFAULT); err == nil {
		return path
	}
	return filepath.Join(home, "Documents")
}
