// Package mention has the command that makes sentences of the open article mentions of a
// statement.
package mention

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
)

// Window is what the picker needs from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Notice shows a text in the status bar.
	Notice(string)
	// Key returns the first key of a command, or the command's quoted title if it has no key.
	Key(command.ID) string
	// NeedSentence returns the reason why the sentence cannot become a mention, or "".
	NeedSentence() string
}

// Controller runs the command.
type Controller struct{ win Window }

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win} }

// Commands returns the command that asks for a statement.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{{
		ID: "statement.add", Title: lang.L("Add to a Statement…"), Group: command.Annotate, Section: command.SourceSection, Submenu: lang.L("Sources"),
		Keys:     []command.Key{command.Rune('l')},
		Disabled: c.win.NeedSentence, Run: c.Ask,
	}}
}

// of returns the statements that the analyst mentions in every one of some sentences, with the
// stance in one of them.
func of(s *session.Session, on []model.Subject) map[model.StatementID]model.Stance {
	compared := s.Compared()
	counts := map[model.StatementID]int{}
	stances := map[model.StatementID]model.Stance{}
	for _, sentence := range on {
		seen := map[model.StatementID]bool{}
		keys := compared.Keys(record.MentionKind, func(k model.Key) bool { return k.Subject == sentence && k.Analyst == s.Analyst() })
		for _, key := range keys {
			root := compared.Statements.Root(model.StatementID(key.ID))
			if !seen[root] {
				seen[root] = true
				counts[root]++
				stances[root] = compared.Mention(key).Stance
			}
		}
	}
	for id, n := range counts {
		if n < len(on) {
			delete(stances, id)
		}
	}
	return stances
}
