package find

import (
	"context"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
)

// oneSentence is a finding.Host with one sentence. Every search marks the span that
// words has for asked.
type oneSentence struct {
	article model.ArticleID
	span    model.Span
	text    string
	words   map[string]model.Span
	asked   string
}

func (o *oneSentence) Search(_ context.Context, _ finding.Request, found func(search.Found), _ func(int, int)) (search.Result, error) {
	found(search.Found{Article: o.article, Sentences: []search.Sentence{
		{Span: o.span, Text: o.text, Marks: []model.Span{o.words[o.asked]}},
	}})
	return search.Result{Whole: true}, nil
}

func (*oneSentence) Document(model.ArticleID) (*model.Document, error) {
	return nil, model.ErrNoArticle
}
func (*oneSentence) Blind() bool                                 { return false }
func (*oneSentence) Analyst() string                             { return "R. Vance" }
func (*oneSentence) Go(work func())                              { work() }
func (*oneSentence) Post(do func())                              { do() }
func (*oneSentence) After(time.Duration, func()) (cancel func()) { return func() {} }

// The reader marks the words of the last search, even if the previous search had
// the same number of hits in the article.
func TestTheReaderMarksTheWordsOfTheLastSearch(t *testing.T) {
	const article, text = model.ArticleID("one"), "The gate was closed by the authority."
	words := map[string]model.Span{"gate": {Start: 4, End: 8}, "authority": {Start: 27, End: 36}}
	sentence := model.Span{Start: 100, End: 100 + len(text)}
	host := &oneSentence{article: article, span: sentence, text: text, words: words}
	f := finding.New(host)
	defer f.Close()
	c := &Controller{finding: f, walk: &walk{on: true}, here: &inArticle{}}
	for _, asked := range []string{"gate", "authority", "gate"} {
		host.asked = asked
		f.Ask(asked + " ")
		span := words[asked]
		want := []model.Span{{Start: sentence.Start + span.Start, End: sentence.Start + span.End}}
		if got, _ := c.MarksIn(article, sentence); !slices.Equal(got, want) {
			t.Errorf("%q is marked at %v, want %v", asked, got, want)
		}
	}
}
