package windowtest

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

// versions has the versions of the articles of a project.
type versions struct {
	current map[model.ArticleID]model.ArticleID   // by the superseded article
	chains  map[model.ArticleID][]*model.Document // by the current version, which is the last
	lineage align.Lineage
}

func versionsOf(store *modeltest.Store) (*versions, error) {
	chains, err := store.Chains()
	if err != nil {
		return nil, err
	}
	present := map[model.ArticleID]*model.Document{}
	for _, doc := range store.Docs {
		if !doc.Removed {
			present[doc.ID] = doc
		}
	}
	v := &versions{chains: map[model.ArticleID][]*model.Document{}}
	v.current = chains.Superseded(func(id model.ArticleID) bool { return present[id] != nil })
	for _, chain := range chains.All() {
		var docs []*model.Document
		for _, id := range chain {
			if present[id] != nil {
				docs = append(docs, present[id])
			}
		}
		if len(docs) > 0 {
			v.chains[docs[len(docs)-1].ID] = docs
		}
	}
	return v, nil
}

// with returns current articles together with those of their earlier versions that have mentions.
func (v *versions) with(docs []*model.Document, records record.Compared) (all []*model.Document) {
	for _, doc := range docs {
		for _, version := range v.chains[doc.ID] {
			mentioned := func(key model.Key) bool { return key.Article == version.ID }
			if version != doc && len(records.Keys(record.MentionKind, mentioned)) > 0 {
				all = append(all, version)
			}
		}
		all = append(all, doc)
	}
	return all
}

// setLife sets since when and until when the versions of an article have the sentence of a mention.
func (v *versions) setLife(m *compare.Mention) {
	current, superseded := v.current[m.Article]
	if !superseded {
		current = m.Article
	}
	chain := v.chains[current]
	if at := slices.IndexFunc(chain, func(d *model.Document) bool { return d.ID == m.Article }); at >= 0 {
		life := v.lineage.Of(chain, at, m.Index)
		m.First, m.Gone = life.First, life.Gone
	}
}
