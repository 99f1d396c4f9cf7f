package attributing

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search/names"
	"assay.app/assay/model/session"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
)

// picker asks who says a sentence. It lists the present voice of the sentence or the proposed
// one, then the names in the article and the project's voices, and last the typed text as a new
// voice. Fields above the list hold the cue, the mode and the outlet that the voice spoke to.
type picker struct {
	*Controller
	has      *record.Attribution // nil if the sentence has none, or several have different ones
	proposed session.Attributing // the zero value if nothing is proposed
	offers   []string
	rows     []string // the voices of the first rows
	typed    string
	fields   *fields
	shown    dialog.Shown
}

// Ask asks who says the current sentence, or the selected ones.
func (c *Controller) Ask() {
	if why := c.win.NeedSentence(); why != "" {
		c.win.Notice(why)
		return
	}
	s := c.win.Session()
	s.EndTyping()
	p := &picker{Controller: c, has: s.Attribution(), offers: s.VoiceOffers(s.Document())}
	if found, ok := s.ProposedAttribution(s.Document(), s.Cursor()); ok && p.has == nil && s.SentencesActed() == 1 {
		p.proposed = found
	}
	p.fields = newFields(p)
	dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Who says it, such as “the mayor”"), Find: p.find, Head: p.fields.content, Key: p.key,
		Opened: func(shown dialog.Shown) { p.shown = shown },
	}, c.win.Window())
}

// first returns the initial values of the fields.
func (p *picker) first() session.Attributing {
	switch s := p.win.Session(); {
	case p.has != nil:
		return session.Attributing{Cue: p.has.Cue, Mode: p.has.Mode, Via: p.has.Via}
	case p.proposed.Voice != "":
		return p.proposed
	case s.Label() == model.Quote:
		return session.Attributing{Mode: model.Direct}
	}
	return session.Attributing{Mode: model.Indirect}
}

// present returns the name of the present voice of the sentence, or "".
func (p *picker) present() string {
	if p.has == nil {
		return ""
	}
	return p.win.Session().Voices().Called(p.has)
}

// find returns the offers for the typed text.
func (p *picker) find(typed string) []control.Offered {
	p.typed = strings.TrimSpace(typed)
	p.rows = p.rowsFor(p.typed)
	var out []control.Offered
	for _, name := range p.rows {
		out = append(out, p.offer(name))
	}
	if o, ok := p.offerNew(); ok {
		out = append(out, o)
	}
	if p.typed == "" && p.has != nil {
		out = append(out, control.Offered{Title: lang.L("Nobody"), Detail: lang.L("removes who says it"), Do: p.Remove})
	}
	if why := p.fields.wrong(); why != "" {
		for i := range out {
			out[i].Why = why
		}
	}
	return out
}

// rowsFor returns the names of the voices that match a query, best first. If the query is
// empty, the present or the proposed voice of the sentence is first.
func (p *picker) rowsFor(query string) (rows []string) {
	list := p.win.Session().Voices()
	all := slices.Concat([]string{p.present(), p.proposed.Voice}, p.offers)
	for _, v := range list.All() {
		all = append(all, v.Name)
	}
	seen := map[model.VoiceID]bool{"": true}
	all = slices.DeleteFunc(all, func(name string) bool {
		id := record.VoiceIDOf(name)
		before := seen[id]
		seen[id] = true
		return before
	})
	index := names.NewIndex(len(all), func(i int, add func(string)) {
		add(all[i])
		if id, ok := list.Named(all[i]); ok {
			for _, alias := range list.Aliases(id) {
				add(alias)
			}
		}
	})
	for _, hit := range index.Find(query) {
		rows = append(rows, all[hit.Line])
	}
	return rows
}

func (p *picker) offer(name string) control.Offered {
	o := control.Offered{Title: name, TitleMarks: names.Marks(p.typed, name), Do: func() { p.attribute(name, false) }}
	list := p.win.Session().Voices()
	if id, ok := list.Named(name); ok {
		o.Detail = strings.Join(list.Aliases(id), ", ")
	}
	switch {
	case name == p.present():
		const mark = "✓ "
		for i := range o.TitleMarks {
			o.TitleMarks[i].Start += len(mark)
			o.TitleMarks[i].End += len(mark)
		}
		o.Title = mark + Guessed(name, p.has.Guess)
		o.Detail = lang.L("{{.Delete}} removes it", map[string]any{"Delete": command.Named(fyne.KeyDelete).String()})
	case name == p.proposed.Voice:
		o.Title, o.Detail = Guessed(name, p.proposed.Guess), lang.L("proposed")
		o.Do = func() { p.attribute(name, p.proposed.Guess) }
	}
	return o
}

// Guessed returns the name of a voice, marked as a guess if guess is set.
func Guessed(name string, guess bool) string {
	if guess {
		return lang.L("{{.Voice}} (guess)", map[string]any{"Voice": name})
	}
	return name
}

// offerNew returns the offer to add the typed text as a new voice. It returns false if the text
// is empty, or if the project or the list has the voice.
func (p *picker) offerNew() (control.Offered, bool) {
	if p.typed == "" || slices.ContainsFunc(p.rows, func(name string) bool { return record.VoiceIDOf(name) == record.VoiceIDOf(p.typed) }) {
		return control.Offered{}, false
	}
	if _, known := p.win.Session().Voices().Named(p.typed); known {
		return control.Offered{}, false
	}
	o := control.Offered{Title: lang.L("New voice: “{{.Text}}”", map[string]any{"Text": p.typed}), Do: func() { p.attribute(p.typed, false) }}
	if err := value.Voice.Check(p.typed); err != nil {
		o.Why = explain.Error(err)
	}
	return o, true
}

// key handles Tab and Delete, and the arrows and F2, which change the mode.
func (p *picker) key(key fyne.KeyName, at int) bool {
	switch {
	case key == fyne.KeyTab:
		p.win.Window().Canvas().Focus(p.fields.cue)
	case key == fyne.KeyF2, key == fyne.KeyRight && p.typed == "":
		p.fields.turn(1)
	case key == fyne.KeyLeft && p.typed == "":
		p.fields.turn(-1)
	case key == fyne.KeyDelete && p.typed == "" && p.has != nil && at == 0:
		p.shown.Close()
		p.Remove()
	default:
		return false
	}
	return true
}

// attribute attributes the sentences to a voice.
func (p *picker) attribute(name string, guess bool) {
	a := p.fields.filled()
	a.Voice, a.Guess = name, guess
	if err := p.win.Session().Attribute(a); err != nil {
		p.win.Report(err)
		return
	}
	p.win.Notice(p.said(lang.L("“{{.Voice}}” says it.", map[string]any{"Voice": name})))
}
