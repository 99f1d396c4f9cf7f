package ui

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
)

// Changed keys are the analyst's own work, so they are not left to the
// preferences, which are rewritten in place and gone if that is interrupted:
// they have a file of their own, which is written aside and renamed. It is for
// people to read too:
//
//	{"keys": {"label.claim": ["k"], "edit.undo": ["Ctrl+<U>"]}}

// keyFile is where changed keys are kept; "" keeps none.
type keyFile string

// keyFileName is the file's name in the app's folder.
const keyFileName = "keys.json"

// brokenSuffix is what the name of a file gets that could not be read and was
// put aside.
const brokenSuffix = ".broken"

// keyFileContent is what the file holds.
type keyFileContent struct {
	Keys map[command.ID][]string `json:"keys"`
}

// load gives the changed keys; none when there is no file. What is no file of
// keys is put aside, and aside says where; err is why nothing could be read at
// all.
func (f keyFile) load() (keys map[command.ID][]string, aside string, err error) {
	if f == "" {
		return nil, "", nil
	}
	data, err := os.ReadFile(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("read the changed keys: %w", err)
	}
	var content keyFileContent
	if json.Unmarshal(data, &content) != nil || content.Keys == nil {
		if err := os.Rename(string(f), f.broken()); err != nil {
			return nil, "", fmt.Errorf("put a broken file of keys aside: %w", err)
		}
		return nil, f.broken(), nil
	}
	return content.Keys, "", nil
}

// broken is where the file goes when it cannot be read.
func (f keyFile) broken() string { return string(f) + brokenSuffix }

// setAside keeps a copy of the file, some of which could not be obeyed.
func (f keyFile) setAside() error {
	data, err := os.ReadFile(string(f))
	if err == nil {
		err = os.WriteFile(f.broken(), data, 0o644)
	}
	if err != nil {
		return fmt.Errorf("keep the file of keys as it was: %w", err)
	}
	return nil
}

// save keeps changed keys.
func (f keyFile) save(keys map[command.ID][]string) error {
	if f == "" {
		return nil
	}
	data, err := json.MarshalIndent(keyFileContent{Keys: keys}, "", "  ")
	if err == nil {
		err = writeAside(string(f), append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("keep the changed keys: %w", err)
	}
	return nil
}

// writeAside writes a file so that it is there whole or as it was before.
func writeAside(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

// loadKeys gives commands the keys that the analyst gave them.
func (w *Window) loadKeys() {
	if w.opts.Folder != "" {
		w.keyFile = keyFile(filepath.Join(w.opts.Folder, keyFileName))
	}
	keys, aside, err := w.keyFile.load()
	switch {
	case err != nil:
		fyne.LogError("assay", err)
		w.opts.Notices = append(w.opts.Notices, lang.L("Your changed keys could not be read, so all commands have their usual keys."))
		w.keyFile = "" // what cannot be read is not written over
	case aside != "":
		w.opts.Notices = append(w.opts.Notices, lang.L(
			"The file of your changed keys is damaged, so all commands have their usual keys. It was kept as {{.Path}}.",
			map[string]any{"Path": aside}))
	}
	if refused := w.table.Change(keys); len(refused) > 0 {
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
	if err := errors.Join(w.keyFile.setAside(), w.keyFile.save(w.table.Changed())); err != nil {
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
