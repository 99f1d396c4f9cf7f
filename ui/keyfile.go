package ui

import (
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
)

// Changed keys have a file of their own:
//
//	{"keys": {"label.claim": ["k"], "edit.undo": ["Ctrl+<U>"]}}

// keyFile is where changed keys are kept; the zero value keeps none.
type keyFile struct{ keptFile }

// keyFileName is the file's name in the app's folder.
const keyFileName = "keys.json"

// keyFileContent is what the file holds.
type keyFileContent struct {
	Keys map[command.ID][]string `json:"keys"`
}

// load gives the changed keys; none when there is no file. What is no file of
// keys is put aside, and aside says where; err is why nothing could be read at
// all.
func (f keyFile) load() (keys map[command.ID][]string, aside string, err error) {
	var content keyFileContent
	_, aside, err = f.read(&content, func() bool { return content.Keys != nil })
	if err != nil {
		return nil, "", fmt.Errorf("read the changed keys: %w", err)
	}
	if aside != "" {
		return nil, aside, nil
	}
	return content.Keys, "", nil
}

// save keeps changed keys.
func (f keyFile) save(keys map[command.ID][]string) error {
	if err := f.write(keyFileContent{Keys: keys}); err != nil {
		return fmt.Errorf("keep the changed keys: %w", err)
	}
	return nil
}

// loadNames reads the names that analysts have had.
func (w *Window) loadNames() {
	var err error
	if w.names, err = loadNames(w.opts.Settings); err != nil {
		fyne.LogError("assay", err)
	}
}

// loadKeys gives commands the keys that the analyst gave them.
func (w *Window) loadKeys() {
	w.keyFile.keptFile = keptFile{w.opts.Settings, keyFileName}
	keys, aside, err := w.keyFile.load()
	switch {
	case err != nil:
		fyne.LogError("assay", err)
		w.opts.Notices = append(w.opts.Notices, lang.L("Your changed keys could not be read, so all commands have their usual keys."))
		w.keyFile.keptFile = keptFile{} // what cannot be read is not written over
	case aside != "":
		w.opts.Notices = append(w.opts.Notices, lang.L(
			"The file of your changed keys is damaged, so all commands have their usual keys. It was kept as {{.Path}}.",
			map[string]any{"Path": aside}))
	}
	ofLabels := map[command.ID][]string{}
	for id, texts := range keys {
		if givesLabel(id) {
			ofLabels[id] = texts
			delete(keys, id)
		}
	}
	refused := w.table.Change(keys)
	w.table.Keep(ofLabels)
	refused = append(w.setLabels(model.DefaultCodebook()), refused...)
	if len(refused) > 0 {
		w.keysRefused(refused)
	}
	w.table.OnChanged = w.keysChanged
}

// keysRefused keeps the file as it was, and has the analyst told which keys
// were not obeyed.
func (w *Window) keysRefused(ids []command.ID) {
	var names []string
	for _, id := range ids {
		name := string(id)
		if c := w.table.Find(id); c != nil {
			name = c.Title
		}
		names = append(names, name)
	}
	if err := errors.Join(w.keyFile.copyAside(), w.keyFile.save(w.table.Changed())); err != nil {
		fyne.LogError("assay", err)
	}
	w.opts.Notices = append(w.opts.Notices, lang.L(
		"Some of your changed keys make no sense. These commands have their usual keys: {{.Names}}. The file was kept as {{.Path}}.",
		map[string]any{"Names": strings.Join(names, ", "), "Path": w.keyFile.broken()}))
}

// tellNotices tells what was found when the program started.
func (w *Window) tellNotices() {
	if len(w.opts.Notices) > 0 {
		dialog.Tell(lang.L("Settings that could not be read"), strings.Join(w.opts.Notices, "\n\n"), w.win)
	}
}
