package model

import (
	"reflect"
	"testing"
)

func TestStatisticsCountArticlesOutletsAndEachAnalystsLabels(t *testing.T) {
	s := NewStatistics(DefaultCodebook())
	article := func(outlet string, sentences, notes int) Summary {
		return Summary{Article: Article{Metadata: Metadata{Outlet: outlet}}, Progress: Progress{Sentences: sentences, Notes: notes}}
	}
	s.AddArticle(article("The Quay Post", 5, 1), 2)
	s.AddArticle(article("the quay post ", 3, 0), 0)
	s.AddArticle(article("", 2, 1), 2)
	s.AddAnalyst("ana", []Summary{{Progress: Progress{Labelled: map[LabelKey]int{Claim: 2}}}, {Progress: Progress{Labelled: map[LabelKey]int{Claim: 1, Quote: 1}}}}, SourceCounts{Attributed: 2, Graded: 1})
	s.AddAnalyst("bo", nil, SourceCounts{})
	if s.Articles != 3 || s.Outlets != 1 || s.Sentences != 10 || s.Tagged != 4 || s.Untagged != 6 || s.Notes != 2 {
		t.Errorf("%+v", s)
	}
	want := map[LabelKey]int{Claim: 3, Quote: 1, Background: 0}
	if !reflect.DeepEqual(s.Labels, want) || !reflect.DeepEqual(s.Analysts[0], AnalystStatistics{"ana", 4, SourceCounts{Attributed: 2, Graded: 1}, want}) {
		t.Errorf("labels %v, analysts %+v", s.Labels, s.Analysts)
	}
	if bo := s.Analysts[1]; bo.Tagged != 0 || len(bo.Labels) != 3 {
		t.Errorf("bo: %+v", bo)
	}
}
