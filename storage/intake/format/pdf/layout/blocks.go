package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
)

// From lines to an article
//
// A page is cut along its white gaps, again and again (the XY-cut of Nagy and
// Seth): first down the widest gutter that no line crosses, which divides columns,
// else across the widest gap, which takes a headline off the columns below it.
// What cannot be cut is a block, and the blocks come in the order of reading.
//
//	┌ Headline over both ┐      across: headline | rest
//	│ column 1  column 2 │      down:   column 1 | column 2
//	│ column 1  column 2 │
//	└───────── 7 ────────┘      running head: taken off before
//
// In a block, lines are joined to paragraphs. A hyphen at the end of a line
// goes, unless the word is written with it elsewhere in the article.

// withoutAside takes off what the file itself says is no part of the text, if
// that is the lesser part of it: some programs say so of everything.
func withoutAside(pages []sheet) {
	sizes := map[bool]int{}
	for _, s := range pages {
		for _, c := range s.chunks {
			sizes[c.aside] += len(c.text)
		}
	}
	if sizes[true] > sizes[false] {
		return
	}
	for i := range pages {
		pages[i].chunks = slices.DeleteFunc(pages[i].chunks, func(c chunk) bool { return c.aside })
	}
}

// articleOf gives the text of the pages, and what they say of themselves. The title
// is what is set largest on the first page, if it is larger than the text.
func articleOf(pages []sheet) (text string, meta model.Metadata) {
	withoutAside(pages)
	body := bodySize(pages)
	withoutJumps(pages)
	meta = dated(pages, body)
	withoutHeads(pages, body)
	j := &joiner{body: body, leading: bodyLeading(pages, body)}
	for _, s := range pages {
		for _, block := range cut(s.chunks, 0) {
			j.block(block)
		}
	}
	j.end()
	j.done = append(j.done, j.notes...)
	var out article.Paragraphs
	words := hyphened(j.done)
	largest := 1.25 * body
	for i, p := range j.done {
		line := unhyphen(p.lines, words)
		if i < 5 && p.size > largest && len(line) < 300 && utf8.RuneCountInString(line) > 5 {
			meta.Title, largest = line, 1.01*p.size
		}
		out.Write(line)
		out.End()
	}
	return out.Text(), meta
}

// bodySize is the size that most letters have.
func bodySize(pages []sheet) float64 {
	count := map[float64]int{}
	best := 0.0
	for _, s := range pages {
		for _, c := range s.chunks {
			size := math.Round(2*c.size) / 2
			count[size] += len(c.text)
			if n := count[size]; n > count[best] || n == count[best] && size < best {
				best = size
			}
		}
	}
	return best
}

// maxCuts is how often a page is cut, one cut within another.
const maxCuts = 40

// cut divides lines into blocks in the order of reading.
func cut(chunks []chunk, depth int) [][]chunk {
	if len(chunks) < 2 || depth > maxCuts {
		return [][]chunk{chunks}
	}
	if at, ok := gutter(chunks); ok {
		var before, after []chunk
		for _, c := range chunks {
			if c.left+c.right < 2*at {
				before = append(before, c)
			} else {
				after = append(after, c)
			}
		}
		return append(cut(before, depth+1), cut(after, depth+1)...)
	}
	if at, ok := crossGap(chunks); ok {
		return append(cut(chunks[:at], depth+1), cut(chunks[at:], depth+1)...)
	}
	return [][]chunk{chunks}
}

// gutter finds the widest stretch from left to right that no line crosses.
func gutter(chunks []chunk) (at float64, ok bool) {
	sorted := slices.Clone(chunks)
	slices.SortFunc(sorted, func(a, b chunk) int { return cmp.Compare(a.left, b.left) })
	widest, right, size := 0.0, sorted[0].right, sorted[0].size
	for _, c := range sorted[1:] {
		if gap := c.left - right; gap > widest {
			widest, at = gap, right+gap/2
		}
		right, size = max(right, c.right), min(size, c.size)
	}
	return at, widest > 0.8*size
}

// crossGap finds where the widest gap between two lines is, if there are
// several columns to be told apart below or above it.
func crossGap(chunks []chunk) (at int, ok bool) {
	sideBySide := false
	widest := 0.0
	for i := 1; i < len(chunks); i++ {
		gap := chunks[i-1].y - chunks[i].y
		if gap < 0.35*chunks[i].size {
			sideBySide = true
			continue
		}
		if gap > widest {
			widest, at = gap, i
		}
	}
	return at, sideBySide && at > 0
}

// para is a paragraph of a PDF.
type para struct {
	lines []string
	size  float64
}

// joiner joins lines to paragraphs.
type joiner struct {
	body    float64 // the size of the text
	leading float64 // from line to line of it
	done    []para
	notes   []para // footnotes; they come last
	now     para
	last    chunk // of now
}

func (j *joiner) end() {
	if len(j.now.lines) > 0 {
		j.done = append(j.done, j.now)
	}
	j.now = para{}
}

// block takes the lines of a block. A paragraph goes on from one column or page
// to the next where the sentence does.
func (j *joiner) block(lines []chunk) {
	lines = j.withoutNotes(lines)
	left, right := math.Inf(1), math.Inf(-1)
	for _, c := range lines {
		left, right = min(left, c.left), max(right, c.right)
	}
	leading := usualLeading(lines)
	for i, c := range lines {
		if len(j.now.lines) == 0 || j.begins(i == 0, c, left, right, min(leading, j.leading*c.size/j.body)) {
			j.end()
			j.now.size = c.size
		}
		j.now.lines = append(j.now.lines, c.text)
		j.last = c
	}
}

// begins reports whether a line begins a paragraph, in a block between left and
// right.
func (j *joiner) begins(first bool, c chunk, left, right, leading float64) bool {
	text, letter := j.last.text, firstLetter(c.text)
	room := right - j.last.right // that the first word of the line would have had above
	switch {
	case math.Abs(c.size-j.last.size) > 0.15*c.size:
		return true
	case math.Abs(c.size-j.last.size) > 0.08*c.size && ended(text):
		return true // a small heading
	case first:
		return ended(text) || !isSmall(letter) && !strings.HasSuffix(text, "-") && !strings.HasSuffix(text, ",")
	case j.last.y-c.y > 1.35*leading:
		return true
	case strings.HasPrefix(c.text, "• "):
		return true
	case room > c.wordWidth()+0.5*c.size && !unicode.IsLower(letter) && !strings.HasSuffix(text, ","):
		return true
	case c.left-j.last.left > 0.7*c.size && c.left-left > 0.7*c.size:
		return ended(text) // indented
	case room > 0.2*(right-left):
		return ended(text)
	}
	return false
}

// wordWidth is how wide the first word of a line is, more or less.
func (c chunk) wordWidth() float64 {
	word, _, _ := strings.Cut(c.text, " ")
	return (c.right - c.left) * float64(len(word)) / float64(len(c.text))
}

// noteMark is what footnotes begin with.
var noteMark = regexp.MustCompile(`^(?:[0-9]{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡§]{1,3})[.)]? ?(\S)`)

// withoutNotes takes the footnotes off the end of a block: what is smaller than
// the text, from a line that begins with a mark.
func (j *joiner) withoutNotes(lines []chunk) []chunk {
	from := len(lines)
	for from > 0 && lines[from-1].size < 0.9*j.body {
		from--
	}
	for from < len(lines) && !noteMark.MatchString(lines[from].text) {
		from++
	}
	for _, c := range lines[from:] {
		if at := noteMark.FindStringSubmatchIndex(c.text); at != nil {
			mark := strings.TrimSpace(c.text[:at[2]])
			j.notes = append(j.notes, para{size: c.size, lines: []string{mark + " " + c.text[at[2]:]}})
			continue
		}
		last := &j.notes[len(j.notes)-1]
		last.lines = append(last.lines, c.text)
	}
	return lines[:from]
}

// bodyLeading is the distance that most lines of the text have. Where most paragraphs
// have but one line, that is the distance of paragraphs, and a less common one is taken.
func bodyLeading(pages []sheet, body float64) float64 {
	count := map[float64]int{}
	best := math.Inf(1)
	for _, s := range pages {
		for i := 1; i < len(s.chunks); i++ {
			a, b := s.chunks[i-1], s.chunks[i]
			gap := math.Round(2*(a.y-b.y)) / 2
			if math.Abs(a.size-body) > 0.1*body || math.Abs(b.size-body) > 0.1*body || gap < 0.5*body || gap > 4*body {
				continue
			}
			count[gap]++
			if n := count[gap]; n > count[best] || n == count[best] && gap < best {
				best = gap
			}
		}
	}
	if best < 1.7*body {
		return best
	}
	for gap, n := range count { // the leading is single, if any is
		if gap >= body && gap <= 1.6*body && n > 1 && (best > 1.6*body || n > count[best] || n == count[best] && gap < best) {
			best = gap
		}
	}
	return best
}

// usualLeading is the median distance between lines.
func usualLeading(lines []chunk) float64 {
	var gaps []float64
	for i := 1; i < len(lines); i++ {
		if gap := lines[i-1].y - lines[i].y; gap > 0 {
			gaps = append(gaps, gap)
		}
	}
	if len(gaps) == 0 {
		return math.Inf(1)
	}
	slices.Sort(gaps)
	return gaps[(len(gaps)-1)/2]
}

func ended(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"'”’»)]`))
	return strings.ContainsRune(".!?…:。！？؟۔", r)
}

// isSmall reports whether a letter can go on with a sentence: a small one, or one
// of a script without capitals.
func isSmall(r rune) bool {
	return unicode.IsLower(r) || unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsTitle(r)
}

func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `"'“‘«([`))
	return r
}

var inWord = regexp.MustCompile(`[\pL]+-[\pL]+`)

// hyphened gives the words that are written with a hyphen within a line.
func hyphened(all []para) map[string]bool {
	words := map[string]bool{}
	for _, p := range all {
		for _, line := range p.lines {
			for _, word := range inWord.FindAllString(line, -1) {
				words[strings.ToLower(word)] = true
			}
		}
	}
	return words
}

// unhyphen joins the lines of a paragraph.
func unhyphen(lines []string, words map[string]bool) string {
	var b strings.Builder
	for i, line := range lines {
		if i == len(lines)-1 {
			b.WriteString(line)
			break
		}
		next := lines[i+1]
		head, cut := strings.CutSuffix(line, "-")
		before, _ := utf8.DecodeLastRuneInString(head)
		if !cut || !unicode.IsLetter(before) || !unicode.IsLower(firstLetter(next)) {
			b.WriteString(line + " ")
			continue
		}
		b.WriteString(head)
		if words[strings.ToLower(lastWord(head)+"-"+firstWord(next))] {
			b.WriteByte('-')
		}
	}
	return b.String()
}

func lastWord(s string) string {
	return s[len(strings.TrimRightFunc(s, unicode.IsLetter)):]
}

func firstWord(s string) string {
	if end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		return s[:end]
	}
	return s
}
