package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// keyOf returns the first key of a command, or its quoted title if it has none. For
// an unknown command it returns "".
func (w *Window) keyOf(id command.ID) string {
	if key := w.shownKey(id); key != "" {
		return key
	}
	if c := w.table.Find(id); c != nil {
		return "“" + c.Title + "”"
	}
	return ""
}

// shownKey returns the first key of a command, or "" if it has none.
func (w *Window) shownKey(id command.ID) string {
	if c := w.table.Find(id); c != nil && len(c.Keys) > 0 {
		return c.Keys[0].String()
	}
	return ""
}

// withKey returns a text followed by the first key of a command, or only the text
// if the command has no key.
func (w *Window) withKey(text string, id command.ID) string {
	if key := w.shownKey(id); key != "" {
		return text + "  ( " + key + " )"
	}
	return text
}

// mostHinted is the largest number of label keys that tagHint lists one by one.
const mostHinted = 4

// tagHint returns a text with the keys that assign labels. If there are at least
// two keys and they are the digits from 1, it returns a range such as "1–3".
// Otherwise it lists up to mostHinted keys one by one. It shortens a longer list to
// a range such as "1–9 …" if the list begins with at least two such digits, and to
// the first mostHinted keys otherwise.
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

// hints returns the key hints for the status bar.
func (w *Window) hints() string {
	var parts []string
	if selected := w.reading.SelectedHint(); selected != "" {
		parts = append(parts, selected)
	}
	parts = append(parts, strings.TrimSpace(tagHint(w.labelKeys())+" "+lang.L("tag")))
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

func (w *Window) showHints() {
	if !w.reading.Splitting() { // splitting shows keys of its own
		w.status.SetKeys(w.hints())
	}
}
