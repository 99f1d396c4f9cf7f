package edit

import "slices"

// Undoing returns the change that undoes changes. There must be at least one, and
// they must be newest first, as History.Undo returns them.
func Undoing(changes []Change) Change {
	c := Change{Verb: changes[0].Verb, Edits: make([]Edit, 0, lenOf(changes))}
	for _, old := range changes {
		c.Undoes = append(c.Undoes, old.ID)
		for i := old.Len() - 1; i >= 0; i-- {
			c.Edits = append(c.Edits, old.edit(i).Inverse())
		}
	}
	return c
}

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
		c.Edits = slices.AppendSeq(c.Edits, old.All())
	}
	return c
}
