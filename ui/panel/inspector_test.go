package panel

import (
	"strings"
	"testing"

	"assay.app/assay/model"
)

func TestTheInspectorShowsWhichArticleOfAFileIsOpen(t *testing.T) {
	for _, c := range []struct {
		path   string
		record model.Record
		want   string
	}{
		{"/press/a.txt", model.Record{}, "File: a.txt"},
		{"/press/a.docx", model.Record{N: 1, Of: 1, ID: "ECHO1"}, "File: a.docx\nProvider ID: ECHO1"},
		{"/press/a.txt#3", model.Record{N: 3, Of: 40}, "File: article 3 of 40 in a.txt"},
		{"/press/a.zip/b#1.mbox#7", model.Record{N: 8, Of: 9, ID: "x"}, "File: article 8 of 9 in b#1.mbox\nProvider ID: x"},
		{"/press/a.txt#3", model.Record{N: 3}, "File: a.txt#3"},
	} {
		got := describe(model.Article{ImportPath: c.path, Metadata: model.Metadata{Section: "World"}, Source: model.Source{Record: c.record}})
		var lines []string
		for _, d := range got {
			lines = append(lines, d.name+": "+d.text)
		}
		if want := "Section: World\n" + c.want; strings.Join(lines, "\n") != want {
			t.Errorf("%s: %q, want %q", c.path, lines, want)
		}
	}
}
