package panel

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/control"
)

// phrases shows the analyst's phrases on a sentence, an article or an outlet as chips, with
// a button that adds one.
type phrases struct {
	content *fyne.Container
	scope   session.Scope
	title   string // text of add without its key
	shown   []model.Phrase
	chips   *fyne.Container
	show    func([]model.Phrase)
	add     *action
}

func (in *Inspector) newPhrases(scope session.Scope, title string, tips *Tips) *phrases {
	p := &phrases{scope: scope, title: title, chips: container.New(&control.Flow{})}
	p.add = newAction(title, theme.ContentAddIcon(), func() { in.OnPhrase(scope) })
	p.content = container.NewVBox(container.NewPadded(p.chips), p.add)
	p.show = func(list []model.Phrase) {
		p.chips.Objects = nil
		for _, phrase := range list {
			p.chips.Add(newChip(phrase, func(found model.Phrase) { in.OnFindPhrase(found) }, func(gone model.Phrase) {
				in.report(in.session.RemovePhrase(scope, gone.ID))
			}, tips))
		}
		p.content.Objects[0].(*fyne.Container).Hidden = len(list) == 0
	}
	p.show(nil)
	return p
}

func (p *phrases) setKey(key string) { p.add.SetText(withKey(p.title, key)) }

// refresh shows the phrases as they are now.
func (p *phrases) refresh(s *session.Session) {
	if list := s.PhrasesOn(p.scope); !slices.Equal(list, p.shown) {
		p.shown = list
		p.show(list)
		p.content.Refresh()
	}
}
