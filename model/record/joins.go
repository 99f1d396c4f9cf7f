package record

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
