package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/storage/report/content"
)

// where says what is around a text.
type where uint8

const (
	inBlock where = iota
	inCell        // of a table
	inNote
)

// text returns runs as Markdown. In a cell it has no line feed.
func (p *page) text(id string, runs []content.Run, cell bool) string {
	if cell {
		return p.line(id, runs, inCell)
	}
	return p.line(id, runs, inBlock)
}

// line returns runs as Markdown, after the place that an ID names.
func (p *page) line(id string, runs []content.Run, in where) string {
	l := &line{in: in}
	l.anchor(id)
	for i, r := range runs {
		if r.Break {
			l.feed()
		}
		l.run(r, next(runs[i+1:], r))
		if r.Note != nil && in != inNote {
			l.raw(p.note(r.Note))
		}
	}
	return strings.TrimRight(l.String(), " ")
}

// next returns the character that follows a run, or a space.
func next(rest []content.Run, r content.Run) rune {
	if r.Note != nil {
		return '['
	}
	for _, r := range rest {
		if r.Break {
			break
		}
		if text := content.Clean(r.Text); text != "" {
			c, _ := utf8.DecodeRuneInString(text)
			return c
		}
		if r.Note != nil || r.ID != "" {
			return '['
		}
	}
	return ' '
}

// line is a paragraph that is being written.
type line struct {
	strings.Builder
	in      where
	begun   bool // the present line has a character that is not a space
	digits  int  // how many digits the present line has, if it has nothing else
	last    rune // what the text shows last, or a sign of Markdown, or 0 at the beginning of a line
	closing bool // last is a sign of Markdown that ends a stretch
}

// raw writes Markdown.
func (l *line) raw(text string) {
	l.WriteString(text)
	l.begun, l.digits = true, 0
	l.last, _ = utf8.DecodeLastRuneInString(text)
	l.closing = true
}

func (l *line) anchor(id string) {
	if content.ValidID(id) {
		l.raw(`<a id="` + id + `"></a>`)
	}
}

// feed ends a line.
func (l *line) feed() {
	if l.in == inCell {
		l.raw("<br>")
		return
	}
	switch {
	case !l.begun: // a line that is empty would end the paragraph
	case l.last == '\\': // some readers do not see where one backslash ends and the next begins
		l.WriteString("  \n")
	default:
		l.WriteString("\\\n")
	}
	l.begun, l.digits, l.last, l.closing = false, 0, 0, false
}

// run writes a run that is followed by the given character.
func (l *line) run(r content.Run, following rune) {
	l.anchor(r.ID)
	text := content.Clean(r.Text)
	if text == "" {
		return
	}
	// Signs of Markdown work only at words: the spaces around a run stand outside of them.
	inner := strings.TrimFunc(text, unicode.IsSpace)
	if inner == "" {
		l.plain(text)
		return
	}
	before, after, _ := strings.Cut(text, inner)
	l.plain(before)
	if after != "" {
		following = ' '
	}
	place, address := content.Target(r.Link)
	if place == "" && address == "" {
		l.emphasised(r, inner, following)
	} else {
		l.raw("[")
		l.closing = false
		l.emphasised(r, inner, ']')
		l.raw("](" + target(place, address) + ")")
	}
	l.plain(after)
}

// target returns where a link leads, as Markdown. The characters of addresses that could end it are
// percent-encoded.
func target(place, address string) string {
	if place != "" {
		return "#" + place
	}
	return strings.NewReplacer("(", "%28", ")", "%29", "*", "%2A", "_", "%5F", "&", "&amp;").Replace(address)
}

// emphasised writes text that is bold, italic or monospaced, or plain where Markdown would not take
// the signs for what they are.
func (l *line) emphasised(r content.Run, text string, following rune) {
	if r.Mono && simple(text) && !(l.closing && l.last == '`') {
		l.raw("`" + text + "`")
		return
	}
	sign := ""
	switch {
	case r.Bold && r.Italic:
		sign = "***"
	case r.Bold:
		sign = "**"
	case r.Italic:
		sign = "*"
	}
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if sign == "" || l.closing && l.last == '*' || punctuation(first) && !boundary(l.last) || punctuation(last) && !boundary(following) {
		l.plain(text)
		return
	}
	l.raw(sign)
	l.closing = false
	l.plain(text)
	l.raw(sign)
}

// simple reports whether a text can be between backquotes anywhere.
func simple(text string) bool { return !strings.ContainsAny(text, "`|\\") }

func boundary(r rune) bool { return r == 0 || unicode.IsSpace(r) || punctuation(r) }

// punctuation reports whether CommonMark regards a character as punctuation.
func punctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// plain writes text that must not become markup.
func (l *line) plain(text string) {
	for i, r := range text {
		if !l.begun && r == ' ' { // indents would make code
			continue
		}
		if l.escapes(r, text[i+utf8.RuneLen(r):]) {
			l.WriteByte('\\')
		}
		l.WriteRune(r)
		l.last, l.closing = r, false
		if l.digits >= 0 && r >= '0' && r <= '9' && (!l.begun || l.digits > 0) {
			l.digits++
		} else {
			l.digits = 0
		}
		l.begun = true
	}
}

// escapes reports whether a character, which is followed by rest, needs a backslash.
func (l *line) escapes(r rune, rest string) bool {
	switch r {
	case '\\', '`', '*', '_', '[', ']', '<', '>', '&', '~', '|', '$', '^', '@', '#', '{', '}':
		return true
	case '!': // a link may follow, which would become a picture
		return rest == ""
	case '+', '-', '=': // lists and rules
		return !l.begun
	case ')': // numbered lists
		return l.digits > 0
	case '.': // also addresses, which GitHub makes links
		return l.digits > 0 || l.endsInWWW()
	case ':': // also addresses, pictures such as :ship:, and definitions
		return !l.begun || strings.HasPrefix(rest, "//") || rest != "" && (letter(rest[0]) || rest[0] == '+' || rest[0] == '-')
	}
	return false
}

func (l *line) endsInWWW() bool {
	text := l.String()
	return len(text) >= 3 && strings.EqualFold(text[len(text)-3:], "www")
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
