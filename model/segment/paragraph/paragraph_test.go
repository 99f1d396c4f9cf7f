package paragraph

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model/segment/segmenttest"
)

func paragraphTexts(text string) []string {
	var all []string
	for _, p := range Split(text) {
		all = append(all, segmenttest.Fold(p.Of(text)))
	}
	return all
}

func TestParagraphsOfLines(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"nothing":               {"", nil},
		"white space only":      {" \n\t\r\n\u2028 ", nil},
		"one":                   {"  A line. ", []string{"A line."}},
		"every line break":      {"a\nb\r\nc\rd\u2028e\u2029f\fg", []string{"a", "b", "c", "d", "e", "f", "g"}},
		"blank lines":           {"a\n\n\nb\r\n\r\nc", []string{"a", "b", "c"}},
		"no break inside":       {"a\u00a0b\vc", []string{"a b c"}},
		"long lines in a row":   {strings.Repeat("A line of its own that goes on and on. ", 4) + "\n" + strings.Repeat("Another one. ", 12) + "\nEnd.", nil},
		"verse":                 {"The boat went out\nand the boat came in\nand the sea was grey\nas an old sea is", nil},
		"invalid UTF-8 and NUL": {"a\xff\n\x00b\xe2\x80\n", nil},
	} {
		want := c.want
		if want == nil && strings.TrimSpace(c.text) != "" {
			for _, line := range strings.Split(strings.TrimSuffix(c.text, "\n"), "\n") {
				want = append(want, segmenttest.Fold(line))
			}
		}
		if got := paragraphTexts(c.text); !slices.Equal(got, want) {
			t.Errorf("%s\n got  %q\n want %q", name, got, want)
		}
	}
}

func TestParagraphsOfWrappedText(t *testing.T) {
	want := []string{"PORTHOLM TO REBUILD", "The council of Portholm", "Work will begin", "Shares in the quarry"}
	checkStarts(t, segmenttest.Wire, want)
	checkStarts(t, strings.ReplaceAll(segmenttest.Wire, "\n", "\r\n"), want)
	checkStarts(t, segmenttest.Mail, []string{"Dear all", "Bring your own", "Yours", "Ida"})
}

func TestShortParagraphsOnLinesStaySeparate(t *testing.T) {
	lines := []string{
		"The council of Portholm voted on Monday to rebuild the wall.",
		"Work will begin in May, said the mayor, who lives close by.",
		"The first stones will come from the quarry in nearby Hallen.",
		"It closed in the spring after a strike that lasted six weeks.",
	}
	checkStarts(t, strings.Join(lines, "\n"), lines)
}

func TestHeadlinesOnLinesStaySeparate(t *testing.T) {
	lines := []string{
		"Council of Portholm votes to rebuild the North Quay sea wall",
		"Quarry workers in Hallen return after strike of six long weeks",
		"Fish market opens again with music and a speech by the mayor",
	}
	checkStarts(t, strings.Join(lines, "\n"), lines)
}

// checkStarts compares the beginnings of the paragraphs of text with want.
func checkStarts(t *testing.T, text string, want []string) {
	t.Helper()
	got := paragraphTexts(text)
	ok := len(got) == len(want)
	for i := 0; ok && i < len(got); i++ {
		ok = strings.HasPrefix(got[i], want[i])
	}
	if !ok {
		t.Errorf("got %q\nwant starts %q", got, want)
	}
}

func FuzzParagraphs(f *testing.F) {
	for _, text := range segmenttest.Awkward {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		segmenttest.CheckCover(t, text, Split(text))
	})
}
