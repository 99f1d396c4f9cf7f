package align

import (
	"slices"

	"assay.app/assay/model"
)

// Lineage finds in which versions of an article its sentences are. It keeps what it has aligned,
// because texts never change; a version that was divided differently is aligned again. The zero
// Lineage is empty. It is not safe for concurrent use.
type Lineage struct {
	pairs map[versionPair]*alignment
}

// versionPair is an older and a newer version.
type versionPair struct{ older, newer model.ArticleID }

// alignment has the places of the sentences of two versions in one another.
type alignment struct {
	from, to     []model.Unit // the sentences that were aligned
	newer, older []int        // by the index in the one, the index in the other or −1
}

// Life says since when and until when the versions of an article have a sentence.
type Life struct {
	First model.ArticleID // the earliest version that has it
	Gone  model.ArticleID // the first later version without it; "" if the newest one has it
}

// Of returns the life of a sentence: the one with an index in versions[at]. The versions are in
// order from the oldest to the newest. A version has the sentence if it is paired with the asked
// one, or with its form in the version between them, so that a sentence that is changed step by
// step remains the same one.
func (l *Lineage) Of(versions []*model.Document, at, sentence int) Life {
	life := Life{First: versions[at].ID}
	near := sentence
	for i := at - 1; i >= 0; i-- {
		if near = l.follow(versions, at, sentence, i, i+1, near); near >= 0 {
			life.First = versions[i].ID
		}
	}
	near = sentence
	for i := at + 1; i < len(versions); i++ {
		if near = l.follow(versions, at, sentence, i, i-1, near); near < 0 && life.Gone == "" {
			life.Gone = versions[i].ID
		}
	}
	if near >= 0 {
		life.Gone = ""
	}
	return life
}

// follow returns the index of a sentence of versions[at] in versions[i], or −1. near is its index
// in the version beside, or −1.
func (l *Lineage) follow(versions []*model.Document, at, sentence, i, beside, near int) int {
	if to := l.place(versions, at, i, sentence); to >= 0 || beside == at || near < 0 {
		return to
	}
	return l.place(versions, beside, i, near)
}

// place returns the index of a sentence of versions[from] in versions[to], or −1.
func (l *Lineage) place(versions []*model.Document, from, to, sentence int) int {
	pair := l.aligned(versions[min(from, to)], versions[max(from, to)])
	places := pair.newer
	if from > to {
		places = pair.older
	}
	if sentence < 0 || sentence >= len(places) {
		return -1
	}
	return places[sentence]
}

func (l *Lineage) aligned(older, newer *model.Document) *alignment {
	key, from, to := versionPair{older.ID, newer.ID}, older.Sentences(), newer.Sentences()
	if known := l.pairs[key]; known != nil && slices.Equal(known.from, from) && slices.Equal(known.to, to) {
		return known
	}
	a := &alignment{from: from, to: to, newer: Places(older, newer), older: slices.Repeat([]int{-1}, len(to))}
	for i, j := range a.newer {
		if j >= 0 {
			a.older[j] = i
		}
	}
	if l.pairs == nil {
		l.pairs = map[versionPair]*alignment{}
	}
	l.pairs[key] = a
	return a
}

// Keep drops what is known of articles for which the function returns false.
func (l *Lineage) Keep(wanted func(model.ArticleID) bool) {
	for pair := range l.pairs {
		if !wanted(pair.older) || !wanted(pair.newer) {
			delete(l.pairs, pair)
		}
	}
}
