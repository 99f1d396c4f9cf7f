package dialog

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// Searching all texts
//
//	a key ─► cancel what runs ─► a goroutine: Texts ─► Looked ─┐
//	             ▲                     │ what it found,        │ post, if
//	             │                     ▼ now and then          ▼ still wanted
//	          closing            post(add rows)          “12,000 of …”
//
// Each reading has a context of its own, which ends with the next key or with
// the view. What a reading posts after that is dropped on the GUI goroutine,
// so nothing old ever shows.

// TextSearch is what the search through all texts needs.
type TextSearch struct {
	// Search looks through all texts and calls found with what it found, an
	// article at a time, and looked with how many articles it has looked at. It
	// is called away from the GUI goroutine, and stops when ctx ends.
	Search func(ctx context.Context, q search.Query, found func(search.Found), looked func(done int)) error
	// Articles is how many there are.
	Articles int
	// Name says what an article is called, and what else is known of it.
	Name func(model.ArticleID) (title, facts string)
	// Open goes to a sentence.
	Open func(model.ArticleID, model.Span)
	// Explain turns an error into what a person needs.
	Explain func(error) string
	// After calls f on the GUI goroutine once d has passed, unless the returned
	// function is called before.
	After func(d time.Duration, f func()) (cancel func())
}

// The bounds of a search.
const (
	searchMost    = 1000                   // sentences; who finds more looks for more words
	searchPatient = 500 * time.Millisecond // before it says how far it is
	searchBatch   = 50 * time.Millisecond  // between what is shown
)

// ShowSearch asks for words and shows the sentences of all articles that have
// them. Post brings a function to the GUI goroutine.
func ShowSearch(s TextSearch, w fyne.Window, post func(func())) { showSearch(s, w, post) }

func showSearch(s TextSearch, w fyne.Window, post func(func())) *searchView {
	v := &searchView{TextSearch: s, win: w, post: post, stop: func() {}, unwait: func() {}}
	body := v.build()
	v.dialog = fynedialog.NewCustomWithoutButtons(lang.L("Search all text"), body, w)
	size := w.Canvas().Size()
	v.dialog.Resize(fyne.NewSize(min(900, size.Width-48), min(680, size.Height-48)))
	v.dialog.SetOnClosed(v.end) // also when it is closed from outside
	v.dialog.Show()
	w.Canvas().Focus(v.entry)
	return v
}

// searchView is the dialog's state.
type searchView struct {
	TextSearch
	win    fyne.Window
	post   func(func())
	dialog *fynedialog.CustomDialog
	stop   context.CancelFunc // ends the reading that runs
	unwait func()

	rows      []searchRow
	sentences int
	articles  int
	looked    int
	running   bool
	slow      bool // it is said how far it is
	more      bool // there would be more than searchMost

	entry  *searchEntry
	list   *list
	status *widget.Label
	whole  *widget.Label
}

// searchRow is a row of the list: the name of an article, or a sentence of it.
type searchRow struct {
	article  model.ArticleID
	sentence *search.Sentence // nil for the name
}

func (v *searchView) build() fyne.CanvasObject {
	v.entry = newSearchEntry()
	v.entry.SetPlaceHolder(lang.L("Words, or a phrase in quotes"))
	v.entry.escape = v.close
	v.entry.OnChanged = func(string) { v.restart() }
	v.list = newList(func() int { return len(v.rows) }, func() fyne.CanvasObject { return newFoundRow() }, v.update)
	v.list.HideSeparators = true
	v.list.skip = func(i int) bool { return v.rows[i].sentence == nil }
	v.list.chosen = v.show
	v.list.accept = v.accept
	v.list.escape = v.close
	v.entry.list = v.list
	v.status = widget.NewLabel("")
	v.status.SizeName = theme.SizeNameCaptionText
	v.whole = widget.NewLabel("")
	v.whole.Wrapping = fyne.TextWrapWord
	whole := container.NewVScroll(v.whole)
	whole.SetMinSize(fyne.NewSize(0, 84*theme.TextSize()/14))
	v.say()
	foot := container.NewVBox(widget.NewSeparator(), whole,
		container.NewBorder(nil, nil, nil, newButton(lang.L("Close"), v.close, v.close)))
	return container.NewBorder(container.NewVBox(v.entry, v.status), foot, nil, nil, v.list)
}

func (v *searchView) update(i int, o fyne.CanvasObject) {
	if i >= len(v.rows) {
		return
	}
	row := o.(*foundRow)
	row.tapped = func() {
		v.list.choose(i)
		v.accept()
	}
	if s := v.rows[i].sentence; s != nil {
		row.sentence(s)
		return
	}
	row.name(v.Name(v.rows[i].article))
}

// restart looks for what the entry says now.
func (v *searchView) restart() {
	v.end()
	v.rows, v.sentences, v.articles, v.looked, v.running, v.slow, v.more = nil, 0, 0, 0, false, false, false
	v.list.at = 0
	v.list.UnselectAll()
	v.list.Refresh()
	v.whole.SetText("")
	query, err := search.Parse(v.entry.Text)
	if err == nil && !query.Empty() {
		v.run(query)
	}
	v.say()
	if err != nil {
		v.status.SetText(err.Error())
	}
}

// end ends the reading that runs.
func (v *searchView) end() {
	v.stop()
	v.unwait()
}

// run looks for a query, away from the GUI goroutine.
func (v *searchView) run(query search.Query) {
	ctx, stop := context.WithCancel(context.Background())
	v.stop, v.running = stop, true
	v.unwait = v.After(searchPatient, func() {
		v.slow = true
		v.say()
	})
	here := func(f func()) {
		v.post(func() {
			if ctx.Err() == nil { // else nobody wants to know any more
				f()
			}
		})
	}
	go func() {
		var batch []search.Found
		sent := time.Now()
		send := func(looked int) {
			found := batch
			batch, sent = nil, time.Now()
			here(func() { v.add(found, looked) })
		}
		err := v.Search(ctx, query, func(f search.Found) { batch = append(batch, f) }, func(done int) {
			if time.Since(sent) >= searchBatch {
				send(done)
			}
		})
		found := batch
		here(func() {
			v.add(found, v.looked)
			if v.running {
				v.done(err)
			}
		})
	}()
}

// add shows what was found, and that so many articles were looked at.
func (v *searchView) add(found []search.Found, looked int) {
	v.looked = looked
	first := v.sentences == 0
	for _, f := range found {
		v.articles++
		v.rows = append(v.rows, searchRow{article: f.Article})
		for i := range f.Sentences {
			if v.sentences == searchMost {
				v.more = true
				break
			}
			v.sentences++
			v.rows = append(v.rows, searchRow{f.Article, &f.Sentences[i]})
		}
		if v.more {
			break
		}
	}
	if len(found) > 0 {
		v.list.Refresh()
		if first {
			v.list.choose(0)
		}
	}
	if v.more {
		v.end()
		v.done(nil)
		return
	}
	v.say()
}

// done says how the reading ended.
func (v *searchView) done(err error) {
	v.running = false
	v.end()
	v.say()
	if err != nil {
		v.status.SetText(v.Explain(err))
	}
}

// say says how far the search is, or what it found.
func (v *searchView) say() {
	text := ""
	switch {
	case v.entry.Text == "":
		text = lang.L("Every word is looked for in every sentence; capitals and accents make no difference.")
	case v.more:
		text = words.N("The first {{.Count}} sentences. Another word narrows it down.", v.sentences)
	case v.running && v.slow:
		text = lang.L("Looking: {{.Looked}} of {{.All}} articles. Sentences so far: {{.Sentences}}.",
			map[string]any{"Sentences": v.sentences, "Looked": v.looked, "All": v.Articles})
	case v.running:
		text = lang.L("Looking…")
	case v.sentences == 0:
		text = lang.L("No sentence has all of these words. Fewer words find more.")
	default:
		text = lang.L("Sentences: {{.Sentences}}, in articles: {{.Articles}}. The arrows choose, Enter goes there.",
			map[string]any{"Sentences": v.sentences, "Articles": v.articles})
	}
	v.status.SetText(text)
}

// show shows the chosen sentence whole.
func (v *searchView) show(i int) {
	if i < len(v.rows) && v.rows[i].sentence != nil {
		v.whole.SetText(oneLine(v.rows[i].sentence.Text))
	}
}

func (v *searchView) close() { v.dialog.Hide() }

// accept goes to the chosen sentence.
func (v *searchView) accept() {
	if v.list.at >= len(v.rows) || v.rows[v.list.at].sentence == nil {
		return
	}
	row := v.rows[v.list.at]
	v.close()
	v.Open(row.article, row.sentence.Span)
}

// foundRow is a row of what was found.
type foundRow struct {
	widget.BaseWidget
	text, facts *marked
	indent      float32
	tapped      func()
}

var (
	_ fyne.Widget   = (*foundRow)(nil)
	_ fyne.Tappable = (*foundRow)(nil)
)

func newFoundRow() *foundRow {
	r := &foundRow{text: newMarked(theme.SizeNameText), facts: newMarked(theme.SizeNameCaptionText)}
	r.ExtendBaseWidget(r)
	return r
}

// name shows the name of an article.
func (r *foundRow) name(title, facts string) {
	r.indent, r.text.bold = 0, true
	r.text.set(title, nil, theme.ColorNameForeground)
	r.facts.set(facts, nil, look.ColorDim)
	r.Refresh()
}

// before is how many bytes of a sentence show before what was found.
const before = 48

// sentence shows a sentence, or the part of a long one that was found.
func (r *foundRow) sentence(s *search.Sentence) {
	r.indent, r.text.bold = 16, false
	text, marks := around(s.Text, s.Marks, before)
	r.text.set(text, marks, theme.ColorNameForeground)
	r.facts.set("", nil, look.ColorDim)
	r.Refresh()
}

// Tapped implements fyne.Tappable: a click does what Enter does.
func (r *foundRow) Tapped(*fyne.PointEvent) { r.tapped() }

// CreateRenderer implements fyne.Widget.
func (r *foundRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: foundLayout{r}, Objects: []fyne.CanvasObject{r.text, r.facts}})
}

type foundLayout struct{ row *foundRow }

// MinSize implements fyne.Layout.
func (l foundLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, l.row.text.MinSize().Height+4)
}

// Layout implements fyne.Layout.
func (l foundLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	r := l.row
	height, small := r.text.MinSize().Height, r.facts.MinSize().Height
	room := size.Width - 2*offeredPad - r.indent
	facts := min(r.facts.width()+1, room/2)
	if r.facts.text == "" {
		facts = -offeredPad
	}
	y := (size.Height - height) / 2
	text := min(r.text.width()+1, room-facts-offeredPad)
	r.text.Move(fyne.NewPos(offeredPad+r.indent, y))
	r.text.Resize(fyne.NewSize(text, height))
	r.facts.Move(fyne.NewPos(offeredPad+r.indent+text+offeredPad, y+(height-small)*0.75))
	r.facts.Resize(fyne.NewSize(max(0, facts), small))
}
