package explain

import (
	"errors"
	"io/fs"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/words"
)

// Unwritable explains an error if nothing can be written to the folder of a path, and otherwise
// returns it. It may be called from any goroutine.
func Unwritable(path string, err error) error {
	if !errors.Is(err, fs.ErrPermission) && !errors.Is(err, fs.ErrNotExist) && !ReadOnly(err) {
		return err
	}
	return Plain(lang.L("“{{.Name}}” cannot be written to the folder “{{.Folder}}”: the folder is missing, or you may not write there. Choose another folder, such as Documents.", map[string]any{
		"Name": words.FileName(path), "Folder": filepath.Dir(path),
	}), err)
}
