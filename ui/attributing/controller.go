// Package attributing lets the analyst attribute sentences to voices.
package attributing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
)

// Window is what attributing needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Report shows an error, if there is one.
	Report(error)
	// Notice shows a text in the status bar.
	Notice(string)
	// Key returns the first key of a command, or the command's quoted title if it has no
	// key.
	Key(command.ID) string
	// NeedSentence returns the reason why the sentence cannot be attributed, or "".
	NeedSentence() string
}

// Controller runs the commands about attributions.
type Controller struct{ win Window }

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win} }

// Commands returns the commands about attributions.
func (c *Controller) Commands() []*command.Command {
	sources := lang.L("Sources")
	return []*command.Command{
		{
			ID: "voice.attribute", Title: lang.L("Who Says It…"), Group: command.Annotate, Section: command.SourceSection, Submenu: sources,
			Keys:     []command.Key{command.Rune('w')},
			Disabled: c.win.NeedSentence, Run: c.Ask,
		},
		{
			ID: "voice.clear", Title: lang.L("Remove Who Says It"), Group: command.Annotate, Section: command.SourceSection, Submenu: sources,
			Keys:     []command.Key{command.Shifted('w')},
			Disabled: c.needAttribution, Run: c.Remove,
		},
	}
}

// needAttribution returns the reason why no attribution can be removed, or "".
func (c *Controller) needAttribution() string {
	if why := c.win.NeedSentence(); why != "" {
		return why
	}
	if s := c.win.Session(); s.SentencesActed() == 1 && s.Attribution() == nil {
		return lang.L("Nobody is named as the source of this sentence. Press {{.Key}} to say who it is.", map[string]any{"Key": c.win.Key("voice.attribute")})
	}
	return ""
}

// Remove removes the attribution of the current sentence, or those of the selected ones.
func (c *Controller) Remove() {
	if why := c.needAttribution(); why != "" {
		c.win.Notice(why)
		return
	}
	if err := c.win.Session().RemoveAttribution(); err != nil {
		c.win.Report(err)
		return
	}
	c.win.Notice(c.said(lang.L("Removed who says it.")))
}

// said returns a notice with the key that undoes the action.
func (c *Controller) said(what string) string {
	return what + " " + lang.L("Press {{.Key}} to undo.", map[string]any{"Key": c.win.Key("edit.undo")})
}
