package dialog

import (
	"path/filepath"
	"strings"

	"assay.app/assay/model"
)

// IsProject reports whether a path has the extension of a project.
func IsProject(path string) bool { return strings.EqualFold(filepath.Ext(path), model.ProjectExt) }

// IsSet reports whether a path has the extension of an annotation set.
func IsSet(path string) bool { return strings.EqualFold(filepath.Ext(path), ".json") }

// FileNamed returns the name of a file: what titled makes of the name of its content,
// which is shortened if the file's name would be too long.
func FileNamed(name, ext string, titled func(name string) string) string {
	return titled(model.FileName(name, "", model.MaxFileName-len(titled("")+ext))) + ext
}
