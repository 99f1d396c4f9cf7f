package carry

import (
	"cmp"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Reason says why something was left behind.
type Reason uint8

// The reasons.
const (
	Gone    Reason = iota // the current version lacks the sentence
	Taken                 // the current version has another record there, for example another label by the same analyst
	Unknown               // a newer Assay made the record, so this one does not move it
	Later                 // nothing hinders: it was made on the older version later, or its place has become free
)

var reasonNames = [...]string{"gone", "taken", "unknown", "later"}

// String returns the reason's name in files.
func (r Reason) String() string {
	if int(r) < len(reasonNames) {
		return reasonNames[r]
	}
	return "unknown"
}

// Left is a record that stays on an older version.
type Left struct {
	Article model.ArticleID // the older version
	Key     model.Key
	Content any
	Span    model.Span // in bytes of the older text; empty for a record on the whole article
	To      model.Span // where the sentence is in the current version; empty if it is nowhere
	Reason  Reason
}

// mover moves records from one version to another.
type mover struct {
	plan         *Plan
	older, newer *model.Document
	to           map[model.Span]model.Span // from spans of older to spans of newer
	only         bool                      // nothing moves; all is left
}

// add adds an edit to the plan. An edit of the older version must not be applied to the newer
// one, which may have a label on the same span.
func (m *mover) add(e edit.Edit) {
	if edit.Concerns(e, m.newer.ID) {
		e.Apply(m.newer)
	}
	m.plan.Change.Edits = append(m.plan.Change.Edits, e)
}

// moveAll moves the records of the older version for which of returns true, in the order of
// their spans.
func (m *mover) moveAll(of func(key model.Key, content any) bool) {
	for _, span := range slices.SortedFunc(maps.Keys(m.older.Annotations), model.Span.Compare) {
		for _, a := range m.older.Annotations[span] {
			if key := record.OnSentence(m.older.ID, span, a.Analyst); of(key, &a) {
				m.move(key, &a)
			}
		}
	}
	for _, n := range m.older.Notes {
		if key := record.NoteID(n.ID); of(key, &n) {
			m.note(key, n)
		}
	}
	for _, key := range slices.SortedFunc(maps.Keys(m.older.Records), model.Key.Compare) {
		kind, content := record.Of(key.Kind), m.older.Records[key]
		if key.Article != m.older.ID || !of(key, content) {
			continue
		}
		switch {
		case kind.Quiet || key.Kind == record.PredecessorKind: // they belong to the text
		case !kind.Known:
			m.leave(key, content, Unknown)
		default:
			m.move(key, content)
		}
	}
	slices.SortStableFunc(m.plan.Left, func(a, b Left) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), a.Span.Compare(b.Span))
	})
}

// place returns the span of the newer version to which a record on a span moves. The empty span
// stands for the whole article.
func (m *mover) place(span model.Span) (to model.Span, ok bool) {
	if span == (model.Span{}) {
		return span, true
	}
	to, ok = m.to[span]
	return to, ok
}

// move moves a record whose key has its subject.
func (m *mover) move(key model.Key, content any) {
	kind := record.Of(key.Kind)
	to, ok := m.place(key.Sentence)
	if !ok {
		m.leave(key, content, Gone)
		return
	}
	moved := key
	moved.Article, moved.Sentence = m.newer.ID, to
	switch there := m.at(moved); {
	case m.only && there == nil:
		m.leave(key, content, Later)
	case m.only:
		m.leave(key, content, Taken)
	case there == nil:
		m.add(edit.Record{Key: key, Before: content})
		m.add(edit.Record{Key: moved, After: content})
		m.plan.Carried++
	case kind.Alike(content, there):
		m.add(edit.Record{Key: key, Before: content})
		m.plan.Joined++
	default:
		m.leave(key, content, Taken)
	}
}

// at returns the content of a record of the newer version, or nil.
func (m *mover) at(key model.Key) any {
	if key.Kind == record.Annotation {
		if a, ok := m.newer.Annotation(key.Sentence, key.Analyst); ok {
			return &a
		}
		return nil
	}
	return m.newer.Records[key]
}

// note moves a note, which is identified by its id alone.
func (m *mover) note(key model.Key, n model.Note) {
	span := model.Span{}
	if n.Target.Sentence != nil {
		span = *n.Target.Sentence
	}
	to, ok := m.place(span)
	if !ok {
		m.leave(key, &n, Gone)
		return
	}
	if m.only {
		m.leave(key, &n, Later)
		return
	}
	moved := n
	moved.Target.Article = m.newer.ID
	if n.Target.Sentence != nil {
		moved.Target.Sentence = &to
	}
	m.add(edit.OfNote(&n, &moved))
	m.plan.Carried++
}

func (m *mover) leave(key model.Key, content any, why Reason) {
	at := record.Of(key.Kind).SubjectOf(key, content).Sentence
	m.plan.Left = append(m.plan.Left, Left{Article: m.older.ID, Key: key, Content: content, Span: at, To: m.to[at], Reason: why})
}

// spansTo returns where the units of an older version are in a newer one. places has the
// sentences; a unit that was set aside is where one with the same text is.
func spansTo(older, newer *model.Document, places []int) map[model.Span]model.Span {
	to := make(map[model.Span]model.Span, len(places))
	sentences := newer.Sentences()
	for i, u := range older.Sentences() {
		if i < len(places) && places[i] >= 0 {
			to[u.Span] = sentences[places[i]].Span
		}
	}
	asides := map[string][]model.Span{}
	for _, u := range newer.Units {
		if text := u.Span.Of(newer.Text); u.Kind != model.UnitSentence {
			asides[text] = append(asides[text], u.Span)
		}
	}
	for _, u := range older.Units {
		if u.Kind == model.UnitSentence {
			continue
		}
		text := u.Span.Of(older.Text)
		if same := asides[text]; len(same) > 0 {
			to[u.Span], asides[text] = same[0], same[1:]
		}
	}
	return to
}

func isSentence(doc *model.Document, span model.Span) bool {
	at := doc.UnitAt(span.Start)
	return at >= 0 && doc.Units[at].Span == span && doc.Units[at].Kind == model.UnitSentence
}
