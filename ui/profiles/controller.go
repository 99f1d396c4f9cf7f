// Package profiles edits the profiles of outlets, and offers those that the analyst keeps
// across projects.
package profiles

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// How profiles move
//
//	             Edit: the form                  Review: check boxes
//	session ◄─────────┴──────────────► library ────────┴─────► session
//	 the project's                      the analyst's   ◄────► files
//
// The library is a file, so the controller reads and changes it on a goroutine. It reads the
// file again for each use, because another window may have changed it. Only for offers after
// articles are added does it use the profiles that it read last.

// Window is what the profiles need from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Post calls a function on the GUI goroutine.
	Post(func())
	// Go runs work on another goroutine. Closing the project waits for it.
	Go(work func())
	// Run does work as a job on another goroutine, and then calls done on the GUI
	// goroutine.
	Run(title string, work func(context.Context, func(dialog.Step)) error, done func(error))
	// Failed reports whether an error is not nil. It shows the error unless the analyst
	// stopped the job.
	Failed(error) bool
	// Report shows an error, if there is one.
	Report(error)
	// Notice shows a text in the status bar.
	Notice(string)
	// Choose asks for a path.
	Choose(c dialog.Choice, accept func(path string))
	// StartPath returns the path for a file name in the folder that was used last.
	StartPath(name string) string
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Offer shows a text with a button above the article until the analyst presses the
	// button or dismisses the text, or Withdraw is called.
	Offer(text, button string, tapped func())
	// Withdraw hides what Offer showed.
	Withdraw()

	// The Need methods return the reason why a command cannot run, or "".
	NeedProject() string
	NeedWritable() string
	NeedOutlet() string
}

// Change returns the profiles after a change.
type Change = func([]model.Profile) ([]model.Profile, error)

// Desk is what the profiles need from the program around the window. Its methods may be
// called on any goroutine.
type Desk interface {
	// Profiles returns the profiles that the analyst keeps. If their file is damaged, Profiles
	// renames it to the path aside.
	Profiles() (all []model.Profile, aside string, err error)
	// ChangeProfiles changes the profiles that the analyst keeps. ImportProfiles does the
	// same, but UndoProfileImport can reverse it.
	ChangeProfiles(Change) (aside string, err error)
	ImportProfiles(Change) (aside string, err error)
	UndoProfileImport() error
	// ProfileFormats returns the formats of profiles as files of their own.
	ProfileFormats() model.ExchangeFormats
	// ReadProfiles reads profiles from a file. WriteProfiles writes profiles to a file, with
	// the bases of their grades if basis is set.
	ReadProfiles(path string) ([]model.Profile, error)
	WriteProfiles(path string, all []model.Profile, basis bool) error
}

// Controller runs the commands about profiles.
type Controller struct {
	win  Window
	desk Desk

	known   []model.Profile // the library when the project was opened
	offered bool            // the controller has offered profiles since then
}

// New returns the controller of a window.
func New(win Window, desk Desk) *Controller { return &Controller{win: win, desk: desk} }

// Commands returns the commands about profiles.
func (c *Controller) Commands() []*command.Command {
	submenu := lang.L("Outlet Profiles")
	return []*command.Command{
		{
			ID: "profile.edit", Title: lang.L("Outlet Profile…"), Group: command.Annotate, Section: command.PhraseSection, Submenu: submenu,
			Disabled: c.needEditable, Run: func() { c.Edit(c.win.Session().Document().Metadata.Outlet) },
		},
		{
			ID: "profile.review", Title: lang.L("Use My Outlet Profiles…"), Group: command.Annotate, Section: command.PhraseSection, Submenu: submenu,
			Disabled: c.win.NeedWritable, Run: c.Review,
		},
		{
			ID: "profile.library", Title: lang.L("My Outlet Profiles…"), Group: command.Annotate, Section: command.PhraseSection, Submenu: submenu,
			Disabled: c.win.NeedProject, Run: c.ShowLibrary,
		},
	}
}

func (c *Controller) needEditable() string {
	if why := c.win.NeedOutlet(); why != "" {
		return why
	}
	return c.win.NeedWritable()
}

// Open reads the library after a project has been opened, and offers profiles of its outlets.
func (c *Controller) Open() {
	c.known, c.offered = nil, false
	c.read(func(all []model.Profile, aside string, err error) {
		switch {
		case err != nil:
			c.win.Notice(lang.L("Your outlet profiles cannot be read.") + " " + explain.Error(err))
		case aside != "":
			c.win.Offer(c.damagedText(aside), lang.L("My Outlet Profiles…"), c.ShowLibrary)
		default:
			c.known = all
			c.offer()
		}
	})
}

// Changed offers profiles if articles of outlets with profiles were added. It does so only if
// no profiles have been offered since the project was opened.
func (c *Controller) Changed(events []session.Event) {
	if c.offered || len(c.known) == 0 {
		return
	}
	for _, e := range events {
		if _, articles := e.(session.CorpusChanged); articles {
			c.offer()
			return
		}
	}
}

// offer shows above the article for how many outlets the analyst keeps profiles, if any.
func (c *Controller) offer() {
	if c.win.NeedWritable() != "" {
		return
	}
	n := len(c.win.Session().OfferedProfiles(c.known))
	if n == 0 {
		return
	}
	c.offered = true
	c.win.Offer(words.N("You have profiles of {{.Count}} of these outlets.", n), lang.L("Review…"), c.Review)
}

// read reads the library, and calls then on the GUI goroutine unless another project was
// opened meanwhile.
func (c *Controller) read(then func(all []model.Profile, aside string, err error)) {
	s := c.win.Session()
	c.win.Go(func() {
		all, aside, err := c.desk.Profiles()
		c.win.Post(func() {
			if c.win.Session() == s {
				then(all, aside, err)
			}
		})
	})
}

// change changes the library, and calls then on the GUI goroutine.
func (c *Controller) change(change Change, then func(aside string, err error)) {
	c.win.Go(func() {
		aside, err := c.desk.ChangeProfiles(change)
		c.win.Post(func() { then(aside, err) })
	})
}

// keep makes p the profile that the analyst keeps of its outlet.
func (c *Controller) keep(p model.Profile, then func(err error)) {
	c.change(func(own []model.Profile) ([]model.Profile, error) { return edit.KeepingProfile(own, p), nil }, func(aside string, err error) {
		if aside != "" {
			dialog.Tell(lang.L("My Outlet Profiles"), c.damagedText(aside), c.win.Window())
		}
		then(explain.Titled(lang.L("Could not keep the profile"), err))
	})
}

// damagedText returns the text that says that the damaged file of the library was put aside.
func (c *Controller) damagedText(aside string) string {
	return lang.L("Your outlet profiles were damaged. The file is kept as “{{.Path}}”.", map[string]any{"Path": aside})
}

// now returns the present time in UTC and whole milliseconds, to date a changed profile.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// summary describes a profile on one line.
func summary(p model.Profile) string {
	date := ""
	if !p.Updated.IsZero() {
		date = words.Date(p.Updated.Local())
	}
	return words.Joined(" · ", p.Letter, p.Kind, p.Owner, p.Country, date)
}
