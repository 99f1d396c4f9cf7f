package main

import "path/filepath"

// variables gives the variable by which Fyne and the standard library find
// their places, with the portable folder for it.
func (p places) variables() map[string]string {
	return map[string]string{"HOME": filepath.Join(p.portable, "home")}
}

// documentsFolder is where the user keeps documents, whatever the Finder calls
// it.
func documentsFolder(home string) string { return filepath.Join(home, "Documents") }
