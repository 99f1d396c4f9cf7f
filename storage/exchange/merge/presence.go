package merge

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// putsBack reports whether an article that was removed from the corpus comes back merely
// because the set has it. It does not if the set comes from a copy of the project and
// the article has a record of its presence; then presences decides.
func (p *plan) putsBack(id model.ArticleID) bool {
	return !p.copied || len(p.mine[record.PresenceOf(id)]) == 0
}

// puttingBack returns the edits that put an article back. The project has no record of
// its removal if that was the undoing of a load.
func (p *plan) puttingBack(id model.ArticleID) []edit.Edit {
	edits := edit.PuttingBack(id)
	if held := p.mine[record.PresenceOf(id)]; len(held) > 0 && record.Absent(held[0].Content) {
		return edits
	}
	return edits[len(edits)-1:] // only its presence
}

// removed reports whether the presence of an article says that it was removed, once the
// set's versions are combined with the project's.
func (p *plan) removed(key model.Key) bool {
	joined := record.Combine(slices.Concat(p.mine[key], p.theirs[key]))
	return p.copied && len(joined) > 0 && record.Absent(joined[0].Content)
}

// presences returns the edits that remove articles from the corpus, or put them back, as
// the combined versions of their presence require.
func (p *plan) presences() []edit.Edit {
	var edits []edit.Edit
	moved := map[model.ArticleID]bool{}
	for _, key := range sortedKeys(p.theirs) {
		a, there := p.there[model.ArticleID(key.ID)]
		if key.Kind != record.PresenceKind || !there {
			continue
		}
		removed := p.removed(key)
		if removed == a.Removed {
			continue
		}
		edits = append(edits, edit.Presence{Article: a.ID, Before: removed, After: !removed})
		if removed {
			p.result.Removed = append(p.result.Removed, a.ID)
		} else {
			p.result.Added = append(p.result.Added, a.ID)
		}
		moved[a.ID] = true
	}
	listed := func(id model.ArticleID) bool { return moved[id] }
	p.result.Merged = slices.DeleteFunc(p.result.Merged, listed)
	p.result.Unchanged = slices.DeleteFunc(p.result.Unchanged, listed)
	return edits
}
