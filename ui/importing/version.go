package importing

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// An article that looks like a newer version of another one is offered as such. It is added as an
// article of its own unless the analyst says otherwise: by the check box beside the list, or by
// the key in the list or on a button below it, for all selected articles.

// versionKey takes the selected articles as newer versions, or takes that back.
var versionKey = command.Rune('v')

// versionKeys implements control.Keys for the buttons below the list.
type versionKeys struct{ im *importer }

// PressKey implements control.Keys.
func (versionKeys) PressKey(*fyne.KeyEvent) {}

// PressRune implements control.Keys.
func (k versionKeys) PressRune(r rune) {
	if command.Typed(r) == versionKey {
		k.im.toggleVersions()
	}
}

// PressShortcut implements control.Keys.
func (versionKeys) PressShortcut(fyne.Shortcut) {}

// versionSide says which article a draft is probably a newer version of, and lets the analyst
// take it as one.
type versionSide struct {
	im      *importer
	content *fyne.Container
	offer   *widget.Label
	take    *control.Check
	draft   *draft.Article
}

func newVersionSide(im *importer, through control.Viewport) *versionSide {
	s := &versionSide{im: im, offer: control.Wrapped("")}
	s.take = newVersionCheck(im, lang.L("Add as a newer version"), through, func() []*draft.Article {
		if s.draft == nil {
			return nil
		}
		return []*draft.Article{s.draft}
	})
	hint := control.Wrapped(lang.L("In the list, press {{.Key}}. The older version stays, and labels and notes move to the newer one.", map[string]any{"Key": versionKey.String()}))
	hint.SizeName = theme.SizeNameCaptionText
	s.content = container.NewVBox(s.offer, s.take, hint)
	s.content.Hide()
	return s
}

// newVersionCheck returns a check box that takes drafts as newer versions.
func newVersionCheck(im *importer, text string, through control.Viewport, drafts func() []*draft.Article) *control.Check {
	c := control.NewCheck(text, false, func(on bool) {
		all := drafts()
		if len(all) > 0 && on != (im.versionsOf(all) == allChecked) {
			im.takeVersions(all, on)
		}
	}, im.leave)
	c.Viewport = through
	return c
}

// show shows the offer for a draft. It hides the line if nothing is offered.
func (s *versionSide) show(d *draft.Article) {
	s.draft = nil // while s.draft is nil, changes of the box decide nothing
	if d == nil || !s.im.offering.Of(d) {
		s.content.Hide()
		return
	}
	s.offer.SetText(lang.L("Looks like a newer version of {{.Article}}", map[string]any{"Article": offeredName(d.Offer)}) + "\n" + why(d.Offer))
	s.take.SetChecked(s.im.offering.Takes(d))
	s.draft = d
	s.content.Show()
}

// offeredName returns the title of an offered article with its outlet and date.
func offeredName(o draft.Offer) string {
	name := lang.L("“{{.Title}}”", map[string]any{"Title": o.Of.Heading()})
	if facts := words.Joined(", ", o.Of.Metadata.Outlet, words.DayOf(o.Of.Metadata.Published)); facts != "" {
		name += " (" + facts + ")"
	}
	return name
}

// why says why an article is offered.
func why(o draft.Offer) string {
	reason := lang.L("Nearly the same text")
	if o.SameAddress {
		reason = lang.L("Same web address")
	}
	where := ""
	if !o.InProject {
		where = lang.L("in this import")
	}
	return words.Joined(", ", reason, lang.L("{{.Percent}} % similar", map[string]any{"Percent": fmt.Sprintf("%.0f", 100*o.Alike)}), where)
}

// versionCaption returns what the row of a draft says about the offer, or "".
func (im *importer) versionCaption(d *draft.Article) string {
	title := map[string]any{"Title": d.Offer.Of.Heading()}
	switch {
	case im.offering.Takes(d):
		return lang.L("newer version of “{{.Title}}”", title)
	case im.offering.Of(d) && !d.Leave:
		return lang.L("looks like a newer version of “{{.Title}}”", title)
	}
	return ""
}

// versionsOf returns the state of the check box that stands for the offers of drafts.
func (im *importer) versionsOf(drafts []*draft.Article) checked {
	taken, not := 0, 0
	for _, d := range drafts {
		switch {
		case im.offering.Takes(d):
			taken++
		case im.offering.Of(d):
			not++
		}
	}
	switch {
	case taken+not == 0:
		return cannotCheck
	case not == 0:
		return allChecked
	case taken == 0:
		return unchecked
	}
	return someChecked
}

// toggleVersions takes the selected articles as newer versions of those they are offered for. If
// all of them are taken, it takes that back.
func (im *importer) toggleVersions() {
	all := im.selected()
	if state := im.versionsOf(all); state != cannotCheck && !im.reading {
		im.takeVersions(all, state != allChecked)
	}
}

func (im *importer) takeVersions(drafts []*draft.Article, taken bool) {
	im.preview.TakeVersions(drafts, taken)
	im.offering = im.preview.Offering()
	im.changed()
}
