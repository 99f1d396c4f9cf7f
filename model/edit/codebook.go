package edit

import (
	"fmt"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// The verbs of changes to the codebook.
const (
	AddLabel       Verb = "add label"
	ChangeLabel    Verb = "change label"
	RetireLabel    Verb = "retire label"
	JoinLabels     Verb = "join labels"
	ChangeCodebook Verb = "change codebook" // several labels, or their order
)

// Revision is a change of a project's codebook, and of the annotations whose label it
// takes away. It affects the annotations of all analysts, because the codebook belongs
// to the project.
type Revision struct {
	Verb  Verb
	After model.Codebook // all labels that remain, retired ones among them, in their order

	// Relabel maps labels that are retired or removed to the label that their annotations
	// get, or to "" if the annotations are removed. Annotations whose label is not in
	// Relabel keep it. A relabelled annotation keeps its analyst and its time: it is not
	// new work.
	Relabel map[model.LabelKey]model.LabelKey

	// Minor has the labels whose new definition means the same as before, so that
	// annotations made under the old one remain current; see model.Label.Outdated.
	Minor map[model.LabelKey]bool
}

// Annotated is an annotation with the key of its record.
type Annotated struct {
	Key        model.Key
	Annotation model.Annotation
}

// Affected returns the labels whose annotations Edits needs: those to be relabelled, and
// those that are removed from the codebook.
func (r Revision) Affected(before []record.Entry) map[model.LabelKey]bool {
	out := map[model.LabelKey]bool{}
	for _, e := range before {
		if _, moves := r.Relabel[e.Key]; moves || r.After.Index(e.Key) < 0 {
			out[e.Key] = true
		}
	}
	return out
}

// Edits returns the edits of the revision. before has the labels as the project stores
// them, and used the annotations with the labels that Affected returns, in any order. It
// returns no edits if nothing changes. The error is a *value.Error if the labels are
// refused, ErrNoLabel if annotations would get an unknown or a retired label, and
// ErrLabelUsed if a label is removed that annotations have.
func (r Revision) Edits(before []record.Entry, used []Annotated, now time.Time) ([]Edit, error) {
	after, err := value.AcceptCodebook(r.After, record.Book(before))
	if err != nil {
		return nil, err
	}
	for _, to := range r.Relabel {
		if l, ok := after.Find(to); to != "" && (!ok || l.Retired) {
			return nil, fmt.Errorf("%q: %w", to, model.ErrNoLabel)
		}
	}
	edits := r.labels(before, after, now)
	slices.SortFunc(used, func(a, b Annotated) int { return a.Key.Compare(b.Key) })
	for _, one := range used {
		to, moves := r.Relabel[one.Annotation.Label]
		switch {
		case !moves && after.Index(one.Annotation.Label) < 0:
			return nil, fmt.Errorf("%q: %w", one.Annotation.Label, model.ErrLabelUsed)
		case !moves:
			continue
		}
		was := one.Annotation
		e := Of(one.Key, &was, nil)
		if to != "" {
			e.After = &model.Annotation{Analyst: was.Analyst, Label: to, At: was.At}
		}
		edits = append(edits, e)
	}
	return edits, nil
}

// labels returns the edits of the labels' records.
func (r Revision) labels(before []record.Entry, after model.Codebook, now time.Time) (edits []Edit) {
	old := make(map[model.LabelKey]*record.Entry, len(before))
	for i := range before {
		e := &before[i]
		old[e.Key] = e
		if after.Index(e.Key) < 0 {
			edits = append(edits, Of(record.LabelKey(e.Key), e, nil))
		}
	}
	for i, l := range after {
		was := old[l.Key]
		if was != nil && !l.SameDefinition(was.Label) && l.Defined.Equal(was.Defined) && !r.Minor[l.Key] {
			l.Defined = Later(now, was.Defined)
		}
		e := &record.Entry{Label: l, Position: i}
		if was == nil || !record.Of(record.Label).Same(was, e) {
			edits = append(edits, Of(record.LabelKey(l.Key), was, e))
		}
	}
	return edits
}
