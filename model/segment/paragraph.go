package segment

import (
	"strings"
	"unicode"

	"assay.app/assay/model"
)

// Paragraphs finds the paragraphs of text: byte spans in order, trimmed of
// white space, none empty.
func Paragraphs(text string) []model.Span {
	var spans []model.Span
	for start := 0; start < len(text); {
		end, next := lineEnd(text, start)
		if s, ok := trim(text, start, end); ok {
			spans = append(spans, s)
		}
		start = next
	}
	return spans
}

// lineEnd gives where the line that begins at start ends, and where the next
// one begins.
func lineEnd(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		switch text[i] {
		case '\n', '\f':
			return i, i + 1
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case 0xE2:
			if strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029") {
				return i, i + len("\u2028")
			}
		}
	}
	return len(text), len(text)
}

// trim gives the part of text[start:end] without white space around it, and
// false when nothing is left.
func trim(text string, start, end int) (model.Span, bool) {
	line := text[start:end]
	left := strings.TrimLeftFunc(line, unicode.IsSpace)
	start += len(line) - len(left)
	left = strings.TrimRightFunc(left, unicode.IsSpace)
	return model.Span{Start: start, End: start + len(left)}, left != ""
}
