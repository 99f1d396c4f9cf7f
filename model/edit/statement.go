package edit

import (
	"fmt"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// How statements are joined and divided
//
// A mention has the id of the statement under which the sentence was added. Joining a
// statement into another one only sets a link in its record, as joining voices does, because
// an analyst cannot change the mentions in other layers:
//
//	Eight were rescued  ◀── Eight people got out
//	4 mentions              2                     6 mentions of "Eight were rescued"
//
// Dividing makes a new statement and moves the analyst's own mentions of chosen sentences to
// it.
//
// One analyst can delete a statement in one copy of the project while another adds mentions of
// it in another copy. Such mentions are left over: nobody can add to the statement, but each
// analyst can drop the own mentions and gaps, or divide them from it.

// Comparing makes changes of statements and of what belongs to them.
type Comparing struct {
	Compared record.Compared
	Analyst  string
	Now      time.Time
	NewID    func() string // returns a random id
}

// Mentioning is a sentence that is to become a mention.
type Mentioning struct {
	On     model.Subject
	Stance model.Stance
}

// New returns the change that adds a statement with mentions at the end of the list, and the
// id of the statement. The error is ErrValue if the title or a stance is refused.
func (c Comparing) New(title string, mentions []Mentioning) (Change, model.StatementID, error) {
	change := Change{Verb: NewStatement, At: c.Now}
	id, edits, err := c.create(title, c.end())
	if err != nil {
		return change, "", err
	}
	change.Edits = edits
	for _, m := range mentions {
		more, err := c.mention(id, title, m)
		if err != nil {
			return change, "", err
		}
		change.Edits = append(change.Edits, more...)
	}
	return change, id, nil
}

// create returns the edits that add a statement.
func (c Comparing) create(title string, position float64) (model.StatementID, []Edit, error) {
	s, err := accepted(&record.Statement{Title: title, Position: position})
	if err != nil {
		return "", nil, err
	}
	id := model.StatementID(c.NewID())
	return id, []Edit{Of(record.StatementKey(id), nil, s)}, nil
}

func accepted(s *record.Statement) (*record.Statement, error) {
	return acceptedAs(record.StatementKind, s)
}

// acceptedAs returns the stored form of a content of a kind; see record.Declaration.Accept.
func acceptedAs[T any](kind model.Kind, content *T) (*T, error) {
	after, err := record.Of(kind).Accept(content)
	if err != nil {
		return nil, err
	}
	return after.(*T), nil
}

// end returns the position behind all statements.
func (c Comparing) end() float64 {
	all := c.Compared.Statements.All()
	if len(all) == 0 {
		return 0
	}
	return c.Compared.Statements.Stored(all[len(all)-1]).Position + 1
}

// Mentioning returns the change that makes sentences mentions of a statement, or changes the
// stance of those that are. The error is ErrNoStatement if the list lacks the statement, and
// ErrValue if a stance is refused.
func (c Comparing) Mentioning(id model.StatementID, mentions ...Mentioning) (Change, error) {
	change := Change{Verb: Mention, At: c.Now}
	if c.Compared.Statements.Stored(id) == nil {
		return change, noStatement(id)
	}
	root := c.Compared.Statements.Root(id)
	for _, m := range mentions {
		edits, err := c.mention(root, c.Compared.Statements.Title(root), m)
		if err != nil {
			return change, err
		}
		change.Edits = append(change.Edits, edits...)
	}
	return change, nil
}

func noStatement(id model.StatementID) error {
	return fmt.Errorf("statement %q: %w", model.Excerpt(string(id)), model.ErrNoStatement)
}

// mention returns the edits that make a sentence a mention with a stance. If the sentence is
// already a mention of the statement or of one that was joined into it, they change its stance;
// if it is one of several of these, that of each. They also remove a dismissal of the sentence.
func (c Comparing) mention(id model.StatementID, title string, m Mentioning) ([]Edit, error) {
	content, err := record.Of(record.MentionKind).Accept(&record.Mention{Statement: id, Analyst: c.Analyst, Title: title, Stance: m.Stance, At: c.Now})
	if err != nil {
		return nil, err
	}
	after := content.(*record.Mention)
	keys := c.mentions(id, m.On)
	if len(keys) == 0 {
		return append([]Edit{Of(record.MentionOn(m.On, c.Analyst, id), nil, after)}, c.offering(m.On)...), nil
	}
	var edits []Edit
	for _, key := range keys {
		before, changed := c.Compared.Mention(key), *after
		changed.Statement, changed.At = before.Statement, Later(c.Now, before.At)
		if !record.Of(record.MentionKind).Alike(before, &changed) {
			edits = append(edits, Of(key, before, &changed))
		}
	}
	if len(edits) == 0 {
		return nil, nil
	}
	return append(edits, c.offering(m.On)...), nil
}

// mentions returns the keys of the analyst's mentions of a statement, and of those joined into
// it, on a sentence.
func (c Comparing) mentions(id model.StatementID, on model.Subject) (keys []model.Key) {
	for _, joined := range c.joined(id) {
		key := record.MentionOn(on, c.Analyst, joined)
		if c.Compared.Mention(key) != nil {
			keys = append(keys, key)
		}
	}
	return keys
}

// joined returns the ids under which a statement has mentions, its own first.
func (c Comparing) joined(id model.StatementID) []model.StatementID {
	root := c.Compared.Statements.Root(id)
	all := []model.StatementID{root}
	for _, other := range c.Compared.Statements.Joined(root) {
		if other != root {
			all = append(all, other)
		}
	}
	return all
}

// Dropping returns the change that removes the analyst's mentions of a statement on some
// sentences. It skips sentences without one.
func (c Comparing) Dropping(id model.StatementID, on ...model.Subject) Change {
	change := Change{Verb: DropMention, At: c.Now}
	for _, sentence := range on {
		for _, key := range c.mentions(id, sentence) {
			change.Edits = append(change.Edits, Of(key, c.Compared.Mention(key), nil))
		}
	}
	return change
}

// Marking returns the change that marks that an outlet leaves a statement out, or removes the
// mark. It has no edits if nothing changes. The error is ErrNoStatement if the list lacks the
// statement that is to be marked.
func (c Comparing) Marking(id model.StatementID, outlet model.OutletID, leftOut bool) (Change, error) {
	change := Change{Verb: MarkGap, At: c.Now}
	if !leftOut {
		change.Verb = UnmarkGap
	}
	if leftOut && c.Compared.Statements.Stored(id) == nil || !c.known(id) {
		return change, noStatement(id)
	}
	marked := false
	for _, joined := range c.joined(id) {
		key := record.GapOf(outlet, c.Analyst, joined)
		gap, ok := c.Compared.Of(key).(*record.Gap)
		if !ok {
			continue
		}
		marked = true
		if !leftOut {
			change.Edits = append(change.Edits, Of(key, gap, nil))
		}
	}
	if leftOut && !marked {
		root := c.Compared.Statements.Root(id)
		gap := &record.Gap{Statement: root, Analyst: c.Analyst, Title: c.Compared.Statements.Title(root), At: c.Now}
		change.Edits = append(change.Edits, Of(record.GapOf(outlet, c.Analyst, root), nil, gap))
	}
	return change, nil
}

// Renaming returns the change that changes the title of a statement. It has no edits if the
// title is the same. The error is ErrNoStatement if the list lacks the statement, and ErrValue
// if the title is refused.
func (c Comparing) Renaming(id model.StatementID, title string) (Change, error) {
	return c.changing(RenameStatement, id, func(s *record.Statement) { s.Title = title })
}

// changing returns the change that set makes to the statement that stands for a statement.
func (c Comparing) changing(verb Verb, id model.StatementID, set func(*record.Statement)) (Change, error) {
	change := Change{Verb: verb, At: c.Now}
	root := c.Compared.Statements.Root(id)
	before := c.Compared.Statements.Stored(root)
	if before == nil {
		return change, noStatement(id)
	}
	after := *before
	set(&after)
	s, err := accepted(&after)
	if err != nil || *s == *before {
		return change, err
	}
	change.Edits = []Edit{Of(record.StatementKey(root), before, s)}
	return change, nil
}

// Moving returns the change that moves a statement to a place in the list, from 0, counted
// without it. The error is ErrNoStatement if the list lacks the statement.
func (c Comparing) Moving(id model.StatementID, to int) (Change, error) {
	change := Change{Verb: MoveStatement, At: c.Now}
	list := c.Compared.Statements
	root := list.Root(id)
	if list.Stored(root) == nil {
		return change, noStatement(id)
	}
	was := list.All()
	all := slices.DeleteFunc(slices.Clone(was), func(other model.StatementID) bool { return other == root })
	to = min(max(to, 0), len(all))
	all = slices.Insert(all, to, root)
	if slices.Equal(was, all) {
		return change, nil
	}
	if position, ok := between(list, all, to); ok {
		return c.changing(MoveStatement, root, func(s *record.Statement) { s.Position = position })
	}
	for i, other := range all { // no number is left between the two neighbours
		before := list.Stored(other)
		if after := *before; before.Position != float64(i) {
			after.Position = float64(i)
			change.Edits = append(change.Edits, Of(record.StatementKey(other), before, &after))
		}
	}
	return change, nil
}

// between returns a position between those of the neighbours of the statement at a place, or
// false if there is none.
func between(list record.Statements, all []model.StatementID, at int) (float64, bool) {
	switch position := func(i int) float64 { return list.Stored(all[i]).Position }; {
	case at == 0:
		first := position(1)
		return first - 1, first-1 < first
	case at == len(all)-1:
		last := position(at - 1)
		return last + 1, last+1 > last
	default:
		before, after := position(at-1), position(at+1)
		middle := before + (after-before)/2
		return middle, before < middle && middle < after
	}
}

// Joining returns the change that joins the statement from into the statement into. The error
// is ErrNoStatement if the list lacks one of them, and ErrSameStatement if both are the same.
func (c Comparing) Joining(from, into model.StatementID) (Change, error) {
	change := Change{Verb: JoinStatements, At: c.Now}
	list := c.Compared.Statements
	for _, id := range []model.StatementID{from, into} {
		if list.Stored(id) == nil {
			return change, noStatement(id)
		}
	}
	root, onto := list.Root(from), list.Root(into)
	if root == onto {
		return change, fmt.Errorf("join %q into %q: %w", list.Title(from), list.Title(into), model.ErrSameStatement)
	}
	if stands := list.Stored(onto); stands.Into != "" { // it is part of a circle of links
		after := *stands
		after.Into = ""
		change.Edits = append(change.Edits, Of(record.StatementKey(onto), stands, &after))
	}
	before := list.Stored(root)
	after := *before
	after.Into = onto
	change.Edits = append(change.Edits, Of(record.StatementKey(root), before, &after))
	return change, nil
}

// Dividing returns the change that moves the analyst's mentions on sentences from a statement
// to a new one, which follows it in the list, and the id of the new one. The error is
// ErrNoStatement if the list lacks the statement and nobody has anything of it,
// ErrNoMention if a sentence is not one of its mentions, and ErrValue if the title is refused.
func (c Comparing) Dividing(id model.StatementID, title string, on ...model.Subject) (Change, model.StatementID, error) {
	change := Change{Verb: DivideStatement, At: c.Now}
	list := c.Compared.Statements
	root := list.Root(id)
	if !c.known(root) {
		return change, "", noStatement(id)
	}
	if len(on) == 0 {
		return change, "", model.ErrNoMention
	}
	divided, edits, err := c.create(title, c.behind(root))
	if err != nil {
		return change, "", err
	}
	change.Edits = edits
	for _, sentence := range on {
		keys := c.mentions(id, sentence)
		if len(keys) == 0 {
			return change, "", fmt.Errorf("divide %q: %w", list.Title(root), model.ErrNoMention)
		}
		moved := *c.Compared.Mention(keys[0])
		moved.Statement, moved.Title = divided, edits[0].(Record).After.(*record.Statement).Title
		for _, key := range keys {
			change.Edits = append(change.Edits, Of(key, c.Compared.Mention(key), nil))
		}
		change.Edits = append(change.Edits, Of(record.MentionOn(sentence, c.Analyst, divided), nil, &moved))
	}
	return change, divided, nil
}

// behind returns the position between a statement and the next one, or the end of the list if
// the list lacks the statement.
func (c Comparing) behind(id model.StatementID) float64 {
	list := c.Compared.Statements
	all := list.All()
	at := slices.Index(all, id)
	if at < 0 || at+1 == len(all) {
		return c.end()
	}
	position, next := list.Stored(id).Position, list.Stored(all[at+1]).Position
	return position + (next-position)/2
}

// known reports whether the list has a statement, or somebody has mentions, gaps, judgements or
// ratings of it.
func (c Comparing) known(id model.StatementID) bool {
	return c.Compared.Statements.Stored(id) != nil || len(c.of(id)) > 0
}

// of returns the keys of everybody's mentions, gaps, judgements with their citations, and ratings
// of a statement.
func (c Comparing) of(id model.StatementID) []model.Key {
	list := c.Compared.Statements
	root := list.Root(id)
	of := func(key model.Key) bool { return list.Root(model.StatementID(key.ID)) == root }
	return slices.Concat(c.Compared.Keys(record.MentionKind, of), c.Compared.Keys(record.GapKind, of), c.judged(root))
}

// Removing returns the change that removes a statement, those joined into it, and what the analyst
// has of it: mentions, gaps, judgements and ratings. The error is ErrNoStatement if the list lacks
// the statement and nobody has any of these, and ErrStatementUsed if other analysts have some.
func (c Comparing) Removing(id model.StatementID) (Change, error) {
	change := Change{Verb: RemoveStatement, At: c.Now}
	list := c.Compared.Statements
	root := list.Root(id)
	if !c.known(root) {
		return change, noStatement(id)
	}
	for _, key := range c.of(root) {
		if key.Analyst != c.Analyst {
			return change, fmt.Errorf("remove %q: %w", list.Title(root), model.ErrStatementUsed)
		}
		change.Edits = append(change.Edits, Record{Key: key, Before: c.Compared.Of(key)})
	}
	for _, joined := range list.Joined(root) {
		change.Edits = append(change.Edits, Of(record.StatementKey(joined), list.Stored(joined), nil))
	}
	return change, nil
}
