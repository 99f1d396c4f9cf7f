package record

import (
	"cmp"
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

// Names knows what the analysts of a project are called now. The zero Names has nobody
// renamed.
type Names struct {
	now  map[string]string // of those who were renamed, by stored name
	held map[string]bool   // the stored names of all analysts
}

// NewNames returns the names of analysts. held has their stored names. now has the
// contents of the records of persons by stored name; NewNames keeps it.
func NewNames(held []string, now map[string]string) Names {
	n := Names{now: now, held: make(map[string]bool, len(held))}
	for _, name := range held {
		n.held[name] = true
	}
	return n
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

// With returns the names after the edit of the record of a person. after is nil if the
// record was deleted.
func (n Names) With(stored string, after *Person) Names {
	now := make(map[string]string, len(n.now)+1)
	for held, name := range n.now {
		now[held] = name
	}
	delete(now, stored)
	if after != nil {
		now[stored] = after.Name
	}
	n.now = now
	return n
}
