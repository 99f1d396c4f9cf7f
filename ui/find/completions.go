package find

import (
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
	return &v
}

// aliased adds to a query what the labels and the analysts that it names are called in the
// project.
func (c *Controller) aliased(q search.Query) search.Query {
	s := c.win.Session()
	var labels, analysts []search.Alias
	for _, l := range s.Codebook() {
		labels = append(labels, search.Alias{Called: l.Name, Stored: string(l.Key)})
	}
	for _, stored := range s.Names().All() {
		for _, called := range []string{s.Called(stored), s.Names().Plain(stored)} {
			if called != stored {
				analysts = append(analysts, search.Alias{Called: called, Stored: stored})
			}
		}
	}
	return q.WithAliases(search.Label, labels).WithAliases(search.Analyst, analysts)
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
