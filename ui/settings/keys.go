package settings

import (
	"fmt"

	"assay.app/assay/ui/command"
)

// Changed keys have a file of their own:
//
//	{"keys": {"label.claim": ["k"], "edit.undo": ["Ctrl+<U>"]}}

// Keys is where changed keys are kept; the zero value keeps none.
type Keys struct{ file }

// keyFileName is the file's name in the app's folder.
const keyFileName = "keys.json"

// keyFileContent is what the file holds.
type keyFileContent struct {
	Keys map[command.ID][]string `json:"keys"`
}

// NewKeys returns the file in a folder.
func NewKeys(in Folder) Keys { return Keys{file{in, keyFileName}} }

// Load gives the changed keys; none when there is no file. What is no file of
// keys is put aside, and aside says where; err is why nothing could be read at
// all.
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

// Save keeps changed keys.
func (f Keys) Save(keys map[command.ID][]string) error {
	if err := f.write(keyFileContent{Keys: keys}); err != nil {
		return fmt.Errorf("keep the changed keys: %w", err)
	}
	return nil
}
