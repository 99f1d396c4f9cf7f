package mail

import (
	"slices"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
)

// The sender's text in a message
//
// The plain text of a message may hold more than its sender wrote: a signature, and
// the message that it answers, below the text or between its lines.
//
//	The gate failed on Monday.           the sender's text
//	-- ↵ Ann Doe ↵ The Paper             the signature: set aside
//	On Sunday, Bo wrote:                 the attribution: set aside
//	> Can you send us a line?            the quoted original: set aside
//
// In flowed text (RFC 3676), a line that ends in a space continues in the next line
// if both have the same quotation depth. With delsp, that space is removed. One
// space at the beginning of a line is removed too.
//
// The ">" before quoted lines is removed. A quotation is set aside if an
// attribution precedes it or if the message is a reply. It stays in the article if
// the message forwards it or if hardly anything else is written.

type mailLine struct {
	text  string
	depth int32 // quotation depth
	aside bool
	flows bool // continues in the next line
}

// plainText is the plain text of a message, divided into lines.
type plainText struct {
	lines     []mailLine
	forwarded bool // the message forwards another
	reply     bool // the message answers another
}

// lineBytes is the memory for a mailLine, in bytes.
const lineBytes = 24

// newPlainText divides a text into lines and joins those that flow. params are the
// parameters of its media type.
func newPlainText(text string, params map[string]string) *plainText {
	flowed, delsp := strings.EqualFold(params["format"], "flowed"), strings.EqualFold(params["delsp"], "yes")
	l := &plainText{lines: make([]mailLine, 0, strings.Count(text, "\n")+1)}
	var flow strings.Builder // the last line, while others are appended to it
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		var one mailLine
		if flowed {
			rest := strings.TrimLeft(line, ">")
			one.depth = int32(min(len(line)-len(rest), 1<<10))
			one.text = strings.TrimPrefix(rest, " ")
			one.flows = strings.HasSuffix(one.text, " ") && one.text != "-- "
			if one.flows && delsp {
				one.text = one.text[:len(one.text)-1]
			}
		} else {
			one.text, one.depth = unmarked(line)
		}
		if n := len(l.lines); n > 0 && l.lines[n-1].flows && l.lines[n-1].depth == one.depth && one.text != "-- " {
			last := &l.lines[n-1]
			if flow.Len() == 0 {
				flow.WriteString(last.text)
			}
			flow.WriteString(one.text)
			if last.flows = one.flows; !one.flows {
				last.text = flow.String()
				flow.Reset()
			}
			continue
		}
		l.flushed(&flow)
		l.lines = append(l.lines, one)
	}
	l.flushed(&flow)
	return l
}

// flushed stores the text collected in flow, if any, as that of the last line.
func (l *plainText) flushed(flow *strings.Builder) {
	if flow.Len() > 0 {
		l.lines[len(l.lines)-1].text = flow.String()
		flow.Reset()
	}
}

// unmarked removes the quotation prefix of a line, such as "> > " or ">>". It
// returns the rest of the line and the number of ">" in the prefix.
func unmarked(line string) (rest string, depth int32) {
	if strings.HasPrefix(line, ">From ") { // marked by a mailbox, not quoted
		return line, 0
	}
	rest = line
	for {
		after, ok := strings.CutPrefix(strings.TrimPrefix(rest, " "), ">")
		if !ok || depth == 0 && strings.HasPrefix(line, " ") {
			break
		}
		rest = after
		depth++
	}
	if depth > 0 {
		rest = strings.TrimPrefix(rest, " ")
	}
	return rest, depth
}

var (
	// attribution matches the line before the quotation in a reply.
	attribution = pattern.Compile(`(?i)(?:\b(?:wrote|writes|said|schrieb|a écrit|écrit|escribió|escribio|escreveu|ha scritto|schreef|skrev)\b|(?:написав|написала|пише|пишет|написал|написала|napisał|napisała|napsal))(?:[^:]{0,60}| ?\(.*\)) ?:$`)
	// dividing matches the line before a message that is appended in full.
	dividing   = pattern.Compile(`^(?i:-{2,} ?(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|message d[’']origine|message original|mensaje original|исходное сообщение|оригінальне повідомлення|wiadomość oryginalna) ?-{2,})$`)
	forwarding = pattern.Compile(`^(?i:-{2,} ?(?:forwarded (?:message|mail)(?: .*)?|weitergeleitete nachricht|message transféré|mensaje reenviado|пересылаемое сообщение|пересланное сообщение|переслане повідомлення) ?-{2,}|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message (?:transféré|réexpédié) ?:|inicio del mensaje reenviado:|початок переадресованого повідомлення:)$`)
	// mailField matches a header line of a message that is appended in full.
	mailField = pattern.Compile(`^\*?(?i:from|von|de|від|от|sent|gesendet|envoyé|enviado(?: el)?|відправлено|надіслано|отправлено|date|datum|fecha|дата|to|an|à|para|кому|cc|кopie|subject|betreff|objet|asunto|тема|reply-to|importance) ?:\*? `)
	fromField = pattern.Compile(`^\*?(?i:from|von|de|від|от) ?:\*? \S`)
	ruled     = pattern.Compile(`^[_=-]{10,}$`)
	sentFrom  = pattern.Compile(`^(?i:sent from (?:my|outlook|yahoo|mail for|proton)|get outlook for|von meinem .{2,40} gesendet|gesendet (?:von|mit) |envoyé (?:de|depuis) mon|enviado desde mi|надіслано з|відправлено з|отправлено с)[^.]{0,60}\.?$`)
	forwards  = pattern.Compile(`^(?i:(?:fwd?|wg|tr|rv|i|пер|пересл|enc)\s?:)`)
	replies   = pattern.Compile(`^(?i:(?:re|aw|antw|rép|rif|sv|odp|від|отв|вс)(?:\[\d+\])?\s?:)`)
)

// longestSignature is the maximum number of lines of a signature that are not
// empty.
const longestSignature = 25

// setAside sets aside the lines that the sender did not write, unless hardly
// anything else is left.
func (l *plainText) setAside() {
	l.divided()
	l.quotes()
	l.signatures()
	if l.written() < leastWritten { // the rest is what the message is about
		for i := range l.lines {
			l.lines[i].aside = false
		}
	}
}

// leastWritten is the minimum length of a text worth keeping by itself, in runes of
// plain text or in bytes of HTML text.
const leastWritten = 25

// written counts the runes of the lines that are not set aside.
func (l *plainText) written() (runes int) {
	for _, line := range l.lines {
		if !line.aside {
			runes += utf8.RuneCountInString(strings.TrimSpace(line.text))
		}
	}
	return runes
}

// divided sets aside messages that are appended below the sender's text. Of a
// forwarded message it sets aside only the header and the dividing line.
func (l *plainText) divided() {
	for i, line := range l.lines {
		text := strings.TrimSpace(line.text)
		if line.depth > 0 || text == "" || line.aside {
			continue
		}
		forward := forwarding.MatchString(text)
		from, end := i, i
		switch {
		case forward || dividing.MatchString(text):
			end = l.header(i + 1)
		case fromField.MatchString(text):
			if end = l.header(i); end-i < 3 {
				continue
			}
			if at := l.before(i); at >= 0 && ruled.MatchString(strings.TrimSpace(l.lines[at].text)) {
				from = at
			}
		default:
			continue
		}
		l.forwarded = l.forwarded || forward
		if !l.forwarded {
			end = len(l.lines)
		}
		l.mark(from, end)
		if end == len(l.lines) {
			return
		}
	}
}

// header returns the index of the first line after the header fields that begin at
// a line. It skips empty lines before the fields.
func (l *plainText) header(at int) int {
	for at < len(l.lines) && strings.TrimSpace(l.lines[at].text) == "" {
		at++
	}
	for at < len(l.lines) && mailField.MatchString(strings.TrimSpace(l.lines[at].text)) {
		at++
	}
	return at
}

// before returns the index of the last line before i that is not empty, or -1.
func (l *plainText) before(i int) int {
	for i--; i >= 0 && strings.TrimSpace(l.lines[i].text) == ""; i-- {
	}
	return i
}

func (l *plainText) mark(from, to int) {
	for i := from; i < to; i++ {
		l.lines[i].aside = true
	}
}

// quotes sets aside quotations with an attribution and, in a reply, all others. In
// a forwarded message it sets aside only the attributions.
func (l *plainText) quotes() {
	for i := 0; i < len(l.lines); i++ {
		if l.lines[i].depth == 0 || l.lines[i].aside {
			continue
		}
		end := i
		for j := i; j < len(l.lines) && (l.lines[j].depth > 0 || strings.TrimSpace(l.lines[j].text) == ""); j++ {
			if l.lines[j].depth > 0 {
				end = j + 1
			}
		}
		from, named := l.attributed(i)
		if named || l.reply {
			l.mark(from, i)
			if !l.forwarded {
				l.mark(i, end)
			}
		}
		i = end - 1
	}
}

// attributed returns the index of the line where the attribution of the quotation
// at line i begins, and whether there is one.
func (l *plainText) attributed(i int) (from int, ok bool) {
	const most = 4 // lines
	last := l.before(i)
	if last < 0 || !strings.HasSuffix(strings.TrimSpace(l.lines[last].text), ":") {
		return i, false
	}
	said := ""
	for from = last; from >= 0 && last-from < most; from-- {
		text := strings.TrimSpace(l.lines[from].text)
		if text == "" || l.lines[from].depth > 0 {
			break
		}
		said = text + " " + said
	}
	if !attribution.MatchString(strings.TrimSpace(said)) {
		return i, false
	}
	return from + 1, true
}

// signatures sets aside signatures, and lines such as "Sent from my iPhone".
func (l *plainText) signatures() {
	for i, line := range l.lines {
		text := strings.TrimRight(line.text, " ")
		switch {
		case line.depth > 0 || line.aside:
			continue
		case sentFrom.MatchString(strings.TrimSpace(text)):
			l.mark(i, i+1)
			continue
		case text != "--" && !(ruled.MatchString(text) && text[0] == '_'):
			continue
		}
		end, visible := i+1, 0
		for end < len(l.lines) && l.lines[end].depth == 0 && !l.lines[end].aside && visible <= longestSignature {
			if strings.TrimSpace(l.lines[end].text) != "" {
				visible++
			}
			if end++; end-i > 4*longestSignature { // too many empty lines
				visible = longestSignature + 1
			}
		}
		most := longestSignature
		if text != "--" {
			most = 8
		}
		if visible <= most {
			l.mark(i, end)
		}
	}
}

// text returns the text and the byte spans set aside in it.
func (l *plainText) text() (string, []model.Span) {
	var b strings.Builder
	var asides []model.Span
	for i, line := range l.lines {
		if i > 0 {
			b.WriteByte('\n')
			if last := l.lines[i-1]; (last.aside != line.aside || (last.depth > 0) != (line.depth > 0)) && strings.TrimSpace(last.text) != "" && strings.TrimSpace(line.text) != "" {
				b.WriteByte('\n')
			}
		}
		from := b.Len()
		b.WriteString(line.text)
		if line.aside && strings.TrimSpace(line.text) != "" {
			if n := len(asides); n > 0 && l.lines[i-1].aside {
				asides[n-1].End = b.Len()
			} else {
				asides = append(asides, model.Span{Start: from, End: b.Len()})
			}
		}
	}
	return b.String(), slices.Clip(asides)
}
