package dialog

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// ShowNotAdded shows what an import added, in a sentence, and the files that it did not
// add, grouped by reason.
func ShowNotAdded(brought string, refused []draft.Refused, explain func(draft.Refused) Explanation, w fyne.Window) {
	column := container.NewVBox(control.Wrapped(words.Joined(" ", brought, words.N("{{.Count}} could not be added:", len(refused)))))
	folder := commonFolder(refused)
	for _, g := range byReason(refused, explain, folder) {
		why := control.Subheading(words.Joined(" ", g.why, g.out))
		names := control.Wrapped(strings.Join(g.shown(), "\n"))
		names.Wrapping = fyne.TextWrapBreak // a name may have no spaces
		column.Add(control.Tight(why, names))
	}
	if folder != "" {
		where := control.Wrapped(lang.L("All of them are in {{.Folder}}", map[string]any{"Folder": folder}))
		where.Wrapping = fyne.TextWrapBreak
		where.SizeName = theme.SizeNameCaptionText
		column.Add(where)
	}
	size := w.Canvas().Size()
	width := min(46*theme.TextSize(), size.Width-96)
	scroll := container.NewVScroll(column)
	scroll.SetMinSize(fyne.NewSize(width, min(heightAt(column, width), size.Height-192)))
	control.Prompt(lang.L("Not everything was added"), "", lang.L("Close"), scroll, w, func(bool) {})
}

// heightAt is how high a column of wrapped texts is at a width.
func heightAt(column *fyne.Container, width float32) float32 {
	column.Resize(fyne.NewSize(width, column.MinSize().Height)) // so that the texts know where they wrap
	for _, o := range column.Objects {
		if box, ok := o.(*fyne.Container); ok {
			box.Resize(fyne.NewSize(width, box.MinSize().Height))
		}
	}
	return column.MinSize().Height
}

// reason is why some files were not added.
type reason struct {
	why, out string
	names    []string
}

// shown returns the first names, and how many more there are.
func (r reason) shown() []string {
	const most = 20
	if len(r.names) <= most {
		return r.names
	}
	return append(r.names[:most:most], lang.L("and {{.Count}} more", map[string]any{"Count": words.Number(len(r.names) - most)}))
}

// byReason groups files by why they were refused, in order of first appearance. Names
// are relative to a folder.
func byReason(refused []draft.Refused, explain func(draft.Refused) Explanation, folder string) []reason {
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

// commonFolder returns the deepest folder that holds all files, or "".
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
