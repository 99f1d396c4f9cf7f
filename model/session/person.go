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

// Known adds to a query what the labels, the analysts and the phrases that it names are
// called.
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
// under the stored name.
func (s *Session) RenameAnalyst(name string) error {
	s.endTyping()
	stored := s.opts.Analyst
	var before, after *record.Person
	if now, renamed := s.names.Renamed(stored); renamed {
		before = &record.Person{Name: now}
	}
	if name != stored {
		after = &record.Person{Name: name}
	}
	e := edit.Record{Key: record.PersonOf(stored)}
	if before != nil {
		e.Before = before
	}
	if after != nil {
		e.After = after
	}
	if e.Kind().Same(e.Before, e.After) {
		return nil
	}
	return s.commit(edit.Change{Verb: edit.Rename, Edits: []edit.Edit{e}})
}

// renamed updates the names after the edit of the record of a person.
func (s *Session) renamed(e edit.Record) {
	after, _ := e.After.(*record.Person)
	s.names = s.names.With(e.Key.Analyst, after)
	s.others.known = false
	s.emit(AnalystsChanged{})
}
