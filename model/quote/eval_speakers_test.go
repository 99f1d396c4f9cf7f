package quote

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// newsArchive holds the articles that testdata/speakers.tsv is about. They are real
// and must not be shipped, so the archive may be absent.
const newsArchive = "../../../shared/data/news-13k.tar.gz"

// goldArticle is an article whose quotations have been labelled by hand, all of them.
// Every other article is held: its quotations were not looked at while the rules
// were written.
type goldArticle struct {
	path, hash, half string
	text             string
	quotes           []goldSpeaker
}

// goldSpeaker is a quotation with the words nearest to it that name the speaker, the
// fullest name of that speaker in the article, and the cue. A span is empty if the
// text has no such words.
type goldSpeaker struct{ span, surface, person, cue model.Span }

// readSpeakers reads the gold speakers and their articles. It skips the test if the
// archive of articles is absent.
func readSpeakers(t testing.TB) []*goldArticle {
	t.Helper()
	data, err := os.ReadFile("testdata/speakers.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []*goldArticle
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		fields := strings.Split(line, "\t")
		switch {
		case line == "" || line[0] == '#':
		case fields[0] == "article":
			all = append(all, &goldArticle{path: fields[1], hash: fields[2], half: fields[3]})
		default:
			var spans [4]model.Span
			for i := range spans {
				start, err1 := strconv.Atoi(fields[2*i])
				length, err2 := strconv.Atoi(fields[2*i+1])
				if err := errors.Join(err1, err2); err != nil {
					t.Fatalf("line %d: %v", n+1, err)
				}
				spans[i] = model.Span{Start: start, End: start + length}
			}
			last := all[len(all)-1]
			last.quotes = append(last.quotes, goldSpeaker{spans[0], spans[1], spans[2], spans[3]})
		}
	}
	readArticles(t, all)
	return all
}

// readArticles reads the texts of the articles from the archive.
func readArticles(t testing.TB, all []*goldArticle) {
	t.Helper()
	file, err := os.Open(newsArchive)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no articles: %s is absent", newsArchive)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]*goldArticle{}
	for _, a := range all {
		byPath[a.path] = a
	}
	for archive := tar.NewReader(unzipped); ; {
		head, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		a, ok := byPath[strings.TrimPrefix(head.Name, "./")]
		if !ok {
			continue
		}
		text, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != a.hash {
			t.Fatalf("%s is not the article that was labelled", a.path)
		}
		a.text = string(text)
	}
	for _, a := range all {
		if a.text == "" {
			t.Fatalf("%s is not in the archive", a.path)
		}
	}
}

// tally counts the answers that are right, those that were given, and those that the
// gold data has.
type tally struct{ right, given, gold int }

func (c *tally) add(right, given, gold bool) {
	for _, one := range []struct {
		n  *int
		ok bool
	}{{&c.right, right}, {&c.given, given}, {&c.gold, gold}} {
		if one.ok {
			*one.n++
		}
	}
}

func (c tally) precision() float64 { return percent(c.right, c.given) }
func (c tally) recall() float64    { return percent(c.right, c.gold) }

// String returns precision and recall in percent, with their 95 % intervals.
func (c tally) String() string {
	return fmt.Sprintf("%.1f (%s)\t%.1f (%s)", c.precision(), wilson(c.right, c.given), c.recall(), wilson(c.right, c.gold))
}

// wilson returns the score interval of a share at 95 %, in percent (Wilson, Journal
// of the American Statistical Association 22, 1927).
func wilson(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	const z = 1.96
	n, p := float64(whole), float64(part)/float64(whole)
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return fmt.Sprintf("%.0f–%.0f", 100*(middle-half), 100*(middle+half))
}

// measureSpeakers compares what Find returns for an article with the gold data. A
// speaker is right if it has a content word of the gold speaker, or is the same
// pronoun; a cue is right if it has a word of the gold cue. Answers count as wrong if
// the gold data has none, or not even the quotation.
func measureSpeakers(a *goldArticle, report func(kind string, q goldSpeaker, found Quote)) (speakers, cues tally) {
	found := Find("en", a.text, segment.Paragraphs(a.text))
	found = slices.DeleteFunc(found, func(q Quote) bool { return q.Kind != Speech })
	known := make([]bool, len(found))
	for _, gold := range a.quotes {
		best := Quote{}
		for i, q := range found {
			if q.Span.Overlaps(gold.span) {
				known[i] = true
				if shared(q.Span, gold.span) > shared(best.Span, gold.span) {
					best = q
				}
			}
		}
		right := sameSpeaker(a.text, best.Speaker, gold)
		speakers.add(right, best.Speaker.Len() > 0, gold.surface.Len() > 0)
		cued := shareWord(best.Cue.Of(a.text), gold.cue.Of(a.text), nil)
		cues.add(cued, best.Cue.Len() > 0, gold.cue.Len() > 0)
		switch {
		case best.Speaker.Len() > 0 && !right:
			report("WRONG", gold, best)
		case gold.surface.Len() > 0 && !right:
			report("MISSED", gold, best)
		case best.Cue.Len() > 0 && !cued:
			report("CUE", gold, best)
		case gold.cue.Len() > 0 && !cued:
			report("NO CUE", gold, best)
		}
	}
	for i, q := range found {
		if !known[i] && q.Speaker.Len() > 0 {
			speakers.given++
			report("EXTRA", goldSpeaker{span: q.Span}, q)
		}
		if !known[i] && q.Cue.Len() > 0 {
			cues.given++
		}
	}
	return speakers, cues
}

// shared returns the number of bytes that two spans have in common.
func shared(a, b model.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

func sameSpeaker(text string, who model.Span, gold goldSpeaker) bool {
	if who.Len() == 0 || gold.surface.Len() == 0 {
		return false
	}
	name, surface := who.Of(text), gold.surface.Of(text)
	return strings.EqualFold(name, surface) || shareWord(name, surface, noContent) || shareWord(name, gold.person.Of(text), noContent)
}

// noContent holds the words that name nobody.
var noContent = strings.Fields("a an the his her its their our my this that of for from in at on and to by one he she it they we i you mr mrs ms dr sir who")

// shareWord reports whether two names have a word in common that is not in without.
func shareWord(a, b string, without []string) bool {
	split := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	words := split(b)
	return slices.ContainsFunc(split(a), func(word string) bool {
		return len(word) > 1 && slices.Contains(words, word) && !slices.Contains(without, word)
	})
}

// measureHalf compares what Find returns for the articles of a half with the gold data.
// n is the number of gold quotations.
func measureHalf(articles []*goldArticle, half string, report func(*goldArticle, string, goldSpeaker, Quote)) (speakers, cues tally, n int) {
	for _, a := range articles {
		if a.half != half {
			continue
		}
		n += len(a.quotes)
		s, c := measureSpeakers(a, func(kind string, gold goldSpeaker, q Quote) { report(a, kind, gold, q) })
		speakers = tally{speakers.right + s.right, speakers.given + s.given, speakers.gold + s.gold}
		cues = tally{cues.right + c.right, cues.given + c.given, cues.gold + c.gold}
	}
	return speakers, cues, n
}

func TestGoldSpeakers(t *testing.T) {
	const precision, recall = 94, 87 // percent
	articles := readSpeakers(t)
	for _, half := range []string{"tuned", "held"} {
		speakers, cues, _ := measureHalf(articles, half, func(*goldArticle, string, goldSpeaker, Quote) {})
		for name, got := range map[string]tally{"speakers": speakers, "cues": cues} {
			if got.precision() < precision || got.recall() < recall {
				t.Errorf("%s, %s: precision %.1f, must stay above %d; recall %.1f, must stay above %d", half, name, got.precision(), precision, got.recall(), recall)
			}
		}
	}
}

// TestEvalSpeakers prints how well speakers and cues are found in news. With -show and
// the name of a half, it also prints what is wrong there.
func TestEvalSpeakers(t *testing.T) {
	if !*evaluate {
		t.Skip("run with -args -eval to measure")
	}
	articles := readSpeakers(t)
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "half\tquotations\tspeakers: P (95 %)\tR (95 %)\tcues: P (95 %)\tR (95 %)\t")
	for _, half := range []string{"tuned", "held"} {
		speakers, cues, n := measureHalf(articles, half, func(a *goldArticle, kind string, gold goldSpeaker, q Quote) {
			if *show == half {
				printSpeaker(a, kind, gold, q)
			}
		})
		fmt.Fprintf(table, "%s\t%d\t%v\t%v\t\n", half, n, speakers, cues)
	}
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
}

func printSpeaker(a *goldArticle, kind string, gold goldSpeaker, q Quote) {
	around := a.text[max(0, gold.span.Start-160):gold.span.Start] + "⟦" + gold.span.Of(a.text) + "⟧" + a.text[gold.span.End:min(len(a.text), gold.span.End+100)]
	fmt.Printf("%s\t%s\tgold %q (%q), %q; found %q, %q\n\t%s\n", kind, a.path, gold.surface.Of(a.text), gold.person.Of(a.text),
		gold.cue.Of(a.text), q.Speaker.Of(a.text), q.Cue.Of(a.text), strings.Join(strings.Fields(around), " "))
}
