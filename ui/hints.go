package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// keyOf returns the key that a command is shown with, or its name if it has no
// key.
func (w *Window) keyOf(id command.ID) string {
	if key := w.shownKey(id); key != "" {
		return key
	}
	if c := w.table.Find(id); c != nil {
		return "“" + c.Title + "”"
	}
	return ""
}

// shownKey returns the key that a command is shown with, or "".
func (w *Window) shownKey(id command.ID) string {
	if c := w.table.Find(id); c != nil && len(c.Keys) > 0 {
		return c.Keys[0].String()
	}
	return ""
}

// withKey appends the key of a command to a text.
func (w *Window) withKey(text string, id command.ID) string {
	if key := w.shownKey(id); key != "" {
		return text + "  ( " + key + " )"
	}
	return text
}

// mostHinted is how many keys of labels the status bar lists.
const mostHinted = 4

// tagHint returns the keys that assign labels: "1–3" if all are digits in order; up
// to mostHinted keys in full; otherwise "1–9 …", or the first few keys and "…".
func tagHint(keys []string) string {
	run := 0
	for run < len(keys) && keys[run] == strconv.Itoa(run+1) {
		run++
	}
	switch {
	case run > 1 && run == len(keys):
		return "1–" + keys[run-1]
	case len(keys) <= mostHinted:
		return strings.Join(keys, " ")
	case run > 1:
		return "1–" + keys[run-1] + " …"
	}
	return strings.Join(keys[:mostHinted], " ") + " …"
}

// hints returns what the status bar says about the keys to work with.
func (w *Window) hints() string {
	parts := []string{strings.TrimSpace(tagHint(w.labelKeys()) + " " + lang.L("tag"))}
	if accept := w.reading.AcceptHint(); accept != "" {
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

// showHints shows the keys for the current sentence in the status bar.
func (w *Window) showHints() {
	if !w.reading.Splitting() { // while splitting, other keys are shown
		w.status.SetKeys(w.hints())
	}
}
