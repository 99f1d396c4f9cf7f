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

// FileNamed returns titled(name) with an extension. It shortens name if the result
// would be too long for a file name.
func FileNamed(name, ext string, titled func(name string) string) string {
	return titled(model.FileName(name, "", model.MaxFileName-len(titled("")+ext))) + ext
}
