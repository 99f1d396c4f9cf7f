// Package timeline shows articles and what they say over time: in bands along an axis, and as a
// list. It has no controller; the view that hosts it has the timeline and the commands.
package timeline

import (
	"fyne.io/fyne/v2"

	"assay.app/assay/model"
)

// Host is what a View needs from the view that shows it.
type Host interface {
	// Go runs work on another goroutine.
	Go(work func())
	// Post calls a function on the GUI goroutine.
	Post(func())
	// Focus focuses an object.
	Focus(fyne.Focusable)
	// PressKey, PressRune and PressShortcut handle what has no meaning in a chart or list.
	PressKey(*fyne.KeyEvent)
	PressRune(rune)
	PressShortcut(fyne.Shortcut)
	// Moved is called when something else is current, or a part gets or loses the focus.
	Moved()
	// Read shows the sentence at a byte offset in the text of an article.
	Read(article model.ArticleID, offset int)
}
