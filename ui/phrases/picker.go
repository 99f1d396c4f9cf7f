package phrases

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search/names"
	"assay.app/assay/model/session"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// picker gives phrases. It lists those that were given, then the others of the project,
// most used first, and last what is typed as a new phrase. Tab goes on to the article and
// its outlet.
type picker struct {
	*Controller
	scope   session.Scope
	used    []record.Used
	given   []model.Phrase
	rows    []row
	typed   string
	head    *fyne.Container // the scopes
	on      *widget.Label   // what the phrase is given to
	refresh func()
}

// row is what a row of the picker stands for.
type row struct {
	model.Phrase
	given bool
}

// scopes are all scopes in the order of Tab.
var scopes = []session.Scope{session.SentenceScope, session.ArticleScope, session.OutletScope}

// Add asks for a phrase and gives it.
func (c *Controller) Add(scope session.Scope) {
	if why := c.need(scope); why != "" {
		c.win.Notice(why)
		return
	}
	c.win.Session().EndTyping()
	p := &picker{Controller: c, head: container.NewHBox(), on: widget.NewLabel(""), refresh: func() {}}
	p.on.Truncation, p.on.SizeName = fyne.TextTruncateEllipsis, theme.SizeNameCaptionText
	p.set(scope)
	p.refresh = dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Phrase, such as “single source”"), Find: p.find, Head: container.NewVBox(p.head, p.on), First: p.first, Key: p.key,
	}, c.win.Window())
}

// set changes to another scope.
func (p *picker) set(scope session.Scope) {
	p.scope = scope
	p.head.RemoveAll()
	for _, s := range scopes {
		b := widget.NewButton(p.scopeName(s), func() { p.set(s) })
		if s == scope {
			b.Importance = widget.HighImportance
		}
		if p.need(s) != "" {
			b.Disable()
		}
		p.head.Add(b)
	}
	hint := widget.NewLabel(lang.L("{{.Key}} switches", map[string]any{"Key": command.Named(fyne.KeyTab).String()}))
	hint.SizeName = theme.SizeNameCaptionText
	p.head.Add(hint)
	p.on.SetText(p.subject())
	p.read()
	p.refresh()
}

// subject describes what the phrase is given to.
func (p *picker) subject() string {
	s := p.win.Session()
	doc := s.Document()
	switch {
	case p.scope == session.ArticleScope:
		return doc.Heading()
	case p.scope == session.OutletScope:
		return doc.Metadata.Outlet
	case s.Selected() != nil:
		return model.Excerpt(s.Selection().Of(doc.Text))
	}
	u, _ := s.Current()
	return control.OneLine(u.Span.Of(doc.Text))
}

// scopeName names what a phrase is given to.
func (p *picker) scopeName(scope session.Scope) string {
	switch n := p.win.Session().SentencesActed(); {
	case scope == session.ArticleScope:
		return lang.L("Article")
	case scope == session.OutletScope:
		return lang.L("Outlet")
	case n > 1:
		return words.N("{{.Count}} sentences", n)
	}
	return lang.L("Sentence")
}

// read reads the phrases and what was given.
func (p *picker) read() {
	used, err := p.win.Session().Phrases()
	if err != nil {
		p.win.Report(err)
	}
	p.used, p.given = used, p.win.Session().PhrasesOn(p.scope)
}

// find returns the offers for what is typed.
func (p *picker) find(typed string) []control.Offered {
	p.typed = typed
	p.rows = p.rowsFor(strings.TrimSpace(typed))
	var out []control.Offered
	for _, r := range p.rows {
		out = append(out, p.offer(r))
	}
	if o, ok := p.offerNew(); ok {
		out = append(out, o)
	}
	return out
}

// rowsFor returns the phrases that match a query, best first. Without one, those that were
// given come first, and then the most used.
func (p *picker) rowsFor(query string) []row {
	var all []row
	for _, g := range p.given {
		all = append(all, row{g, true})
	}
	for _, u := range p.used {
		if !slices.Contains(p.given, u.Phrase) {
			all = append(all, row{u.Phrase, false})
		}
	}
	list := p.win.Session().PhraseList()
	index := names.NewIndex(len(all), func(i int, add func(string)) {
		add(all[i].Name)
		add(list.StoredName(all[i].ID))
	})
	var rows []row
	for _, hit := range index.Find(query) {
		rows = append(rows, all[hit.Line])
	}
	return rows
}

func (p *picker) offer(r row) control.Offered {
	o := control.Offered{Title: r.Name, TitleMarks: names.Marks(strings.TrimSpace(p.typed), r.Name), Do: func() { p.give(r.Name) }}
	if r.given {
		const mark = "✓ "
		for i := range o.TitleMarks {
			o.TitleMarks[i].Start += len(mark)
			o.TitleMarks[i].End += len(mark)
		}
		o.Title = mark + r.Name
		o.Detail, o.Do = lang.L("{{.Enter}} or {{.Delete}} removes it", map[string]any{
			"Enter": command.Named(fyne.KeyReturn).String(), "Delete": command.Named(fyne.KeyDelete).String(),
		}), func() { p.remove(r) }
		return o
	}
	for _, u := range p.used {
		if u.ID == r.ID && u.Count() > 0 {
			o.Detail = words.N("used {{.Count}} times", u.Count())
		}
	}
	return o
}

// offerNew returns the offer to add what is typed as a new phrase, and false if nothing is
// typed or the project has that phrase.
func (p *picker) offerNew() (control.Offered, bool) {
	typed := strings.TrimSpace(p.typed)
	if typed == "" {
		return control.Offered{}, false
	}
	o := control.Offered{Title: lang.L("New phrase: “{{.Text}}”", map[string]any{"Text": typed}), Do: func() { p.give(typed) }}
	name, err := value.Phrase.Accept(typed)
	if err != nil {
		o.Why = explain.Error(err)
		return o, true
	}
	_, known := p.win.Session().PhraseList().Named(name)
	return o, !known
}

// first returns the row that is selected first: without a query, the first one that was
// not given, so that Enter never removes anything by accident.
func (p *picker) first() int {
	if strings.TrimSpace(p.typed) == "" {
		return max(0, slices.IndexFunc(p.rows, func(r row) bool { return !r.given }))
	}
	return 0
}

// key handles Tab and Delete.
func (p *picker) key(key fyne.KeyName, at int) bool {
	switch {
	case key == fyne.KeyTab:
		next := slices.Index(scopes, p.scope)
		for range scopes {
			next = (next + 1) % len(scopes)
			if p.need(scopes[next]) == "" {
				p.set(scopes[next])
				break
			}
		}
	case key == fyne.KeyDelete && at < len(p.rows) && p.rows[at].given:
		p.remove(p.rows[at])
		p.read()
		p.refresh()
	default:
		return false
	}
	return true
}

func (p *picker) give(name string) {
	if err := p.win.Session().GivePhrase(p.scope, name); err != nil {
		p.win.Report(err)
		return
	}
	p.win.Notice(p.said(lang.L("Added “{{.Phrase}}”.", map[string]any{"Phrase": name})))
}

func (p *picker) remove(r row) {
	if err := p.win.Session().RemovePhrase(p.scope, r.ID); err != nil {
		p.win.Report(err)
		return
	}
	p.win.Notice(p.said(lang.L("Removed “{{.Phrase}}”.", map[string]any{"Phrase": r.Name})))
}

// said adds to a notice how to undo what was done.
func (p *picker) said(what string) string {
	return what + " " + lang.L("Press {{.Key}} to undo.", map[string]any{"Key": p.win.Key("edit.undo")})
}
