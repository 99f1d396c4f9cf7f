package importing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// previewActions has the functions that the preview gets from its caller.
type previewActions struct {
	// Add imports the wanted drafts.
	Add func(*draft.Preview)
	// Again reads part of the preview again, and calls its second argument on the
	// GUI goroutine with the result, or with nil if reading was stopped or failed.
	Again func(draft.Rereading, func(found *draft.Preview))
	// After calls a function on the GUI goroutine after a delay, unless cancel is
	// called before.
	After func(time.Duration, func()) (cancel func())
	// Lines reads the lines of an article, and calls its second argument with them
	// on the GUI goroutine, unless reading was stopped or failed.
	Lines func(draft.Rereading, func([]draft.Line))
	// Explain returns why a file was refused.
	Explain func(draft.Refused) explain.Explanation
}

// showPreview shows the recognised articles, lets the analyst correct them, and
// adds them at the analyst's request.
func showPreview(p *draft.Preview, w fyne.Window, do previewActions) {
	p.PairTwins()
	im := &importer{preview: p, do: do, win: w}
	d := control.NewModal(lang.L("Add articles"), im.build(), w)
	im.close = d.Hide
	im.add = control.NewButton("", im.accept, im.leave)
	im.add.Importance = widget.HighImportance
	cancel := control.NewButton(lang.L("Cancel"), im.leave, im.leave)
	d.SetButtons([]fyne.CanvasObject{cancel, im.add})
	im.refilter()
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(1040, size.Width-48), min(760, size.Height-48)))
	d.SetOnClosed(func() { im.closed = true })
	d.Show()
	im.list.Choose(im.firstNew())
	if im.add.Disabled() {
		w.Canvas().Focus(im.list)
	} else {
		w.Canvas().Focus(im.add)
	}
}

// importer is the preview dialog.
type importer struct {
	preview *draft.Preview
	do      previewActions
	win     fyne.Window
	close   func()
	closed  bool
	reading bool   // part of the preview is being read again
	later   func() // cancels a read that has not started yet

	// rows holds what each row of the list shows: the index of a draft, or the
	// number of drafts plus the index of a refused file. The heading above the
	// articles of one file is ^i, where i is the index of the first listed article.
	rows  []int
	state state // the state by which the list is filtered

	list  *control.List
	which *control.Selection
	sums  *widget.Label // the counts of all states
	near  *control.Check
	add   *control.Button
	right *container.Scroll
	side  *articleSide
	tab   *columnsSide
	bad   *refusedSide
}

// firstNew returns the row of the first new article, or 0 if there is none.
func (im *importer) firstNew() int {
	return max(0, slices.IndexFunc(im.rows, func(i int) bool { return i >= 0 && im.has(i, newState) }))
}

// nearShare is the least similarity of the articles that the check box below the
// list leaves out.
const nearShare = 0.8

func (im *importer) build() fyne.CanvasObject {
	im.list = control.NewList(func() int { return len(im.rows) }, control.NewTitledRow, im.fill)
	im.list.OnChosen = im.show
	im.list.OnAccept, im.list.OnEscape = im.accept, im.leave
	im.list.OnSpace = im.toggle
	im.list.Skip = func(row int) bool { return row < len(im.rows) && im.rows[row] < 0 }
	im.list.OnTyped, im.list.OnShortcut = im.divisionKey, im.divisionShortcut
	im.which = control.NewSelection(nil, -1, func(at int) {
		if at >= 0 {
			im.state = states()[at].is
			im.filter()
		}
	}, im.leave)
	im.which.Spoken = lang.L("Show")
	im.near = control.NewCheck("", false, im.leaveNear, im.leave)
	near := im.nearRow()
	im.sums = control.Wrapped("")
	im.sums.SizeName = theme.SizeNameCaptionText
	// The objects are in Tab order.
	top := container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), im.which, im.sums)
	left := container.New(layout.NewBorderLayout(top, near, nil, nil), top, im.list, near)

	im.right = container.NewVScroll(nil)
	through := control.Viewport{Scroll: im.right}
	im.side = newArticleSide(im, through)
	im.tab = newColumnsSide(im, through)
	im.bad = newRefusedSide(im, through)
	const beside, bar = 8, 16 // bar leaves room for the scroll bar
	im.right.Content = container.New(layout.NewCustomPaddedLayout(4, 4, beside, bar),
		container.NewVBox(im.bad.content, im.side.head, im.tab.content, im.side.foot))
	split := container.NewHSplit(left, im.right)
	split.Offset = 0.36
	return split
}

// nearRow returns the check box below the list. It is hidden if no articles are
// similar enough.
func (im *importer) nearRow() fyne.CanvasObject {
	n := len(im.nearOnes())
	if n == 0 {
		im.near.Hide()
		return im.near
	}
	im.near.Spoken = words.N("Leave out {{.Count}} that are {{.Percent}} % alike or more", n, map[string]any{"Percent": fmt.Sprintf("%.0f", 100*nearShare)})
	caption := control.Wrapped(im.near.Spoken)
	return container.NewBorder(nil, nil, container.NewVBox(im.near), nil, caption)
}

func (im *importer) fill(row int, o fyne.CanvasObject) {
	if row >= len(im.rows) {
		return
	}
	i := im.rows[row]
	name, state := im.rowText(i)
	box := o.(*fyne.Container)
	title := box.Objects[0].(*widget.Label)
	title.TextStyle.Bold = i < 0
	title.SetText(name)
	caption := box.Objects[1].(*widget.Label)
	caption.Importance = widget.MediumImportance
	if at := i - len(im.preview.Drafts); at >= 0 {
		caption.Importance = widget.DangerImportance
		if im.preview.Refused[at].Partial {
			caption.Importance = widget.WarningImportance
		}
	}
	caption.SetText(state)
}

func (im *importer) rowText(i int) (name, state string) {
	p := im.preview
	if i < 0 {
		return im.heading(^i)
	}
	if i >= len(p.Drafts) {
		r := p.Refused[i-len(p.Drafts)]
		if r.Partial {
			return words.FileName(r.Path), im.partial(r)
		}
		return words.FileName(r.Path), lang.L("cannot be added: {{.Why}}", map[string]any{"Why": words.LowerFirst(im.do.Explain(r).Why)})
	}
	d := p.Drafts[i]
	_, several := p.Sharing(i)
	name, state = strings.Join(strings.Fields(d.Article.Heading()), " "), caption(d, several)
	if !d.IsDuplicate() && !d.InTable() && p.Table(d.Path) != nil {
		state = lang.L("perhaps a table") + " · " + state
	}
	return name, state
}

// caption returns the line below a draft's title. It omits the name of the file if
// the heading above several drafts shows it.
func caption(d *draft.Article, several bool) string {
	switch {
	case d.Known:
		return lang.L("already in the project")
	case d.IsDuplicate():
		return lang.L("the same as {{.Name}}", map[string]any{"Name": words.FileName(d.SameAs())})
	case d.Leave:
		return lang.L("left out")
	}
	// A narrow list cuts off the end. The facts at the end are also shown beside
	// the list.
	facts := []string{words.N("{{.Count}} sentences", d.ToTag()), cmp.Or(d.Article.Metadata.Outlet, lang.L("outlet unknown"))}
	if !several {
		facts = append(facts, words.FileName(d.Path))
	}
	if len(d.Similar) > 0 {
		facts = append([]string{percent(d.Similar[0].Alike)}, facts...)
	}
	return strings.Join(facts, " · ")
}

// percent returns the similarity of two texts as a percentage: "84 % alike".
func percent(alike float64) string {
	return lang.L("{{.Percent}} % alike", map[string]any{"Percent": fmt.Sprintf("%.0f", 100*alike)})
}

// shown returns the selected draft or the selected refused file. Both are nil if
// neither is selected.
func (im *importer) shown() (*draft.Article, *draft.Refused) {
	if im.list.At >= len(im.rows) || im.rows[im.list.At] < 0 {
		return nil, nil
	}
	i := im.rows[im.list.At]
	if i < len(im.preview.Drafts) {
		return im.preview.Drafts[i], nil
	}
	return nil, &im.preview.Refused[i-len(im.preview.Drafts)]
}

func (im *importer) show(int) {
	d, r := im.shown()
	im.bad.show(r)
	im.side.show(d)
	var t *draft.Table
	switch {
	case d != nil: // a draft read as plain text may still look like a table
		t = im.preview.Table(d.Source().Path)
	case r != nil:
		t = im.preview.Table(r.Path)
	}
	im.tab.show(t, d)
	im.right.ScrollToTop()
	im.right.Refresh()
}

// toggle includes the selected article if it is left out, and leaves it out
// otherwise.
func (im *importer) toggle() {
	if d, _ := im.shown(); d != nil && !d.IsDuplicate() {
		im.include(d, d.Leave)
		im.side.include.SetChecked(!d.Leave)
	}
}

func (im *importer) include(d *draft.Article, wanted bool) {
	if d.Leave == !wanted {
		return
	}
	d.Include(wanted)
	im.changed()
}

// changed updates the list and the counts after a draft was included or left out.
func (im *importer) changed() {
	im.list.Refresh()
	im.recount()
	im.count()
}

// nearOnes returns the drafts that the check box below the list leaves out.
func (im *importer) nearOnes() []*draft.Article {
	var out []*draft.Article
	for _, d := range im.preview.Drafts {
		if !d.IsDuplicate() && d.Twin == "" && d.Alike() >= nearShare {
			out = append(out, d)
		}
	}
	return out
}

func (im *importer) leaveNear(leave bool) {
	for _, d := range im.nearOnes() {
		d.Include(!leave)
	}
	im.refilter()
	im.show(im.list.At)
}

// count shows how many articles would be added.
func (im *importer) count() {
	n := len(im.preview.Wanted())
	im.add.SetText(words.N("Add {{.Count}} articles", n))
	if n == 0 || im.reading {
		im.add.Disable()
	} else {
		im.add.Enable()
	}
}

// accept adds the articles, unless something is still being read or no article is
// wanted.
func (im *importer) accept() {
	if im.reading || len(im.preview.Wanted()) == 0 {
		return
	}
	im.callOff()
	im.close()
	im.do.Add(im.preview)
}

func (im *importer) leave() {
	im.callOff()
	im.close()
}

func (im *importer) callOff() {
	if im.later != nil {
		im.later()
		im.later = nil
	}
}
