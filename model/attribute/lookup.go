package attribute

import (
	"slices"
	"sort"
)

// lookup returns the entity that a mention with a single word for its name stands for at a
// byte of the text, and whether that is a guess. It returns nil if no entity fits.
func (x *index) lookup(m *mention, at int) (*entity, bool) {
	word, gender, titled := m.words[0], m.gender, m.titled
	var named, titles []*entity
	for _, e := range x.last[word] {
		switch {
		case gender != 0 && e.gender != 0 && e.gender&gender == 0:
		case e.surname:
			titles = append(titles, e)
		default:
			named = append(named, e)
		}
	}
	if len(named) == 0 {
		named = titles
	}
	named = prefer(named, func(e *entity) bool { return gender != 0 && e.gender == gender })
	named = prefer(named, func(e *entity) bool {
		return slices.ContainsFunc(m.office, func(office string) bool { return slices.Contains(e.office, office) })
	})
	if e, guess := nearest(named, at); e != nil || titled {
		return e, guess
	}
	if e, guess := nearest(x.initials[word], at); e != nil {
		return e, guess
	}
	return nearest(x.first[word], at)
}

// prefer returns the entities that fit, or all if none does.
func prefer(all []*entity, fit func(*entity) bool) []*entity {
	var some []*entity
	for _, e := range all {
		if fit(e) {
			some = append(some, e)
		}
	}
	if len(some) == 0 {
		return all
	}
	return some
}

// nearest returns the entity with the nearest mention before a byte of the text, or the
// first entity if none is mentioned before it. It reports whether there are other entities.
func nearest(all []*entity, at int) (*entity, bool) {
	var best *entity
	where := -1
	for _, e := range all {
		if i := sort.SearchInts(e.at, at); best == nil || i > 0 && e.at[i-1] > where {
			best = e
			if i > 0 {
				where = e.at[i-1]
			}
		}
	}
	return best, len(all) > 1
}

// mentionAt returns the mention that has the byte, or nil.
func (x *index) mentionAt(at int) *mention {
	i := sort.Search(len(x.mentions), func(i int) bool { return x.mentions[i].span.Start > at }) - 1
	if i < 0 || !x.mentions[i].span.Contains(at) {
		return nil
	}
	return &x.mentions[i]
}

// holderOf returns the entity that the text named last with an office before a byte, or nil.
func (x *index) holderOf(office string, at int) *entity {
	all := x.offices[office]
	if i := sort.Search(len(all), func(i int) bool { return all[i].at >= at }); i > 0 {
		return all[i-1].ent
	}
	return nil
}

// bodyWith returns the body that has a word in its name and that the text named last before
// a byte, or nil.
func (x *index) bodyWith(word string, at int) *entity {
	const far = 200 // mentions
	i := sort.Search(len(x.mentions), func(i int) bool { return x.mentions[i].span.Start >= at }) - 1
	for k := i; k >= 0 && k > i-far; k-- {
		if e := x.mentions[k].ent; e != nil && e.kind == body && slices.Contains(e.words, word) {
			return e
		}
	}
	return nil
}

// principal returns the entity, not known to be a person, that the text names most often. It
// returns nil if the text does not name it before a byte.
func (x *index) principal(at int) *entity {
	if x.top == nil {
		for _, e := range x.entities {
			if e.kind != person && e.gender == 0 && len(e.at) > e.placed && (len(e.words) == 1 || e.kind == body) && (x.top == nil || len(e.at) > len(x.top.at)) {
				x.top = e
			}
		}
	}
	if x.top == nil || x.top.at[0] >= at {
		return nil
	}
	return x.top
}
