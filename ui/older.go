package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// How an older file is noticed
//
// A program that keeps folders in step, or somebody with a copy, can put a
// whole older file in a project's place. Nothing in that file tells. So the
// window remembers, of each project, how its history ended when it was last
// open here; a file whose history does not have that end lacks what was done.
//
//	opened, and when it is left ──▶ head.ID in the preferences
//	opened ◀── does its history have that? ── no ──▶ the question
//
// An analyst who restores a backup or recovers a damaged project has chosen an
// older state, and is not asked.

// chose notes that the analyst has put the file at path into its place, in
// whatever state it is.
func (w *Window) chose(path string) { w.chosen = path }

// askIfOlder asks what to do about the project that has just been opened, if
// it lacks changes that were seen in it.
func (w *Window) askIfOlder(p Project) {
	chosen := w.chosen != "" && sameFile(w.chosen, p.Path())
	w.chosen, w.doubtful = "", false
	seen := w.prefs.Head(p.Info().ID)
	if chosen || seen == "" {
		w.noteHead(p)
		return
	}
	missing, changes, err := p.Missing(seen)
	switch {
	case err != nil:
		fyne.LogError("assay", err)
	case missing:
		w.doubtful = true
		w.offerNewer(p, changes)
	default:
		w.noteHead(p)
	}
}

// noteHead remembers how the project's history ends. It may be called from any
// goroutine.
func (w *Window) noteHead(p Project) {
	if head, err := p.Head(); err == nil {
		w.prefs.SetHead(p.Info().ID, head)
	}
}

// offerNewer says that changes are missing, how many if that can be told, and
// what can be done about it.
func (w *Window) offerNewer(p Project, changes int) {
	text := lang.L("The last changes that you saw in this project are not in this file, which has others instead.")
	if changes > 0 {
		text = words.N("{{.Count}} changes that you saw in this project are missing from this file.", changes)
	}
	text += " " + lang.L("An older copy may have been put in its place, or the newer file lies somewhere else.")
	dialog.Offer(lang.L("This file is older than the one you worked on last"), text, []dialog.Way{
		{
			Title: lang.L("Continue with this file"),
			Text:  lang.L("What you do goes on from its last change, and you are not asked again."),
			Do: func() {
				w.doubtful = false
				w.noteHead(p)
			},
		},
		{
			Title: lang.L("Restore a backup…"),
			Text:  lang.L("A newer state may be among the backups. What is here now is kept."),
			Do:    w.restoreBackup,
		},
		{
			Title: lang.L("Open another file…"),
			Text:  lang.L("If you know where the newer file is, go on with that one."),
			Do:    w.openProject,
		},
	}, w.win)
}
