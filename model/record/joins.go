package record

import (
	"maps"
	"slices"
)

// A record of some kinds, such as a phrase or a voice, can be joined into another one of its
// kind. It then has a link to the other record, which stands for it.

// standing returns the id at the end of the chain of links that begins with an id. The
// function into returns the link of an id, or false if no record has the id. If the chain ends
// in a circle, because two copies of a project joined records into each other, standing
// returns the least id of the circle.
func standing[ID ~string](id ID, into func(ID) (ID, bool)) ID {
	seen := map[ID]bool{}
	for {
		next, ok := into(id)
		if _, there := into(next); !ok || next == "" || !there {
			return id
		}
		if seen[id] {
			return leastOf(id, into)
		}
		seen[id] = true
		id = next
	}
}

// leastOf returns the least id in the circle of links that an id is part of.
func leastOf[ID ~string](id ID, into func(ID) (ID, bool)) ID {
	least := id
	for at, _ := into(id); at != id; at, _ = into(at) {
		least = min(least, at)
	}
	return least
}

// joinable is a record that can be joined into another one.
type joinable[ID ~string] interface {
	// joinedInto returns the id of the record that it was joined into, or "".
	joinedInto() ID
}

// joins are stored records of one kind, by id. The zero joins has none.
type joins[ID ~string, T joinable[ID]] struct {
	stored map[ID]T
}

// with returns the records after an edit. after is nil if the record was deleted.
func (l joins[ID, T]) with(id ID, after *T) joins[ID, T] {
	l.stored = maps.Clone(l.stored)
	if l.stored == nil {
		l.stored = map[ID]T{}
	}
	delete(l.stored, id)
	if after != nil {
		l.stored[id] = *after
	}
	return l
}

// Stored returns the content of a record, or nil if it is not stored.
func (l joins[ID, T]) Stored(id ID) *T {
	if content, ok := l.stored[id]; ok {
		return &content
	}
	return nil
}

// Root returns the id of the record that stands for another one: the one at the end of the
// chain of joins, or the record itself if it was not joined; see standing.
func (l joins[ID, T]) Root(id ID) ID {
	return standing(id, func(id ID) (ID, bool) {
		content, ok := l.stored[id]
		if !ok {
			return "", false
		}
		return content.joinedInto(), true
	})
}

// Joined returns the stored records for which a record stands, including itself, sorted by id.
func (l joins[ID, T]) Joined(id ID) []ID {
	var all []ID
	for other := range l.stored {
		if l.Root(other) == id {
			all = append(all, other)
		}
	}
	slices.Sort(all)
	return all
}
