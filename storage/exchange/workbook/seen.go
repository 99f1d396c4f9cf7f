package workbook

import (
	"slices"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/sources"
)

// seen is what is kept of the articles that were read, for the sheets after the first.
type seen struct {
	articles []counts
	rows     []keptRow
	labels   []uint16 // of each row, one for each analyst: the index of the label in the codebook, plus 1
	labelled map[model.LabelKey]int
	outlets  map[model.OutletID]*outletCount
	speakers *sources.Builder

	attributions []sources.Record // of the present article, reused
	left         left
}

// keptRow is a row of the Sentences sheet.
type keptRow struct {
	article int32 // the index in seen.articles
	index   int32 // of the sentence, or −1
	span    [2]int32
	by      int32 // how many analysts labelled it
}

// counts are the counts of an article's rows.
type counts struct {
	sentences, labelled, attributed, graded, mentions, notes int
	own                                                      said // what was said about the article itself
	length                                                   int  // of the text, in code points
}

// left counts what has no row.
type left struct {
	excluded, excludedLabels, excludedNotes int // excluded text
	bare                                    int // sentences that were left out because nobody said anything about them
	sentences, labels, notes                int // sentences that are no hits
	detached                                int // labels and notes that are on no unit
}

// outletCount counts what an outlet has.
type outletCount struct {
	name                          string
	articles, sentences, mentions int
}

func (s *seen) begin(e *export) {
	s.labelled, s.outlets = map[model.LabelKey]int{}, map[model.OutletID]*outletCount{}
	s.speakers = sources.NewBuilder(e.voiceList, "")
	for key, g := range e.far {
		if key.Article == "" {
			s.speakers.Record(key, g)
		}
	}
	for id, p := range e.profiles {
		s.speakers.Record(record.ProfileOf(id), p)
	}
}

// article begins an article.
func (s *seen) article(doc *model.Document) {
	s.articles = append(s.articles, counts{})
	s.attributions = s.attributions[:0]
	outlet := s.outlet(doc.Metadata.Outlet)
	outlet.articles++
}

// outlet returns the counts of the outlet with a name, which may be empty.
func (s *seen) outlet(name string) *outletCount {
	id := model.OutletIDOf(name)
	if s.outlets[id] == nil {
		s.outlets[id] = &outletCount{name: name}
	}
	return s.outlets[id]
}

// leave counts a unit, or a span that is none, that has no row.
func (s *seen) leave(kind model.UnitKind, of said) {
	switch {
	case kind == detached:
		s.left.detached += len(of.labels) + len(of.notes)
	case kind != model.UnitSentence:
		s.left.excluded++
		s.left.excludedLabels += len(of.labels)
		s.left.excludedNotes += len(of.notes)
	case of.nothing():
		s.left.bare++
	default:
		s.left.sentences++
		s.left.labels += len(of.labels)
		s.left.notes += len(of.notes)
	}
}

// unit counts and keeps a unit that has a row.
func (s *seen) unit(e *export, doc *model.Document, u model.Unit, index int, of said) {
	at := int32(len(s.articles) - 1)
	c, outlet := &s.articles[at], s.outlet(doc.Metadata.Outlet)
	row := keptRow{article: at, index: -1, span: [2]int32{int32(u.Span.Start), int32(u.Span.End)}, by: int32(len(of.labels))}
	if u.Kind == model.UnitSentence {
		row.index = int32(index)
	}
	for _, analyst := range e.analysts {
		s.labels = append(s.labels, uint16(e.labels.Index(labelBy(of.labels, analyst))+1))
	}
	s.rows = append(s.rows, row)
	for _, a := range of.labels {
		s.labelled[a.Label]++
	}
	c.sentences++
	outlet.sentences++
	c.labelled += min(len(of.labels), 1)
	c.attributed += min(len(of.attributions), 1)
	c.graded += min(len(of.graded), 1)
	c.mentions += min(len(of.mentions), 1)
	outlet.mentions += min(len(of.mentions), 1)
	c.notes += len(of.notes)
	for _, a := range of.attributions {
		s.attributions = append(s.attributions, sources.Record{Sentence: u.Span, Content: a})
	}
	count := &e.count
	count.Sentences++
	count.Annotations += len(of.labels)
	count.Notes += len(of.notes)
}

// end ends an article, about which own was said.
func (s *seen) end(e *export, doc *model.Document, own said) error {
	if sel := e.opts.Selection; sel != nil {
		own = said{notes: slices.DeleteFunc(own.notes, func(n model.Note) bool { return !sel.Hits.HasNote(n) }), phrases: own.phrases, graded: own.graded}
	}
	c := &s.articles[len(s.articles)-1]
	c.own, c.length = own, utf8.RuneCountInString(doc.Text)
	c.notes += len(own.notes)
	e.count.Notes += len(own.notes)
	return s.speakers.Article(sources.Article{
		ID: doc.ID, Outlet: doc.Metadata.Outlet, Language: doc.Metadata.Language, Records: s.attributions,
		Units: func() ([]model.Unit, error) { return doc.Units, nil },
		Text:  func() (string, error) { return doc.Text, nil },
	})
}
