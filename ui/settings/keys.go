package settings

import (
	"fmt"

	"assay.app/assay/ui/command"
)

// The file of changed keys looks like this:
//
//	{"keys": {"label.claim": ["k"], "edit.undo": ["Ctrl+<U>"]}}

// Keys is the file of changed keys. The zero value saves nothing.
type Keys struct{ file }

const keyFileName = "keys.json"

type keyFileContent struct {
	Keys map[command.ID][]string `json:"keys"`
}

// NewKeys returns the file of changed keys in a folder.
func NewKeys(in Folder) Keys { return Keys{file{in, keyFileName}} }

// Load returns the changed keys, or none if there is no file. It renames a file
// that does not hold keys, and returns the new path as aside.
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
