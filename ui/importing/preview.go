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
	// Left is called when the dialog closes without adding the articles, if set.
	Left func()
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
	im.close, im.setButtons = d.Hide, d.SetButtons
	im.add = control.NewButton("", im.accept, im.leave)
	im.add.Importance = widget.HighImportance
	im.cancel = control.NewButton(lang.L("Cancel"), im.leave, im.leave)
	im.add.PassTo(versionKeys{im})
	im.cancel.PassTo(versionKeys{im})
	im.shut = control.NewButton(lang.L("Close"), im.leave, im.leave)
	im.refilter()
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(1040, size.Width-48), min(760, size.Height-48)))
	d.SetOnClosed(func() {
		im.closed = true
		if !im.accepted && do.Left != nil {
			do.Left()
		}
	})
	d.Show()
	im.list.Choose(im.firstNew())
	im.showPicked()
	switch {
	case !im.offers:
		w.Canvas().Focus(im.shut)
	case im.add.Disabled():
		w.Canvas().Focus(im.list)
	default:
		w.Canvas().Focus(im.add)
	}
}

// importer is the preview dialog.
type importer struct {
	preview    *draft.Preview
	do         previewActions
	win        fyne.Window
	close      func()
	setButtons func([]fyne.CanvasObject)
	offers     bool // the buttons offer to add articles
	closed     bool
	accepted   bool   // the dialog was closed by adding the articles
	reading    bool   // part of the preview is being read again
	later      func() // cancels a read that has not started yet

	// rows holds what each row of the list shows: the index of a draft, or the
	// number of drafts plus the index of a refused file. The heading above the
	// articles of one file is ^i, where i is the index of the first listed article.
	rows  []int
	state state // the state by which the list is filtered
	// offering says which drafts can be added as newer versions.
	offering draft.Offering

	list    *control.ManyList
	which   *control.Selection
	sums    *widget.Label // the counts of all states
	checks  fyne.CanvasObject
	near    *control.Check
	why     *widget.Label // says why nothing can be added
	add     *control.Button
	cancel  *control.Button
	shut    *control.Button // instead of the other two, if nothing can be added
	right   *container.Scroll
	side    *articleSide
	several *severalSide
	tab     *columnsSide
	bad     *refusedSide
}

// firstNew returns the row of the first new article, or 0 if there is none.
func (im *importer) firstNew() int {
	return max(0, slices.IndexFunc(im.rows, func(i int) bool { return i >= 0 && im.has(i, newState) }))
}

func (im *importer) build() fyne.CanvasObject {
	im.list = control.NewManyList(func() int { return len(im.rows) }, func() fyne.CanvasObject { return newItemRow(im.list, im.checkRow) }, im.fill)
	im.list.OnPicked = im.showOther
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
	im.checks = im.checkAll()
	// The objects are in Tab order.
	top := container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), im.which, im.sums, im.checks)
	left := container.New(layout.NewBorderLayout(top, near, nil, nil), top, im.list, near)

	im.right = container.NewVScroll(nil)
	through := control.Viewport{Scroll: im.right}
	im.side = newArticleSide(im, through)
	im.several = newSeveralSide(im, through)
	im.tab = newColumnsSide(im, through)
	im.bad = newRefusedSide(im, through)
	const beside, bar = 8, 16 // bar leaves room for the scroll bar
	im.right.Content = container.New(layout.NewCustomPaddedLayout(4, 4, beside, bar),
		container.NewVBox(im.bad.content, im.several.content, im.side.head, im.tab.content, im.side.foot))
	split := container.NewHSplit(left, im.right)
	split.Offset = 0.36
	im.why = control.Wrapped("")
	im.why.TextStyle.Bold = true
	// The line separates the buttons from what is scrolled above them.
	return container.NewBorder(nil, container.NewVBox(widget.NewSeparator(), im.why), nil, nil, split)
}

func (im *importer) fill(row int, o fyne.CanvasObject) {
	if row >= len(im.rows) {
		return
	}
	i := im.rows[row]
	name, state := im.rowText(i)
	importance := widget.MediumImportance
	box := noBox
	switch at := i - len(im.preview.Drafts); {
	case i < 0:
		box = checkOf(im.below(row))
	case at < 0:
		box = checkOf(im.preview.Drafts[i : i+1])
	case im.preview.Refused[at].Partial:
		importance = widget.WarningImportance
	default:
		importance = widget.DangerImportance
	}
	o.(*itemRow).set(row, name, state, i < 0, importance, box)
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
		state = lang.L("may be a table") + " · " + state
	}
	if offer := im.versionCaption(d); offer != "" {
		state = offer + " · " + state
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
		return lang.L("duplicate of {{.Name}}", map[string]any{"Name": words.FileName(d.SameAs().ShownPath())})
	}
	// A narrow list cuts off the end. The facts at the end are also shown beside
	// the list.
	facts := []string{words.N("{{.Count}} sentences", d.ToTag()), cmp.Or(d.Article.Metadata.Outlet, lang.L("no outlet"))}
	if !several {
		facts = append(facts, words.FileName(d.ShownPath()))
	}
	if d.Leave {
		return lang.L("skipped") + " · " + strings.Join(facts, " · ")
	}
	if len(d.Similar) > 0 {
		facts = append([]string{percent(d.Similar[0].Alike)}, facts...)
	}
	return strings.Join(facts, " · ")
}

// percent returns the similarity of two texts as a percentage: "84 % similar".
func percent(alike float64) string {
	return lang.L("{{.Percent}} % similar", map[string]any{"Percent": fmt.Sprintf("%.0f", 100*alike)})
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

// selected returns the drafts of the selected rows.
func (im *importer) selected() (drafts []*draft.Article) {
	for _, row := range im.list.Rows() {
		if i := im.rows[row]; i >= 0 && i < len(im.preview.Drafts) {
			drafts = append(drafts, im.preview.Drafts[i])
		}
	}
	return drafts
}

// showOther shows what was just selected, from its top.
func (im *importer) showOther() {
	im.showPicked()
	im.right.ScrollToTop()
}

// showPicked shows the selected article or file, or the form for several articles.
func (im *importer) showPicked() {
	d, r := im.shown()
	drafts := im.selected()
	if len(drafts) > 1 {
		d, r = nil, nil
	}
	im.several.show(drafts)
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
	im.right.Refresh()
}

// count shows how many articles would be added. If none can be added, there is only a
// button to close the dialog, and a sentence says why.
func (im *importer) count() {
	n := len(im.preview.Wanted())
	im.add.SetText(words.N("Add {{.Count}} articles", n))
	if n == 0 {
		im.add.SetText(lang.L("Add articles"))
	}
	if n == 0 || im.reading {
		im.add.Disable()
	} else {
		im.add.Enable()
	}
	control.ShowIf(im.checks, len(im.preview.Drafts) > 1)
	control.SetOrHide(im.why, im.nothing())
	switch offers := im.addable() || im.curable(); {
	case !offers:
		im.setButtons([]fyne.CanvasObject{im.shut})
	case !im.offers:
		im.setButtons([]fyne.CanvasObject{im.cancel, im.add})
	}
	im.offers = im.addable() || im.curable()
}

// addable reports whether there are articles that can be added, even if none is
// checked.
func (im *importer) addable() bool {
	return slices.ContainsFunc(im.preview.Drafts, func(d *draft.Article) bool { return !d.Known })
}

// curable reports whether a file that was refused might be read in another encoding, or
// with other columns, or has parts that were left out.
func (im *importer) curable() bool {
	return slices.ContainsFunc(im.preview.Refused, func(r draft.Refused) bool {
		return r.Text || r.More > 0 || im.preview.Table(r.Path) != nil
	})
}

// nothing returns a sentence that says why nothing would be added, or "" if something
// would.
func (im *importer) nothing() string {
	p := im.preview
	switch {
	case len(p.Wanted()) > 0:
		return ""
	case im.addable():
		return lang.L("No article is checked.")
	case im.curable():
		return lang.L("There is nothing to add yet. Choose the columns or the encoding of a file first.")
	case len(p.Drafts) > 0 && len(p.Refused) > 0:
		return lang.L("There is nothing to add: the project already has these articles, and the other files cannot be added.")
	case len(p.Drafts) > 0:
		return words.N("There is nothing to add: all {{.Count}} articles are already in the project.", len(p.Drafts))
	case len(p.Refused) > 0:
		return words.N("There is nothing to add: {{.Count}} files cannot be added.", len(p.Refused))
	}
	return lang.L("There is nothing to add: no articles were found here.")
}

// accept adds the articles, unless something is still being read or no article is
// wanted.
func (im *importer) accept() {
	if im.reading || len(im.preview.Wanted()) == 0 {
		return
	}
	im.callOff()
	im.accepted = true
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
