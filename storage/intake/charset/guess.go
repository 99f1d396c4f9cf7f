package charset

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"assay.app/assay/model/pattern"
)

// How an encoding is guessed
//
// The same bytes are a different text in each encoding. The guess is the encoding
// with the likeliest text:
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
// Only the words around bytes above 7F are scored, at most sampleBytes bytes. A
// multi-byte encoding is chosen only if the whole file is valid in it.

// Guess is the result of a detection.
type Guess struct {
	Encoding string // one of Names, or Windows1252
	RunnerUp string // the next likeliest encoding, of those that decode to a different text; "" if no other fits
	Unfit    bool   // the bytes do not look like text in any known encoding and language
}

// A sample is not text if even its best decoding costs more than unfitCost a byte.
// A sample of fewer than unfitBytes bytes, or with fewer than unfitKinds different
// bytes above 7F, as in drawings and tables, always counts as text.
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

// sampleBytes is the maximum number of bytes that are examined. The first
// firstBytes of them are examined in each encoding that may be guessed, the others
// only in the likeliest ones.
const (
	sampleBytes = 2 << 10
	firstBytes  = 256
)

// Of detects the encoding of bytes that are neither ASCII nor Unicode text.
func Of(raw []byte) Guess {
	return OfPart(raw, func(name string) bool { return Reads(raw, name) })
}

// OfPart is like Of for bytes that are part of a file and begin at or before the
// file's first non-ASCII byte. reads is like Reads, but for the whole file.
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

// candidates scores Windows-1252, and after it the encodings that which selects.
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

// sample returns the first words with bytes above 7F, with their neighbours. It
// ignores the tags of a page if there are such words outside them.
func sample(raw []byte) []byte {
	if bytes.Contains(raw, []byte("</")) {
		if s := wordsOf(untagged(raw)); len(s) > 0 {
			return s
		}
	}
	return wordsOf(raw)
}

var tagForm = pattern.Compile(`<[/!a-zA-Z][^<>]{0,1000}>`)

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
