package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
)

// From lines to an article
//
// A page is cut repeatedly along white space (the XY-cut of Nagy and Seth):
// first down the widest gutter that no line crosses, which separates columns,
// otherwise across the widest gap, which separates a headline from the columns
// below it. A block is a part that cannot be cut. Blocks come in reading order.
//
//	┌ Headline over both ┐      across: headline | rest
//	│ column 1  column 2 │      down:   column 1 | column 2
//	│ column 1  column 2 │
//	└───────── 7 ────────┘      running head: removed before
//
// The lines of a block are joined into paragraphs. A hyphen that divides a word at
// the end of a line is removed unless the article has the hyphenated word within a
// line.

// withoutAside removes what the file marks as not part of the text, unless that is
// the larger part: some programs mark everything.
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

// articleOf returns the text of the pages, and the metadata found in it. The title
// is the largest of the first paragraphs, if it is larger than the text.
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

// bodySize returns the most common font size, in points.
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

// maxCuts is the maximum nesting depth of cuts.
const maxCuts = 40

// cut divides lines into blocks, in reading order.
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

// gutter finds the widest horizontal gap that no line crosses. It reports false if
// the gap is too narrow.
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

// crossGap finds the widest vertical gap between lines. It reports false unless
// some lines stand side by side.
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

type para struct {
	lines []string
	size  float64
}

type joiner struct {
	body    float64 // font size of the text
	leading float64 // baseline distance of the text
	done    []para
	notes   []para // footnotes, which come last
	now     para
	last    chunk // the last line of now
}

func (j *joiner) end() {
	if len(j.now.lines) > 0 {
		j.done = append(j.done, j.now)
	}
	j.now = para{}
}

// block adds the lines of a block. A paragraph continues in the next column or page
// if its sentence does.
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

// begins reports whether a line begins a paragraph. left and right are the edges of
// its block.
func (j *joiner) begins(first bool, c chunk, left, right, leading float64) bool {
	text, letter := j.last.text, firstLetter(c.text)
	room := right - j.last.right // space left on the line above for the first word of this line
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

// wordWidth returns the approximate width of the line's first word, in points.
func (c chunk) wordWidth() float64 {
	word, _, _ := strings.Cut(c.text, " ")
	return (c.right - c.left) * float64(len(word)) / float64(len(c.text))
}

// noteMark matches the beginning of a footnote.
var noteMark = pattern.Compile(`^(?:[0-9]{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡§]{1,3})[.)]? ?(\S)`)

// withoutNotes moves the footnotes from the end of a block to j.notes: lines
// smaller than the text, from the first that begins with a mark.
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

// bodyLeading returns the most common line distance of the text. A large distance
// may be the one between paragraphs of a single line, so a less common distance is
// preferred if it is that of single spacing.
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
	for gap, n := range count { // single spacing wins if more than one line has it
		if gap >= body && gap <= 1.6*body && n > 1 && (best > 1.6*body || n > count[best] || n == count[best] && gap < best) {
			best = gap
		}
	}
	return best
}

// usualLeading returns the median distance between lines, or infinity if there is
// none.
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

// isSmall reports whether a letter can continue a sentence: a lower case letter, or
// a letter of a script without capitals.
func isSmall(r rune) bool {
	return unicode.IsLower(r) || unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsTitle(r)
}

func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `"'“‘«([`))
	return r
}

var inWord = pattern.Compile(`[\pL]+-[\pL]+`)

// hyphened returns the words that have a hyphen within a line, in lower case.
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

// unhyphen joins the lines of a paragraph. It removes the hyphen of a word that
// continues in the next line, unless words has the word with the hyphen.
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
