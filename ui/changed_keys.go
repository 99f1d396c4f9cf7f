package ui

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/words"
)

// loadNames reads the file of analysts' names, and logs an error if that fails.
func (w *Window) loadNames() *settings.Names {
	names, err := settings.LoadNames(w.opts.Settings)
	if err != nil {
		fyne.LogError("assay", err)
	}
	return names
}

// loadKeys reads the analyst's changed keys and assigns them to the commands.
func (w *Window) loadKeys() {
	w.keyFile = settings.NewKeys(w.opts.Settings)
	keys, aside, err := w.keyFile.Load()
	switch {
	case err != nil:
		fyne.LogError("assay", err)
		w.opts.Notices = append(w.opts.Notices, lang.L("Your custom shortcuts could not be read. All commands have their default shortcuts."))
		w.keyFile = settings.Keys{} // do not overwrite a file that cannot be read
	case aside != "":
		w.opts.Notices = append(w.opts.Notices, lang.L(
			"The file with your custom shortcuts is damaged. All commands have their default shortcuts. The file was kept as {{.Path}}.",
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
	refused = append(w.setLabels(words.Codebook(model.DefaultCodebook())), refused...)
	if len(refused) > 0 {
		w.keysRefused(refused)
	}
	w.table.OnChanged = w.keysChanged
}

// keysRefused keeps a copy of the file of changed keys, saves the keys without the
// refused ones, and adds a notice that names the commands concerned.
func (w *Window) keysRefused(ids []command.ID) {
	var names []string
	for _, id := range ids {
		name := string(id)
		if c := w.table.Find(id); c != nil {
			name = c.Title
		}
		names = append(names, name)
	}
	if err := errors.Join(w.keyFile.CopyAside(), w.keyFile.Save(w.table.Changed())); err != nil {
		fyne.LogError("assay", err)
	}
	w.opts.Notices = append(w.opts.Notices, lang.L(
		"Some of your custom shortcuts are invalid. These commands have their default shortcuts: {{.Names}}. The file was kept as {{.Path}}.",
		map[string]any{"Names": strings.Join(names, ", "), "Path": w.keyFile.Broken()}))
}

// tellNotices shows the notices collected while the program started.
func (w *Window) tellNotices() {
	if len(w.opts.Notices) > 0 {
		dialog.Tell(lang.L("Some settings could not be read"), strings.Join(w.opts.Notices, "\n\n"), w.win)
	}
}
