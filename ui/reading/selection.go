package reading

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/reader"
	"assay.app/assay/ui/words"
)

// Selected text
//
// The session stores the selection of each place, because it decides to which
// sentences an action applies. The readers select with the mouse and by keys, and
// report it; ShowSelection brings them up to date after the session has changed it.

// CopyCommands returns the commands that copy text.
func (c *Controller) CopyCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "sentence.copy", Title: lang.L("Copy"), Group: command.Edit, Section: command.CopySection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyC)},
			Disabled: c.needText, Run: c.copy,
		},
		{
			ID: "sentence.cite", Title: lang.L("Copy with Source"), Group: command.Edit, Section: command.CopySection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyC)},
			Disabled: c.needText, Run: c.cite,
		},
	}
}

// SelectionCommands returns the commands that select text.
func (c *Controller) SelectionCommands() []*command.Command {
	extend := func(by reader.Step, n int) func() { return func() { c.reader.Extend(by, n) } }
	shift := func(name fyne.KeyName) command.Key { return command.Key{Name: name, Mod: fyne.KeyModifierShift} }
	selecting := func(id command.ID, title string, key command.Key, run func()) *command.Command {
		return &command.Command{
			ID: id, Title: title, Group: command.Edit, Section: command.CopySection, Submenu: lang.L("Selection"),
			Keys: []command.Key{key}, Disabled: c.win.NeedArticle, Run: run, Repeats: id != "select.all",
		}
	}
	return []*command.Command{
		selecting("select.all", lang.L("Select All"), command.Ctrl(fyne.KeyA), func() { c.reader.SelectAll() }),
		selecting("select.sentence", lang.L("Extend to Next Sentence"), shift(fyne.KeyDown), extend(reader.Sentence, 1)),
		selecting("select.sentence.back", lang.L("Extend to Previous Sentence"), shift(fyne.KeyUp), extend(reader.Sentence, -1)),
		selecting("select.word", lang.L("Extend to Next Word"), command.CtrlShift(fyne.KeyRight), extend(reader.Word, 1)),
		selecting("select.word.back", lang.L("Extend to Previous Word"), command.CtrlShift(fyne.KeyLeft), extend(reader.Word, -1)),
		selecting("select.character", lang.L("Extend to Next Character"), shift(fyne.KeyRight), extend(reader.Character, 1)),
		selecting("select.character.back", lang.L("Extend to Previous Character"), shift(fyne.KeyLeft), extend(reader.Character, -1)),
	}
}

func (c *Controller) needText() string {
	if why := c.win.NeedArticle(); why != "" {
		return why
	}
	if _, ok := c.win.Session().Current(); !ok {
		return lang.L("This article has no sentences.")
	}
	return ""
}

// Selecting reports whether text is selected in the active reader.
func (c *Controller) Selecting() bool { return c.win.Session().Selection().Len() > 0 }

// EndSelection ends the selection in the active reader.
func (c *Controller) EndSelection() { c.win.Session().Select(model.Span{}) }

// ShowSelection shows the selections of the session in the readers.
func (c *Controller) ShowSelection() {
	for i := range c.win.Session().Places() {
		if l := c.leaves[i]; l.shown == c.win.Session().DocumentAt(i) {
			l.reader.Select(c.win.Session().SelectionAt(i))
		}
	}
}

// SelectedHint returns how many sentences are selected, or "" if fewer than two are.
func (c *Controller) SelectedHint() string {
	if n := len(c.win.Session().Selected()); n > 0 {
		return words.N("{{.Count}} sentences selected", n)
	}
	return ""
}

// copied returns the text to copy: the selected text, or the current sentence.
func (c *Controller) copied() (text string, selected bool) {
	doc, span := c.win.Session().Document(), c.win.Session().Selection()
	if span.Len() > 0 {
		return inParagraphs(doc, span), true
	}
	u, _ := c.win.Session().Current()
	return inParagraphs(doc, u.Span), false
}

// inParagraphs returns the text of a span as it is shown: white space within a
// paragraph is one space, and there is an empty line between two paragraphs.
func inParagraphs(doc *model.Document, span model.Span) string {
	var out []string
	for _, p := range doc.Paragraphs {
		p = model.Span{Start: max(p.Start, span.Start), End: min(p.End, span.End)}
		if p.Len() <= 0 {
			continue
		}
		if text := strings.Join(strings.Fields(p.Of(doc.Text)), " "); text != "" {
			out = append(out, text)
		}
	}
	return strings.Join(out, "\n\n")
}

func (c *Controller) copy() {
	text, selected := c.copied()
	c.win.Copy(text)
	if selected {
		c.win.Notice(lang.L("Selection copied."))
		return
	}
	c.win.Notice(lang.L("Sentence copied."))
}

// cite copies the text in quotation marks, with the outlet and the date.
func (c *Controller) cite() {
	text, _ := c.copied()
	parts := []string{quoted(text)}
	m := c.win.Session().Document().Metadata
	for _, fact := range []string{m.Outlet, longDate(m.Published)} {
		if fact != "" {
			parts = append(parts, fact)
		}
	}
	notice := lang.L("Copied with its source.")
	if len(parts) == 1 {
		if m.Title != "" {
			parts = append(parts, m.Title)
		}
		notice = lang.L("Copied. This article has no outlet and no date.")
	}
	c.win.Copy(strings.Join(parts, ", "))
	c.win.Notice(notice)
}

// quoted puts a text in the quotation marks of the window's language, unless it is
// in quotation marks already.
func quoted(text string) string {
	const opening, closing = "“„«\"", "”“»\""
	runes := []rune(text)
	if n := len(runes); n > 1 && strings.ContainsRune(opening, runes[0]) && strings.ContainsRune(closing, runes[n-1]) &&
		!strings.ContainsAny(string(runes[1:n-1]), opening+closing) {
		return text
	}
	return lang.L("“{{.Text}}”", map[string]any{"Text": text})
}

// WriteNotes asks for a note and writes it on all selected sentences.
func (c *Controller) WriteNotes() {
	s := c.win.Session()
	title := words.N("Note on {{.Count}} sentences", s.SentencesActed())
	dialog.AskNote(title, c.win.Window(), func(text string) {
		n := s.SentencesActed()
		if err := s.NoteSelected(text); err != nil {
			c.win.Report(err)
			return
		}
		c.win.Notice(words.N("{{.Count}} notes added. Press {{.Undo}} to undo.", n, map[string]any{"Undo": c.win.Key("edit.undo")}))
	})
}
