package attribute

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model"
)

// checkProposals fails unless the proposals are in order, at most one for each sentence,
// with spans in the text between characters, valid modes and voices.
func checkProposals(t *testing.T, doc *model.Document) {
	t.Helper()
	last, valid := -1, utf8.ValidString(doc.Text)
	for _, p := range For(doc) {
		if p.Unit <= last || p.Unit >= len(doc.Units) || doc.Units[p.Unit].Kind != model.UnitSentence {
			t.Fatalf("%+v comes after unit %d of %d", p, last, len(doc.Units))
		}
		last = p.Unit
		if p.At.Start < 0 || p.At.Start > p.At.End || p.At.End > len(doc.Text) || (p.At.Len() > 0) != (p.As != "") {
			t.Fatalf("%+v does not lie in %.80q", p, doc.Text)
		}
		if p.At.Len() > 0 && fold(p.At.Of(doc.Text)) != p.As {
			t.Fatalf("%+v: the text has %q", p, p.At.Of(doc.Text))
		}
		if valid && (!utf8.ValidString(p.At.Of(doc.Text)) || !utf8.ValidString(p.Voice)) {
			t.Fatalf("%+v cuts a character of %.80q", p, doc.Text)
		}
		if !slices.Contains(model.SpeechModes(), p.Mode) || strings.TrimSpace(p.Voice) == "" {
			t.Fatalf("%+v has no mode or no voice", p)
		}
	}
}

// hostile holds units of texts that are meant to take long.
var hostile = []string{
	"said ", "Ana Ré said, ", "“", "\"Ana said ", "according to ", "A. ", "Mr ", "A ", "Ana Ré, ", "who said ", "and Ana ", "of Ana ",
	"Ana Ré said it. ", "Bank of ", "the bank said. ", "she said. ", "“We,” she said. “It ", "word", "Ана сказала, що ", "(", "Ana Ré's ", "\x00", "\xff ",
	"“A. B. ", "the mayor said. Mayor Ana Ré came. ",
}

func FuzzFor(f *testing.F) {
	for i, unit := range hostile {
		f.Add(strings.Repeat(unit, 12), []string{"en", "de", "fr", "es", "uk", "ru"}[i%6])
	}
	f.Add(report, "en")
	f.Add("\"A\xe2\x80 said\xff, Mr \xc3", "en")
	f.Fuzz(func(t *testing.T, text, lang string) {
		doc := document(lang, text)
		checkProposals(t, doc)
		for _, n := range Names(doc, 20) {
			if n.Text == "" || n.Count == 0 {
				t.Fatalf("%+v is no name in %.80q", n, text)
			}
		}
		Standing(doc, text[:min(len(text), 40)])
	})
}

func TestHostileTexts(t *testing.T) {
	size := 1 << 20
	if testing.Short() {
		size = 1 << 15
	}
	for _, unit := range hostile {
		t.Run(fmt.Sprintf("%.16q", unit), func(t *testing.T) {
			text := strings.Repeat(unit, size/len(unit))
			checkProposals(t, document("en", text))
			doc := &model.Document{Text: text, Structure: model.Structure{ // in one line and one sentence
				Paragraphs: []model.Span{{End: len(text)}}, Units: []model.Unit{{Span: model.Span{End: len(text)}}},
			}}
			checkProposals(t, doc)
		})
	}
}

// report is a text of our own for benchmarks.
const report = `PORTHOLM, May 3 – The council of Portholm voted on Monday to rebuild the wall that keeps the North Quay dry, four months after a storm broke through it.
“We have waited long enough,” Mayor Ida T. Quill said. “The engineers who saw it told us what to do. Now we will do it.”
Work is to cost $3.2 million, according to Hallen Stone Co., which will bring the stones from its quarry, and will take until Dec. 20. She told the Tide Post that the quarry would open again for the purpose.
Did everyone agree? “No,” said Mr. Moll, who sells fish at no. 7, Quay St. He called the plan “better than nothing” and has moved his shop twice. The mayor said it was not her fault.
`

func TestProposalsAreTheSameEachTime(t *testing.T) {
	doc := document("en", strings.Repeat(report, 20))
	one, names := For(doc), Names(doc, 100)
	for range 3 {
		if !reflect.DeepEqual(For(doc), one) || !reflect.DeepEqual(Names(doc, 100), names) {
			t.Fatal("the same document gets different proposals or names")
		}
	}
}

// BenchmarkFor shows whether the time is proportional to the length. If it is, MB/s is about
// the same for 10 kB and for 5 MB, whether the text has paragraphs or one line.
func BenchmarkFor(b *testing.B) {
	for _, size := range []int{1e4, 1e5, 1e6, 5e6} {
		text := strings.Repeat(report, size/len(report)+1)[:size]
		for name, text := range map[string]string{"paragraphs": text, "line": strings.ReplaceAll(text, "\n", " ")} {
			doc := document("en", text)
			b.Run(fmt.Sprintf("%s/%gkB", name, float64(size)/1e3), func(b *testing.B) {
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					For(doc)
				}
			})
		}
	}
}
