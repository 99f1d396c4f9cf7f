//go:build !windows && !darwin

package main

import (
	"os"
	"path/filepath"
)

// variables gives the variables by which Fyne and the standard library find
// their places, with the portable folder for each.
func (p places) variables() map[string]string {
	return map[string]string{
		"XDG_CONFIG_HOME": filepath.Join(p.portable, "config"),
		"XDG_CACHE_HOME":  filepath.Join(p.portable, "cache"),
	}
}

// documentsFolder is where the user keeps documents: desktops name the folder
// in the user's language and note its name.
func documentsFolder(home string) string {
	if path := os.Getenv("XDG_DOCUMENTS_DIR"); filepath.IsAbs(path) {
		return path
	}
	if config, err := os.UserConfigDir(); err == nil {
		if path := xdgDocuments(os.DirFS(config), home); path != "" {
			return path
		}
	}
	return filepath.Join(home, "Documents")
}
