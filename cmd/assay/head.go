package main

import (
	"fmt"

	"assay.app/assay/storage/ledger"
)

// headForm is the format in which the window stores a ledger.Head, such as
// "42:9f3c…".
const headForm = "%d:%x"

// Head implements project.Project.
func (p openProject) Head() (string, error) {
	head, err := p.Project.Head()
	return fmt.Sprintf(headForm, head.Change, head.Link), err
}

// Missing implements project.Project.
func (p openProject) Missing(head string) (missing bool, changes int, err error) {
	var seen ledger.Head
	if _, err := fmt.Sscanf(head, headForm, &seen.Change, &seen.Link); err != nil {
		return false, 0, fmt.Errorf("%q is no end of a history: %w", head, err)
	}
	reaches, err := p.Reaches(seen)
	if err != nil || reaches {
		return false, 0, err
	}
	now, err := p.Project.Head()
	if err != nil || now.Change >= seen.Change {
		return true, 0, err
	}
	return true, int(seen.Change - now.Change), nil
}
