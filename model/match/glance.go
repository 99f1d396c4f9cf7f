package match

// glance compares one sentence with many. It returns what alike does, but is faster: the
// terms of the sentence are in a table by the end of their hashes, so most terms of another
// one are passed over after one look, while merging two lists mispredicts every other
// branch.
type glance struct {
	me    brief
	slots [1 << slotBits]uint8   // by the end of a hash: 1 + the term that has it, or 0
	next  [longestSentence]uint8 // by term: 1 + another one with the same end, or 0
}

const slotBits = 10

func slotOf(hash uint32) uint32 { return hash & (1<<slotBits - 1) }

// at makes g compare a sentence.
func (g *glance) at(me *brief) {
	for _, t := range g.me.terms {
		g.slots[slotOf(t.hash)] = 0
	}
	g.me = *me
	for i, t := range me.terms {
		s := slotOf(t.hash)
		g.next[i] = g.slots[s]
		g.slots[s] = uint8(i + 1)
	}
}

// alike returns how alike the sentence and another one are; see the function alike.
func (g *glance) alike(o *brief, least float32) float32 {
	sum, plain := 0, 0
	for i := range o.terms {
		t := &o.terms[i]
		at := g.slots[slotOf(t.hash)]
		for at != 0 {
			if mine := &g.me.terms[at-1]; mine.hash == t.hash {
				sum += int(mine.weight) * int(t.weight)
				plain += int(mine.plain) * int(t.plain)
				break
			}
			at = g.next[at-1]
		}
	}
	if sum == 0 {
		return 0
	}
	cosines := float32(sum)/(g.me.length*o.length) + float32(plain)/(g.me.plain*o.plain)
	if cosines+1 < 2.99*least {
		return 0
	}
	return (cosines + float32(g.me.grams.alike(&o.grams))) / 3
}
