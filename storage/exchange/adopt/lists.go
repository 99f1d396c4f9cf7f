package adopt

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/peer"
)

// lists are the project's lists of analysts, phrases, voices and statements, with what the data set adds
// to them.
type lists struct {
	at         time.Time
	loader     string // the analyst who loads
	names      record.Names
	stored     map[string]string // cache: names of the data set to stored names
	phrases    record.Phrases
	voices     record.Voices
	statements record.Statements
	titles     map[string]model.StatementID
	general    map[model.Key][]record.Held

	edits      []edit.Edit // of the lists, and of notes and phrases on outlets
	newPhrases []string
	end        float64 // the position after the last statement
}

func newLists(p *storage.Project, loader string, at time.Time) (l *lists, err error) {
	l = &lists{at: at, loader: loader, stored: map[string]string{}, titles: map[string]model.StatementID{}}
	if l.names, err = p.Names(); err != nil {
		return nil, err
	}
	if l.phrases, err = p.Phrases(); err != nil {
		return nil, err
	}
	if l.voices, err = p.Voices(); err != nil {
		return nil, err
	}
	if l.statements, err = p.Statements(); err != nil {
		return nil, err
	}
	for _, id := range l.statements.All() {
		l.titles[value.Folded(l.statements.Title(id))] = id
		l.end = max(l.end, l.statements.Stored(id).Position+1)
	}
	l.general, err = p.Versions("")
	return l, err
}

// analyst returns the stored name of an analyst of the data set. A name that the project refuses is
// changed to the nearest one that it accepts.
func (l *lists) analyst(name string) string {
	if name == "" {
		return l.loader
	}
	stored, known := l.stored[name]
	if !known {
		var called bool
		if stored, called = l.names.Stored(name); !called {
			if stored, called = l.names.Alike(name); !called {
				stored = cmp.Or(value.Analyst.Fit(name), l.loader)
				l.names = l.names.Joined(stored)
			}
		}
		l.stored[name] = stored
	}
	return stored
}

// phrase returns the id and the stored name of a phrase, which it adds to the list if it is new. It returns
// false if the name is refused.
func (l *lists) phrase(name string) (model.PhraseID, string, bool) {
	name, err := value.Phrase.Accept(value.Phrase.Fit(name))
	if err != nil || name == "" {
		return "", "", false
	}
	id, known := l.phrases.Named(name)
	if known {
		name = l.phrases.StoredName(id)
	} else {
		id = l.phrases.NewID(name)
		l.newPhrases = append(l.newPhrases, name)
	}
	if l.phrases.Stored(id) == nil {
		p := &record.Phrase{Name: name}
		l.edits = append(l.edits, edit.Of(record.PhraseKey(id), nil, p))
		l.phrases = l.phrases.With(id, p)
	}
	return id, name, true
}

// statement returns the id of a statement, which it adds to the list if it is new. It returns false if the
// title is refused.
func (l *lists) statement(m peer.Mention) (id model.StatementID, title string, ok bool) {
	if m.Statement != "" && l.statements.Stored(m.Statement) != nil {
		root := l.statements.Root(m.Statement)
		return root, l.statements.Title(root), true
	}
	if id, known := l.titles[value.Folded(m.Title)]; known {
		return id, l.statements.Title(id), true
	}
	content, err := record.Of(record.StatementKind).Accept(&record.Statement{Title: value.Statement.Fit(m.Title), Position: l.end})
	s, _ := content.(*record.Statement)
	if err != nil || s.Title == "" {
		return "", "", false
	}
	id = m.Statement
	if len(id) != 16 || !isHex(string(id)) || len(l.general[record.StatementKey(id)]) > 0 {
		id = model.StatementID(newID())
	}
	l.edits = append(l.edits, edit.Of(record.StatementKey(id), nil, s))
	l.statements = l.statements.With(id, s)
	l.titles[value.Folded(s.Title)], l.end = id, l.end+1
	return id, s.Title, true
}

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil
}

// newID returns a random id of 16 hexadecimal digits.
func newID() string {
	var id [8]byte
	rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:])
}

// noteID returns the id for a note that is new to the project: its own, unless the project had a note with
// it.
func (l *lists) noteID(own string) string {
	if value.NoteID.Check(own) != nil || own == "" || len(l.general[record.NoteID(own)]) > 0 {
		return newID()
	}
	l.general[record.NoteID(own)] = []record.Held{{}} // so that no second note takes it
	return own
}

// outletNote plans a note on an outlet.
func (l *lists) outletNote(pl *Plan, m peer.Mark, analyst string, n peer.Note) {
	for key, held := range l.general {
		if key.Kind != record.Note || len(held) == 0 {
			continue
		}
		if own, ok := held[0].Content.(*model.Note); ok && own.Analyst == analyst && own.Text == n.Text &&
			own.Target.Same(model.OnOutlet(m.Outlet)) {
			pl.Preview.Count.Unchanged++
			return
		}
	}
	note, err := noteOf(l, pl.at, model.OnOutlet(m.Outlet), analyst, n)
	if err != nil {
		add(&pl.Preview.Lost, &pl.Preview.Count.Lost, lost("", m, err.Error()))
		return
	}
	pl.Preview.Count.Notes++
	l.edits = append(l.edits, edit.OfNote(nil, &note))
}

// outletPhrase plans a phrase on an outlet.
func (l *lists) outletPhrase(pl *Plan, outlet model.OutletID, analyst, name string) {
	id, name, ok := l.phrase(name)
	key := record.GivenOn(model.Subject{Outlet: outlet}, analyst, id)
	if held := l.general[key]; !ok || len(held) > 0 && held[0].Content != nil {
		pl.Preview.Count.Unchanged++
		return
	}
	pl.Preview.Count.Phrases++
	l.general[key] = []record.Held{{Content: &record.Given{}}}
	l.edits = append(l.edits, edit.Of(key, nil, &record.Given{Phrase: id, Analyst: analyst, Name: name}))
}

// noteOf returns a new note. Its times are those of the data set, unless they are unknown or in the future.
func noteOf(l *lists, now time.Time, on model.NoteTarget, analyst string, n peer.Note) (model.Note, error) {
	at := dated(n.Time, now)
	return value.AcceptNote(model.Note{ID: l.noteID(n.ID), Target: on, Analyst: analyst, Text: n.Text, Created: at, Updated: at})
}

// dated returns the time of a value of the data set, or now if it is unknown, in the future or refused.
func dated(at, now time.Time) time.Time {
	if at.IsZero() || at.After(now) || value.CheckTime(at) != nil {
		return now
	}
	return at.UTC()
}
