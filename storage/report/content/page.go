package content

import "strings"

// PagePart is a part of the line that numbers pages.
type PagePart uint8

// The parts.
const (
	PageText  PagePart = iota // words
	PageNow                   // the number of the page
	PageCount                 // the number of all pages
)

// PageLine calls yield with the parts of the line that numbers pages, in their order, for formats
// whose reader counts the pages. The text is set for PageText only. Without Words.Page, or if it
// does not name both numbers in digits, the line is "1 / 2".
func (w Words) PageLine(yield func(part PagePart, text string)) {
	line := "1 / 2"
	if w.Page != nil {
		if l := Clean(w.Page(1, 2)); strings.Count(l, "1") == 1 && strings.Count(l, "2") == 1 {
			line = l
		}
	}
	for line != "" {
		at := strings.IndexAny(line, "12")
		if at != 0 {
			if at < 0 {
				at = len(line)
			}
			yield(PageText, line[:at])
			line = line[at:]
			continue
		}
		if line[0] == '1' {
			yield(PageNow, "")
		} else {
			yield(PageCount, "")
		}
		line = line[1:]
	}
}
