package edit

// Undoing makes the change that takes back changes, which are given newest
// first, as History.Undo gives them.
func Undoing(changes []Change) Change {
	c := Change{Verb: changes[0].Verb}
	for _, old := range changes {
		c.Undoes = append(c.Undoes, old.ID)
		c.Edits = append(c.Edits, Inverses(old.Edits)...)
	}
	return c
}

// Redoing makes the change that makes changes again, which are given oldest
// first, as History.Redo gives them.
func Redoing(changes []Change) Change {
	c := Change{Verb: changes[0].Verb}
	for _, old := range changes {
		c.Redoes = append(c.Redoes, old.ID)
		c.Edits = append(c.Edits, old.Edits...)
	}
	return c
}
