package main

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// variables gives the variables by which Fyne and the standard library find
// their places, with the portable folder for each.
func (p places) variables() map[string]string {
	home := filepath.Join(p.portable, "home") // Fyne goes by it, not by APPDATA
	return map[string]string{
		"USERPROFILE":  home,
		"APPDATA":      filepath.Join(home, "AppData", "Roaming"),
		"LOCALAPPDATA": filepath.Join(p.portable, "cache"),
	}
}

// documentsFolder is where the user keeps documents, which may be another
// drive or a folder that is kept in step with a server.
func documentsFolder(home string) string {
	if path, err := windows.KnownFolderPath(windows.FOLDERID_Documents, windows.KF_FLAG_DEFAULT); err == nil {
		return path
	}
	return filepath.Join(home, "Documents")
}
