package importing

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// divisionSide lets the analyst correct where articles begin and end in their file.
type divisionSide struct {
	im      *importer
	content *fyne.Container
	before  *control.Button
	after   *control.Button
	divide  *control.Button
	whole   *control.Button
	back    *control.Button
	hint    *widget.Label
	left    *fyne.Container // offers the parts of the file that were left out
	more    *widget.Label
	take    *control.Button
}

func newDivisionSide(im *importer, through control.Viewport) *divisionSide {
	s := &divisionSide{im: im, hint: control.Wrapped(""), more: control.Wrapped("")}
	do := func(text string, tapped func()) *control.Button {
		b := control.NewButton(text, tapped, im.leave)
		b.Viewport, b.OnShortcut = through, im.divisionShortcut
		return b
	}
	s.before = do(lang.L("Join previous"), func() { im.join(-1) })
	s.after = do(lang.L("Join next"), func() { im.join(1) })
	s.divide = do(lang.L("Divide…"), im.divide)
	s.whole = do(lang.L("Join all"), im.joinAll)
	s.back = do(lang.L("Undo"), im.undo)
	s.hint.SizeName = theme.SizeNameCaptionText
	s.hint.SetText(lang.L("In the list, press {{.Divide}} to divide, {{.Next}} to join with the next article, {{.Previous}} with the previous one, and {{.Undo}} to undo.",
		map[string]any{"Divide": divideKey.String(), "Next": nextKey.String(), "Previous": previousKey.String(), "Undo": undoKey.String()}))
	s.take = do(lang.L("Add them too"), im.takeBlocks)
	s.more.Importance = widget.WarningImportance
	s.left = container.NewVBox(s.more, container.NewHBox(s.take))
	s.content = container.NewVBox(container.New(&control.Flow{}, s.before, s.after, s.divide, s.whole, s.back), s.hint)
	return s
}

// The keys that correct a division while the list has the focus. In the reader, s
// and m split and merge sentences.
var (
	divideKey   = command.Rune('s')
	nextKey     = command.Rune('m')
	previousKey = command.Shifted('m')
	undoKey     = command.Ctrl(fyne.KeyZ)
)

// show shows the corrections that are possible for a draft, or nothing if d is nil.
func (s *divisionSide) show(d *draft.Article) {
	if more := s.im.blocksLeft(d); more > 0 {
		s.more.SetText(words.N("{{.Count}} more parts look like articles", more))
		s.left.Show()
	} else {
		s.left.Hide()
	}
	if d == nil || !d.CanDivide() {
		s.content.Hide()
		return
	}
	all, at := s.im.preview.Siblings(d)
	control.ShowIf(s.before, at > 0)
	control.ShowIf(s.after, at+1 < len(all))
	control.ShowIf(s.whole, len(all) > 1)
	control.ShowIf(s.back, s.im.preview.CanUndo())
	control.ShowIf(s.hint, len(all) > 1)
	s.content.Show()
}

// divisionKey runs what a key does that was typed in the list.
func (im *importer) divisionKey(r rune) {
	switch command.Typed(r) {
	case divideKey:
		im.divide()
	case nextKey:
		im.join(1)
	case previousKey:
		im.join(-1)
	case versionKey:
		im.toggleVersions()
	}
}

func (im *importer) divisionShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutUndo); ok {
		im.undo()
	}
}

// join joins the current article with the next one if step is 1, and with the
// previous one if it is -1.
func (im *importer) join(step int) {
	d, _ := im.shown()
	if d == nil || !d.CanDivide() || im.reading {
		return
	}
	all, at := im.preview.Siblings(d)
	from, to := min(at, at+step), max(at, at+step)
	if from < 0 || to >= len(all) {
		return
	}
	im.correct(im.preview.Redivide(d, draft.JoinSpans(all, from, to), all[from].Within.Span.Start))
}

// joinAll joins all articles of the current article's text into one.
func (im *importer) joinAll() {
	d, _ := im.shown()
	if d == nil || !d.CanDivide() || im.reading {
		return
	}
	if all, _ := im.preview.Siblings(d); len(all) > 1 {
		im.correct(im.preview.Redivide(d, draft.JoinSpans(all, 0, len(all)-1), 0))
	}
}

// divide asks where to divide the current article, and divides it there.
func (im *importer) divide() {
	d, _ := im.shown()
	if d == nil || !d.CanDivide() || im.reading {
		return
	}
	im.callOff()
	im.do.Lines(draft.Rereading{Drafts: []*draft.Article{d}, Divisions: im.preview.Divisions, AllBlocks: im.preview.AllBlocks}, func(lines []draft.Line) {
		if im.closed {
			return
		}
		if len(lines) < 2 {
			dialog.Tell(lang.L("This article cannot be divided"), lang.L("The file has changed, or the article is a single line."), im.win)
			return
		}
		askLine(d, lines[1:], im.win, func(offsets []int) {
			all, at := im.preview.Siblings(d)
			im.correct(im.preview.Redivide(d, draft.DivideSpans(all, at, offsets), offsets[0]))
		})
	})
}

// undo undoes the last correction of a division.
func (im *importer) undo() {
	if r, ok := im.preview.Undo(); ok && !im.reading {
		im.correct(r)
	}
}

// takeBlocks turns the blocks of the current file that were left out into articles.
func (im *importer) takeBlocks() {
	d, refused := im.shown()
	switch {
	case im.reading:
	case d != nil:
		im.correct(im.preview.TakeBlocks(d.Source(), d))
	case refused != nil:
		im.correct(im.preview.TakeBlocks(refused.Source(), nil))
	}
}

func (im *importer) correct(r draft.Rereading) {
	im.callOff()
	im.again(r)
}

// blocksLeft returns the number of blocks in a draft's file that look like articles
// but were left out.
func (im *importer) blocksLeft(d *draft.Article) int {
	if d == nil {
		return 0
	}
	return im.preview.BlocksLeft(d.Source())
}

// askLine asks at which lines of a draft further articles begin. It calls then with
// the byte offsets of those lines, in order.
func askLine(d *draft.Article, lines []draft.Line, w fyne.Window, then func(offsets []int)) {
	marked := map[int]bool{}
	l := control.NewList(func() int { return len(lines) }, func() fyne.CanvasObject {
		text := widget.NewLabel("")
		text.Truncation = fyne.TextTruncateEllipsis
		return text
	}, func(row int, o fyne.CanvasObject) {
		text := o.(*widget.Label)
		text.TextStyle.Bold, text.Importance = marked[row], widget.MediumImportance
		if marked[row] {
			text.Importance = widget.HighImportance
		}
		text.SetText(lines[row].Text)
	})
	question := control.Wrapped(lang.L("Choose the line where the second article begins. For several articles, press Space on the first line of each."))
	m := control.NewModal(lang.L("Divide “{{.Title}}”", map[string]any{"Title": d.Article.Heading()}), container.NewBorder(question, nil, nil, nil, l), w)
	accept := func() {
		m.Hide()
		if len(marked) == 0 {
			marked[l.At] = true
		}
		offsets := make([]int, 0, len(marked))
		for _, row := range slices.Sorted(maps.Keys(marked)) {
			offsets = append(offsets, lines[row].Start)
		}
		then(offsets)
	}
	l.OnAccept, l.OnEscape = accept, m.Hide
	l.OnSpace = func() {
		if marked[l.At] {
			delete(marked, l.At)
		} else {
			marked[l.At] = true
		}
		l.RefreshItem(l.At)
	}
	yes := control.NewButton(lang.L("Divide here"), accept, m.Hide)
	yes.Importance = widget.HighImportance
	m.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), m.Hide, m.Hide), yes})
	size := w.Canvas().Size()
	m.Resize(fyne.NewSize(min(760, size.Width-96), min(620, size.Height-96)))
	m.Show()
	l.Choose(0)
	w.Canvas().Focus(l)
}
