// Package grading lets the analyst grade sentences, articles, outlets and voices by key.
package grading

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// Window is what grading needs from the window.
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
	// Unfocus removes the keyboard focus.
	Unfocus()
	// ShowHints shows the keys that work now in the status bar.
	ShowHints()

	// The Need methods return why a command cannot run, or "".
	NeedSentence() string
	NeedWritableArticle() string
	NeedOutlet() string
}

// How keys set grades
//
// Grading is a mode. A letter from A to F sets the reliability of the source, and a digit from
// 1 to 6 the credibility of the information. They apply to the target: the sentence, its
// article, its outlet or its voice. The key that starts the mode also changes the target. Keys
// that move, and keys with Ctrl, work as usual. Other keys of the window do nothing, so that a
// letter never labels a sentence by mistake. Each key makes one change.

// Controller runs the commands about grades, and the mode.
type Controller struct {
	win    Window
	on     bool
	target record.Graded
	keys   *command.Table
	bar    *bar
}

// targets are all targets, in the order of the key.
var targets = [...]record.Graded{record.GradedSentence, record.GradedArticle, record.GradedOutlet, record.GradedVoice}

// New returns the controller of a window.
func New(win Window) *Controller {
	c := &Controller{win: win}
	c.keys = c.newKeys()
	return c
}

// nextID is the command that starts the mode. In the mode, its key changes the target.
const nextID command.ID = "grade.sentence"

// Commands returns the commands about grades.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{
		c.command(nextID, lang.L("Grade Sentence…"), record.GradedSentence, command.Rune('r')),
		c.command("grade.article", lang.L("Grade Article…"), record.GradedArticle),
		c.command("grade.outlet", lang.L("Grade Outlet…"), record.GradedOutlet),
		c.command("grade.voice", lang.L("Grade Voice…"), record.GradedVoice),
	}
}

func (c *Controller) command(id command.ID, title string, on record.Graded, keys ...command.Key) *command.Command {
	return &command.Command{
		ID: id, Title: title, Group: command.Annotate, Section: command.SourceSection, Submenu: lang.L("Sources"), Keys: keys,
		Disabled: func() string { return c.need(on) }, Run: func() { c.Begin(on) },
	}
}

// need returns the reason why a target cannot be graded, or "".
func (c *Controller) need(on record.Graded) string {
	switch on {
	case record.GradedArticle:
		return c.win.NeedWritableArticle()
	case record.GradedOutlet:
		return c.win.NeedOutlet()
	case record.GradedVoice:
		if why := c.win.NeedSentence(); why != "" {
			return why
		}
		if c.win.Session().Attribution() == nil {
			return lang.L("Nobody is named as the source of this sentence. Press {{.Key}} to say who it is.", map[string]any{"Key": c.win.Key("voice.attribute")})
		}
		return ""
	}
	return c.win.NeedSentence()
}

// On reports whether the mode is on.
func (c *Controller) On() bool { return c.on }

// Target returns the target of the mode.
func (c *Controller) Target() record.Graded { return c.target }

// Begin starts the mode with a target, or changes the target.
func (c *Controller) Begin(on record.Graded) {
	if why := c.need(on); why != "" {
		c.win.Notice(why)
		return
	}
	c.win.Unfocus()
	c.win.Session().EndTyping()
	c.on, c.target = true, on
	c.bar.refresh()
	c.win.ShowHints()
}

// End ends the mode.
func (c *Controller) End() {
	if !c.on {
		return
	}
	c.on = false
	c.bar.refresh()
	c.win.ShowHints()
}

// next moves on to the next target that can be graded.
func (c *Controller) next() {
	at := slices.Index(targets[:], c.target)
	for range targets {
		at = (at + 1) % len(targets)
		if c.need(targets[at]) == "" {
			c.Begin(targets[at])
			return
		}
	}
}

// Keys returns the commands of the mode with their keys.
func (c *Controller) Keys() *command.Table { return c.keys }

func (c *Controller) newKeys() *command.Table {
	all := []*command.Command{
		{ID: "grade.next", Keys: []command.Key{command.Rune('r')}, Run: c.next},
		{ID: "grade.less", Keys: []command.Key{command.Named(fyne.KeyBackspace)}, Run: c.less},
		{ID: "grade.none", Keys: []command.Key{command.Rune('0'), command.Named(fyne.KeyDelete)}, Run: c.remove},
		{ID: "grade.why", Keys: []command.Key{command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)}, Run: c.askWhy},
	}
	for _, letter := range letters {
		all = append(all, &command.Command{ID: command.ID("grade." + letter), Keys: []command.Key{command.Typed([]rune(strings.ToLower(letter))[0])}, Run: func() { c.rate(letter) }})
	}
	for _, digit := range digits {
		all = append(all, &command.Command{ID: command.ID("grade." + digit), Keys: []command.Key{command.Typed([]rune(digit)[0])}, Run: func() { c.inform(digit) }})
	}
	return command.NewTable(all...)
}

// The letters and the digits of grades.
var (
	letters = strings.Split("ABCDEF", "")
	digits  = strings.Split("123456", "")
)

// Keeps reports whether the mode keeps a command of the window from running by its key.
func (c *Controller) Keeps(of *command.Command, k command.Key) bool {
	switch {
	case of.ID == nextID:
		c.next()
	case of.Group == command.Go, k.Mod&^fyne.KeyModifierShift != 0, isFunction(k.Name):
		return false
	default:
		c.win.Notice(lang.L("A to F and 1 to 6 give a grade now. Press {{.Key}} to end grading.", map[string]any{"Key": command.Named(fyne.KeyEscape).String()}))
	}
	return true
}

// isFunction reports whether a key is one of F1 to F12.
func isFunction(name fyne.KeyName) bool {
	return len(name) > 1 && name[0] == 'F' && strings.Trim(string(name[1:]), "0123456789") == ""
}

// present returns the grade of the target and its basis.
func (c *Controller) present() (g model.Grade, basis string) {
	if r := c.win.Session().GradeOf(c.target); r != nil {
		return r.Grade, r.Basis
	}
	return g, ""
}

// rate sets the letter.
func (c *Controller) rate(letter string) {
	g, basis := c.present()
	g.Source = letter
	c.set(g, basis)
}

// inform sets the digit.
func (c *Controller) inform(digit string) {
	if c.target != record.GradedSentence {
		c.win.Notice(whyNoDigit())
		return
	}
	g, basis := c.present()
	g.Information = digit
	c.set(g, basis)
}

func whyNoDigit() string {
	return lang.L("Digits grade what a sentence says, so only a sentence can have one.")
}

// less removes the digit or, if the grade has none, the letter. It does so to the grade of each
// of several sentences.
func (c *Controller) less() {
	if why := c.need(c.target); why != "" {
		c.win.Notice(why)
		return
	}
	c.win.Report(c.win.Session().LessenGrade(c.target))
}

// remove removes the grade.
func (c *Controller) remove() { c.set(model.Grade{}, "") }

// set sets the grade of the target and its basis.
func (c *Controller) set(g model.Grade, basis string) {
	if why := c.need(c.target); why != "" {
		c.win.Notice(why)
		return
	}
	if had, was := c.present(); had == g && (was == basis || g.IsZero()) && !c.mixed() {
		return
	}
	if g.IsZero() {
		basis = ""
	}
	c.win.Report(c.win.Session().SetGrade(c.target, g, basis))
}

// mixed reports whether the target is several sentences, whose grades may differ.
func (c *Controller) mixed() bool {
	return c.target == record.GradedSentence && c.win.Session().SentencesActed() > 1
}

// askWhy puts the cursor into the field for the basis.
func (c *Controller) askWhy() {
	if g, _ := c.present(); g.IsZero() {
		c.win.Notice(lang.L("Press a letter or a digit first. Then say why."))
		return
	}
	c.win.Window().Canvas().Focus(c.bar.why)
}

// explain saves the basis.
func (c *Controller) explain(basis string) {
	if g, was := c.present(); c.on && !g.IsZero() && basis != was {
		c.set(g, basis)
	}
}

// Open prepares the controller for a project that is being opened, and returns the bar. The
// controller calls relay after the bar has appeared, disappeared or changed its height.
func (c *Controller) Open(tips *panel.Tips, relay func()) fyne.CanvasObject {
	c.on = false
	c.bar = newBar(c, tips, relay)
	return c.bar.content
}

// Changed updates the bar after events of the session. If the cursor has moved, it makes the
// sentence the target.
func (c *Controller) Changed(events []session.Event) {
	if !c.on {
		return
	}
	for _, e := range events {
		switch e.(type) {
		case session.CursorMoved:
			c.target = record.GradedSentence
		case session.ArticleOpened, session.PlacesChanged:
			if c.win.Session().Document() == nil {
				c.End()
				return
			}
		}
	}
	if c.target != record.GradedSentence && c.need(c.target) != "" {
		c.target = record.GradedSentence
	}
	c.bar.refresh()
}

// Hint returns the text that names the keys of the mode in the status bar.
func (c *Controller) Hint() string {
	keys := map[string]any{
		"Next": c.win.Key(nextID), "Enter": command.Named(fyne.KeyReturn).String(), "Esc": command.Named(fyne.KeyEscape).String(),
		"Remove": command.Named(fyne.KeyBackspace).String(),
	}
	if c.target == record.GradedSentence {
		return lang.L("A–F source · 1–6 information · {{.Remove}} remove · {{.Enter}} why · {{.Next}} article, outlet, voice · {{.Esc}} end", keys)
	}
	return lang.L("A–F source · {{.Remove}} remove · {{.Enter}} why · {{.Next}} next · {{.Esc}} end", keys)
}

// subject returns a text that names the target.
func (c *Controller) subject() string {
	s := c.win.Session()
	switch c.target {
	case record.GradedArticle:
		return s.Document().Heading()
	case record.GradedOutlet:
		return s.Document().Metadata.Outlet
	case record.GradedVoice:
		if a := s.Attribution(); a != nil {
			return s.Voices().Called(a)
		}
	case record.GradedSentence:
		if n := s.SentencesActed(); n > 1 {
			return words.N("{{.Count}} sentences", n)
		}
		return lang.L("Sentence")
	}
	return words.Graded(c.target)
}

// status describes the grade of the target. If the target is a sentence without a grade of its
// own, status describes the grade in force.
func (c *Controller) status() string {
	if why := c.need(c.target); why != "" {
		return why
	}
	g, _ := c.present()
	text := c.subject() + " · " + words.Grade(g)
	if u, ok := c.win.Session().Current(); ok && c.target == record.GradedSentence && g.Source == "" && !c.mixed() {
		if f := c.win.Session().InForce(c.win.Session().Document(), u.Span); f.Letter != nil {
			text += " · " + Inherited(f.From, f.Source)
		}
	}
	return text
}

// Inherited returns a text that says which letter applies to a sentence without one, and where
// that letter comes from.
func Inherited(from record.Graded, letter string) string {
	text := letter + ": " + words.Reliability(letter)
	switch from {
	case record.GradedVoice:
		return lang.L("from the voice: {{.Grade}}", map[string]any{"Grade": text})
	case record.GradedArticle:
		return lang.L("from the article: {{.Grade}}", map[string]any{"Grade": text})
	case record.GradedOutlet:
		return lang.L("from the outlet: {{.Grade}}", map[string]any{"Grade": text})
	}
	return text
}
