package importing

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/words"
)

// heading returns the name and the caption of the heading above draft i. The
// heading is for all articles of the draft's file, and shows their number and the
// counts of their states.
func (im *importer) heading(i int) (name, caption string) {
	drafts := im.preview.Drafts
	s := drafts[i].Source()
	for i > 0 && drafts[i-1].Source() == s {
		i--
	}
	first, counts := i, map[state]int{}
	for ; i < len(drafts) && drafts[i].Source() == s; i++ {
		for _, is := range []state{newState, versionState, takenState, thereState, twinState, outState} {
			if im.has(i, is) {
				counts[is]++
			}
		}
	}
	return words.N("{{.Count}} articles in {{.File}}", i-first, map[string]any{"File": words.FileName(s.Path)}), tally(counts)
}

// tally returns a text with the count of articles to be added, and the other counts that
// are not 0.
func tally(counts map[state]int) string {
	parts := []string{words.N("{{.Count}} to add", counts[newState])}
	if n := counts[versionState]; n > 0 {
		parts = append(parts, words.N("{{.Count}} look like newer versions", n)+", "+words.N("{{.Count}} chosen", counts[takenState]))
	}
	if n := counts[thereState]; n > 0 {
		parts = append(parts, words.N("{{.Count}} already in the project", n))
	}
	if n := counts[twinState]; n > 0 {
		parts = append(parts, words.N("{{.Count}} duplicates", n))
	}
	if n := counts[outState]; n > 0 {
		parts = append(parts, words.N("{{.Count}} skipped", n))
	}
	if n := counts[partState]; n > 0 {
		parts = append(parts, words.N("{{.Count}} files added in part", n))
	}
	if n := counts[refusedState]; n > 0 {
		parts = append(parts, words.N("{{.Count}} cannot be added", n))
	}
	return strings.Join(parts, " · ")
}

// place returns the position of a draft among those of its text: "3 of 40".
func place(at, count int) string {
	return lang.L("{{.Done}} of {{.Total}}", map[string]any{"Done": words.Number(at + 1), "Total": words.Number(count)})
}

// partial returns the row's text for a file that can be added only in part.
func (im *importer) partial(r draft.Refused) string {
	if r.More > 0 {
		return words.N("{{.Count}} more parts look like articles", r.More)
	}
	return lang.L("added in part: {{.Why}}", map[string]any{"Why": words.LowerFirst(im.do.Explain(r).Why)})
}
