package importing

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// showNotAdded shows a sentence about what an import added, and the files that it
// did not add, grouped by reason.
func showNotAdded(brought string, refused []draft.Refused, explain func(draft.Refused) explain.Explanation, w fyne.Window) {
	column := container.NewVBox(control.Wrapped(words.Joined(" ", brought, words.N("{{.Count}} files could not be added:", len(refused)))))
	folder := commonFolder(refused)
	for _, g := range byReason(refused, explain, folder) {
		why := control.Subheading(words.Joined(" ", g.why, g.out))
		names := control.Wrapped(strings.Join(g.shown(), "\n"))
		names.Wrapping = fyne.TextWrapBreak // a name may have no spaces
		column.Add(control.Tight(why, names))
	}
	if folder != "" {
		where := control.Wrapped(lang.L("Folder: {{.Folder}}", map[string]any{"Folder": folder}))
		where.Wrapping = fyne.TextWrapBreak
		where.SizeName = theme.SizeNameCaptionText
		column.Add(where)
	}
	size := w.Canvas().Size()
	width := min(46*theme.TextSize(), size.Width-96)
	scroll := container.NewVScroll(column)
	scroll.SetMinSize(fyne.NewSize(width, min(heightAt(column, width), size.Height-192)))
	control.Prompt(lang.L("Some files were not added"), "", lang.L("Close"), scroll, w, func(bool) {})
}

// heightAt returns the height of a column of wrapped texts at a width.
func heightAt(column *fyne.Container, width float32) float32 {
	column.Resize(fyne.NewSize(width, column.MinSize().Height)) // the height of wrapped texts depends on their width
	for _, o := range column.Objects {
		if box, ok := o.(*fyne.Container); ok {
			box.Resize(fyne.NewSize(width, box.MinSize().Height))
		}
	}
	return column.MinSize().Height
}

// reason is a reason why files were not added, with the names of those files.
type reason struct {
	why, out string
	names    []string
}

// shown returns the first names and, if there are more, a line with the number of
// the others.
func (r reason) shown() []string {
	const most = 20
	if len(r.names) <= most {
		return r.names
	}
	return append(r.names[:most:most], lang.L("and {{.Count}} more", map[string]any{"Count": words.Number(len(r.names) - most)}))
}

// byReason returns the refused files grouped by the reason, in order of first
// appearance. The names in the groups are relative to folder.
func byReason(refused []draft.Refused, explain func(draft.Refused) explain.Explanation, folder string) []reason {
	var out []reason
	at := map[[2]string]int{}
	for _, r := range refused {
		e := explain(r)
		key := [2]string{e.Why, e.Out}
		if _, known := at[key]; !known {
			at[key] = len(out)
			out = append(out, reason{why: e.Why, out: e.Out})
		}
		name := r.Path
		if folder != "" {
			name = strings.TrimPrefix(strings.TrimPrefix(name, folder), string(filepath.Separator))
		}
		g := &out[at[key]]
		g.names = append(g.names, name)
	}
	return out
}

// commonFolder returns the deepest folder that contains all the files. It returns
// "" if that is the root or the working directory.
func commonFolder(refused []draft.Refused) string {
	common := ""
	for i, r := range refused {
		folder := filepath.Dir(r.Path)
		if i == 0 {
			common = folder
		}
		for common != folder && !strings.HasPrefix(folder, strings.TrimSuffix(common, string(filepath.Separator))+string(filepath.Separator)) {
			up := filepath.Dir(common)
			if up == common {
				return ""
			}
			common = up
		}
	}
	if common == "." || common == filepath.Dir(common) {
		return ""
	}
	return common
}
