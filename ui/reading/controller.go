// Package reading shows the open articles in one or two readers, with suggestions
// and the labels of other analysts, and splits and merges sentences.
package reading

import (
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/reader"
	"assay.app/assay/ui/settings"
)

// Window is what reading needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// After calls a function on the GUI goroutine after a delay, unless cancel is
	// called before.
	After(time.Duration, func()) (cancel func())
	// Report shows an error, if there is one.
	Report(error)
	// Notice shows a text in the status bar.
	Notice(string)
	// ShowKeys shows a text about keys in the status bar. ShowHints shows the usual
	// key hints there.
	ShowKeys(string)
	ShowHints()
	// Unfocus removes the keyboard focus.
	Unfocus()
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Apply puts preferences into effect and saves them.
	Apply(settings.Choices)
	// WriteNote lets the analyst write a note on the current sentence, or the same
	// one on all selected sentences.
	WriteNote()
	// Grade starts grading.
	Grade(record.Graded)
	// ArticleShown updates the panels around the readers for the article in the
	// active reader.
	ArticleShown()
	// SetWide tells the window whether two readers are shown.
	SetWide(bool)
	// SetWhose shows above the list a text about whose labels are shown.
	SetWhose(string)
	// Copy puts a text on the clipboard.
	Copy(text string)
	// ChooseArticle lets the analyst choose an article of the list, and passes it to
	// take.
	ChooseArticle(take func(model.ArticleID))
	// SentenceMenu opens the context menu of a unit. offset is a byte offset into
	// the article's text.
	SentenceMenu(unit, offset int, at fyne.Position)
	// ShowNewest shows the newest version of the open article, at the same sentence.
	// ShowDifferences shows how the versions of the open article differ.
	ShowNewest()
	ShowDifferences()
	// Found returns the marks of a search in a sentence, in byte offsets into the
	// article's text, and the one that is current, or zero.
	Found(article model.ArticleID, sentence model.Span) (marks []model.Span, current model.Span)

	// Key returns the first key of a command, or the command's quoted title if it
	// has no key.
	Key(command.ID) string
	// ShownKey returns the key of a command, or "".
	ShownKey(command.ID) string
	// These methods return the reason why a command cannot run, or "" if it can.
	NeedProject() string
	NeedArticle() string
	NeedSentence() string
}

// Controller shows the articles in the places of the session.
type Controller struct {
	win   Window
	prefs *settings.Preferences

	// These belong to the project that was opened last.
	tips    *panel.Tips
	content *fyne.Container // holds both readers
	leaves  [2]*leaf        // a reader for each place of the session
	reader  *reader.Reader  // the active reader
	split   *splitting      // nil unless a sentence is being split
}

// New returns the controller of a window.
func New(win Window, prefs *settings.Preferences) *Controller {
	return &Controller{win: win, prefs: prefs}
}

// Reader returns the active reader.
func (c *Controller) Reader() *reader.Reader { return c.reader }
