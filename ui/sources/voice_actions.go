package sources

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/search/names"
	"assay.app/assay/model/sources"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// done shows a notice of what an action has changed, or the reason why it was refused.
func (c *Controller) done(err error, said string) {
	if err != nil {
		c.win.Notice(why(err))
		return
	}
	c.win.Notice(said + " " + lang.L("Press {{.Key}} to undo.", map[string]any{"Key": c.win.Key("edit.undo")}))
}

// why returns the explanation of an error that refused a change of a voice.
func why(err error) string {
	switch {
	case errors.Is(err, model.ErrVoiceExists):
		return lang.L("Another voice has this name. Join the two instead.")
	case errors.Is(err, model.ErrVoiceUsed):
		return lang.L("This voice is in use, perhaps by another analyst or in an article that was removed. Join it into another voice instead.")
	}
	return explain.Error(err)
}

// rename asks for another name of a voice.
func (c *Controller) rename(v sources.Voice) {
	dialog.AskName(lang.L("Rename Voice"), v.Name, lang.L("Rename"), c.win.Window(), func(name string) string {
		if err := c.win.Session().RenameVoice(v.ID, name); err != nil {
			return why(err)
		}
		c.done(nil, lang.L("Renamed."))
		return ""
	})
}

// addAlias asks for an alias: another name under which articles mention a voice.
func (c *Controller) addAlias(v sources.Voice) {
	title := lang.L("Other Name of “{{.Voice}}”", map[string]any{"Voice": v.Name})
	dialog.AskName(title, "", lang.L("Add"), c.win.Window(), func(name string) string {
		if err := c.win.Session().AddAlias(v.ID, name); err != nil {
			return why(err)
		}
		c.done(nil, lang.L("Name added."))
		return ""
	})
}

// join asks for the voice into which to join another one.
func (c *Controller) join(v sources.Voice) {
	others := slices.DeleteFunc(slices.Clone(c.table.Voices), func(o sources.Voice) bool { return o.ID == v.ID })
	index := names.NewIndex(len(others), func(i int, add func(string)) {
		add(others[i].Name)
		for _, alias := range others[i].Aliases {
			add(alias)
		}
	})
	dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Join “{{.Voice}}” into…", map[string]any{"Voice": v.Name}),
		Find: func(typed string) (out []control.Offered) {
			typed = strings.TrimSpace(typed)
			for _, hit := range index.Find(typed) {
				into := others[hit.Line]
				out = append(out, control.Offered{
					Title: into.Name, TitleMarks: names.Marks(typed, into.Name), Detail: strings.Join(append(kindOf(into), into.Aliases...), " · "),
					Do: func() {
						c.sheets[voicesSection].keepNext = string(into.ID)
						c.done(c.win.Session().JoinVoices(v.ID, into.ID), lang.L("“{{.From}}” is now “{{.Into}}” everywhere.", map[string]any{"From": v.Name, "Into": into.Name}))
					},
				})
			}
			return out
		},
	}, c.win.Window())
}

// divide asks which alias of a voice to make a voice of its own.
func (c *Controller) divide(v sources.Voice) {
	list := c.win.Session().Voices()
	var aliases []model.VoiceID
	for _, id := range list.Joined(v.ID) {
		if id != v.ID {
			aliases = append(aliases, id)
		}
	}
	name := func(i int) string { return list.Stored(aliases[i]).Name }
	index := names.NewIndex(len(aliases), func(i int, add func(string)) { add(name(i)) })
	dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Which name is not “{{.Voice}}”?", map[string]any{"Voice": v.Name}),
		Find: func(typed string) (out []control.Offered) {
			typed = strings.TrimSpace(typed)
			for _, hit := range index.Find(typed) {
				out = append(out, control.Offered{Title: name(hit.Line), TitleMarks: names.Marks(typed, name(hit.Line)), Do: func() {
					c.done(c.win.Session().DivideVoice(aliases[hit.Line]), lang.L("“{{.Voice}}” is a voice of its own.", map[string]any{"Voice": name(hit.Line)}))
				}})
			}
			return out
		},
	}, c.win.Window())
}

// chooseKind asks for the kind of a voice.
func (c *Controller) chooseKind(v sources.Voice) {
	kinds := append(model.VoiceKinds(), "")
	name := func(k model.VoiceKind) string {
		if k == "" {
			return lang.L("no kind")
		}
		return words.VoiceKind(k)
	}
	index := names.NewIndex(len(kinds), func(i int, add func(string)) { add(name(kinds[i])) })
	dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Kind of “{{.Voice}}”", map[string]any{"Voice": v.Name}),
		Find: func(typed string) (out []control.Offered) {
			typed = strings.TrimSpace(typed)
			for _, hit := range index.Find(typed) {
				kind := kinds[hit.Line]
				out = append(out, control.Offered{Title: name(kind), TitleMarks: names.Marks(typed, name(kind)), Do: func() {
					c.done(c.win.Session().SetVoiceKind(v.ID, kind), lang.L("“{{.Voice}}”: {{.Kind}}.", map[string]any{"Voice": v.Name, "Kind": name(kind)}))
				}})
			}
			return out
		},
		First: func() int { return max(0, slices.Index(kinds, v.Kind)) },
	}, c.win.Window())
}

// delete deletes a voice that is not in use.
func (c *Controller) delete(v sources.Voice) {
	c.done(c.win.Session().DeleteVoice(v.ID), lang.L("Deleted “{{.Voice}}”.", map[string]any{"Voice": v.Name}))
}
