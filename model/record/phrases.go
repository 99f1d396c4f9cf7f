package record

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"assay.app/assay/model"
)

// Phrases is the list of a project's phrases: the starting set, and those that the project
// stores. Phrases that were joined into another one stand for that one. The zero Phrases
// has the starting set.
type Phrases struct {
	stored  map[model.PhraseID]Phrase
	wording func(model.Phrase) string // nil if names are shown as they are stored
}

// NewPhrases returns a list with the stored phrases, which it keeps.
func NewPhrases(stored map[model.PhraseID]Phrase) Phrases { return Phrases{stored: stored} }

// Worded returns the list with the names of phrases replaced by what wording returns.
func (l Phrases) Worded(wording func(model.Phrase) string) Phrases {
	l.wording = wording
	return l
}

// With returns the list after the edit of a phrase. after is nil if it was deleted.
func (l Phrases) With(id model.PhraseID, after *Phrase) Phrases {
	l.stored = maps.Clone(l.stored)
	if l.stored == nil {
		l.stored = map[model.PhraseID]Phrase{}
	}
	delete(l.stored, id)
	if after != nil {
		l.stored[id] = *after
	}
	return l
}

// Stored returns the content of the record of a phrase, or nil if it is not stored.
func (l Phrases) Stored(id model.PhraseID) *Phrase {
	if p, ok := l.stored[id]; ok {
		return &p
	}
	return nil
}

// Starts reports whether a phrase belongs to the starting set.
func Starts(id model.PhraseID) bool {
	return slices.ContainsFunc(model.StartingPhrases(), func(p model.Phrase) bool { return p.ID == id })
}

func (l Phrases) find(id model.PhraseID) (Phrase, bool) {
	if p, ok := l.stored[id]; ok {
		return p, true
	}
	for _, p := range model.StartingPhrases() {
		if p.ID == id {
			return Phrase{Name: p.Name}, true
		}
	}
	return Phrase{}, false
}

// Root returns the phrase that stands for a phrase: the one at the end of the chain of
// joins, or the phrase itself if it was not joined. Two copies of a project may have joined
// phrases into each other; then the least id among them stands.
func (l Phrases) Root(id model.PhraseID) model.PhraseID {
	return standing(id, func(id model.PhraseID) (model.PhraseID, bool) {
		p, ok := l.find(id)
		return p.Into, ok
	})
}

// StoredName returns the name under which the project stores the phrase that stands for a
// phrase. It returns "" if there is no such phrase.
func (l Phrases) StoredName(id model.PhraseID) string {
	p, _ := l.find(l.Root(id))
	return p.Name
}

// Name returns the name of the phrase that stands for a phrase, or "" if there is none.
func (l Phrases) Name(id model.PhraseID) string {
	name := l.StoredName(id)
	if name == "" || l.wording == nil {
		return name
	}
	return l.wording(model.Phrase{ID: l.Root(id), Name: name})
}

// Called returns the name of the phrase that was given or, if the list no longer has it,
// the name that it had then.
func (l Phrases) Called(g *Given) string {
	return cmp.Or(l.Name(g.Phrase), g.Name)
}

// All returns the phrases that stand, sorted by name.
func (l Phrases) All() []model.Phrase {
	var all []model.Phrase
	add := func(id model.PhraseID) {
		if l.Root(id) == id {
			all = append(all, model.Phrase{ID: id, Name: l.Name(id)})
		}
	}
	for _, p := range model.StartingPhrases() {
		if l.Stored(p.ID) == nil {
			add(p.ID)
		}
	}
	for id := range l.stored {
		add(id)
	}
	slices.SortFunc(all, func(a, b model.Phrase) int {
		return cmp.Or(cmp.Compare(PhraseIDOf(a.Name), PhraseIDOf(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Named returns the phrase that stands for a name, ignoring case, spaces and the form of
// accented letters. The name of a phrase that was joined is that of the one that stands.
// Named returns false if there is no such phrase.
func (l Phrases) Named(name string) (id model.PhraseID, ok bool) {
	folded := PhraseIDOf(name)
	for _, p := range l.All() {
		if PhraseIDOf(p.Name) == folded || PhraseIDOf(l.StoredName(p.ID)) == folded {
			return p.ID, true
		}
	}
	for _, joined := range slices.Sorted(maps.Keys(l.stored)) {
		if root := l.Root(joined); root != joined && PhraseIDOf(l.stored[joined].Name) == folded {
			return root, true
		}
	}
	return "", false
}

// NewID returns the id for a new phrase. It is that of PhraseIDOf, unless a phrase that was
// renamed since has it.
func (l Phrases) NewID(name string) model.PhraseID {
	folded := PhraseIDOf(name)
	id := folded
	for n := 2; ; n++ {
		if _, taken := l.find(id); !taken {
			return id
		}
		id = folded + model.PhraseID(" "+strconv.Itoa(n))
	}
}

// Joined returns the stored phrases for which a phrase stands, including itself, sorted.
func (l Phrases) Joined(id model.PhraseID) []model.PhraseID {
	var all []model.PhraseID
	for other := range l.stored {
		if l.Root(other) == id {
			all = append(all, other)
		}
	}
	slices.Sort(all)
	return all
}

// Uses counts what has a phrase.
type Uses struct {
	Sentences, Articles, Outlets int
	Removed                      int // in articles that were removed
	Others                       int // given by analysts who are not counted
}

// Count returns the number of sentences, articles and outlets that have the phrase.
func (u Uses) Count() int { return u.Sentences + u.Articles + u.Outlets }

// Elsewhere returns how often the phrase is given where Count does not count it.
func (u Uses) Elsewhere() int { return u.Removed + u.Others }

// Plus returns the sum of both.
func (u Uses) Plus(v Uses) Uses {
	return Uses{u.Sentences + v.Sentences, u.Articles + v.Articles, u.Outlets + v.Outlets, u.Removed + v.Removed, u.Others + v.Others}
}

// Minus returns the difference of both.
func (u Uses) Minus(v Uses) Uses {
	return Uses{u.Sentences - v.Sentences, u.Articles - v.Articles, u.Outlets - v.Outlets, u.Removed - v.Removed, u.Others - v.Others}
}

// UseOf returns how a phrase that an analyst gave to a subject is counted for another, or
// for everybody if of is empty. removed says whether the article of the subject was removed.
func UseOf(on model.Subject, by, of string, removed bool) Uses {
	switch {
	case of != "" && by != of:
		return Uses{Others: 1}
	case removed:
		return Uses{Removed: 1}
	case on.Article == "":
		return Uses{Outlets: 1}
	case on.Sentence == model.Span{}:
		return Uses{Articles: 1}
	}
	return Uses{Sentences: 1}
}

// Used is a phrase with its uses.
type Used struct {
	model.Phrase
	Uses
}

// Used returns the phrases that stand with their uses, most used first. uses has the uses
// of each phrase as it was given.
func (l Phrases) Used(uses map[model.PhraseID]Uses) []Used {
	sums := map[model.PhraseID]Uses{}
	for id, n := range uses {
		root := l.Root(id)
		sums[root] = sums[root].Plus(n)
	}
	var all []Used
	for _, p := range l.All() {
		all = append(all, Used{p, sums[p.ID]})
	}
	slices.SortStableFunc(all, func(a, b Used) int {
		return cmp.Or(b.Count()-a.Count(), b.Elsewhere()-a.Elsewhere())
	})
	return all
}
