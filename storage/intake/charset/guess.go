package charset

import (
	"bytes"
	"cmp"
	"math"
	"regexp"
	"slices"
	"unicode/utf8"
)

// How an encoding is guessed
//
// The same bytes are a different text in each encoding. The guess is the encoding
// with the likeliest text, so one measure serves all encodings, and none needs a
// rule of its own:
//
//	prze³o¿y³a w pi¹tek    Windows-1252    digits and marks within words
//	przełożyła w piątek    Windows-1250    pairs of letters that Polish has
//	przełożyła w pi±tek    ISO-8859-2      one mark within a word
//
// The likelihood of a text comes from its pairs of letters, in the language that
// fits best (language.go), or, for Chinese, Japanese and Korean, from the frequency
// of its characters (ideographs.go). Capitals inside words, marks inside words and
// control characters lower it. All texts come from the same bytes, so their
// probabilities can be compared although they differ in length: a two-byte
// character counts once, two one-byte characters count twice.
//
// Only the words around bytes above 7F are scored, some two thousand bytes. This
// takes about two milliseconds, whatever the size of the file. A multi-byte
// encoding is chosen only if the whole file is valid in it.

// Guess is the result of a detection.
type Guess struct {
	Encoding string // one of Names, or Windows1252
	RunnerUp string // the next likeliest encoding, of those that decode to a different text; "" if no other fits
	Unfit    bool   // the bytes are not text in any known encoding and language
}

// These constants decide what is not text. A byte of prose costs less than 4 in
// every known encoding and language, and a byte of other data more than 6. Samples
// with few bytes, or with few different bytes above 7F, as in drawings and tables,
// always count as text.
const (
	unfitCost  = 5
	unfitBytes = 128
	unfitKinds = 40
)

// isUnfit reports whether even the best decoding of a sample is not text.
func isUnfit(s []byte, best candidate) bool {
	var seen [256]bool
	kinds := 0
	for _, c := range s {
		if c >= utf8.RuneSelf && !seen[c] {
			seen[c] = true
			kinds++
		}
	}
	return len(s) >= unfitBytes && kinds >= unfitKinds && best.score < -unfitCost*float32(len(s))
}

// sampleBytes is the number of bytes that are examined. The first firstBytes of
// them are examined in every encoding, the others only in the likeliest ones.
const (
	sampleBytes = 2 << 10
	firstBytes  = 256
)

// Of detects the encoding of bytes that are neither ASCII nor Unicode text.
func Of(raw []byte) Guess {
	return OfPart(raw, func(name string) bool { return Reads(raw, name) })
}

// OfPart is like Of for a part of a file that begins at or before the file's first
// non-ASCII byte. reads is Reads applied to the whole file.
func OfPart(raw []byte, reads func(name string) bool) Guess {
	s := sample(raw)
	all := candidates(s[:min(len(s), firstBytes)], func(string) bool { return true })
	if len(s) > firstBytes { // the full sample only for encodings that may still win
		slices.SortFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
		hopeful := map[string]bool{}
		for _, c := range all[:min(len(all), 6)] {
			hopeful[c.name] = true
		}
		all = candidates(s, func(name string) bool { return hopeful[name] || name == Windows1252 })
	}
	all = slices.DeleteFunc(all, func(c candidate) bool { return Eastern(c.name) != nil && !reads(c.name) })
	best := all[0]
	for _, c := range all {
		if c.score > best.score {
			best = c
		}
	}
	second := candidate{score: float32(math.Inf(-1))}
	for _, c := range all {
		if c.score > second.score && c.text != best.text {
			second = c
		}
	}
	return Guess{Encoding: best.name, RunnerUp: second.name, Unfit: isUnfit(s, best)}
}

// Reads reports whether raw is valid throughout in the multi-byte encoding with
// that name.
func Reads(raw []byte, name string) bool {
	e := Eastern(name)
	if e == nil {
		return false
	}
	decoded, err := e.NewDecoder().Bytes(raw)
	return err == nil && !bytes.ContainsRune(decoded, utf8.RuneError)
}

// candidates scores the encodings that which selects, Windows-1252 first.
func candidates(s []byte, which func(name string) bool) []candidate {
	all := []candidate{onPage(s, page{Windows1252, Page(Windows1252), 0})}
	for _, p := range pages {
		if p.prior != 0 && which(p.name) {
			all = append(all, onPage(s, p))
		}
	}
	for _, e := range easterns {
		if e.prior == 0 || !which(e.name) {
			continue
		}
		if c, ok := inEastern(s, e); ok {
			all = append(all, c)
		}
	}
	return all
}

// sample returns the words with bytes above 7F and their neighbours. Text inside
// tags counts only if there are no such bytes elsewhere.
func sample(raw []byte) []byte {
	if bytes.Contains(raw, []byte("</")) {
		if s := wordsOf(untagged(raw)); len(s) > 0 {
			return s
		}
	}
	return wordsOf(raw)
}

var tagForm = regexp.MustCompile(`<[/!a-zA-Z][^<>]{0,1000}>`)

// untaggedBytes is the number of bytes at the beginning of a page that are
// examined.
const untaggedBytes = 256 << 10

// untagged returns the beginning of a page with each tag replaced by a space.
func untagged(raw []byte) []byte {
	return tagForm.ReplaceAll(raw[:min(len(raw), untaggedBytes)], []byte(" "))
}

func wordsOf(raw []byte) []byte {
	var out, before []byte // before is the previous word, unless it is in out already
	follows := false       // the previous word has a byte above 7F
	for at := 0; at < len(raw) && len(out) < sampleBytes; {
		end, high := at, false
		for end < len(raw) && raw[end] > ' ' && end-at < sampleBytes {
			high = high || raw[end] >= utf8.RuneSelf
			end++
		}
		for end < len(raw) && raw[end] <= ' ' && end-at < 2*sampleBytes {
			end++
		}
		word := raw[at:end]
		if high || follows {
			out = append(append(out, before...), word...)
			before = nil
		} else {
			before = word
		}
		follows, at = high, end
	}
	return out[:min(len(out), sampleBytes)]
}
