package judge

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// ledger has what the records say of statements and judgements, by statement and by judgement, so
// that a key press need not look at all records.
type ledger struct {
	statements []model.StatementID // those that stand, in the order of the list
	judgements map[model.StatementID]map[model.Key]*record.Judgement
	about      map[model.Key]model.StatementID // the statement of each judgement, as stored
	cited      map[model.JudgementID]map[model.Key]model.Weight
	mentions   map[model.StatementID]map[model.Key]model.Stance
}

// ledgerOf returns the ledger of all records.
func ledgerOf(compared record.Compared) *ledger {
	l := &ledger{
		statements: compared.Statements.All(), judgements: map[model.StatementID]map[model.Key]*record.Judgement{},
		about: map[model.Key]model.StatementID{}, cited: map[model.JudgementID]map[model.Key]model.Weight{},
		mentions: map[model.StatementID]map[model.Key]model.Stance{},
	}
	for _, kind := range []model.Kind{record.JudgementKind, record.CitationKind, record.MentionKind} {
		compared.Each(kind, func(key model.Key, content any) { l.note(key, content, compared.Statements) })
	}
	return l
}

// note notes the content of a record, or that it was removed if content is nil.
func (l *ledger) note(key model.Key, content any, list record.Statements) {
	switch key.Kind {
	case record.JudgementKind:
		l.noteJudgement(key, content, list)
	case record.CitationKind:
		id := model.JudgementID(key.ID)
		if c, ok := content.(*record.Citation); ok {
			put(l.cited, id, key, c.Weight)
		} else {
			delete(l.cited[id], key)
		}
	case record.MentionKind:
		id := list.Root(model.StatementID(key.ID))
		if m, ok := content.(*record.Mention); ok {
			put(l.mentions, id, key, m.Stance)
		} else {
			delete(l.mentions[id], key)
		}
	default:
	}
}

func (l *ledger) noteJudgement(key model.Key, content any, list record.Statements) {
	if was, there := l.about[key]; there {
		delete(l.judgements[was], key)
		delete(l.about, key)
	}
	if j, ok := content.(*record.Judgement); ok {
		id := list.Root(j.Statement)
		put(l.judgements, id, key, j)
		l.about[key] = id
	}
}

func put[K comparable, V any](in map[K]map[model.Key]V, id K, key model.Key, v V) {
	if in[id] == nil {
		in[id] = map[model.Key]V{}
	}
	in[id][key] = v
}

// by returns an analyst's judgements of a statement, the latest first.
func (l *ledger) by(analyst string, id model.StatementID) (all []record.Judged) {
	for key, j := range l.judgements[id] {
		if key.Analyst == analyst {
			all = append(all, record.Judged{ID: model.JudgementID(key.ID), Judgement: j})
		}
	}
	slices.SortFunc(all, func(a, b record.Judged) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID)) })
	for i := range all[min(1, len(all)):] {
		all[i+1].Later = all[i].ID
	}
	return all
}

// standing returns the judgement of an analyst that stands, or false.
func (l *ledger) standing(analyst string, id model.StatementID) (latest record.Judged, ok bool) {
	for key, j := range l.judgements[id] {
		if key.Analyst != analyst {
			continue
		}
		if one := model.JudgementID(key.ID); !ok || cmp.Or(j.At.Compare(latest.At), cmp.Compare(one, latest.ID)) > 0 {
			latest, ok = record.Judged{ID: one, Judgement: j}, true
		}
	}
	return latest, ok
}

// analysts returns who judged a statement, sorted by name.
func (l *ledger) analysts(id model.StatementID) (all []string) {
	for key := range l.judgements[id] {
		if !slices.Contains(all, key.Analyst) {
			all = append(all, key.Analyst)
		}
	}
	slices.Sort(all)
	return all
}

// citations returns how many sentences a judgement of an analyst cites.
func (l *ledger) citations(analyst string, id model.JudgementID) (n int) {
	for key := range l.cited[id] {
		if key.Analyst == analyst {
			n++
		}
	}
	return n
}

// weight returns with which weight a judgement of an analyst cites a sentence, or "".
func (l *ledger) weight(analyst string, id model.JudgementID, on model.Subject) model.Weight {
	return l.cited[id][record.CitationOn(on, analyst, id)]
}

// incomplete reports whether the judgement of an analyst that stands cites no sentence. It is false
// if there is no judgement.
func (l *ledger) incomplete(analyst string, id model.StatementID) bool {
	j, judged := l.standing(analyst, id)
	return judged && l.citations(analyst, j.ID) == 0
}
