package mail

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
)

// What is written in a mail
//
// The plain text of a mail is more than what its sender wrote: below it, or between
// it, stand a signature and the mail that is answered.
//
//	The gate failed on Monday.           what is written
//	-- ↵ Ann Doe ↵ The Paper             the signature: set aside
//	On Sunday, Bo wrote:                 who is quoted: set aside
//	> Can you send us a line?            the reply's original: set aside
//
// Lines may be wrapped for the way (RFC 3676): one that ends in a space goes on in
// the next of the same depth of quotation, with delsp without that space, and
// a line that begins with a space has been given it. The marks of quotation are taken
// off. What is quoted stays a part of the article where the mail forwards it, where
// nothing else is written, and where nothing says that it is a reply's original.

// letterLine is a line of a mail.
type letterLine struct {
	text  string
	depth int32 // of quotation
	aside bool
	flows bool // it goes on in the next
}

// letter is the plain text of a mail.
type letter struct {
	lines     []letterLine
	forwarded bool // what is quoted is what the mail is about
	reply     bool // what is quoted is the mail that is answered
}

// letterBytes is what a line takes while a mail is read, in bytes.
const letterBytes = 24

// newLetter takes a text apart; params are those of its media type.
func newLetter(text string, params map[string]string) *letter {
	flowed, delsp := strings.EqualFold(params["format"], "flowed"), strings.EqualFold(params["delsp"], "yes")
	l := &letter{lines: make([]letterLine, 0, strings.Count(text, "\n")+1)}
	var flow strings.Builder // the last line, while others flow into it
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		var one letterLine
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

// flushed ends the last line.
func (l *letter) flushed(flow *strings.Builder) {
	if flow.Len() > 0 {
		l.lines[len(l.lines)-1].text = flow.String()
		flow.Reset()
	}
}

// unmarked takes the marks of quotation off a line, "> > " and ">>", and returns
// how many there are.
func unmarked(line string) (rest string, depth int32) {
	if strings.HasPrefix(line, ">From ") { // as mailboxes mark it
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
	// attribution is the line before what a reply quotes.
	attribution = regexp.MustCompile(`(?i)(?:\b(?:wrote|writes|said|schrieb|a écrit|écrit|escribió|escribio|escreveu|ha scritto|schreef|skrev)\b|(?:написав|написала|пише|пишет|написал|написала|napisał|napisała|napsal))(?:[^:]{0,60}| ?\(.*\)) ?:$`)
	// dividing is the line before a mail that is added whole.
	dividing   = regexp.MustCompile(`^(?i:-{2,} ?(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|message d[’']origine|message original|mensaje original|исходное сообщение|оригінальне повідомлення|wiadomość oryginalna) ?-{2,})$`)
	forwarding = regexp.MustCompile(`^(?i:-{2,} ?(?:forwarded (?:message|mail)(?: .*)?|weitergeleitete nachricht|message transféré|mensaje reenviado|пересылаемое сообщение|пересланное сообщение|переслане повідомлення) ?-{2,}|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message (?:transféré|réexpédié) ?:|inicio del mensaje reenviado:|початок переадресованого повідомлення:)$`)
	// mailField matches a header line of such a mail.
	mailField = regexp.MustCompile(`^\*?(?i:from|von|de|від|от|sent|gesendet|envoyé|enviado(?: el)?|відправлено|надіслано|отправлено|date|datum|fecha|дата|to|an|à|para|кому|cc|кopie|subject|betreff|objet|asunto|тема|reply-to|importance) ?:\*? `)
	fromField = regexp.MustCompile(`^\*?(?i:from|von|de|від|от) ?:\*? \S`)
	ruled     = regexp.MustCompile(`^[_=-]{10,}$`)
	sentFrom  = regexp.MustCompile(`^(?i:sent from (?:my|outlook|yahoo|mail for|proton)|get outlook for|von meinem .{2,40} gesendet|gesendet (?:von|mit) |envoyé (?:de|depuis) mon|enviado desde mi|надіслано з|відправлено з|отправлено с)[^.]{0,60}\.?$`)
	forwards  = regexp.MustCompile(`^(?i:(?:fwd?|wg|tr|rv|i|пер|пересл|enc)\s?:)`)
	replies   = regexp.MustCompile(`^(?i:(?:re|aw|antw|rép|rif|sv|odp|від|отв|вс)(?:\[\d+\])?\s?:)`)
)

// longestSignature is how many lines a signature has at most.
const longestSignature = 25

// setAside marks the lines that are not what the mail says.
func (l *letter) setAside() {
	l.divided()
	l.quotes()
	l.signatures()
	if l.written() < leastWritten { // then the rest is what the mail is about
		for i := range l.lines {
			l.lines[i].aside = false
		}
	}
}

// leastWritten is how many runes are written in a mail that has something to say.
const leastWritten = 25

// written counts the runes of what is not set aside.
func (l *letter) written() (runes int) {
	for _, line := range l.lines {
		if !line.aside {
			runes += utf8.RuneCountInString(strings.TrimSpace(line.text))
		}
	}
	return runes
}

// divided sets aside the mail that is added whole below what is written, or, where
// that is what is forwarded, only its header.
func (l *letter) divided() {
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

// header returns where the fields of a mail end that begin at a line, or after empty
// ones.
func (l *letter) header(at int) int {
	for at < len(l.lines) && strings.TrimSpace(l.lines[at].text) == "" {
		at++
	}
	for at < len(l.lines) && mailField.MatchString(strings.TrimSpace(l.lines[at].text)) {
		at++
	}
	return at
}

// before returns the last line before one that is not empty, or -1.
func (l *letter) before(i int) int {
	for i--; i >= 0 && strings.TrimSpace(l.lines[i].text) == ""; i-- {
	}
	return i
}

func (l *letter) mark(from, to int) {
	for i := from; i < to; i++ {
		l.lines[i].aside = true
	}
}

// quotes sets aside what a reply quotes, with the lines that say whom.
func (l *letter) quotes() {
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

// attributed returns where the lines begin that say who is quoted from a line on, and
// whether there are any.
func (l *letter) attributed(i int) (from int, ok bool) {
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

// signatures sets aside signatures, and what programs add below a mail.
func (l *letter) signatures() {
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
			if end++; end-i > 4*longestSignature { // empty lines
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

// text returns the text, and where in it is what was set aside, in bytes.
func (l *letter) text() (string, []model.Span) {
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
