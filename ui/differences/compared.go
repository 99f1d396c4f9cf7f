package differences

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/ui/words"
)

// Compared has the sentences of two texts and how they differ.
type Compared struct {
	A, B  []string // the sentences of each text
	Pairs []align.Pair
}

// Compare compares two articles. It takes long for long articles.
func Compare(a, b *model.Document) Compared {
	return Compared{A: sentences(a), B: sentences(b), Pairs: align.Documents(a, b)}
}

func sentences(doc *model.Document) []string {
	units := doc.Sentences()
	texts := make([]string, len(units))
	for i, u := range units {
		texts[i] = u.Span.Of(doc.Text)
	}
	return texts
}

// Counts says how many sentences of two texts differ. A sentence that changed and moved counts
// as changed.
type Counts struct{ Same, Changed, Moved, Added, Dropped int }

// Counts returns how many sentences differ.
func (c Compared) Counts() (n Counts) {
	for _, p := range c.Pairs {
		switch {
		case p.Kind == align.Same && p.Moved:
			n.Moved++
		case p.Kind == align.Same:
			n.Same++
		case p.Kind == align.Changed:
			n.Changed++
		case p.Kind == align.Added:
			n.Added++
		case p.Kind == align.Dropped:
			n.Dropped++
		}
	}
	return n
}

// Sums returns a text that says how many sentences differ.
func Sums(n Counts) string {
	var parts []string
	for _, part := range []struct {
		count int
		text  string
	}{
		{n.Changed, words.N("~ {{.Count}} changed", n.Changed)},
		{n.Added, words.N("+ {{.Count}} added", n.Added)},
		{n.Dropped, words.N("− {{.Count}} dropped", n.Dropped)},
		{n.Moved, words.N("↕ {{.Count}} moved", n.Moved)},
	} {
		if part.count > 0 {
			parts = append(parts, part.text)
		}
	}
	return strings.Join(append(parts, words.N("{{.Count}} sentences the same", n.Same)), " · ")
}

// isDifference reports whether a pair is a difference.
func isDifference(p align.Pair) bool { return p.Kind != align.Same || p.Moved }

// line is a line of the list: a pair, or a run of sentences that are the same and not shown.
type line struct {
	pair int // index of the pair, or of the first one of the run
	run  int // the number of sentences that the line stands for; 0 if it shows a pair
}

// shortRun is the number of consecutive equal sentences that are shown in any case.
const shortRun = 2

// lines returns the lines to show. If all is true, or if opened has the first pair of a run, the
// sentences of the run are shown.
func (c Compared) lines(all bool, opened map[int]bool) (out []line) {
	for i := 0; i < len(c.Pairs); {
		n := 0
		for i+n < len(c.Pairs) && !isDifference(c.Pairs[i+n]) {
			n++
		}
		if n > shortRun && !all && !opened[i] {
			out = append(out, line{pair: i, run: n})
			i += n
			continue
		}
		for end := i + max(n, 1); i < end; i++ {
			out = append(out, line{pair: i})
		}
	}
	return out
}

// longest is the number of bytes of a sentence that are shown.
const longest = 3000

// beside is the number of bytes shown before and after each difference in a longer sentence.
const beside = 160

// Clipped returns a text of at most about longest bytes: the parts of a longer text that are
// near its differences. The differences that are returned are in bytes of the result.
func Clipped(text string, marks []wording.Difference) (string, []wording.Difference) {
	if len(text) <= longest {
		return text, marks
	}
	if len(marks) == 0 {
		end := runeStart(text, longest)
		return text[:end] + "…", nil
	}
	var out []byte
	var moved []wording.Difference
	at := 0 // up to here the text is in out, or left out
	for _, d := range marks {
		if len(out) > longest {
			break
		}
		from := max(at, runeStart(text, d.Span.Start-beside))
		if from > at {
			out = append(out, "… "...)
		}
		end := max(d.Span.Start, runeStart(text, min(d.Span.End, d.Span.Start+longest)))
		start := len(out) + d.Span.Start - from
		out = append(out, text[from:end]...)
		moved = append(moved, wording.Difference{Span: model.Span{Start: start, End: len(out)}, Kind: d.Kind})
		at = end
		after := runeStart(text, min(len(text), end+beside))
		next := len(text)
		if i := len(moved); i < len(marks) {
			next = marks[i].Span.Start
		}
		if after = min(after, max(at, next)); after > at {
			out = append(out, text[at:after]...)
			at = after
		}
	}
	if at < len(text) {
		out = append(out, " …"...)
	}
	return string(out), moved
}

// runeStart returns the last byte offset up to at where a character begins.
func runeStart(text string, at int) int {
	at = max(0, at)
	for at > 0 && at < len(text) && text[at]&0xC0 == 0x80 {
		at--
	}
	return min(at, len(text))
}
