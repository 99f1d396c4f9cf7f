package profiles

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// Review shows the kept profiles of the project's outlets, and asks which of them to copy to
// the project.
func (c *Controller) Review() {
	if why := c.win.NeedWritable(); why != "" {
		c.win.Notice(why)
		return
	}
	c.win.Withdraw()
	c.win.Session().EndTyping()
	c.read(func(all []model.Profile, aside string, err error) {
		if aside != "" {
			dialog.Tell(lang.L("My Outlet Profiles"), c.damagedText(aside), c.win.Window())
			return
		}
		if c.win.Failed(explain.Titled(lang.L("Your outlet profiles cannot be read."), err)) {
			return
		}
		offers := c.win.Session().OfferedProfiles(all)
		if len(offers) == 0 {
			dialog.Tell(lang.L("Use My Outlet Profiles"), lang.L("You have no profiles of this project’s outlets that the project lacks."), c.win.Window())
			return
		}
		c.showOffers(offers)
	})
}

// The maximum size of the dialog, in device-independent pixels.
const (
	reviewWidth  = 640
	reviewHeight = 560
)

// showOffers asks which profiles to use.
func (c *Controller) showOffers(offers []session.Offer) {
	column := container.NewVBox()
	scroll := container.NewVScroll(container.NewPadded(control.BesideBar(column)))
	viewport := control.Viewport{Scroll: scroll}
	var hide func()
	escape := func() { hide() }
	var checks []*control.Check
	for _, o := range offers {
		detail := control.Wrapped(offerText(o))
		detail.SizeName = theme.SizeNameCaptionText
		check := control.NewCheck(model.Excerpt(o.Profile.Outlet), true, func(bool) {}, escape)
		check.Viewport, check.Spoken = viewport, words.Joined(", ", o.Profile.Outlet, offerText(o))
		checks = append(checks, check)
		column.Add(control.Tight(check, detail))
	}
	grades := control.NewCheck(lang.L("Use their letters as my grades where I have none"), true, func(bool) {}, escape)
	hint := control.Wrapped(lang.L("The reasons for the grades become part of the project."))
	hint.SizeName = theme.SizeNameCaptionText
	d := control.NewModal(lang.L("Use My Outlet Profiles"), container.NewBorder(nil, container.NewVBox(grades, hint), nil, nil, scroll), c.win.Window())
	hide = d.Hide
	use := control.NewButton(lang.L("Use"), func() {
		d.Hide()
		var taken []model.Profile
		for i, check := range checks {
			if check.Checked {
				taken = append(taken, offers[i].Profile)
			}
		}
		c.use(taken, grades.Checked)
	}, escape)
	use.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Not Now"), escape, escape), use})
	canvas := c.win.Window().Canvas()
	size := canvas.Size()
	d.Resize(fyne.NewSize(min(reviewWidth, size.Width-32), min(reviewHeight, size.Height-32)))
	d.Show()
	canvas.Focus(use)
}

// offerText describes an offered profile.
func offerText(o session.Offer) string {
	text := summary(o.Profile)
	if o.Has != nil {
		text = words.Joined("\n", text, lang.L("Replaces the project’s: {{.What}}", map[string]any{"What": summary(*o.Has)}))
	}
	return text
}

// use copies profiles to the project.
func (c *Controller) use(taken []model.Profile, grade bool) {
	if len(taken) == 0 {
		return
	}
	err := c.win.Session().TakeProfiles(taken, grade)
	if !c.win.Failed(explain.Titled(lang.L("Could not use the profiles"), err)) {
		c.win.Notice(words.N("Added {{.Count}} outlet profiles.", len(taken)))
	}
}
