package figures

import (
	"slices"
	"strings"
	"sync"

	"assay.app/assay/model"
)

// Names numbers the analysts, labels, voices and statements that facts refer to. It is safe for
// concurrent use.
type Names struct {
	mu         sync.RWMutex
	analysts   numbered[string]
	labels     numbered[model.LabelKey]
	voices     numbered[model.VoiceID]
	statements numbered[model.StatementID]

	called map[model.VoiceID]string     // what voices were called when sentences were attributed to them
	titled map[model.StatementID]string // the titles of statements when sentences became mentions
}

// NewNames returns an empty list of names.
func NewNames() *Names {
	return &Names{called: map[model.VoiceID]string{}, titled: map[model.StatementID]string{}}
}

type numbered[ID ~string] struct {
	number map[ID]uint32
	ids    []ID
}

func (n *numbered[ID]) of(id ID) uint32 {
	at, known := n.number[id]
	if !known {
		if n.number == nil {
			n.number = map[ID]uint32{}
		}
		id = ID(strings.Clone(string(id)))
		at = uint32(len(n.ids))
		n.number[id] = at
		n.ids = append(n.ids, id)
	}
	return at
}

func find[ID ~string](names *Names, n *numbered[ID], id ID) uint32 {
	names.mu.RLock()
	at, known := n.number[id]
	names.mu.RUnlock()
	if known {
		return at
	}
	names.mu.Lock()
	defer names.mu.Unlock()
	return n.of(id)
}

// Analyst returns the number of an analyst's stored name.
func (n *Names) Analyst(stored string) uint32 { return find(n, &n.analysts, stored) }

// Label returns the number of a label.
func (n *Names) Label(key model.LabelKey) uint32 { return find(n, &n.labels, key) }

// Voice returns the number of a voice. name is what a record calls it.
func (n *Names) Voice(id model.VoiceID, name string) uint32 {
	at := find(n, &n.voices, id)
	if name != "" {
		remember(n, n.called, id, name)
	}
	return at
}

// Statement returns the number of a statement. title is the one that a record has.
func (n *Names) Statement(id model.StatementID, title string) uint32 {
	at := find(n, &n.statements, id)
	if title != "" {
		remember(n, n.titled, id, title)
	}
	return at
}

// remember keeps the least name of an id, so that the order of records does not matter.
func remember[ID ~string](n *Names, names map[ID]string, id ID, name string) {
	n.mu.RLock()
	was, known := names[id]
	n.mu.RUnlock()
	if known && was <= name {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if was, known := names[id]; !known || name < was {
		names[ID(strings.Clone(string(id)))] = strings.Clone(name)
	}
}

func (n *Names) compareAnalysts(a, b uint32) int {
	return strings.Compare(n.analysts.ids[a], n.analysts.ids[b])
}

// Analysts returns the stored names of the analysts, sorted.
func (n *Names) Analysts() []string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return slices.Sorted(slices.Values(n.analysts.ids))
}
