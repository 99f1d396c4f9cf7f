package compare

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// keys has the keys of mentions and gaps by the statement that is named in them, so that a key
// press need not look at those of all statements.
type keys map[model.StatementID]map[model.Key]bool

// keysOf returns the keys of all mentions and gaps.
func keysOf(compared record.Compared) keys {
	all := keys{}
	for _, kind := range []model.Kind{record.MentionKind, record.GapKind} {
		compared.Each(kind, func(key model.Key, _ any) { all.note(key, true) })
	}
	return all
}

// note notes that a record is there, or that it was removed.
func (k keys) note(key model.Key, there bool) {
	if key.Kind == record.StatementKind {
		return
	}
	id := model.StatementID(key.ID)
	switch {
	case !there:
		delete(k[id], key)
	case k[id] == nil:
		k[id] = map[model.Key]bool{key: true}
	default:
		k[id][key] = true
	}
}

// of returns the keys of a kind that name one of some statements, sorted.
func (k keys) of(kind model.Kind, statements []model.StatementID) (all []model.Key) {
	for _, id := range statements {
		for key := range k[id] {
			if key.Kind == kind {
				all = append(all, key)
			}
		}
	}
	slices.SortFunc(all, model.Key.Compare)
	return all
}
