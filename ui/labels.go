package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/words"
)

// The commands of labels
//
// Each label of the open project has a command. Until the first project is open,
// each label of the default codebook has one. The first nine labels have the digits
// 1 to 9 as keys. A label also has its letter in the codebook as a key. A key of
// either kind is dropped if another command has it or if it cannot be pressed. The
// analyst sees a notice about dropped keys when the project opens.

// clearLabelID is the id of the command that clears the label of a sentence.
const clearLabelID command.ID = "label.clear"

const labelPrefix = "label."

// labelCommand returns the id of the command for a label.
func labelCommand(key model.LabelKey) command.ID {
	id := command.ID(labelPrefix + string(key))
	if id == clearLabelID {
		return labelPrefix + " " + command.ID(key) // the space keeps it apart from clearLabelID
	}
	return id
}

// givesLabel reports whether id has the form of a command id that labelCommand
// returns.
func givesLabel(id command.ID) bool {
	return strings.HasPrefix(string(id), labelPrefix) && id != clearLabelID
}

// digits is the number of labels that have a digit as a key.
const digits = 9

// labelCommands returns a command for each label of a codebook.
func (w *Window) labelCommands(book model.Codebook) []*command.Command {
	var out []*command.Command
	for i, l := range book.Current() {
		var keys []command.Key
		if i < digits {
			keys = append(keys, command.Rune(rune('1'+i)))
		}
		for _, r := range strings.ToLower(l.Letter) {
			keys = append(keys, command.Typed(r))
		}
		out = append(out, &command.Command{
			ID: labelCommand(l.Key), Title: l.Called(), Group: command.Annotate, Section: command.LabelSection,
			Keys: keys, Disabled: w.needSentence, Run: func() { w.report(w.session.Tag(l.Key)) },
			Hint: func() string { return w.meaning(l.Key) },
		})
	}
	return out
}

// meaning returns what a label of the open project is for, or "".
func (w *Window) meaning(key model.LabelKey) string {
	if w.session == nil {
		return ""
	}
	l, _ := w.session.Codebook().Find(key)
	return words.Meaning(l)
}

// setLabels replaces the commands of labels with those of a codebook. It returns
// the ids of commands whose changed keys could not be restored.
func (w *Window) setLabels(book model.Codebook) (refused []command.ID) {
	var old []command.ID
	for _, l := range w.labels {
		old = append(old, labelCommand(l.Key))
	}
	w.labels = book.Current()
	w.droppedKeys, refused = w.table.Replace(old, w.labelCommands(book)...)
	return refused
}

// useLabels switches the window to the codebook of a project that opens, or to one that
// was changed.
func (w *Window) useLabels(book model.Codebook) {
	book = book.Current()
	same := slices.EqualFunc(book, w.labels, func(a, b model.Label) bool {
		return a.Key == b.Key && a.Name == b.Name && a.Letter == b.Letter
	})
	if w.usualKeys = nil; same {
		w.labels = book
		return
	}
	w.usualKeys = w.setLabels(book)
	w.listenToShortcuts()
	w.setMenus()
}

// sayDroppedKeys tells the analyst which keys of labels do not work.
func (w *Window) sayDroppedKeys() {
	var keys, names, says []string
	for _, d := range w.droppedKeys {
		keys = append(keys, d.Key.String()+" ("+d.Of.Title+")")
	}
	for _, id := range w.usualKeys {
		names = append(names, w.table.Find(id).Title)
	}
	if len(keys) > 0 {
		says = append(says, lang.L("These label keys are already used or cannot be typed: {{.Keys}}.", map[string]any{"Keys": strings.Join(keys, ", ")}))
	}
	if len(names) > 0 {
		says = append(says, lang.L("The custom shortcuts of these labels are already used: {{.Names}}.", map[string]any{"Names": strings.Join(names, ", ")}))
	}
	if len(says) > 0 {
		w.status.SetNotice(strings.Join(says, " "))
	}
}

// labelGiven returns the label that a command assigns, and whether it assigns one.
func (w *Window) labelGiven(id command.ID) (model.Label, bool) {
	i := slices.IndexFunc(w.labels, func(l model.Label) bool { return id == labelCommand(l.Key) })
	if i < 0 {
		return model.Label{}, false
	}
	return w.labels[i], true
}

// labelPressed returns the label whose key types r, or "" if the key clears the
// label. It returns false if the key does neither.
func (w *Window) labelPressed(r rune) (model.LabelKey, bool) {
	c := w.table.Bound(command.Typed(r))
	if c == nil {
		return "", false
	}
	if l, gives := w.labelGiven(c.ID); gives {
		return l.Key, true
	}
	return "", c.ID == clearLabelID
}

// labelKeys returns the first key of each label, in the order of the codebook. A
// label without a key has "".
func (w *Window) labelKeys() (out []string) {
	for _, l := range w.session.Codebook().Current() {
		out = append(out, w.shownKey(labelCommand(l.Key)))
	}
	return out
}
