package ui

import (
	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
)

// mode is a state of the window, such as splitting a sentence, in which keys have
// another meaning. Esc ends it. The window offers a key to the active modes, in the
// order of Window.modes, before its own table of commands.
type mode struct {
	on   func() bool
	keys modeKeys // the commands that keys run in this mode
	end  func()
	// stays is true if the keys of the window's commands do not end the mode. If it
	// is false, such a key ends the mode before its command runs, and a key that is
	// held down repeats only commands in keys.
	stays bool
	// keeps reports whether the mode keeps a command of the window from running by its
	// key. It may act on the key instead. If it is nil, the mode keeps none.
	keeps func(*command.Command, command.Key) bool
}

// modeKeys run commands by key. They are a table, or the keys of a view.
type modeKeys interface {
	Press(command.Key) bool
	Bound(command.Key) *command.Command
	Shortcuts() []command.Key
}

// splitMode returns the mode in which a sentence is split.
func (w *Window) splitMode() mode {
	return mode{on: w.reading.Splitting, keys: w.reading.SplitKeys(), end: w.reading.EndSplit}
}

func (w *Window) newModes() []mode {
	var modes []mode
	for i := range w.views {
		if i != readView {
			modes = append(modes, w.viewMode(i))
		}
	}
	return append(modes, w.splitMode(), w.gradeMode(), w.selectMode(), w.articleMode(), w.walkMode(), w.fullMode())
}

// gradeMode returns the mode in which sentences and sources are graded.
func (w *Window) gradeMode() mode {
	return mode{on: w.grading.On, keys: w.grading.Keys(), end: w.grading.End, stays: true, keeps: w.grading.Keeps}
}

// selectMode returns the mode in which text is selected. Its keys are those of the
// window; only Esc has a meaning of its own.
func (w *Window) selectMode() mode {
	return mode{on: w.reading.Selecting, keys: command.NewTable(), end: w.reading.EndSelection, stays: true}
}

// articleMode returns the mode in which text is found in the article.
func (w *Window) articleMode() mode {
	return mode{on: w.find.FindingInArticle, keys: command.NewTable(), end: w.find.EndFindingInArticle, stays: true}
}

// walkMode returns the mode in which the analyst steps through the hits of a
// search.
func (w *Window) walkMode() mode {
	return mode{on: w.find.Walking, keys: command.NewTable(), end: w.find.EndWalk, stays: true}
}

// pressInMode offers a key to the modes that are on, and reports whether one of
// them handled it.
func (w *Window) pressInMode(k command.Key) bool {
	if w.session == nil {
		return false
	}
	for _, m := range w.modes {
		if !m.on() {
			continue
		}
		if k == command.Named(fyne.KeyEscape) {
			m.end()
			return true
		}
		if m.keys.Press(k) {
			return true
		}
		bound := w.table.Bound(k)
		if bound != nil && m.keeps != nil && m.keeps(bound, k) {
			return true
		}
		if !m.stays && bound != nil {
			m.end()
		}
	}
	return false
}

// mayRepeat reports whether a key that is held down may repeat its command.
func (w *Window) mayRepeat(k command.Key) bool {
	c := w.table.Bound(k)
	if w.session != nil {
		for _, m := range w.modes {
			if !m.on() {
				continue
			}
			if own := m.keys.Bound(k); own != nil || !m.stays {
				c = own
				break
			}
		}
	}
	return c != nil && c.Repeats
}
