package importing

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/value"
	"assay.app/assay/ui/dialog"
)

// paste adds what is on the clipboard: the text of an article, or files and folders that
// were copied in a file manager. The text is written to a temporary file, which is then
// read like any other file, and removed afterwards.
func (c *Controller) paste() {
	text := strings.TrimSpace(c.win.Pasted())
	paths, files := pastedPaths(text)
	switch {
	case text == "":
		c.win.Notice(lang.L("There is no text to paste. Copy an article's text in the browser first."))
	case files:
		c.AddPaths(paths)
	case isAddress(text):
		dialog.Tell(lang.L("Assay does not open web addresses"),
			lang.L("Open the page in your browser, select the article, copy it and paste it here. Or save the page and add the saved file."), c.win.Window())
	default:
		c.addText(text)
	}
}

// addText shows a preview of an article with a text.
func (c *Controller) addText(text string) {
	path, remove, err := c.writePasted(text)
	if err != nil {
		c.win.Report(err)
		return
	}
	c.addFrom(source{
		paths: []string{path},
		kept: func(importPath string) string {
			return strings.TrimPrefix(importPath, filepath.Dir(path)+string(filepath.Separator))
		},
		done: remove,
	})
}

// writePasted writes a text to a file in a temporary folder, and returns a function that
// removes the folder. The file is named after the time of pasting.
func (c *Controller) writePasted(text string) (path string, remove func(), err error) {
	name := lang.L("Pasted text")
	temporary, err := os.MkdirTemp("", "assay-")
	if err != nil {
		return "", nil, err
	}
	remove = func() { _ = os.RemoveAll(temporary) }
	folder := filepath.Join(temporary, name) // a new project is named after this folder
	path = filepath.Join(folder, name+" "+c.now().Format("2006-01-02 15.04.05")+".txt")
	if err = os.Mkdir(folder, 0o700); err == nil {
		err = os.WriteFile(path, []byte(strings.ToValidUTF8(text, string(utf8.RuneError))), 0o600)
	}
	if err != nil {
		remove()
		return "", nil, err
	}
	return path, remove, nil
}

// pastedPaths returns the files and folders that a text names, one a line: as file URLs
// or absolute paths, which is how file managers copy files. It reports false if a line
// names none.
func pastedPaths(text string) (paths []string, all bool) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") { // a comment in text/uri-list
			continue
		}
		path := line
		if u, err := url.Parse(line); err == nil && u.Scheme == "file" {
			path = filepath.FromSlash(u.Path)
			if path != "" && filepath.VolumeName(path[1:]) != "" { // "/C:/…" on Windows
				path = path[1:]
			}
		}
		if !filepath.IsAbs(path) {
			return nil, false
		}
		if _, err := os.Stat(path); err != nil {
			return nil, false
		}
		paths = append(paths, path)
	}
	return paths, len(paths) > 0
}

// isAddress reports whether a text is the address of a web page, and nothing else.
func isAddress(text string) bool {
	scheme, _, ok := strings.Cut(strings.ToLower(text), "://")
	return ok && (scheme == "http" || scheme == "https") && !strings.ContainsAny(text, " \n\t") && value.URL.Check(text) == nil
}
