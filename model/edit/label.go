package edit

import "assay.app/assay/model"

// The verbs of changes to the sentences that a search found.
const (
	TagFound   Verb = "tag found"
	ClearFound Verb = "clear found"
)

// Labelling assigns one label to the sentences that a search found.
type Labelling struct {
	Analyst string
	Label   model.LabelKey // "" removes the analyst's label
	Replace bool           // also replace another label of the analyst
	Clock   Clock          // dates the labels
}

// Labelled counts the results for the sentences to be labelled. Each sentence is in
// exactly one of Changed, Already, Kept, Aside and Gone.
type Labelled struct {
	Changed  int // got the label, or lost their label
	Replaced int // those of Changed that had another label before
	Already  int // already had the label, or had no label to remove
	Kept     int // have another label of the analyst, which was not replaced
	Aside    int // are set aside and were not labelled
	Gone     int // no longer exist: their article was removed or is divided differently
	Articles int // articles with sentences in Changed
}

// Verb returns the verb of the labelling.
func (l Labelling) Verb() Verb {
	if l.Label == "" {
		return ClearFound
	}
	return TagFound
}

// Edits returns the edits for the spans found in an article, and counts the
// results. It skips a span that is no longer a sentence.
func (l Labelling) Edits(doc *model.Document, found []model.Span) (edits []Edit, n Labelled) {
	var shared *model.Annotation // shared by consecutive edits with the same value, to save memory
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
		if _, after, _ := e.Annotation(); shared != nil && after != nil && *after == *shared {
			e.After = shared
		} else {
			shared = after
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
