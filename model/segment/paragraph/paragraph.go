// Package paragraph divides a text into paragraphs and joins hard-wrapped lines.
package paragraph

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/segment/char"
)

// Split returns the paragraphs of text as byte spans, in order. No span is empty or
// has white space at its ends. Each line that is not blank is a paragraph, except
// that hard-wrapped lines are joined; see wrapping.
func Split(text string) []model.Span {
	blocks := measureBlocks(text, readBlocks(text))
	wrap := findWrapping(blocks)
	spans := make([]model.Span, 0, len(blocks))
	for i := range blocks {
		spans = wrap.join(spans, &blocks[i])
	}
	return spans
}

// block holds consecutive lines with no blank line between them, each trimmed of
// white space. A form feed and U+2029 also end a block.
type block []model.Span

func readBlocks(text string) []block {
	var blocks []block
	var lines []model.Span // the lines of all blocks
	first := 0
	flush := func() {
		if first < len(lines) {
			blocks = append(blocks, block(lines[first:len(lines):len(lines)]))
			first = len(lines)
		}
	}
	for start := 0; start < len(text); {
		end, next, hard := lineEnd(text, start)
		line, ok := trim(text, start, end)
		if ok {
			lines = append(lines, line)
		}
		if !ok || hard {
			flush()
		}
		start = next
	}
	flush()
	return blocks
}

// breaks marks the bytes that can begin a line break.
var breaks = [256]bool{'\n': true, '\f': true, '\r': true, 0xE2: true}

// lineEnd returns the byte where the line that begins at byte start ends, the byte
// where the next line begins, and whether the break is hard, that is, whether it
// ends a page or a paragraph.
func lineEnd(text string, start int) (end, next int, hard bool) {
	for i := start; i < len(text); i++ {
		if !breaks[text[i]] {
			continue
		}
		switch text[i] {
		case '\n':
			return i, i + 1, false
		case '\f':
			return i, i + 1, true
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i, i + 2, false
			}
			return i, i + 1, false
		case 0xE2:
			const line, paragraph = "\u2028", "\u2029"
			if strings.HasPrefix(text[i:], line) {
				return i, i + len(line), false
			}
			if strings.HasPrefix(text[i:], paragraph) {
				return i, i + len(paragraph), true
			}
		}
	}
	return len(text), len(text), false
}

// trim returns the span [start,end) without the white space at its ends, and false
// if nothing is left.
func trim(text string, start, end int) (model.Span, bool) {
	start = char.SkipSpace(text[:end], start)
	end = char.SkipSpaceBack(text, start, end)
	return model.Span{Start: start, End: end}, end > start
}
