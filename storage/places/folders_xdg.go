//go:build !windows && !darwin

package places

import (
	"os"
	"path/filepath"
)

// variables returns the environment variables that point Fyne and the standard
// library to the portable folder, with their values.
func (p Places) variables() map[string]string {
	return map[string]string{
		"XDG_CONFIG_HOME": filepath.Join(p.portable, "config"),
		"XDG_CACHE_HOME":  filepath.Join(p.portable, "cache"),
	}
}

// documentsFolder returns the user's documents folder. Desktops store its path,
// because its name depends on the user's language.
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
