package exchange

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// The names of phrases in sets and tables are for people and scripts. Loading a set reads
// the records instead.

// phrasesIn returns the list of phrases among the records that are not about an article.
func phrasesIn(general versions) record.Phrases {
	stored := map[model.PhraseID]record.Phrase{}
	for key, held := range general {
		if p, ok := held[0].Content.(*record.Phrase); ok {
			stored[model.PhraseID(key.ID)] = *p
		}
	}
	return record.NewPhrases(stored)
}

// alongside returns the standing versions of the lists of phrases, voices and statements, and
// those of the phrases given, attributions, grades, checklists, mentions, gaps, origins and
// predecessors whose keys wanted accepts. A set of a part of a project needs these records beside
// its annotations and notes. Judgements rest on the whole project, so a part has none of them.
func alongside(all versions, wanted func(model.Key) bool) versions {
	some := versions{}
	for key, held := range all {
		if held[0].Content == nil {
			continue
		}
		switch key.Kind {
		case record.PhraseKind, record.VoiceKind, record.StatementKind:
			some[key] = held[:1:1]
		case record.GivenKind, record.AttributionKind, record.GradeKind, record.ChecklistKind,
			record.MentionKind, record.GapKind, record.OriginKind, record.PredecessorKind:
			if wanted(key) {
				some[key] = held[:1:1]
			}
		default:
		}
	}
	return some
}

// phraseNames returns the names of phrases that were given, sorted and each once.
func phraseNames(list record.Phrases, given []*record.Given) []string {
	var names []string
	for _, g := range given {
		names = append(names, list.Called(g))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// phrases returns the names of the phrases on a sentence of a document, or on the article
// if the span is empty. It returns none if the list of phrases is unknown.
func (r *recorder) phrases(doc *model.Document, at model.Span) []string {
	if r.general == nil || len(doc.Records) == 0 {
		return nil
	}
	if r.list == nil {
		list := phrasesIn(r.general)
		r.list = &list
	}
	return phraseNames(*r.list, record.GivenTo(doc, at))
}

// outletPhrases returns the names of the phrases on outlets.
func outletPhrases(general versions) map[model.OutletID][]string {
	given := map[model.OutletID][]*record.Given{}
	for key, held := range general {
		if g, ok := held[0].Content.(*record.Given); ok {
			given[key.Outlet] = append(given[key.Outlet], g)
		}
	}
	list, names := phrasesIn(general), map[model.OutletID][]string{}
	for id, all := range given {
		names[id] = phraseNames(list, all)
	}
	return names
}
