package importing

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// The check boxes of the preview say which articles are added. A click on one changes
// the article of its row or, if several rows are selected and it is among them, all
// selected articles. Space in the list does the same. The box of a heading changes all
// articles of its file.

// checkRow changes the check box of a row that was clicked.
func (im *importer) checkRow(row int) {
	if im.rows[row] < 0 {
		im.check(im.below(row))
		return
	}
	if !im.list.Selected(row) {
		im.list.Click(row, 0)
	}
	im.toggle()
}

// below returns the listed drafts below a heading.
func (im *importer) below(row int) (drafts []*draft.Article) {
	of := im.preview.Drafts[^im.rows[row]].Source()
	for _, i := range im.rows[row+1:] {
		if i < 0 || i >= len(im.preview.Drafts) || im.preview.Drafts[i].Source() != of {
			break
		}
		drafts = append(drafts, im.preview.Drafts[i])
	}
	return drafts
}

// toggle leaves out the selected articles if all of them are added, and adds them
// otherwise.
func (im *importer) toggle() { im.check(im.selected()) }

// check leaves out drafts if all of them are added, and adds them otherwise. If there is
// only one, it may be a duplicate of another draft, which it then replaces.
func (im *importer) check(drafts []*draft.Article) {
	if len(drafts) == 1 {
		if d := drafts[0]; !d.Known {
			im.include(d, d.Leave)
		}
		return
	}
	draft.IncludeAll(drafts, checkOf(drafts) != allChecked)
	im.changed()
}

// checkOf returns the state of the check box that stands for drafts. Duplicates do not
// count, except one alone, which can be added in place of the other one.
func checkOf(drafts []*draft.Article) checked {
	if len(drafts) == 1 && !drafts[0].Known && drafts[0].IsDuplicate() {
		return unchecked
	}
	added, out := 0, 0
	for _, d := range drafts {
		switch {
		case d.IsDuplicate():
		case d.Leave:
			out++
		default:
			added++
		}
	}
	switch {
	case added+out == 0:
		return cannotCheck
	case out == 0:
		return allChecked
	case added == 0:
		return unchecked
	}
	return someChecked
}

func (im *importer) include(d *draft.Article, wanted bool) {
	if d.Leave == !wanted {
		return
	}
	d.Include(wanted)
	im.changed()
}

// changed updates the window after drafts were included or left out.
func (im *importer) changed() {
	im.recount()
	im.list.Refresh()
	im.count()
	im.showPicked()
}

// checkAll returns the buttons that check all articles, none, or those that resemble no
// other article.
func (im *importer) checkAll() fyne.CanvasObject {
	button := func(text string, wanted func(*draft.Article) bool) *control.Button {
		b := control.NewButton(text, func() {
			var in, out []*draft.Article
			for _, d := range im.preview.Drafts {
				if wanted(d) {
					in = append(in, d)
				} else {
					out = append(out, d)
				}
			}
			draft.IncludeAll(out, false)
			draft.IncludeAll(in, true)
			im.changed()
		}, im.leave)
		b.Importance = widget.LowImportance
		return b
	}
	return container.New(&control.Flow{},
		button(lang.L("Check all"), func(*draft.Article) bool { return true }),
		button(lang.L("Check none"), func(*draft.Article) bool { return false }),
		button(lang.L("Check only new"), func(d *draft.Article) bool { return len(d.Similar) == 0 || d.AsVersion }),
	)
}

// nearShare is the least similarity of the articles that the check box below the
// list leaves out.
const nearShare = 0.8

// nearRow returns the check box below the list. It is hidden if no articles are
// similar enough.
func (im *importer) nearRow() fyne.CanvasObject {
	n := len(im.nearOnes())
	if n == 0 {
		im.near.Hide()
		return im.near
	}
	im.near.Spoken = words.N("Skip {{.Count}} articles that are at least {{.Percent}} % similar", n, map[string]any{"Percent": fmt.Sprintf("%.0f", 100*nearShare)})
	caption := control.Wrapped(im.near.Spoken)
	return container.NewBorder(nil, nil, container.NewVBox(im.near), nil, caption)
}

// nearOnes returns the drafts that the check box below the list leaves out.
func (im *importer) nearOnes() []*draft.Article {
	var out []*draft.Article
	for _, d := range im.preview.Drafts {
		if !d.IsDuplicate() && d.Alike() >= nearShare && !im.offering.Takes(d) {
			out = append(out, d)
		}
	}
	return out
}

func (im *importer) leaveNear(leave bool) {
	draft.IncludeAll(im.nearOnes(), !leave)
	im.refilter()
	im.showPicked()
}
