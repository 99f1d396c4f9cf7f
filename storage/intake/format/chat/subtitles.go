package chat

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
)

// Subtitles
//
// SRT and WebVTT files hold speech in cues: short texts with the times at which
// they are shown. The reader joins cues into sentences and drops the times:
//
//	1
//	00:00:01,000 --> 00:00:03,500
//	The gate failed                      The gate failed on Monday, said Ann.
//
//	2
//	00:00:03,500 --> 00:00:05,000
//	on Monday, said Ann.
//
// A paragraph ends if the speaker changes, and at the end of a sentence if a pause
// follows or the paragraph is long. A long paragraph also ends at a pause within a
// sentence, and a very long one at the next cue. Rolling captions repeat earlier
// lines, so a line of several words is skipped if it repeats one of the two lines
// before it.

// cueTimes matches the line with the times of a cue.
var cueTimes = pattern.Compile(`^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d\d)[,.](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d\d)[,.](\d{1,3})(?:\s.*)?$`)

// subtitleLook is the number of bytes at the beginning of a text that are inspected
// for a header or the first cue.
const subtitleLook = 4 << 10

// IsSubtitles reports whether a text begins like WebVTT and contains "-->", or
// begins like SRT with the times of a cue. A number may precede the times.
func IsSubtitles(text string) bool {
	front := strings.TrimLeft(strings.TrimPrefix(article.Head(text, subtitleLook), "\uFEFF"), " \t\r\n")
	if isWebVTT(front) {
		return strings.Contains(text, "-->")
	}
	if front == "" || !isDigit(front[0]) {
		return false
	}
	lines := strings.SplitN(strings.ReplaceAll(front, "\r", ""), "\n", 3)
	return cueTimes.MatchString(lines[0]) || len(lines) > 1 && isNumber(lines[0]) && cueTimes.MatchString(lines[1])
}

func isWebVTT(front string) bool {
	rest, ok := strings.CutPrefix(front, "WEBVTT")
	return ok && (rest == "" || strings.ContainsRune(" \t\r\n", rune(rest[0])))
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isNumber(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// ReadSubtitles reads subtitles as one article.
func ReadSubtitles(in article.Input, _ article.Options) ([]article.Text, string, error) {
	s := subtitles{out: &article.Paragraphs{}}
	meta := s.header(in.Text)
	s.cues(in.Text)
	s.paragraph()
	return []article.Text{{Text: article.WithTitle(meta.Title, s.out.Text()), Metadata: meta}}, in.Encoding, nil
}

// subtitles joins cues into paragraphs.
type subtitles struct {
	out     *article.Paragraphs
	runes   int    // of the open paragraph
	ended   bool   // the open paragraph ends like a sentence
	last    string // the last line
	before  string // the line before last
	speaker string // the last speaker that the file names
	shown   int    // when the last cue ends, in milliseconds
}

// A sentence ends its paragraph if more than pause milliseconds of silence follow,
// or if the paragraph has more than longParagraph runes.
const (
	pause         = 2000
	longParagraph = 600
)

// header returns the metadata before the first cue of a WebVTT file. For other
// files it returns none.
func (s *subtitles) header(text string) (m model.Metadata) {
	front, _, _ := strings.Cut(article.Head(text, subtitleLook), "-->")
	front = strings.TrimPrefix(front, "\uFEFF")
	if !isWebVTT(front) {
		return m
	}
	for line := range strings.SplitSeq(front, "\n") {
		name, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		switch strings.ToLower(name) {
		case "title":
			m.Title = article.Plain(value)
		case "language":
			m.Language = article.Plain(value)
		}
	}
	return m
}

// cues reads the cues of a text. A cue begins with the line that has its times.
func (s *subtitles) cues(text string) {
	webVTT := isWebVTT(strings.TrimPrefix(article.Head(text, subtitleLook), "\uFEFF"))
	in, number := false, "" // within a cue; a line that may be the number of the next cue
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.Contains(line, "-->") {
			if m := cueTimes.FindStringSubmatch(line); m != nil {
				s.times(m)
				in, number = true, ""
				continue
			}
		}
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			if number != "" { // the number is part of the text
				s.say(number)
				number = ""
			}
			in = in && !webVTT // notes and names of cues may follow in WebVTT
		case !in:
		case isNumber(line) && number == "":
			number = line
		default:
			if number != "" {
				s.say(number)
				number = ""
			}
			s.say(line)
		}
	}
	if number != "" {
		s.say(number)
	}
}

// times begins a cue. It first ends the paragraph if a pause follows a sentence or
// a long paragraph, or if the paragraph is very long.
func (s *subtitles) times(m []string) {
	from, to := clockOf(m[1:5]), clockOf(m[5:9])
	if from-s.shown > pause && (s.ended || s.runes > longParagraph) || s.runes > 4*longParagraph {
		s.paragraph()
	}
	s.shown = to
}

// clockOf converts hours, minutes, seconds and milliseconds to milliseconds.
func clockOf(parts []string) (ms int) {
	for i, of := range []int{3600_000, 60_000, 1000, 1} {
		n := 0
		for _, c := range parts[i] {
			n = 10*n + int(c-'0')
		}
		ms += n * of
	}
	return ms
}

var (
	cueMarks = pattern.Compile(`<[^<>]{0,200}>|\{\\[^{}]{0,200}\}`)
	voice    = pattern.Compile(`<v(?:\.[^ >]*)? ([^>]{1,80})>`)
	dashed   = pattern.Compile(`^(?:[-–—]|>>+)\s*`)
	shouted  = pattern.Compile(`^[\[(♪♫#][^\])]*[\])♪♫#]$|^[♪♫]`)
)

// say adds a line of a cue without its markup. It skips sounds and music, and lines
// of several words that repeat one of the two lines before.
func (s *subtitles) say(line string) {
	speaker := ""
	if m := voice.FindStringSubmatch(line); m != nil {
		speaker = article.Plain(html.UnescapeString(m[1]))
	}
	line = article.Plain(html.UnescapeString(cueMarks.ReplaceAllString(line, "")))
	if line == "" || shouted.MatchString(line) || strings.Contains(line, " ") && (line == s.last || line == s.before) {
		return
	}
	s.before, s.last = s.last, line
	if rest := dashed.ReplaceAllString(line, ""); rest != line && rest != "" { // another speaker
		s.paragraph()
		line = rest
	}
	if speaker != "" && speaker != s.speaker {
		s.paragraph()
		s.speaker, line = speaker, speaker+": "+line
	}
	if s.ended && s.runes > longParagraph {
		s.paragraph()
	}
	if s.runes > 0 && joinsWith(s.out.B) {
		s.out.Write(" ")
	}
	s.out.Write(line)
	s.runes += utf8.RuneCountInString(line)
	s.ended = article.EndsSentence(line)
}

// joinsWith reports whether a space belongs after the text written. No space
// belongs after Chinese characters, kana and their punctuation.
func joinsWith(written []byte) bool {
	r, _ := utf8.DecodeLastRune(written)
	return !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) && !strings.ContainsRune("。、！？」』）", r)
}

func (s *subtitles) paragraph() {
	s.out.End()
	s.runes, s.ended = 0, false
}
