package ui

import (
	"errors"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

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
		{model.ErrLocked, "Close the other window that has it open, then try again."},
		{model.ErrNotProject, "Choose a file whose name ends in .assay."},
		{model.ErrNewerVersion, "Install the newest Assay to open it."},
		{model.ErrDamaged, "Nothing was changed in it. Open a copy or a backup of it."},
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
	r, size := utf8.DecodeRuneInString(text)
	text = string(unicode.ToUpper(r)) + text[size:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}
