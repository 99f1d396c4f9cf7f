package setfile

import (
	"iter"
	"maps"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
)

// clockSkew is the difference between clocks that Future tolerates.
const clockSkew = time.Minute

// Future counts the annotations and notes dated after now, allowing for clockSkew,
// and returns their latest time and their analysts.
func (s *Set) Future(now time.Time) results.Future {
	var f results.Future
	analysts := map[string]bool{}
	take := func(count *int, analyst string, at time.Time) {
		if !at.After(now.Add(clockSkew)) {
			return
		}
		*count++
		analysts[analyst] = true
		if at.After(f.Latest) {
			f.Latest = at
		}
	}
	for _, a := range s.Articles {
		for _, list := range a.Annotations {
			for _, a := range list {
				take(&f.Annotations, a.Analyst, a.At)
			}
		}
	}
	for n := range s.notes() {
		at := n.Updated
		if n.Created.After(at) {
			at = n.Created
		}
		take(&f.Notes, n.Analyst, at)
	}
	f.Analysts = slices.Sorted(maps.Keys(analysts))
	return f
}

// notes yields all notes of the set.
func (s *Set) notes() iter.Seq[model.Note] {
	return func(yield func(model.Note) bool) {
		for _, a := range s.Articles {
			for _, n := range a.Notes {
				if !yield(n) {
					return
				}
			}
		}
		for _, o := range s.Outlets {
			for _, n := range o.Notes {
				if !yield(n) {
					return
				}
			}
		}
	}
}
