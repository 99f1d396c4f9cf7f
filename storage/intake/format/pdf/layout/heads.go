package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/record"
)

// Running heads, page numbers and jump lines ("Continued on page 7") are not part
// of the article. Running heads are recognised because they recur on other pages.

// marginRows is how many rows at the top and bottom of a page may be running heads.
const marginRows = 2

// longestHead is the maximum length of a running head in bytes.
const longestHead = 400

// pageNumber matches a page number, alone or at an edge of a running head: "7",
// "Page 3 of 12", "– 4 –", "A6".
const (
	pageWord   = `(?:pages?|pp?\.|seiten?|s\.|página|pág\.|pagina|pag\.|страница|стр\.?|сторінка|стор\.?|с\.|stron[aąieę]+|str\.)`
	pageNumber = `(?:` + pageWord + `\s*)?[a-h]?-?([0-9]{1,4}|\b[ivxlc]+\b)(?:\s*(?:/|of|von|de|sur|di|из|з|із)\s*[0-9]{1,4})?`
	edge       = `[\s\-–—|·•./:]*`
)

var (
	onlyNumber  = pattern.Compile(`(?i)^` + edge + pageNumber + edge + `$`)
	numberFirst = pattern.Compile(`(?i)^` + edge + pageNumber + `(?:[\s\-–—|·•/:]+)`)
	numberLast  = pattern.Compile(`(?i)(?:[\s\-–—|·•/:]+)` + pageNumber + edge + `$`)
	digits      = pattern.Compile(`[0-9]+|\b[ivxlc]+\b`) // running heads are compared without these
)

// marginal is a chunk in the margin of a page.
type marginal struct {
	page, chunk int
	row         int // counted from the top, or negative from the bottom
	key         string
	numbers     []int // each may be the page number
}

// headOf reads a chunk in the margin. Its key, by which it is compared with others,
// has no numbers at the edges.
func headOf(page, chunk, row int, text string) marginal {
	h := marginal{page: page, chunk: chunk, row: row}
	rest := text
	for n := 0; n < 4; n++ { // a year may be at the edge next to the page number
		m := numberLast.FindStringSubmatchIndex(rest)
		if m == nil {
			if m = numberFirst.FindStringSubmatchIndex(rest); m == nil {
				break
			}
		}
		if n, err := strconv.Atoi(rest[m[2]:m[3]]); err == nil {
			h.numbers = append(h.numbers, n)
		}
		rest = rest[:m[0]] + rest[m[1]:]
	}
	h.key = digits.ReplaceAllString(strings.ToLower(strings.Join(strings.Fields(rest), " ")), "0")
	return h
}

// headsOf returns the chunks in the margins of all pages that may be running heads.
func headsOf(pages []sheet) (all []marginal) {
	for p, s := range pages {
		rows := rowsOf(s.chunks)
		last := 0
		if len(rows) > 0 {
			last = rows[len(rows)-1]
		}
		for i, c := range s.chunks {
			row, below := rows[i], last-rows[i]
			if min(row, below) >= marginRows || len(c.text) > longestHead || record.IsMark(c.text) {
				continue // not in the margin, too long, or a line that ends or counts records of an export
			}
			if below < row {
				row = -1 - below
			}
			all = append(all, headOf(p, i, row, c.text))
		}
	}
	return all
}

// rowsOf returns the row number of each chunk, counted from the top.
func rowsOf(chunks []chunk) []int {
	rows := make([]int, len(chunks))
	for i := 1; i < len(chunks); i++ {
		rows[i] = rows[i-1]
		if chunks[i-1].y-chunks[i].y > 0.5*chunks[i].size {
			rows[i]++
		}
	}
	return rows
}

// withoutHeads removes running heads, page numbers and the dated lines from the
// pages. A title that is also a running head stays where it is set large.
//
// A chunk in the margin is removed if it is a page number, alone in its row; if it
// recurs, apart from its page number, on more than a third of the pages; if its
// page number agrees with one in the same row of another page; or if another page
// has a running head at its place.
func withoutHeads(pages []sheet, body float64) {
	heads := headsOf(pages)
	at := func(h marginal) chunk { return pages[h.page].chunks[h.chunk] }
	heads = slices.DeleteFunc(heads, func(h marginal) bool { return at(h).size > 1.25*body })
	type line struct {
		key string
		top bool
	}
	seen := map[line]map[int]bool{}
	type count struct{ row, offset int }
	counts := map[count]map[int]bool{}
	for _, h := range heads {
		note(seen, line{h.key, h.row >= 0}, h.page)
		for _, n := range h.numbers {
			note(counts, count{h.row, n - h.page}, h.page)
		}
	}
	gone := map[[2]int]bool{} // page and chunk
	type place struct{ y, size float64 }
	places := map[place]int{} // number of pages with a head at this place
	type row struct{ page, row int }
	figures := map[row]int{} // chunks that are only a number; several in a row belong to a table
	for _, h := range heads {
		if onlyNumber.MatchString(at(h).text) {
			figures[row{h.page, h.row}]++
		}
	}
	outer := func(h marginal) bool { return h.row == 0 || h.row == -1 }
	heads = append(slices.DeleteFunc(slices.Clone(heads), func(h marginal) bool { return !outer(h) }), slices.DeleteFunc(slices.Clone(heads), outer)...)
	headed := map[row]bool{} // rows with a removed chunk
	for _, h := range heads {
		c := at(h)
		number := onlyNumber.MatchString(c.text) && figures[row{h.page, h.row}] == 1 &&
			(outer(h) || headed[row{h.page, 0}] && h.row > 0 || headed[row{h.page, -1}] && h.row < 0)
		on := len(seen[line{h.key, h.row >= 0}])
		again := h.key != "" && on > 1 && 3*on > len(pages)
		counted := slices.ContainsFunc(h.numbers, func(n int) bool { return len(counts[count{h.row, n - h.page}]) > 1 }) &&
			len(c.text) < 100 && strings.ContainsFunc(h.key, unicode.IsLetter)
		if number || again || counted {
			gone[[2]int{h.page, h.chunk}] = true
			headed[row{h.page, h.row}] = true
			if !number {
				places[place{math.Round(c.y), math.Round(2 * c.size)}]++
			}
		}
	}
	for _, h := range heads {
		c := at(h)
		if outer(h) && places[place{math.Round(c.y), math.Round(2 * c.size)}] > 0 && isApart(pages[h.page].chunks, h, body) {
			gone[[2]int{h.page, h.chunk}] = true
		}
	}
	for p := range pages {
		var kept []chunk
		for i, c := range pages[p].chunks {
			if !c.dated && !gone[[2]int{p, i}] {
				kept = append(kept, c)
			}
		}
		pages[p].chunks = kept
	}
}

func note[K comparable](sets map[K]map[int]bool, key K, page int) {
	if sets[key] == nil {
		sets[key] = map[int]bool{}
	}
	sets[key][page] = true
}

// isApart reports whether a row at the edge of a page is farther from the next row
// than lines of the text are from each other.
func isApart(chunks []chunk, h marginal, body float64) bool {
	gap := math.Inf(1)
	for _, c := range chunks {
		if d := math.Abs(c.y - chunks[h.chunk].y); d > 0.5*chunks[h.chunk].size {
			gap = min(gap, d)
		}
	}
	return gap > 1.8*body
}

// jumps matches lines that send readers to another page, in several languages. The
// line may begin with the keyword of the article there: "HARBOUR, continued from
// page 1".
var jumps = pattern.Compile(`(?i)^[(\[>»→▶►•*\s]*(?:` + strings.Join([]string{
	`(?:\S+(?:\s\S+){0,3}?[,:;–—-]?\s)?(?:story\s)?(?:is\s)?cont(?:inue[sd]?|inuing|['’]?d|\.)?\s(?:on|from|at|in)\s(?:the\s)?(?:next|previous|back|front)?\s?` + jumpPage,
	`(?:please\s)?(?:see|turn\sto)\s(?:\S+(?:\s\S+){0,3},?\s(?:on\s)?)?` + jumpPage,
	`(?:from|jumps?\sto)\s` + jumpPage,
	`(?:\S+(?:\s\S+){0,3}[,:;–—-]?\s)?(?:fortsetzung|weiter|fortgesetzt|lesen\ssie\sweiter)\s(?:auf|von|siehe)\s(?:der\s)?` + jumpPage,
	`(?:lire\s(?:la|notre)\s)?(?:suite|à\ssuivre)\s(?:de\sla\s|en\s|à\sla\s)?` + jumpPage,
	`(?:continúa|continua|sigue|pasa|viene|continuación|segue|continuação)\s(?:(?:en|de|a|da|na|alla|dalla)\s)?(?:la\s)?` + jumpPage,
	`(?:продовження|закінчення|початок|продолжение|окончание|начало)[.,]?\s(?:(?:на|з|зі|із|с|со|див\.?|см\.?)\s)*` + jumpPage,
	`(?:ciąg\sdalszy|dokończenie|dalszy\sciąg|cd\.)\s(?:(?:na|ze)\s)?` + jumpPage,
	`vervolg\s(?:op|van)\s` + jumpPage,
}, "|") + `)[)\]>»→▶►.*\s]*$`)

// jumpPage matches the page that a jump line names.
const jumpPage = `(?:` + pageWord + `\s*[a-h]?-?[0-9]{1,4}|[a-h]-?[0-9]{1,3}|page|seite|` + `стор\S*\s*[0-9]+|стр\S*\s*[0-9]+)`

// bracketJump matches a jump line in brackets at the end of a line of text.
var bracketJump = pattern.Compile(`\s*[(\[](?i:continued|cont['’]?d|see|turn to|fortsetzung|weiter|suite|continúa|sigue|продовження|закінчення|продолжение|окончание)\s[^()\[\]]{0,24}[0-9]{1,4}[)\]]$`)

// longestJump is the maximum length of a jump line in runes.
const longestJump = 60

func withoutJumps(pages []sheet) {
	for p := range pages {
		pages[p].chunks = slices.DeleteFunc(pages[p].chunks, func(c chunk) bool {
			return utf8.RuneCountInString(c.text) <= longestJump && strings.ContainsFunc(c.text, unicode.IsLetter) && jumps.MatchString(c.text)
		})
		for i := range pages[p].chunks {
			if c := &pages[p].chunks[i]; strings.HasSuffix(c.text, ")") || strings.HasSuffix(c.text, "]") {
				if text := bracketJump.ReplaceAllString(c.text, ""); text != "" {
					c.text = text
				}
			}
		}
	}
}
