package layout_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/formattest"
)

// leaf holds the text of each page, divided into lines.
var leaf = [][]string{
	{"The lower gate failed on Monday, and flooded two streets and the mill", "below it. No one was hurt, said the master of the weir, who had", "warned of it in spring, and again in the summer, when there was a"},
	{"flood in the upper town, and again in the week before it failed, but", "was not heard. The council had other things in mind, he said, among", "them the new bridge, which is to be open to the public in a year and"},
	{"has cost more than all gates and locks together. He showed letters,", "of which there were eleven, to those who had come to see what was", "left of the gate, and read from one of them, which the mayor wrote,"},
	{"who was not there. It said that all was well with the gate, and that", "it would last for a hundred years, as those who built it had said it", "would. Nobody laughed, and all of them went home soon after that."},
}

// leaves returns a PDF of one article whose sentences continue from page to page,
// with these margins.
func leaves(margins ...[]drawn) []byte {
	var pages [][]drawn
	for i, margin := range margins {
		from := 700.0
		if i > 0 {
			from = 740
		}
		page := column(50, from, leaf[i]...)
		if i == 0 {
			page = append([]drawn{{50, 730, 20, "Gates fail"}}, page...)
		}
		pages = append(pages, append(margin, page...))
	}
	return pdfOf(pages...)
}

func TestPDFRunningHeadsAreSetAside(t *testing.T) {
	at := func(x, y float64, text string) drawn { return drawn{x, y, 8, text} }
	for name, margins := range map[string][][]drawn{
		"with numbers on the outer side": {{at(50, 780, "Vask Echo 2")}, {at(50, 780, "3 Vask Echo")}, {at(50, 780, "Vask Echo 4")}},
		"that alternate":                 {{at(50, 780, "Vask Echo")}, {at(50, 780, "Gates fail")}, {at(50, 780, "Vask Echo")}, {at(50, 780, "Gates fail")}},
		"that alternate, on three pages": {{at(50, 780, "Vask Echo")}, {at(50, 780, "Gates fail")}, {at(50, 780, "Vask Echo")}},
		"of other words, with numbers":   {{at(50, 780, "Harbour news 11")}, {at(50, 780, "12 Town hall")}, {at(50, 780, "Letters 13")}},
		"in three parts":                 {{at(50, 780, "4"), at(250, 780, "Vask Echo"), at(450, 780, "May 2031")}, {at(50, 780, "May 2031"), at(250, 780, "Vask Echo"), at(450, 780, "5")}},
		"on two rows":                    {{at(50, 790, "Vask Echo"), at(50, 778, "Page A6")}, {at(50, 790, "Vask Echo"), at(50, 778, "Page A7")}},
		"at the foot":                    {{at(50, 20, "Vask Echo | Page 1 of 2")}, {at(50, 20, "Vask Echo | Page 2 of 2")}},
		"numbers in other languages":     {{at(50, 20, "Seite 1 von 3")}, {at(50, 20, "p. 2 / 3")}, {at(50, 20, "– 3 –")}},
	} {
		got := formattest.Only(t, "pdf", leaves(margins...)).Text
		for _, word := range []string{"Echo", "Harbour", "Town", "Letters", "Page", "Seite", "May", "p. 2", "– 3", "11", "12"} {
			if strings.Contains(got, word) {
				t.Errorf("%s: %q is in %q", name, word, got)
			}
		}
		for i := range margins {
			if !strings.Contains(got, strings.Join(leaf[i], " ")) {
				t.Errorf("%s: page %d is not whole in %q", name, i+1, got)
			}
		}
		if strings.Count(got, "Gates fail") != 1 || strings.Count(got, "\n\n") != 1 {
			t.Errorf("%s: the text is %q", name, got)
		}
	}
}

func TestPDFOfOnePageKeepsWhatMayBeText(t *testing.T) {
	lines := append([]drawn{{50, 740, 20, "Gates fail"}}, column(50, 700, "The gate failed on Monday. In all, there were 7 of them in the town, and", "the second, built in 1971, held.")...)
	formattest.Same(t, "the text", formattest.Only(t, "pdf", pdfOf(lines)).Text, "Gates fail\n\nThe gate failed on Monday. In all, there were 7 of them in the town, and the second, built in 1971, held.")
	table := []drawn{{50, 700, 10, "The gates, by height in feet:"}, {50, 60, 10, "4"}, {150, 60, 10, "5"}, {50, 40, 10, "6"}, {150, 40, 10, "8"}}
	if got := formattest.Only(t, "pdf", pdfOf(table)).Text; !strings.Contains(got, "4") || !strings.Contains(got, "8") {
		t.Errorf("the table is %q", got)
	}
}

func TestPDFJumpLinesAreSetAside(t *testing.T) {
	for _, c := range [][2]string{
		{"Continued on page 7", "Continued from page 1"},
		{"See GATES, page A7", "GATES, continued from A1"},
		{"Fortsetzung auf Seite 7", "Fortsetzung von Seite 1"},
		{"Suite page 7", "Suite de la page 1"},
	} {
		first := append([]drawn{{50, 740, 20, "Gates fail"}}, column(50, 700, "The gate failed on Monday, and flooded two streets below it, and", "the mill, said the master of the weir, who had warned of it and")...)
		first = append(first, drawn{50, 664, 9, c[0]})
		second := append([]drawn{{50, 760, 9, c[1]}}, column(50, 736, "was not heard by anyone.")...)
		formattest.Same(t, c[0], formattest.Only(t, "pdf", pdfOf(first, second)).Text, "Gates fail\n\nThe gate failed on Monday, and flooded two streets below it, and the mill, said the master of the weir, who had warned of it and was not heard by anyone.")
	}
}

func TestPDFDatedLinesSayWhichPaperAndDay(t *testing.T) {
	text := column(50, 700, "The gate failed on Monday, and flooded two streets and the mill.")
	for name, c := range map[string]struct {
		above []drawn
		want  model.Metadata
	}{
		"on one line": {[]drawn{{50, 780, 8, "The Vask Echo   Saturday 3 May 2031   Page 4"}, {50, 740, 20, "Gates fail"}}, model.Metadata{Title: "Gates fail", Outlet: "The Vask Echo", Published: "3 May 2031"}},
		"in parts":    {[]drawn{{50, 780, 8, "A4"}, {200, 780, 8, "Saturday, May 3, 2031"}, {450, 780, 8, "The Vask Echo"}, {50, 740, 20, "Gates fail"}}, model.Metadata{Title: "Gates fail", Outlet: "The Vask Echo", Published: "May 3, 2031"}},
		"a masthead":  {[]drawn{{50, 770, 30, "The Vask Echo"}, {50, 755, 8, "No. 1,204  Saturday 3 May 2031"}, {50, 725, 20, "Gates fail"}}, model.Metadata{Title: "Gates fail", Outlet: "The Vask Echo", Published: "3 May 2031"}},
	} {
		got := formattest.Only(t, "pdf", pdfOf(append(c.above, text...)))
		formattest.Same(t, name, got.Text, "Gates fail\n\nThe gate failed on Monday, and flooded two streets and the mill.")
		if got.Metadata != c.want {
			t.Errorf("%s: %+v", name, got.Metadata)
		}
	}
	kept := formattest.Only(t, "pdf", pdfOf(append([]drawn{{50, 740, 20, "Gates fail"}, {50, 722, 10, "Halmsund, 3 May 2031"}}, text...)))
	if !strings.Contains(kept.Text, "Halmsund") || kept.Metadata.Outlet != "" {
		t.Errorf("below the headline: %+v", kept)
	}
}
