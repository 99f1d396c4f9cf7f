package dialog

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/platform"
)

// IsProject reports whether a path has the extension of a project.
func IsProject(path string) bool { return strings.EqualFold(filepath.Ext(path), model.ProjectExt) }

// ProjectKinds returns the kind of project files.
func ProjectKinds() []platform.Kind {
	return []platform.Kind{{Name: lang.L("Assay projects"), Exts: []string{model.ProjectExt}}}
}

// ExportChoice returns the choice of a file to export to. The extension of the file
// selects one of the formats. A name without such an extension gets that of the
// first format. The title should name the first format. ExportChoice appends the
// others, unless the title mentions their extensions.
func ExportChoice(title string, formats model.ExchangeFormats) Choice {
	var kinds []platform.Kind
	for i, f := range formats {
		if i > 0 && !strings.Contains(title, f.Ext) {
			title += ", " + f.Ext + ": " + f.Name
		}
		kinds = append(kinds, platform.Kind{Name: kindName(f.Ext), Exts: []string{f.Ext}})
	}
	exts := formats.Exts()
	return Choice{Title: title, Accept: lang.L("Export"), Save: true, Ext: exts[0], Exts: exts[1:], Match: formats.Has, Kinds: kinds}
}

// FileNamed returns titled(name) with an extension. It shortens name if the result
// would be too long for a file name.
func FileNamed(name, ext string, titled func(name string) string) string {
	return titled(model.FileName(name, "", model.MaxFileName-len(titled("")+ext))) + ext
}

// kindName returns the name of the files with an extension, such as "JSON file
// (*.json)".
func kindName(ext string) string {
	return lang.L("{{.Kind}} file (*{{.Ext}})", map[string]any{"Kind": strings.ToUpper(strings.TrimPrefix(ext, ".")), "Ext": ext})
}
