package transfer

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// pane shows what the chosen format holds, and asks what to write.
type pane struct {
	of      *exportSheet
	content *container.Scroll
	through control.Viewport

	title, caption *widget.Label
	articles       *control.Selection
	whose          *control.Selection
	analysts       []string // the present names that whose offers
	form           *control.Selection
	whoseRow       fyne.CanvasObject
	formRow        fyne.CanvasObject
	lost           section
	kept           section
	counts         *counting
	format         offered
	chosen         bool // a format is chosen
}

// section is a heading with text below it.
type section struct {
	content    fyne.CanvasObject
	head, text *widget.Label
}

func newSection() section {
	s := section{head: control.Subheading(""), text: control.Wrapped("")}
	s.content = container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()), s.head, s.text)
	return s
}

// set shows texts, or nothing if there is no heading.
func (s section) set(head, text string) {
	control.ShowIf(s.content, head != "")
	s.head.SetText(head)
	control.SetOrHide(s.text, text)
}

// newPane returns the pane. If some is set, the second selection of articles is proposed, not the first.
func newPane(s *exportSheet, some bool) *pane {
	p := &pane{of: s, title: control.Subheading(""), caption: control.Wrapped("")}
	p.title.SizeName = theme.SizeNameSubHeadingText
	p.content = container.NewVScroll(nil)
	p.through = control.Viewport{Scroll: p.content}
	var titles []string
	for _, scope := range s.scopes {
		titles = append(titles, scope.title)
	}
	at := 0
	if some {
		at = 1
	}
	p.articles = p.selection(lang.L("Articles"), titles, at)
	p.analysts = s.analysts()
	p.whose = p.selection(lang.L("Whose labels"), p.analysts, 0)
	form := 0
	if s.prefs.ExportPacked() {
		form = 1
	}
	p.form = p.selection(lang.L("Write"), []string{lang.L("a folder"), lang.L("a ZIP archive")}, form)
	p.whoseRow, p.formRow = named(p.whose), named(p.form)
	p.lost, p.kept = newSection(), newSection()
	p.counts = newCounting(p)
	column := container.NewVBox(container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()), p.title, p.caption),
		named(p.articles), p.whoseRow, p.formRow, p.counts.content, p.lost.content, p.kept.content)
	p.content.Content = container.New(layout.NewCustomPaddedLayout(0, theme.Padding(), theme.Padding(), theme.Padding()), control.BesideBar(column))
	return p
}

// selection returns a selection whose change is shown at once.
func (p *pane) selection(name string, options []string, at int) *control.Selection {
	if len(options) == 0 {
		at = -1
	}
	s := control.NewSelection(options, at, func(int) { p.refresh() }, p.of.close)
	s.Spoken, s.Viewport = name, p.through
	return s
}

// named returns a selection below its name.
func named(s *control.Selection) fyne.CanvasObject {
	head := control.Subheading(s.Spoken)
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()/2), head, s)
}

// analysts returns the names of those whose labels can be written alone: the analyst, and others whose
// labels are shown.
func (s *exportSheet) analysts() (names []string) {
	of := s.win.Session()
	if of.Total().Tagged() > 0 {
		names = append(names, of.Called(of.Analyst()))
	}
	if !of.SeesAll() {
		return names
	}
	others, err := of.Others()
	if err != nil {
		s.win.Report(err)
	}
	for _, o := range others {
		if !slices.Contains(names, o.Name) {
			names = append(names, o.Name)
		}
	}
	return names
}

func (p *pane) scope() scope { return p.of.scopes[max(0, p.articles.SelectedIndex())] }

// analyst returns the present name of the analyst whose labels are written to a format, or "" if nobody
// has labels.
func (p *pane) analyst(f model.ExchangeFormat) string {
	if at := p.whose.SelectedIndex(); f.Layer && at >= 0 && at < len(p.analysts) {
		return p.analysts[at]
	}
	if len(p.analysts) > 0 {
		return p.analysts[0]
	}
	return ""
}

func (p *pane) packed() bool { return p.form.SelectedIndex() == 1 }

// show shows a format, or nothing if none is chosen.
func (p *pane) show(f offered, any bool) {
	p.format, p.chosen = f, any
	p.refresh()
	p.content.ScrollToTop()
}

// refresh shows the format with what is counted.
func (p *pane) refresh() {
	if p.of.ok == nil || p.counts == nil {
		return // the dialog is being built
	}
	f := p.format
	control.ShowIf(p.whoseRow, p.chosen && f.Layer && len(p.analysts) > 0)
	control.ShowIf(p.formRow, p.chosen && f.Folder)
	if why := p.unready(); why != "" {
		p.of.ok.Disable()
		p.title.SetText(why)
		p.caption.SetText("")
		p.counts.stop()
		p.lost.set("", "")
		p.kept.set("", "")
		return
	}
	p.of.ok.Enable()
	p.title.SetText(f.full())
	p.caption.SetText(f.caption())
	if f.Carries == 0 {
		p.counts.stop()
		p.lost.set(lang.L("Left out"), lines(omitted(f.ExchangeFormat)))
		p.kept.set(lang.L("Kept"), lang.L("Everything else of these articles."))
		return
	}
	p.counts.of(model.ExportRequest{Articles: p.scope().articles, Analyst: p.analyst(f.ExchangeFormat)}, p.articles.SelectedIndex())
}

// unready returns why the chosen format cannot be written, or "".
func (p *pane) unready() string {
	if !p.chosen {
		return lang.L("No format matches.")
	}
	others, _ := p.of.win.Session().Others()
	if p.format.Layer && len(p.analysts) == 0 && len(others) > 0 {
		return lang.L("{{.Format}} holds one analyst's labels, and you have none. Press {{.Key}} to show those of others first.", map[string]any{
			"Format": p.format.full(), "Key": p.of.win.Key(command.ID("view.others")),
		})
	}
	return ""
}

// weigh shows what of the amounts the format keeps and loses.
func (p *pane) weigh(amounts []model.Loss) {
	f := p.format
	var lost, kept, room []string
	has := map[model.Feature]bool{}
	for _, a := range amounts {
		has[a.Feature] = true
		if f.Carries.Has(a.Feature) {
			kept = append(kept, words.Amount(a))
		} else {
			lost = append(lost, words.Amount(a))
		}
	}
	for _, feature := range model.Features() {
		if f.Carries.Has(feature) && !has[feature] {
			room = append(room, words.Feature(feature))
		}
	}
	lost = append(lost, omitted(f.ExchangeFormat)...)
	if len(lost) == 0 {
		p.lost.set(lang.L("Nothing in these articles is lost."), "")
	} else {
		p.lost.set(lang.L("Has no place in {{.Format}}", map[string]any{"Format": f.full()}), lines(lost))
	}
	text := lines(kept)
	if len(room) > 0 {
		text = words.Lines(text, lang.L("There is also a place for {{.Features}}.", map[string]any{"Features": strings.Join(room, ", ")}))
	}
	p.kept.set(lang.L("Kept"), text)
}

// omitted returns what a format leaves out besides the features.
func omitted(f model.ExchangeFormat) (all []string) {
	for _, text := range f.Loses {
		all = append(all, words.Omitted(text))
	}
	return all
}

// lines returns texts as a list.
func lines(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return "• " + strings.Join(texts, "\n• ")
}
