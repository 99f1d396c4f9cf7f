package settings

import (
	"fmt"

	"assay.app/assay/ui/command"
)

// Changed keys have a file of their own:
//
//	{"keys": {"label.claim": ["k"], "edit.undo": ["Ctrl+<U>"]}}

// Keys is the file of changed keys. The zero value keeps nothing.
type Keys struct{ file }

// keyFileName is the file's name in the settings folder.
const keyFileName = "keys.json"

// keyFileContent is the file's content.
type keyFileContent struct {
	Keys map[command.ID][]string `json:"keys"`
}

// NewKeys returns the file of changed keys in a folder.
func NewKeys(in Folder) Keys { return Keys{file{in, keyFileName}} }

// Load returns the changed keys, or none if there is no file. A file that does not
// hold keys is put aside, and aside is its new path.
func (f Keys) Load() (keys map[command.ID][]string, aside string, err error) {
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

// Save writes the changed keys.
func (f Keys) Save(keys map[command.ID][]string) error {
	if err := f.write(keyFileContent{Keys: keys}); err != nil {
		return fmt.Errorf("keep the changed keys: %w", err)
	}
	return nil
}
