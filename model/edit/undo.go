package edit

import "slices"

// Undoing returns the change that undoes changes. There must be at least one, and
// they must be newest first, as History.Undo returns them.
func Undoing(changes []Change) Change {
	c := Change{Verb: changes[0].Verb, Edits: make([]Edit, 0, lenOf(changes))}
	for _, old := range changes {
		c.Undoes = append(c.Undoes, old.ID)
		settled := old.settled()
		for i := old.Len() - 1; i >= 0; i-- {
			if e := old.edit(i); !follows(e, settled) {
				c.Edits = append(c.Edits, e.Inverse())
			}
		}
	}
	if slices.ContainsFunc(changes, isImport) {
		c.Edits = lasting(c.Edits)
	}
	return c
}

// isImport reports whether a change is an import. In a batch, other changes can follow it.
func isImport(c Change) bool { return c.Verb == Import }

// lenOf returns the number of edits in changes.
func lenOf(changes []Change) (n int) {
	for _, c := range changes {
		n += c.Len()
	}
	return n
}

// Redoing returns the change that repeats changes. There must be at least one, and
// they must be oldest first, as History.Redo returns them.
func Redoing(changes []Change) Change {
	c := Change{Verb: changes[0].Verb, Edits: make([]Edit, 0, lenOf(changes))}
	for _, old := range changes {
		c.Redoes = append(c.Redoes, old.ID)
		settled := old.settled()
		for e := range old.All() {
			if !follows(e, settled) {
				c.Edits = append(c.Edits, repeated(e))
			}
		}
	}
	if slices.ContainsFunc(changes, isImport) {
		c.Edits = lasting(c.Edits)
	}
	return c
}
