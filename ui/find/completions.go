package find

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/search"
)

// vocabulary returns the possible values of filters, for completing queries.
func (c *Controller) vocabulary() *search.Vocabulary {
	s := c.win.Session()
	v := search.NewVocabulary(s.Codebook(), s.Summaries())
	for _, stored := range s.Names().All() {
		v.Analysts = append(v.Analysts, s.Called(stored))
	}
	used, err := s.Phrases()
	c.win.Report(err)
	for _, p := range used {
		v.Phrases = append(v.Phrases, p.Name)
	}
	v.Voices = s.VoiceNames()
	compared := s.Compared()
	for _, id := range compared.Statements.All() {
		v.Statements = append(v.Statements, compared.Statements.Title(id))
	}
	v.Origins = compared.OriginNames()
	if !slices.Contains(v.Analysts, s.Called(s.Analyst())) { // has done nothing yet
		v.Analysts = append(v.Analysts, s.Called(s.Analyst()))
	}
	return &v
}

// leastName is the least number of bytes of a word that is completed to the name of
// a filter.
const leastName = 2

// completions returns the completions at a byte offset of a query. It returns none
// for a word that is already complete, and no names of filters for a word shorter
// than leastName.
func completions(text string, cursor int, v search.Vocabulary) []completion {
	var out []completion
	all := search.Complete(text, cursor, v)
	for _, c := range all {
		value := c.At > 0 && strings.IndexByte(":,", text[c.At-1]) >= 0
		if !value && cursor-c.At < leastName || len(all) == 1 && strings.EqualFold(text[c.At:c.End], c.Text) {
			continue
		}
		o := completion{At: c.At, End: c.End, Text: c.Text, Title: c.Shown, Value: value}
		if o.Title == "*" {
			o.Detail = lang.L("any")
		}
		if !strings.HasSuffix(o.Text, ":") && (c.End == len(text) || text[c.End] != ' ' && text[c.End] != ',') {
			o.Text += " "
		}
		out = append(out, o)
	}
	return out
}
