package compare

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

// offers holds the proposals as they were read, and what became of their members.
type offers struct {
	all  []compare.Offer
	read bool               // the proposals have been read
	left map[int]bool       // the proposals that are gone
	out  []map[int]memberIs // for each proposal, what became of its members
	of   map[model.Subject][]place
	at   int // the current proposal, an index into all
	row  int // the current member

	stances map[model.Subject]model.Stance // that the analyst chose for members
	// holding is the proposal whose members the analyst is putting in and out, or noProposal. It
	// stays even if all of them are out.
	holding int
}

// noProposal is not an index of a proposal.
const noProposal = -1

// place is a member of a proposal.
type place struct{ proposal, member int }

// memberIs says what became of a member of a proposal.
type memberIs uint8

const (
	proposed  memberIs = iota
	dismissed          // the analyst put it out
	taken              // it is a mention of a statement
)

// set replaces the proposals.
func (o *offers) set(s *session.Session, all []compare.Offer) {
	was := o.current()
	*o = offers{
		all: all, read: true, left: map[int]bool{}, out: make([]map[int]memberIs, len(all)), of: map[model.Subject][]place{},
		stances: o.stances, holding: noProposal,
	}
	for i := range all {
		for k, m := range all[i].Members {
			on := model.Subject{Article: m.Article, Sentence: m.Sentence}
			o.of[on] = append(o.of[on], place{i, k})
		}
	}
	taken := mentioned(s)
	for on, places := range o.of {
		o.become(places, o.now(s, on, taken))
	}
	for i := range all {
		o.count(i)
	}
	o.at = -1
	if was != nil {
		o.at = slices.IndexFunc(all, func(p compare.Offer) bool { return samePlaces(p, *was) })
	}
	if o.at < 0 || o.gone(o.at) {
		o.at = max(o.at, 0) - 1
		o.walk(1)
	}
}

// samePlaces reports whether two proposals have the same first member.
func samePlaces(a, b compare.Offer) bool {
	return len(a.Members) > 0 && len(b.Members) > 0 && a.Members[0].Article == b.Members[0].Article && a.Members[0].Sentence == b.Members[0].Sentence
}

// mentioned returns the sentences that the analyst mentions in some statement.
func mentioned(s *session.Session) map[model.Subject]bool {
	all := map[model.Subject]bool{}
	s.Compared().Each(record.MentionKind, func(key model.Key, _ any) {
		if key.Analyst == s.Analyst() {
			all[key.Subject] = true
		}
	})
	return all
}

// now returns what has become of a sentence.
func (o *offers) now(s *session.Session, on model.Subject, mentioned map[model.Subject]bool) memberIs {
	switch {
	case mentioned[on]:
		return taken
	case s.Compared().Of(record.DismissalOf(on, s.Analyst())) != nil:
		return dismissed
	}
	return proposed
}

// become sets what has become of members.
func (o *offers) become(places []place, is memberIs) {
	for _, p := range places {
		if o.out[p.proposal] == nil {
			if is == proposed {
				continue
			}
			o.out[p.proposal] = map[int]memberIs{}
		}
		o.out[p.proposal][p.member] = is
	}
}

// update updates the proposals after changes of sentences. It reports whether any is affected.
func (o *offers) update(s *session.Session, changed []model.Subject) bool {
	var places []place
	for _, on := range changed {
		places = append(places, o.of[on]...)
	}
	if len(places) == 0 {
		return false
	}
	taken := mentioned(s)
	for _, on := range changed {
		o.become(o.of[on], o.now(s, on, taken))
	}
	for _, p := range places {
		o.count(p.proposal)
	}
	back := slices.IndexFunc(places, func(p place) bool { return !o.gone(p.proposal) })
	switch {
	case back >= 0 && (o.gone(o.at) || !slices.ContainsFunc(places, func(p place) bool { return p.proposal == o.at })):
		o.at, o.row = places[back].proposal, 0 // an undo brought it back
	case o.gone(o.at):
		o.walk(1)
	}
	return true
}

// is returns what became of a member of a proposal.
func (o *offers) is(proposal, member int) memberIs { return o.out[proposal][member] }

// count computes whether a proposal is gone: it has no member left that could be taken, or no
// two outlets for a new statement.
func (o *offers) count(i int) {
	p := &o.all[i]
	outlets := map[model.OutletID]bool{}
	in, out := 0, 0
	for k, m := range p.Members {
		switch o.is(i, k) {
		case proposed:
			in++
		case dismissed:
			out++
		default: // it is a mention
			continue
		}
		outlets[compare.ColumnOf(m.Article, m.Outlet)] = true
	}
	delete(o.left, i)
	switch {
	case i == o.holding && in+out > 0:
	case in == 0, p.Statement == "" && in < len(p.Members) && len(outlets) < 2:
		o.left[i] = true
	}
}

// gone reports whether a proposal has been taken or dismissed.
func (o *offers) gone(i int) bool { return i < 0 || i >= len(o.all) || o.left[i] }

// remaining returns the number of proposals that are not gone.
func (o *offers) remaining() int { return len(o.all) - len(o.left) }

// number returns the place of the current proposal among those that are not gone, from 1.
func (o *offers) number() int {
	n := o.at + 1
	for i := range o.left {
		if i <= o.at {
			n--
		}
	}
	return n
}

// current returns the current proposal, or nil.
func (o *offers) current() *compare.Offer {
	if o.at < 0 || o.at >= len(o.all) {
		return nil
	}
	return &o.all[o.at]
}

// walk makes another proposal current: the next one that is not gone, or the one before if n is
// negative. If there is none in that direction, it takes the nearest in the other one. It
// reports whether another one is current.
func (o *offers) walk(n int) bool {
	before := o.at
	for i := o.at + n; i >= 0 && i < len(o.all); i += n {
		if !o.gone(i) {
			o.at, o.row = i, 0
			return true
		}
	}
	if !o.gone(o.at) {
		return false
	}
	for i := o.at - n; i >= 0 && i < len(o.all); i -= n {
		if !o.gone(i) {
			o.at, o.row = i, 0
			return o.at != before
		}
	}
	o.at, o.row = -1, 0
	return o.at != before
}
