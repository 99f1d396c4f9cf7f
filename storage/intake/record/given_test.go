package record

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
)

func givenDate(s string) (day string, size int) {
	if strings.HasPrefix(s, "April 2, 2031") {
		return "2031-04-02", len("April 2, 2031")
	}
	return "", 0
}

const givenRecord = "Gate fails\n\nThe Echo\n\nApril 2, 2031\n\nCopyright 2031 The Echo\n\nLength: 20 words\n\nByline: Ann Doe\n\nBody\n\nThe lower gate failed on Monday, flooding two streets and the mill.\n\nEnd of Document\n\n"

func TestAtKeepsEveryArticleThatIsGiven(t *testing.T) {
	text := "A note of the reader.\n\n" + givenRecord + "\n\n   \n" + givenRecord
	at := strings.Index(text, "Gate")
	second := strings.LastIndex(text, "Gate")
	x := At(text, []model.Span{{Start: 0, End: at}, {Start: at, End: second - 3}, {Start: second - 3, End: second}, {Start: second, End: len(text) + 9}}, givenDate)
	var titles []string
	for _, rec := range x.Records {
		titles = append(titles, rec.Metadata.Title)
	}
	if want := []string{"", "Gate fails", "Gate fails"}; !slices.Equal(titles, want) || len(x.Missing) > 0 {
		t.Errorf("the articles are %q, missing %v; want %q", titles, x.Missing, want)
	}
	x = At(text, []model.Span{{Start: second, End: len(text)}}, givenDate)
	if len(x.Records) != 1 || len(x.Missing) != 1 || !strings.HasPrefix(x.Missing[0].Left.Of(text), "A note") {
		t.Errorf("the articles are %+v, missing %+v", x.Records, x.Missing)
	}
}

func FuzzAt(f *testing.F) {
	f.Add(givenRecord+givenRecord, uint16(40), uint16(len(givenRecord)))
	f.Add("HD Gate fails\nPD April 2, 2031\nSN The Echo\nLP It broke.\nTD All of it.\n", uint16(3), uint16(30))
	f.Add("\n \n1 of 2\nGate\n", uint16(1), uint16(9))
	f.Fuzz(func(t *testing.T, text string, a, b uint16) {
		if a > b {
			a, b = b, a
		}
		spans := []model.Span{{Start: 0, End: int(a)}, {Start: int(a), End: int(b)}, {Start: int(b), End: int(b) + len(text)}}
		end := 0
		for _, rec := range At(text, spans, givenDate).Records {
			if rec.Span.Start < end || rec.Span.End <= rec.Span.Start || rec.Span.End > len(text) {
				t.Fatalf("an article is %v of %d bytes, after %d", rec.Span, len(text), end)
			}
			end = rec.Span.End
			last := rec.Span.Start
			for _, aside := range rec.Asides {
				if aside.Span.Start < last || aside.Span.End > rec.Span.End || aside.Span.End < aside.Span.Start {
					t.Fatalf("set aside is %v in %v, after %d", aside.Span, rec.Span, last)
				}
				last = aside.Span.End
			}
		}
	})
}
