package session

import (
	"cmp"
	"errors"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Undo undoes the last change or batch of the analyst that is not undone, and returns its
// verb. It usually opens the article that was changed; see openFor. If nothing is left to
// undo, it returns ErrNothingToUndo. If another analyst has built on the change, it
// returns an *edit.BuiltOn with that analyst's present name.
func (s *Session) Undo() (edit.Verb, error) {
	return s.reverse(s.Undoable, edit.Undoing, model.ErrNothingToUndo)
}

// Redo repeats the change or batch of the analyst that was undone last, and returns its
// verb. It usually opens the article that was changed; see openFor. If nothing is left to
// redo, it returns ErrNothingToRedo. Like Undo, it may return an *edit.BuiltOn.
func (s *Session) Redo() (edit.Verb, error) {
	return s.reverse(s.Redoable, edit.Redoing, model.ErrNothingToRedo)
}

// Undoable returns the changes that Undo would reverse, newest first, and Redoable those
// that Redo would repeat, oldest first. Large changes are packed; see edit.Change.All.
func (s *Session) Undoable() ([]edit.Change, error) { return s.own(s.history.Undo) }

// Redoable is described with Undoable.
func (s *Session) Redoable() ([]edit.Change, error) { return s.own(s.history.Redo) }

// own calls find for the analyst, and puts the present name into an *edit.BuiltOn.
func (s *Session) own(find func(by string) ([]edit.Change, error)) ([]edit.Change, error) {
	changes, err := find(s.opts.Analyst)
	var built *edit.BuiltOn
	if errors.As(err, &built) {
		err = &edit.BuiltOn{By: s.Called(built.By)}
	}
	return changes, err
}

func (s *Session) reverse(find func() ([]edit.Change, error), build func([]edit.Change) edit.Change, nothing error) (edit.Verb, error) {
	if err := s.writable(); err != nil {
		return "", err
	}
	s.endTyping()
	changes, err := find()
	if err != nil {
		return "", err
	}
	if len(changes) == 0 {
		return "", nothing
	}
	c, at := build(changes), -1
	if changes[0].Verb != edit.RemoveLeft { // the analyst works a list of what is left, not its article
		if at, err = s.openFor(c); err != nil {
			return "", err
		}
	}
	defer s.together()()
	if at >= 0 {
		s.MoveTo(at)
	}
	c.Analyst = s.opts.Analyst
	verb := changes[0].Verb
	changes = nil // frees what may be a million edits
	return verb, s.commit(c)
}

// openFor opens the article that a change affects, so that the analyst sees the
// change. It returns the index of the unit that the first edit of the article affects, or
// -1 if that edit affects no unit. Records about no article, such as voices that a change
// added, make no difference. If the change affects several articles, if it only changes what
// is compared, if it adds or removes an article, or if the article is not listed, openFor
// opens nothing and returns -1.
func (s *Session) openFor(c edit.Change) (unit int, err error) {
	id := model.ArticleID("")
	compared := true
	for _, e := range c.Edits {
		r, ok := e.(edit.Record)
		compared = compared && ok && record.IsCompared(r.Key.Kind)
		about := e.About()
		if _, presence := e.(edit.Presence); presence || ok && r.Leaves() != "" || about != "" && id != "" && about != id {
			return -1, nil
		}
		id = cmp.Or(id, about)
	}
	if _, listed := s.corpus.at[id]; !listed || compared {
		return -1, nil
	}
	if err := s.Open(id); err != nil {
		return -1, err
	}
	for _, e := range edit.Told(c.Edits) {
		if e.About() != id {
			continue
		}
		if at, ok := e.Stretch(); ok {
			return max(s.doc.UnitAt(at.Start), 0), nil // -1 would mean that there is no unit
		}
		break
	}
	return -1, nil
}

// Absorb records changes that the store made itself, such as an import or a load,
// so that undo includes them. The caller must reload the list.
func (s *Session) Absorb(changes []edit.Change) {
	for _, c := range changes {
		s.history.Append(c)
		s.follow(c)
	}
}
