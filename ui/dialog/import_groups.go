package dialog

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/words"
)

// sharing returns the source of the draft at i, and whether the draft next to it comes
// from the same.
func (p *Preview) sharing(i int) (s Source, several bool) {
	if i >= len(p.Drafts) {
		return Source{}, false
	}
	s = p.Drafts[i].Source()
	return s, i > 0 && p.Drafts[i-1].Source() == s || i+1 < len(p.Drafts) && p.Drafts[i+1].Source() == s
}

// heading is what stands above the articles of one file, of which the draft at i is one:
// how many there are, and what becomes of them.
func (im *importer) heading(i int) (name, state string) {
	drafts := im.preview.Drafts
	s := drafts[i].Source()
	for i > 0 && drafts[i-1].Source() == s {
		i--
	}
	first, fresh, there, out := i, 0, 0, 0
	for ; i < len(drafts) && drafts[i].Source() == s; i++ {
		switch {
		case drafts[i].there():
			there++
		case drafts[i].Leave:
			out++
		default:
			fresh++
		}
	}
	return words.N("{{.Count}} articles in {{.File}}", i-first, map[string]any{"File": base(s.Path)}), tally(fresh, there, out, 0)
}

// tally says how many there are of each, beside what is new only where there are any.
func tally(fresh, there, out, refused int) string {
	parts := []string{words.N("{{.Count}} new", fresh)}
	if there > 0 {
		parts = append(parts, words.N("{{.Count}} there already", there))
	}
	if out > 0 {
		parts = append(parts, words.N("{{.Count}} left out", out))
	}
	if refused > 0 {
		parts = append(parts, words.N("{{.Count}} cannot be added", refused))
	}
	return strings.Join(parts, " · ")
}

// place says which article of its text a draft is: "3 of 40".
func place(at, count int) string {
	return lang.L("{{.Done}} of {{.Total}}", map[string]any{"Done": words.Number(at + 1), "Total": words.Number(count)})
}

// partial says in a row what is missing of a file of which articles can be added.
func (r Refused) partial() string {
	if r.More > 0 {
		return words.N("{{.Count}} more blocks look like articles", r.More)
	}
	return lang.L("not all of it was taken: {{.Why}}", map[string]any{"Why": lowerFirst(r.Why)})
}
