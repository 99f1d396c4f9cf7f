package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
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
		return text + " (" + key + ")"
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

// writing says which entry of the window, or the list, has the focus.
type writing int

const (
	nothing writing = iota
	aNote
	aFilter
	aFind
	theList
)

// setWriting records that an entry, or the list, has got or lost the focus, and shows the
// keys that work now.
func (w *Window) setWriting(on bool, where writing) {
	if !on {
		where = nothing
	}
	if w.writing = where; w.status != nil {
		w.showHints()
	}
}

// hint is a text with the commands whose keys stand before it.
type hint struct {
	text string
	ids  []command.ID
}

// hints returns the keys that work now, for the status bar.
func (w *Window) hints() string {
	escape := command.Named(fyne.KeyEscape).String()
	switch {
	case w.viewed().hints != nil:
		return w.viewed().hints()
	case w.writing == aNote:
		return lang.L("Saved as you type") + " · " + escape + " " + lang.L("back to the article")
	case w.writing == aFilter:
		return command.Named(fyne.KeyReturn).String() + " " + lang.L("open the first article") + " · " + escape + " " + lang.L("clear")
	case w.writing == aFind:
		enter := command.Named(fyne.KeyReturn)
		back := command.Key{Name: enter.Name, Mod: fyne.KeyModifierShift}
		return enter.String() + "/" + back.String() + " " + lang.L("next and previous result") + " · " + escape + " " + lang.L("end")
	case w.session.Articles() == 0:
		return w.keyHints(
			hint{lang.L("add articles"), []command.ID{"import.files"}},
			hint{lang.L("open a project"), []command.ID{"project.open"}},
			hint{lang.L("all shortcuts"), []command.ID{"help.keys"}},
		)
	case w.writing == theList:
		return command.Named(fyne.KeyReturn).String() + " " + lang.L("open") + " · " +
			command.Named(fyne.KeyDelete).String() + " " + lang.L("remove") + " · " + escape + " " + lang.L("back to the article")
	case w.session.Document() == nil:
		return w.keyHints(
			hint{lang.L("next article"), []command.ID{"article.next"}},
			hint{lang.L("filter"), []command.ID{"article.filter"}},
			hint{lang.L("go to anything"), []command.ID{"palette.show"}},
		)
	case w.grading.On():
		return w.grading.Hint()
	case w.find.Walking():
		return w.keyHints(
			hint{lang.L("next and previous result"), []command.ID{"search.next", "search.previous"}},
		) + " · " + escape + " " + lang.L("end")
	}
	var parts []string
	if selected := w.reading.SelectedHint(); selected != "" {
		parts = append(parts, selected)
	}
	if u, ok := w.session.Current(); ok && u.Kind != model.UnitSentence {
		parts = append(parts, w.keyHints(hint{lang.L("include"), []command.ID{"sentence.aside"}}))
	} else if keys := strings.TrimSpace(tagHint(w.labelKeys())); keys != "" {
		parts = append(parts, keys+" "+lang.L("label"))
	}
	if accept := w.reading.AcceptHint(); accept != "" {
		parts = append(parts, accept)
	}
	if w.session.Places() > 1 {
		parts = append(parts, w.keyHints(hint{lang.L("other reader"), []command.ID{"beside.switch"}}))
	}
	parts = append(parts, w.keyHints(
		hint{lang.L("move"), []command.ID{"sentence.next", "sentence.previous"}},
		hint{lang.L("next untagged"), []command.ID{"sentence.untagged"}},
		hint{lang.L("note"), []command.ID{"note.write"}},
		hint{lang.L("grade"), []command.ID{"grade.sentence"}},
		hint{lang.L("who says it"), []command.ID{"voice.attribute"}},
		hint{lang.L("go to anything"), []command.ID{"palette.show"}},
		hint{lang.L("all shortcuts"), []command.ID{"help.keys"}},
	))
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, " · ")
}

// keyHints returns hints with their keys. It leaves out those without a key.
func (w *Window) keyHints(hints ...hint) string {
	var parts []string
	for _, h := range hints {
		var keys []string
		for _, id := range h.ids {
			if key := w.shownKey(id); key != "" {
				keys = append(keys, key)
			}
		}
		if len(keys) > 0 {
			parts = append(parts, strings.Join(keys, "/")+" "+h.text)
		}
	}
	return strings.Join(parts, " · ")
}

func (w *Window) showHints() {
	if !w.reading.Splitting() { // splitting shows keys of its own
		w.status.SetKeys(w.hints())
	}
}
