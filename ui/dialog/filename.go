package dialog

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// IsProject reports whether a path has the extension of a project.
func IsProject(path string) bool { return strings.EqualFold(filepath.Ext(path), model.ProjectExt) }

// ExportChoice returns the choice of a file to export to. The extension of the file
// selects one of the formats. A name without such an extension gets that of the
// first format. The title should name the first format. ExportChoice appends the
// others, unless the title mentions their extensions.
func ExportChoice(title string, formats model.ExchangeFormats) Choice {
	for _, f := range formats[1:] {
		if !strings.Contains(title, f.Ext) {
			title += ", " + f.Ext + ": " + f.Name
		}
	}
	exts := formats.Exts()
	return Choice{Title: title, Accept: lang.L("Export"), Save: true, Ext: exts[0], Exts: exts[1:], Match: formats.Has}
}

// FileNamed returns titled(name) with an extension. It shortens name if the result
// would be too long for a file name.
func FileNamed(name, ext string, titled func(name string) string) string {
	return titled(model.FileName(name, "", model.MaxFileName-len(titled("")+ext))) + ext
}
