package places

import "path/filepath"

// variables returns the environment variable that points Fyne and the standard
// library to the portable folder, with its value.
func (p Places) variables() map[string]string {
	return map[string]string{"HOME": filepath.Join(p.portable, "home")}
}

// documentsFolder returns the user's documents folder. The Finder may show a
// translated name, but the folder is called "Documents" on the disk.
func documentsFolder(home string) string { return filepath.Join(home, "Documents") }
