package record

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Person is the content that says what an analyst is called now. Records stay under the
// name with which the analyst began in the project, so that all copies of the project
// agree whose they are. An analyst who was never renamed has no such record.
type Person struct {
	Name string `cbor:"1,keyasint,omitempty" json:"name"`
}

// PersonOf returns the key of the record that says what an analyst is called. analyst is
// the name under which the project stores the analyst's records.
func PersonOf(analyst string) model.Key { return model.Key{Kind: PersonKind, Analyst: analyst} }

func persons() *Declaration {
	return Declare(Spec[Person]{
		Kind: PersonKind, Name: "analyst",
		Keyed: func(k model.Key) bool { return k.Analyst != "" && k == PersonOf(k.Analyst) },
		Check: func(_, after *Person) error { return value.Analyst.Check(after.Name) },
		Accept: func(p *Person) (*Person, error) {
			name, err := value.Analyst.Accept(p.Name)
			return &Person{Name: name}, err
		},
		Text: func(p *Person) string { return p.Name },
	})
}

// Names knows what the analysts of a project are called now, and which of them see the
// layers of the others. The zero Names has nobody renamed.
type Names struct {
	now  map[string]string // of those who were renamed, by stored name
	held map[string]bool   // the stored names of all analysts
	sees map[string]bool   // whether they see all layers; has only those who have chosen
}

// NewNames returns the names of analysts. held has their stored names. records yields
// records of the project; those of other kinds than persons and layers are ignored. It
// may be nil.
func NewNames(held []string, records iter.Seq2[model.Key, any]) Names {
	n := Names{now: map[string]string{}, held: make(map[string]bool, len(held)), sees: map[string]bool{}}
	for _, name := range held {
		n.held[name] = true
	}
	if records != nil {
		for key, content := range records {
			n.put(key, content)
		}
	}
	return n
}

// put takes the content of a record, or nil if it was deleted.
func (n Names) put(key model.Key, content any) {
	switch key.Kind {
	case PersonKind:
		delete(n.now, key.Analyst)
		if p, ok := content.(*Person); ok {
			n.now[key.Analyst] = p.Name
		}
	case LayersKind:
		delete(n.sees, key.Analyst)
		if l, ok := content.(*Layers); ok {
			n.sees[key.Analyst] = l.Shown
		}
	}
}

// Plain returns what the analyst with a stored name is called now, even if another
// analyst is called the same.
func (n Names) Plain(stored string) string {
	if name, renamed := n.now[stored]; renamed {
		return name
	}
	return stored
}

// Shown returns what the analyst with a stored name is called now. If another analyst is
// called the same, it adds the stored name: "Ines Lang (root)".
func (n Names) Shown(stored string) string {
	name, renamed := n.now[stored]
	if !renamed || name == stored {
		return stored
	}
	_, moved := n.now[name]
	alike := n.held[name] && !moved
	for other, theirs := range n.now {
		alike = alike || other != stored && theirs == name
	}
	if alike {
		return name + " (" + stored + ")"
	}
	return name
}

// Stored returns the stored name of the analyst who is called by a name now. A name as
// Shown returns it is found, too. Stored returns false if nobody is called that.
func (n Names) Stored(name string) (stored string, called bool) {
	if _, moved := n.now[name]; n.held[name] && !moved {
		return name, true
	}
	for held, now := range n.now {
		if (now == name || n.Shown(held) == name) && (!called || held < stored) {
			stored, called = held, true
		}
	}
	return stored, called
}

// Renamed returns the name in the record of the analyst with a stored name. It returns
// false if there is no such record.
func (n Names) Renamed(stored string) (name string, renamed bool) {
	name, renamed = n.now[stored]
	return name, renamed
}

// All returns the stored names of all analysts, sorted by what they are called.
func (n Names) All() []string {
	all := slices.Collect(maps.Keys(n.held))
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(n.Shown(a), n.Shown(b)), cmp.Compare(a, b)) })
	return all
}

// Holds reports whether the project stores records under a name.
func (n Names) Holds(stored string) bool { return n.held[stored] }

// With returns the names after the edit of a record. after is nil if the record was
// deleted. Only records of persons and layers make a difference.
func (n Names) With(key model.Key, after any) Names {
	if key.Kind != PersonKind && key.Kind != LayersKind {
		return n
	}
	next := NewNames(nil, nil)
	next.held = n.held
	maps.Copy(next.now, n.now)
	maps.Copy(next.sees, n.sees)
	next.put(key, after)
	return next
}

// Joined returns the names with one more analyst, who need not be new.
func (n Names) Joined(stored string) Names {
	if n.held[stored] || stored == "" {
		return n
	}
	held := map[string]bool{stored: true}
	maps.Copy(held, n.held)
	n.held = held
	return n
}

// SeesAll reports whether an analyst sees the layers of the others.
func (n Names) SeesAll(analyst string) bool { return n.sees[analyst] }

// Layers returns the content of the record that says whether an analyst sees the layers of
// the others, or nil if there is none.
func (n Names) Layers(analyst string) *Layers {
	if shown, decided := n.sees[analyst]; decided {
		return &Layers{Shown: shown}
	}
	return nil
}

// Refuse returns a *value.Error if an analyst other than the one stored as of has the name
// or one that is alike, and otherwise nil. of is "" for somebody new.
func (n Names) Refuse(name, of string) error {
	if other, alike := n.Alike(name); alike && other != of {
		return &value.Error{Kind: value.Analyst, Value: name, Problem: value.Alike, By: n.Shown(other)}
	}
	return nil
}

// Alike returns the stored name of the analyst who has a name now or, if nobody has it, of
// one whose name is alike; see value.AlikeNames. It returns false if there is neither.
func (n Names) Alike(name string) (stored string, alike bool) {
	if stored, called := n.Stored(name); called {
		return stored, true
	}
	for _, held := range n.All() {
		if value.AlikeNames(name, n.Plain(held)) {
			return held, true
		}
	}
	return "", false
}
