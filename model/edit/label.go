package edit

import "assay.app/assay/model"

// The verbs of changes to all the sentences that a search found.
const (
	TagFound   Verb = "tag found"
	ClearFound Verb = "clear found"
)

// Labelling assigns one label to the sentences that a search found.
type Labelling struct {
	Analyst string
	Label   model.LabelKey // "" removes the analyst's label
	Replace bool           // also if the analyst has given another label
	Clock   Clock          // dates the labels
}

// Labelled counts the results for the sentences to be labelled. Each sentence is in
// exactly one of the counts other than Replaced and Articles.
type Labelled struct {
	Changed  int // got the label, or lost theirs
	Replaced int // those of Changed that had another label before
	Already  int // had the label, or none to be removed
	Kept     int // have another label of the analyst, which stays
	Aside    int // are set aside, and so not labelled
	Gone     int // no longer exist: they were divided differently since, or their article was removed
	Articles int // with sentences of Changed
}

// Verb returns the verb of the labelling.
func (l Labelling) Verb() Verb {
	if l.Label == "" {
		return ClearFound
	}
	return TagFound
}

// Edits returns the edits for the stretches found in an article, and counts the
// results. It skips a stretch that is not a sentence any more: the text found in it
// may be in either part.
func (l Labelling) Edits(doc *model.Document, found []model.Span) (edits []Edit, n Labelled) {
	var shared *model.Annotation // shared by all edits with the same time
	for _, span := range found {
		at := doc.UnitAt(span.Start)
		switch {
		case doc.Removed || at < 0 || doc.Units[at].Span != span:
			n.Gone++
			continue
		case doc.Units[at].Kind != model.UnitSentence:
			n.Aside++
			continue
		}
		before, labelled := doc.Annotation(span, l.Analyst)
		if labelled && l.Label != "" && !l.Replace && before.Label != l.Label {
			n.Kept++
			continue
		}
		e, changes := l.Clock.Label(doc, span, l.Analyst, l.Label)
		if !changes {
			n.Already++
			continue
		}
		if shared != nil && e.After != nil && *e.After == *shared {
			e.After = shared
		} else {
			shared = e.After
		}
		if labelled && l.Label != "" {
			n.Replaced++
		}
		n.Changed++
		edits = append(edits, e)
	}
	if len(edits) > 0 {
		n.Articles = 1
	}
	return edits, n
}

// Add adds the counts of another article.
func (n *Labelled) Add(other Labelled) {
	n.Changed += other.Changed
	n.Replaced += other.Replaced
	n.Already += other.Already
	n.Kept += other.Kept
	n.Aside += other.Aside
	n.Gone += other.Gone
	n.Articles += other.Articles
}
