package model

// Statistics counts the contents of a project. Of an article with several versions it counts the
// current one; Left counts what is on the others. The fields have JSON names because
// "assayctl stats --json" prints them.
type Statistics struct {
	Articles     int                 `json:"articles"`
	Outlets      int                 `json:"outlets"` // different outlets of the articles
	Sentences    int                 `json:"sentences"`
	Tagged       int                 `json:"tagged"` // sentences labelled by at least one analyst
	Untagged     int                 `json:"untagged"`
	SourceCounts                     // sentences attributed, graded or mentioned by at least one analyst
	Notes        int                 `json:"notes"`    // on articles, sentences and outlets
	Labels       map[LabelKey]int    `json:"labels"`   // annotations, by label
	Analysts     []AnalystStatistics `json:"analysts"` // in the order they were added
	Versions     int                 `json:"versions"` // earlier versions of articles
	Left         LeftStatistics      `json:"left"`     // on these

	Codebook Codebook `json:"-"`
	outlets  map[OutletID]bool
}

// AnalystStatistics counts the sentences that one analyst labelled, attributed and graded, and
// those that the analyst made mentions.
type AnalystStatistics struct {
	Name   string `json:"name"`
	Tagged int    `json:"tagged"`
	SourceCounts
	Labels map[LabelKey]int `json:"labels"`
}

// LeftStatistics counts the work that is left on earlier versions of articles.
type LeftStatistics struct {
	Labels       int `json:"labels"` // annotations by all analysts
	SourceCounts     // sentences attributed, graded or mentioned by at least one analyst
	Notes        int `json:"notes"`
}

// SourceCounts counts the sentences that have an attribution or a grade, or are mentions.
type SourceCounts struct {
	Attributed int `json:"attributed"` // sentences with an attribution
	Graded     int `json:"graded"`     // sentences with a grade of their own
	Mentioned  int `json:"mentioned"`  // sentences that are mentions of at least one statement
}

// Plus returns the sum of two counts.
func (c SourceCounts) Plus(other SourceCounts) SourceCounts {
	return SourceCounts{c.Attributed + other.Attributed, c.Graded + other.Graded, c.Mentioned + other.Mentioned}
}

// NewStatistics returns the statistics of an empty project with the codebook.
// Labels has a count for every label of the codebook, even if it occurs nowhere.
func NewStatistics(book Codebook) *Statistics {
	return &Statistics{Labels: zeroes(book), Analysts: []AnalystStatistics{}, Codebook: book, outlets: map[OutletID]bool{}}
}

// AddArticle adds an article. tagged is the number of its sentences that at least
// one analyst has labelled.
func (s *Statistics) AddArticle(a Summary, tagged int) {
	s.Articles++
	s.Sentences += a.Progress.Sentences
	s.Tagged += tagged
	s.Untagged = s.Sentences - s.Tagged
	s.Notes += a.Progress.Notes
	if id := OutletIDOf(a.Metadata.Outlet); id != "" && !s.outlets[id] {
		s.outlets[id] = true
		s.Outlets++
	}
}

// AddEarlier adds an earlier version of an article.
func (s *Statistics) AddEarlier(a Summary) {
	s.Versions++
	s.Left.Notes += a.Progress.Notes
}

// AddLeft adds the progress of an analyst in the earlier versions of articles.
func (s *Statistics) AddLeft(progress []Summary) {
	for _, a := range progress {
		s.Left.Labels += a.Progress.Tagged()
	}
}

// AddAnalyst adds an analyst, the analyst's progress in every current version, and how many
// sentences of these the analyst has attributed, graded and made mentions.
func (s *Statistics) AddAnalyst(name string, progress []Summary, sources SourceCounts) {
	one := AnalystStatistics{Name: name, SourceCounts: sources, Labels: zeroes(s.Codebook)}
	for _, a := range progress {
		for key, n := range a.Progress.Labelled {
			one.Tagged += n
			one.Labels[key] += n
			s.Labels[key] += n
		}
	}
	s.Analysts = append(s.Analysts, one)
}

// zeroes returns a count of 0 for every label of the codebook.
func zeroes(book Codebook) map[LabelKey]int {
	counts := make(map[LabelKey]int, len(book))
	for _, l := range book {
		counts[l.Key] = 0
	}
	return counts
}
