package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// keyOf gives the key that a command is shown with; for one that has none, its
// name.
func (w *Window) keyOf(id command.ID) string {
	if key := w.shownKey(id); key != "" {
		return key
	}
	if c := w.table.Find(id); c != nil {
		return "“" + c.Title + "”"
	}
	return ""
}

// shownKey gives the key that a command is shown with, or "".
func (w *Window) shownKey(id command.ID) string {
	if c := w.table.Find(id); c != nil && len(c.Keys) > 0 {
		return c.Keys[0].String()
	}
	return ""
}

// withKey writes a command's key behind what it does.
func (w *Window) withKey(text string, id command.ID) string {
	if key := w.shownKey(id); key != "" {
		return text + "  ( " + key + " )"
	}
	return text
}

// hints says which keys to work with, for the status bar.
func (w *Window) hints() string {
	labels := w.labelKeys()
	tag := strings.Join(labels, " ")
	if last := len(labels) - 1; last > 0 && labels[0] == "1" && labels[last] == strconv.Itoa(last+1) {
		tag = "1–" + labels[last]
	}
	parts := []string{strings.TrimSpace(tag + " " + lang.L("tag"))}
	if accept := w.acceptHint(); accept != "" {
		parts = append(parts, accept)
	}
	for _, hint := range []struct {
		text string
		ids  []command.ID
	}{
		{lang.L("move"), []command.ID{"sentence.next", "sentence.previous"}},
		{lang.L("next untagged"), []command.ID{"sentence.untagged"}},
		{lang.L("note"), []command.ID{"note.write"}},
		{lang.L("find"), []command.ID{"palette.show"}},
		{lang.L("keys"), []command.ID{"help.keys"}},
	} {
		var keys []string
		for _, id := range hint.ids {
			if key := w.shownKey(id); key != "" {
				keys = append(keys, key)
			}
		}
		if len(keys) > 0 {
			parts = append(parts, strings.Join(keys, "/")+" "+hint.text)
		}
	}
	return strings.Join(parts, " · ")
}

// labelKeys gives the key of each label, in the order of the codebook.
func (w *Window) labelKeys() (out []string) {
	for _, l := range w.session.Codebook() {
		out = append(out, w.shownKey(labelCommand(l.Key)))
	}
	return out
}
