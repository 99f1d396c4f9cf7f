package session

import (
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
)

// Names returns what the analysts of the project are called.
func (s *Session) Names() record.Names { return s.names }

// Called returns what the analyst with a stored name is called now.
func (s *Session) Called(stored string) string { return s.names.Shown(stored) }

// Known adds to a query the names that labels, analysts and phrases have on the screen, so
// that it finds them by these and by the stored names.
func (s *Session) Known(q search.Query) search.Query {
	var labels, analysts, phrases []search.Alias
	for _, l := range s.codebook {
		labels = append(labels, search.Alias{Called: l.Name, Stored: string(l.Key)})
	}
	for _, stored := range s.names.All() {
		for _, called := range []string{s.names.Shown(stored), s.names.Plain(stored)} {
			if called != stored {
				analysts = append(analysts, search.Alias{Called: called, Stored: stored})
			}
		}
	}
	for _, p := range s.phrases.list.All() {
		if stored := s.phrases.list.StoredName(p.ID); stored != p.Name {
			phrases = append(phrases, search.Alias{Called: p.Name, Stored: stored})
		}
	}
	return q.WithAliases(search.Label, labels).WithAliases(search.Analyst, analysts).WithAliases(search.Phrase, phrases)
}

// RenameAnalyst changes what the analyst is called in the project. Labels and notes stay
// under the stored name. It returns a *value.Error if the name is refused, for example
// because another analyst has it.
func (s *Session) RenameAnalyst(name string) error {
	s.endTyping()
	e, err := edit.Renaming(s.names, s.opts.Analyst, name)
	if err != nil || e.Kind().Same(e.Before, e.After) {
		return err
	}
	return s.commit(edit.Change{Verb: edit.Rename, Edits: []edit.Edit{e}})
}

// SeesAll reports whether the analyst sees the layers of the others.
func (s *Session) SeesAll() bool { return s.names.SeesAll(s.opts.Analyst) }

// Sees reports whether the analyst sees the layer of an owner, a stored name: their own,
// and all others once they are shown. What is part of no layer ("") is always seen.
func (s *Session) Sees(owner string) bool { return s.Seeing()(owner) }

// Seeing returns a function that answers as Sees does now, on any goroutine.
func (s *Session) Seeing() func(owner string) bool {
	own, all := s.opts.Analyst, s.SeesAll()
	return func(owner string) bool { return owner == "" || owner == own || all }
}

// visible reports whether the analyst sees an edit.
func (s *Session) visible(e edit.Edit) bool {
	r, ok := e.(edit.Record)
	return !ok || s.Sees(r.Owner())
}

// ShowLayers shows or hides the layers of the other analysts. The history records it.
func (s *Session) ShowLayers(on bool) error {
	defer s.together()()
	if on == s.SeesAll() {
		return nil
	}
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	verb := edit.Show
	if !on {
		verb = edit.Hide
	}
	return s.commit(edit.Change{Verb: verb, Edits: []edit.Edit{edit.Showing(s.names, s.opts.Analyst, on)}})
}

// namesChanged updates the names, and who sees which layers, after the edit of a record.
func (s *Session) namesChanged(e edit.Record) {
	if e.Key.Kind != record.PersonKind && e.Key.Kind != record.LayersKind {
		return
	}
	s.names = s.names.With(e.Key, e.After)
	s.others.known = false
	clear(s.phrases.spans)
	s.emit(AnalystsChanged{})
}
