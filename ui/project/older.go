package project

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// How an older file is noticed
//
// A file synchroniser or a person can replace a project with an older copy, and the
// file itself does not show that. The window therefore remembers how each project's
// history ended when the project was last open here. A file whose history does not
// contain that end lacks changes.
//
//	opened, and when it is left ──▶ head.ID in the preferences
//	opened ◀── is that in its history? ── no ──▶ the question
//
// Analysts who restore a backup or recover a damaged project have chosen an older
// state, and are not asked.

// chose records that the analyst has accepted the state of the file at path, so
// that askIfOlder does not ask about it.
func (c *Controller) chose(path string) { c.chosen = path }

// askIfOlder asks what to do about the project that has just been opened, if it
// lacks changes that it had when it was last open here.
func (c *Controller) askIfOlder(p Project) {
	chosen := c.chosen != "" && sameFile(c.chosen, p.Path())
	c.chosen, c.doubtful = "", false
	seen := c.prefs.Head(p.Info().ID)
	if chosen || seen == "" {
		c.noteHead(p)
		return
	}
	missing, changes, err := p.Missing(seen)
	switch {
	case err != nil:
		fyne.LogError("assay", err)
	case missing:
		c.doubtful = true
		c.offerNewer(p, changes)
	default:
		c.noteHead(p)
	}
}

// noteHead saves how the project's history ends.
func (c *Controller) noteHead(p Project) {
	if head, err := p.Head(); err == nil {
		c.prefs.SetHead(p.Info().ID, head)
	}
}

// offerNewer tells the analyst that changes are missing, and how many if changes is
// not 0. It offers to continue with the file, to restore a backup or to open
// another file.
func (c *Controller) offerNewer(p Project, changes int) {
	text := lang.L("Your last changes are not in this file. It contains different ones instead.")
	if changes > 0 {
		text = words.N("{{.Count}} of your changes are missing from this file.", changes)
	}
	text += " " + lang.L("It may have been replaced with an older copy, or the newer file is in another folder.")
	dialog.Offer(lang.L("This file is older than the one you last worked on"), text, []dialog.Way{
		{
			Title: lang.L("Continue with this file"),
			Text:  lang.L("Your work continues from the last change in this file. You will not be asked again."),
			Do: func() {
				c.doubtful = false
				c.noteHead(p)
			},
		},
		{
			Title: lang.L("Restore a backup…"),
			Text:  lang.L("A backup may be newer. The current file is kept."),
			Do:    c.restoreBackup,
		},
		{
			Title: lang.L("Open another file…"),
			Text:  lang.L("If you have the newer file, open it instead."),
			Do:    c.openProject,
		},
	}, c.win.Window())
}
