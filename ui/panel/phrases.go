package panel

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/control"
)

// phrases shows the analyst's phrases on a sentence, an article or an outlet as chips, then
// those of other analysts if they are seen, and a button that adds one.
type phrases struct {
	content *fyne.Container
	scope   session.Scope
	title   string // text of add without its key
	shown   []session.LayerPhrases
	chips   *fyne.Container
	show    func([]session.LayerPhrases)
	add     *action
}

func (in *Inspector) newPhrases(scope session.Scope, title string, tips *Tips) *phrases {
	p := &phrases{scope: scope, title: title, chips: container.New(&control.Flow{})}
	p.add = newAction(title, theme.ContentAddIcon(), func() { in.OnPhrase(scope) })
	padded := container.NewPadded(p.chips)
	p.content = container.NewVBox(padded, p.add)
	p.show = func(layers []session.LayerPhrases) {
		p.chips.Objects = nil
		for _, layer := range layers {
			for _, phrase := range layer.Phrases {
				p.chips.Add(in.newChip(scope, layer.Analyst, phrase, tips))
			}
		}
		padded.Hidden = len(p.chips.Objects) == 0
	}
	p.show(nil)
	return p
}

// newChip returns a chip for a phrase that an analyst gave.
func (in *Inspector) newChip(scope session.Scope, analyst string, p model.Phrase, tips *Tips) *chip {
	if analyst != in.session.Analyst() {
		called := in.session.Called(analyst)
		return newChip(p, called, func() { in.OnFindPhrase(p, called) }, nil, tips)
	}
	return newChip(p, "", func() { in.OnFindPhrase(p, "") }, func() { in.report(in.session.RemovePhrase(scope, p.ID)) }, tips)
}

func (p *phrases) setKey(key string) { p.add.SetText(withKey(p.title, key)) }

// refresh shows the phrases as they are now.
func (p *phrases) refresh(s *session.Session) {
	layers := append([]session.LayerPhrases{{Analyst: s.Analyst(), Phrases: s.PhrasesOn(p.scope)}}, s.OthersPhrasesOn(p.scope)...)
	if !reflect.DeepEqual(layers, p.shown) {
		p.shown = layers
		p.show(layers)
		p.content.Refresh()
	}
}
