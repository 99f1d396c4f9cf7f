package match

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote"
)

// scan follows the quotation marks and the clauses of a sentence.
type scan struct {
	text    string
	at      int
	clause  uint8
	inQuote bool
}

// advance reads up to a byte.
func (s *scan) advance(to int) {
	for s.at < to {
		c, size := utf8.DecodeRuneInString(s.text[s.at:])
		switch c {
		case '“', '«', '„', '「', '『':
			s.inQuote = c != '“' || s.text[:s.at] == "" || !strings.Contains(s.text[:s.at], "„") || !s.inQuote
			s.clause++
		case '”', '»', '」', '』':
			s.inQuote = false
			s.clause++
		case '"':
			s.inQuote = !s.inQuote
			s.clause++
		case '`', '\'':
			if strings.HasPrefix(s.text[s.at:], "``") {
				s.inQuote, size = true, 2
				s.clause++
			} else if strings.HasPrefix(s.text[s.at:], "''") {
				s.inQuote, size = false, 2
				s.clause++
			}
		case ',', ';', ':', '(', ')', '—', '–', '，', '、', '；', '：':
			if !s.inNumber() {
				s.clause++
			}
		}
		s.at += size
	}
}

// inNumber reports whether the sign at the current place stands between digits: "240,000",
// "2:40".
func (s *scan) inNumber() bool {
	return s.at > 0 && isDigit(s.text[s.at-1]) && s.at+1 < len(s.text) && isDigit(s.text[s.at+1])
}

// longestVoice is the most words of an attribution that are left out with their verb.
// In a longer one, the words beside the verb say more than who speaks: "The ministry,
// which closed the road on Friday, said".
const longestVoice = 6

// attributionOf returns the words of a sentence that only say whose words it has: "Ana
// Ré told".
func attributionOf(v *vocabulary, lang, text string) model.Span {
	if !v.known {
		return model.Span{}
	}
	speaker, cue, ok := quote.Reported(lang, text)
	if !ok || cue.Len() == 0 {
		return cue
	}
	all := model.Span{Start: min(speaker.Start, cue.Start), End: max(speaker.End, cue.End)}
	gerund := v.words.Gerund
	if len(strings.Fields(all.Of(text))) > longestVoice || gerund != "" && strings.HasSuffix(cue.Of(text), gerund) {
		return cue
	}
	return all
}

// longestDateline is how many bytes a dateline has at most.
const longestDateline = 80

// datelineEnd returns where the sentence begins after its dateline: "BRENHOLT, March
// 12 (Tellwire) – ". It returns 0 if the sentence has no dateline.
func datelineEnd(text string) int {
	head := text[:min(len(text), longestDateline)]
	for _, dash := range []string{" – ", " — ", " - ", " -- ", ") -", "—"} {
		at := strings.Index(head, dash)
		if at <= 0 {
			continue
		}
		before := head[:at+1]
		word := before
		if i := strings.IndexAny(before, " ,("); i > 0 {
			word = before[:i]
		}
		if before[0] == '(' || strings.HasSuffix(strings.TrimSpace(before), ")") && strings.Contains(before, "(") && len(strings.Fields(before)) <= 6 ||
			utf8.RuneCountInString(word) >= 3 && word == strings.ToUpper(word) && word != strings.ToLower(word) && len(strings.Fields(before)) <= 6 {
			return at + len(dash)
		}
	}
	return 0
}
