package format_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestMarkdownLosesItsMarks(t *testing.T) {
	got := formattest.Only(t, "markdown", []byte("---\ntitle: \"Weir fails\"\nauthor: Ann Doe\ndate: 2031-04-02\n---\n\n## Monday\n\nThe **lower** gate\nof the [weir](http://a.example) `failed` – ![no](x.png)again.\n\n> “Well,” she said.\n\n- one\n- two\n\n<div>no</div>\n"))
	formattest.Same(t, "the text", got.Text, "Weir fails\n\nMonday\n\nThe lower gate of the weir failed – again.\n\n“Well,” she said.\n\none\n\ntwo")
	if want := (model.Metadata{Title: "Weir fails", Byline: "Ann Doe", Published: "2031-04-02"}); got.Metadata != want {
		t.Errorf("%+v", got.Metadata)
	}
	got = formattest.Only(t, "markdown", []byte("# Weir fails\n\nIt **did** so.\n"))
	formattest.Same(t, "the text", got.Text, "Weir fails\n\nIt did so.")
	formattest.Same(t, "the title", got.Metadata.Title, "Weir fails")
	got = formattest.Only(t, "markdown", []byte("# Weir fails\n\nIt did so twice.\n\n| when | where |\n| --- | :---: |\n| Monday | the lower gate |\n"))
	formattest.Same(t, "the text", got.Text, "Weir fails\n\nIt did so twice.\n\nwhen where\n\nMonday the lower gate")
}

func TestMarkdownOfAbsurdlyManyLinesStaysPlain(t *testing.T) {
	const front = "# Gate\n\n**It failed.**\n\n"
	for name, c := range map[string]struct{ raw, want string }{
		"a hundred":    {front + strings.Repeat("1. a\n", 100), "markdown"},
		"too many":     {front + strings.Repeat("1. a\n", 1<<19), "text"},
		"in one table": {front + "| a |\n|---|\n" + strings.Repeat("| a | b |\n", 1<<17), "text"},
	} {
		if got, _, _, err := formattest.Read([]byte(c.raw), article.Options{}); got != c.want || err != nil {
			t.Errorf("%s is read as %s, %v", name, got, err)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	formattest.Fuzz(f, []byte("# A\n\n**b** [c](http://d)\n\n| a | b |\n|---|---|\n| c | d |\n"), []byte("---\ntitle: x\n---\ny"))
}
