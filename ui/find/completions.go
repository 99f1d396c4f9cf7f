package find

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// vocabulary returns the values that filters can be completed to, most frequent first.
func (c *Controller) vocabulary() *search.Vocabulary {
	v := &search.Vocabulary{}
	for _, l := range c.win.Session().Codebook() {
		v.Labels = append(v.Labels, l.Name)
	}
	outlets, dates, languages := map[string]int{}, map[string]int{}, map[string]int{}
	for sum := range c.win.Session().Summaries() {
		outlets[sum.Metadata.Outlet]++
		dates[sum.Metadata.Published]++
		languages[sum.Metadata.Language]++
		if at := sum.Metadata.PublishedAt; at != "" {
			v.Times = append(v.Times, at)
		}
	}
	v.Outlets, v.Dates, v.Languages = outletsByCount(outlets), byCount(dates), byCount(languages)
	var err error
	if v.Analysts, err = c.project.Analysts(); err != nil { // the search shows the error
		v.Analysts = []string{c.win.Session().Analyst()}
	}
	return v
}

// byCount returns the keys except "", most frequent first. Keys that are equally
// frequent are sorted.
func byCount(of map[string]int) []string {
	delete(of, "")
	keys := make([]string, 0, len(of))
	for k := range of {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if of[a] != of[b] {
			return of[b] - of[a]
		}
		return strings.Compare(a, b)
	})
	return keys
}

// outletsByCount returns the outlets, most frequent first, each in its most frequent
// spelling.
func outletsByCount(of map[string]int) (out []string) {
	all, seen := map[model.OutletID]int{}, map[model.OutletID]bool{}
	for name, n := range of {
		all[model.OutletIDOf(name)] += n
	}
	for _, name := range byCount(of) {
		if id := model.OutletIDOf(name); !seen[id] {
			seen[id] = true
			out = append(out, name)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return all[model.OutletIDOf(b)] - all[model.OutletIDOf(a)] })
	return out
}

// leastName is the fewest bytes of a word that is completed to the name of a
// filter.
const leastName = 2

// completions returns the completions at a byte offset of a query. It leaves out a
// word that is already complete.
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
