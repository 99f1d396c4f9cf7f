package ui

import (
	"errors"
	"io/fs"
	"strings"

	"assay.app/assay/model"
)

// explain turns an error into what a person needs: what happened, to what, and
// the way out.
func explain(err error) string {
	text := sentence(err.Error())
	for _, e := range []struct {
		is  error
		out string
	}{
		{model.ErrNotProject, "Choose a file whose name ends in .assay."},
		{model.ErrNewerVersion, "Install the newest Assay to open it."},
		{model.ErrDamaged, "“Restore a Backup…” in the File menu brings back how it was."},
		{fs.ErrPermission, "Check that you may read and write there."},
		{fs.ErrNotExist, "It may have been moved or renamed."},
	} {
		if errors.Is(err, e.is) && !strings.Contains(text, e.out) {
			return text + "\n\n" + e.out
		}
	}
	return text
}

// sentence gives text a capital letter and a full stop.
func sentence(text string) string {
	text = upperFirst(text)
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}
