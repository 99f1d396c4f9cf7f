package record

import (
	"cmp"
	"maps"
	"slices"

	"assay.app/assay/model"
)

// Statements is the list of a project's statements. The zero Statements is empty. A statement
// that was joined into another one does not stand; the other one stands for it.
type Statements struct {
	joins[model.StatementID, Statement]
}

// NewStatements returns a list with the stored statements, which it keeps.
func NewStatements(stored map[model.StatementID]Statement) Statements {
	return Statements{joins[model.StatementID, Statement]{stored}}
}

// With returns the list after the edit of a statement. after is nil if the statement was
// deleted.
func (l Statements) With(id model.StatementID, after *Statement) Statements {
	return Statements{l.with(id, after)}
}

// Title returns the title of the statement that stands for a statement, or "" if the list
// lacks it.
func (l Statements) Title(id model.StatementID) string { return l.stored[l.Root(id)].Title }

// Called returns the title of the statement that a mention is of or, if the list no longer
// has the statement, the title that it had when the sentence became a mention.
func (l Statements) Called(m *Mention) string { return cmp.Or(l.Title(m.Statement), m.Title) }

// All returns the statements that stand, in their order.
func (l Statements) All() []model.StatementID {
	var all []model.StatementID
	for id := range l.stored {
		if l.Root(id) == id {
			all = append(all, id)
		}
	}
	slices.SortFunc(all, func(a, b model.StatementID) int {
		return cmp.Or(cmp.Compare(l.stored[a].Position, l.stored[b].Position), cmp.Compare(a, b))
	})
	return all
}

// Each calls visit with the stored statements, those that were joined too, and the one that
// stands for each, in no particular order.
func (l Statements) Each(visit func(id, root model.StatementID)) {
	for id := range l.stored {
		visit(id, l.Root(id))
	}
}

// Compared holds the records on which a comparison of outlets is based, and what is concluded
// from it: the list of statements, and all mentions, gaps, origins, dismissals, judgements,
// citations and explanations with their ratings, and the scale of verdicts. The zero Compared is empty.
type Compared struct {
	Statements Statements
	records    map[model.Key]any
}

// ComparedKinds returns the kinds of records that are part of a Compared. The first is
// StatementKind.
func ComparedKinds() []model.Kind {
	return []model.Kind{
		StatementKind, MentionKind, GapKind, OriginKind, DismissalKind, JudgementKind, CitationKind, ScaleKind, ExplanationKind, RatingKind,
	}
}

// IsCompared reports whether records of a kind are part of a Compared.
func IsCompared(kind model.Kind) bool {
	return kind >= StatementKind && kind <= DismissalKind || kind >= JudgementKind && kind <= RatingKind
}

// Clone returns a copy that shares the contents of records.
func (c Compared) Clone() Compared { return Compared{c.Statements, maps.Clone(c.records)} }

// Set makes after the content of a record, or removes the record if after is nil. It ignores
// records of kinds that are not compared.
func (c *Compared) Set(key model.Key, after any) {
	switch {
	case key.Kind == StatementKind:
		s, _ := after.(*Statement)
		c.Statements = c.Statements.With(model.StatementID(key.ID), s)
	case !IsCompared(key.Kind):
	case after == nil:
		delete(c.records, key)
	default:
		if c.records == nil {
			c.records = map[model.Key]any{}
		}
		c.records[key] = after
	}
}

// Of returns the content of a record that is not a statement, or nil.
func (c Compared) Of(key model.Key) any { return c.records[key] }

// Mention returns the mention with a key, or nil.
func (c Compared) Mention(key model.Key) *Mention {
	m, _ := c.records[key].(*Mention)
	return m
}

// Each calls visit with the records of a kind, in no particular order.
func (c Compared) Each(kind model.Kind, visit func(key model.Key, content any)) {
	for key, content := range c.records {
		if key.Kind == kind {
			visit(key, content)
		}
	}
}

// Keys returns the keys of the records of a kind for which keep returns true, sorted.
func (c Compared) Keys(kind model.Kind, keep func(model.Key) bool) []model.Key {
	var keys []model.Key
	for key := range c.records {
		if key.Kind == kind && keep(key) {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, model.Key.Compare)
	return keys
}

// Origin returns the origin of an article as an analyst set it, or false.
func (c Compared) Origin(article model.ArticleID) (model.Origin, bool) {
	o, ok := c.records[OriginOf(article)].(*Origin)
	if !ok {
		return model.Origin{}, false
	}
	return model.Origin{Kind: o.Kind, Name: o.Name}, true
}

// OriginNames returns the names of the origins that analysts set, most frequent first.
func (c Compared) OriginNames() []string {
	count := map[string]int{}
	c.Each(OriginKind, func(_ model.Key, content any) {
		if name := content.(*Origin).Name; name != "" {
			count[name]++
		}
	})
	return slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
}
