package adopt

import (
	"cmp"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// work plans what the marks of one article change. Marks of one analyst on one sentence are gathered first,
// because an analyst has one label on it.
type work struct {
	pl     *Plan
	t      *target
	finder finder
	said   map[subject]*said
	order  []subject
	edits  []edit.Edit

	compared map[int]bool // the units whose texts are listed as different
}

// subject is a unit, or the whole article if unit is −1, and the analyst who says something of it.
type subject struct {
	unit    int
	analyst string // the stored name
}

// said is what an analyst says of a subject.
type said struct {
	document string
	marks    []*peer.Mark
}

func newWork(pl *Plan, t *target) *work {
	return &work{pl: pl, t: t, finder: finder{doc: t.doc}, said: map[subject]*said{}, compared: map[int]bool{}}
}

// document gathers the marks of a document.
func (w *work) document(d *peer.Document) {
	for i := range d.Marks {
		m := &d.Marks[i]
		analyst := w.pl.lists.analyst(m.Analyst)
		if m.Whole {
			w.gather(subject{w.whole(m), analyst}, d, m)
			continue
		}
		units, why := w.finder.place(d, m)
		quote := *m
		if quote.Quote == "" && d.Text != "" && m.Span.End <= len(d.Text) {
			quote.Quote = m.Span.Of(d.Text)
		}
		p := &w.pl.Preview
		switch {
		case len(units) == 0:
			add(&p.Lost, &p.Count.Lost, lost(d.Name, quote, "its text is not in the article"))
			continue
		case why != "":
			add(&p.Moved, &p.Count.Moved, lost(d.Name, quote, why))
		}
		if m.Sentence != "" && m.Quote != "" && why == "" {
			w.compare(units[0], m)
		}
		for i, u := range units {
			part := m
			if i > 0 { // what is said once must not be said twice
				part = &peer.Mark{At: m.At, Time: m.Time, Labels: m.Labels, Cleared: m.Cleared, Phrases: m.Phrases}
			}
			w.gather(subject{u, analyst}, d, part)
		}
	}
}

// whole returns the subject of a mark on a whole document: its only sentence if it has labels and the article
// has one sentence, and otherwise the article.
func (w *work) whole(m *peer.Mark) int {
	if len(m.Labels) > 0 {
		only := -1
		for i, u := range w.t.doc.Units {
			if u.Kind == model.UnitSentence {
				if only >= 0 {
					return -1
				}
				only = i
			}
		}
		return only
	}
	return -1
}

// compare lists a text that the data set has otherwise than the article, once for each sentence. Tables
// have LF for CR, and U+FFFD for control characters.
func (w *work) compare(unit int, m *peer.Mark) {
	ours := w.t.doc.Units[unit].Span.Of(w.t.doc.Text)
	if w.compared[unit] || offset.Same(ours, m.Quote) || legible(ours) == legible(m.Quote) {
		return
	}
	w.compared[unit] = true
	p := &w.pl.Preview
	add(&p.Texts, &p.Count.Texts, arrival.Text{Article: w.t.doc.ID, At: m.At, Ours: ours, Theirs: m.Quote})
}

// legible returns a text with LF at the ends of lines and U+FFFD for control characters.
func legible(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return '\uFFFD'
		}
		return r
	}, strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
}

func (w *work) gather(on subject, d *peer.Document, m *peer.Mark) {
	if w.said[on] == nil {
		w.said[on] = &said{document: d.Name}
		w.order = append(w.order, on)
	}
	w.said[on].marks = append(w.said[on].marks, m)
}

// finish returns the edits of the article.
func (w *work) finish() []edit.Edit {
	slices.SortStableFunc(w.order, func(a, b subject) int { return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.analyst, b.analyst)) })
	for _, on := range w.order {
		w.subject(on, w.said[on])
	}
	return w.edits
}

// subject plans what one analyst says of one subject.
func (w *work) subject(on subject, s *said) {
	var labels, phrases []string
	cleared := false
	for _, m := range s.marks {
		labels, phrases = append(labels, m.Labels...), append(phrases, m.Phrases...)
		cleared = cleared || m.Cleared
	}
	label, others := w.pl.book.of(labels)
	if on.unit < 0 && label != "" { // a whole article has no label
		others = append([]string{w.pl.book.called(label)}, others...)
		label = ""
	}
	p := &w.pl.Preview
	for _, name := range others {
		if !slices.Contains(phrases, name) {
			add(&p.Demoted, &p.Count.Demoted, arrival.Place{Document: s.document, At: s.marks[0].At, Text: name, Why: w.demoted(on)})
			phrases = append(phrases, name)
		}
	}
	switch {
	case label != "":
		if before, _ := w.t.doc.Annotation(w.span(on), on.analyst); before.Label != label {
			w.restore(on, s)
		}
		w.label(on, label, s)
	case cleared && on.unit >= 0:
		w.label(on, "", s)
	}
	for _, name := range unique(phrases) {
		w.phrase(on, name)
	}
	for _, m := range s.marks {
		w.remarks(on, m)
	}
}

func (w *work) demoted(on subject) string {
	if on.unit < 0 {
		return "it is a label of the whole text, so it becomes a phrase on the article"
	}
	return "the sentence has another label, so it becomes a phrase"
}

// remarks plans the notes, the grade, the attribution and the mentions of a mark.
func (w *work) remarks(on subject, m *peer.Mark) {
	for _, n := range m.Notes {
		w.note(on, m, n)
	}
	if !m.Grade.IsZero() {
		w.grade(on, m)
	}
	if on.unit < 0 {
		return
	}
	if m.Attribution != nil {
		w.attribution(on, m)
	}
	for _, one := range m.Mentions {
		w.mention(on, m, one)
	}
}

// restore makes an excluded passage a sentence, so that it can have a label.
func (w *work) restore(on subject, s *said) {
	u := &w.t.doc.Units[on.unit]
	if u.Kind == model.UnitSentence {
		return
	}
	before := *u
	u.Kind = model.UnitSentence
	if w.t.fresh == nil {
		w.edits = append(w.edits, edit.Units{Article: w.t.doc.ID, Before: []model.Unit{before}, After: []model.Unit{*u}})
	}
	p := &w.pl.Preview
	add(&p.Moved, &p.Count.Moved, arrival.Place{Document: s.document, At: s.marks[0].At, Text: head(u.Span.Of(w.t.doc.Text)), Why: whyAside})
}

// span returns the span of a subject, which is empty for the whole article.
func (w *work) span(on subject) model.Span {
	if on.unit < 0 {
		return model.Span{}
	}
	return w.t.doc.Units[on.unit].Span
}

func (w *work) target(on subject) model.NoteTarget {
	if on.unit < 0 {
		return model.OnArticle(w.t.doc.ID)
	}
	return model.OnSentence(w.t.doc.ID, w.span(on))
}

func (w *work) about(on subject) model.Subject {
	return model.Subject{Article: w.t.doc.ID, Sentence: w.span(on)}
}

// label plans a label, or its removal if label is "".
func (w *work) label(on subject, label model.LabelKey, s *said) {
	p := &w.pl.Preview
	before, labelled := w.t.doc.Annotation(w.span(on), on.analyst)
	if before.Label == label {
		p.Count.Unchanged++
		return
	}
	e := edit.Record{Key: record.OnSentence(w.t.doc.ID, w.span(on), on.analyst)}
	at := w.pl.at
	if labelled {
		e.Before = &before
		at = edit.Later(at, before.At)
		w.conflict(on, "label", string(before.Label), string(label))
	} else {
		for _, m := range s.marks {
			if len(m.Labels) > 0 {
				at = dated(m.Time, at)
			}
		}
	}
	if label != "" {
		e.After = &model.Annotation{Analyst: on.analyst, Label: label, At: at}
	}
	p.Count.Annotations++
	w.edits = append(w.edits, e)
}

// conflict lists a value of the project that the data set replaces.
func (w *work) conflict(on subject, what, from, to string) {
	index, text := -1, ""
	if on.unit >= 0 {
		u := w.t.doc.Units[on.unit]
		text = model.Excerpt(u.Span.Of(w.t.doc.Text))
		if u.Kind == model.UnitSentence {
			index = w.sentence(on.unit)
		}
	}
	p := &w.pl.Preview
	add(&p.Conflicts, &p.Count.Conflicts, arrival.Change{
		Article: w.t.doc.ID, Sentence: index, Text: text, Analyst: w.pl.lists.names.Plain(on.analyst), What: what, From: from, To: to,
	})
}

// sentence returns the index of a unit among the sentences.
func (w *work) sentence(unit int) (n int) {
	for _, u := range w.t.doc.Units[:unit] {
		if u.Kind == model.UnitSentence {
			n++
		}
	}
	return n
}

func (w *work) phrase(on subject, name string) {
	p := &w.pl.Preview
	id, name, ok := w.pl.lists.phrase(name)
	if !ok {
		return
	}
	for _, g := range record.GivenTo(w.t.doc, w.span(on)) {
		if g.Analyst == on.analyst && w.pl.lists.phrases.Root(g.Phrase) == w.pl.lists.phrases.Root(id) {
			p.Count.Unchanged++
			return
		}
	}
	p.Count.Phrases++
	w.edits = append(w.edits, edit.Of(record.GivenOn(w.about(on), on.analyst, id), nil, &record.Given{Phrase: id, Analyst: on.analyst, Name: name}))
}

// note plans a note. A note of the project with its id, or with its text by the same analyst, is that note.
func (w *work) note(on subject, m *peer.Mark, n peer.Note) {
	p, target := &w.pl.Preview, w.target(on)
	for _, own := range w.t.doc.Notes {
		same := own.Target.Same(target) && own.Analyst == on.analyst
		switch {
		case same && own.Text == n.Text:
			p.Count.Unchanged++
			return
		case same && own.ID == n.ID:
			w.rewrite(on, m, own, n)
			return
		}
	}
	if strings.TrimSpace(n.Text) == "" {
		return
	}
	note, err := noteOf(w.pl.lists, w.pl.at, target, on.analyst, n)
	if err != nil {
		add(&p.Lost, &p.Count.Lost, lost("", peer.Mark{At: m.At, Quote: n.Text}, err.Error()))
		return
	}
	p.Count.Notes++
	w.edits = append(w.edits, edit.OfNote(nil, &note))
}

// rewrite plans another text for a note of the project.
func (w *work) rewrite(on subject, m *peer.Mark, own model.Note, n peer.Note) {
	p, after := &w.pl.Preview, own
	after.Text, after.Updated = n.Text, edit.Later(w.pl.at, own.Updated)
	accepted, err := value.AcceptNote(after)
	if err != nil {
		add(&p.Lost, &p.Count.Lost, lost("", peer.Mark{At: m.At, Quote: n.Text}, err.Error()))
		return
	}
	w.conflict(on, "note", own.Text, n.Text)
	p.Count.Notes++
	w.edits = append(w.edits, edit.OfNote(&own, &accepted))
}

func (w *work) grade(on subject, m *peer.Mark) {
	p, key := &w.pl.Preview, record.GradeOn(w.about(on), on.analyst)
	g := m.Grade
	if on.unit < 0 {
		g.Information = "" // only a sentence has a digit
	}
	grading := edit.Grading{
		Clock: edit.At(w.pl.at), Analyst: on.analyst, On: []model.Key{key},
		Of: func(key model.Key) *record.Grade { return record.GradeIn(w.t.doc, key) },
	}
	before := grading.Of(key)
	c, err := grading.Setting(g, value.Basis.Fit(m.Basis))
	switch {
	case err != nil:
		add(&p.Lost, &p.Count.Lost, lost("", peer.Mark{At: m.At, Quote: m.Grade.String()}, err.Error()))
	case len(c.Edits) == 0 || before != nil && before.Grade == g:
		p.Count.Unchanged++
	default:
		if before != nil {
			w.conflict(on, "grade", before.Grade.String(), g.String())
		}
		p.Count.Grades++
		w.edits = append(w.edits, c.Edits...)
	}
}

func (w *work) attribution(on subject, m *peer.Mark) {
	p, l := &w.pl.Preview, w.pl.lists
	attributing := edit.Attributing{List: l.voices, Analyst: on.analyst, Now: w.pl.at, Of: func(s model.Subject) *record.Attribution {
		a, _ := w.t.doc.Records[record.AttributionOn(s.Article, s.Sentence, on.analyst)].(*record.Attribution)
		return a
	}}
	a := m.Attribution
	edits, err := attributing.To(w.about(on), record.Attribution{
		Name: value.Voice.Fit(a.Name), Cue: value.Cue.Fit(a.Cue), Mode: a.Mode, Via: value.Outlet.Fit(a.Via),
	})
	switch {
	case err != nil:
		add(&p.Lost, &p.Count.Lost, lost("", peer.Mark{At: m.At, Quote: a.Name}, err.Error()))
	case len(edits) == 0:
		p.Count.Unchanged++
	default:
		for _, e := range edits {
			if e.About() == "" { // a voice that is new to the list
				l.edits = append(l.edits, e)
			} else {
				w.edits = append(w.edits, e)
			}
		}
		l.voices = attributing.List
		p.Count.Attributions++
	}
}

func (w *work) mention(on subject, m *peer.Mark, one peer.Mention) {
	p := &w.pl.Preview
	id, title, ok := w.pl.lists.statement(one)
	content, err := record.Of(record.MentionKind).Accept(&record.Mention{
		Statement: id, Analyst: on.analyst, Title: title, Stance: one.Stance, At: dated(m.Time, w.pl.at),
	})
	if !ok || err != nil {
		add(&p.Lost, &p.Count.Lost, lost("", peer.Mark{At: m.At, Quote: one.Title}, "the statement or its stance is refused"))
		return
	}
	key := record.MentionOn(w.about(on), on.analyst, id)
	before, held := w.t.doc.Records[key].(*record.Mention)
	switch after := content.(*record.Mention); {
	case held && before.Stance == after.Stance:
		p.Count.Unchanged++
	case held:
		w.conflict(on, "stance", string(before.Stance), string(after.Stance))
		p.Count.Mentions++
		after.At = edit.Later(w.pl.at, before.At)
		w.edits = append(w.edits, edit.Of(key, before, after))
	default:
		p.Count.Mentions++
		w.edits = append(w.edits, edit.Of(key, nil, after))
	}
}

// unique returns the texts without those that occur before.
func unique(all []string) (out []string) {
	for _, s := range all {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// lost describes a mark that has no place.
func lost(document string, m peer.Mark, why string) arrival.Place {
	return arrival.Place{Document: document, At: m.At, Text: head(m.Quote), Why: why}
}
