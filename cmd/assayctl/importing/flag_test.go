package importing

import (
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/format/article"
)

func TestColumnsAreNamedByField(t *testing.T) {
	for _, c := range []struct{ value, field, column string }{
		{"text=Story", "text", "Story"},
		{"outlet=#3", "outlet", "#3"},
		{"byline=-", "byline", "-"},
		{" title =Kopf", "title", "Kopf"},
		{"title=a=b", "title", "a=b"},
	} {
		var columns article.Columns
		if err := (columnFlag{&columns}).Set(c.value); err != nil || columns.Column(c.field) != c.column {
			t.Errorf("%q: the column of %s is %q (%v), want %q", c.value, c.field, columns.Column(c.field), err, c.column)
		}
	}
	for _, value := range []string{"", "nonsense", "text", "text=", "=Story", "colour=Story", "dates=day-first"} {
		var columns article.Columns
		err := (columnFlag{&columns}).Set(value)
		if err == nil || !strings.HasPrefix(err.Error(), "must be FIELD=COLUMN, and FIELD must be ") || columns != (article.Columns{}) {
			t.Errorf("%q: %v, %+v", value, err, columns)
		}
	}
}

func TestDatesHaveAnOrder(t *testing.T) {
	for _, value := range []string{"day-first", "Day-First", "month-first", "year-first", "day first"} {
		var columns article.Columns
		if err := (dateFlag{&columns}).Set(value); err != nil || columns == (article.Columns{}) {
			t.Errorf("%q: %v, %+v", value, err, columns)
		}
	}
	for _, value := range []string{"", "any", "day", "mixed", "unknown"} {
		var columns article.Columns
		err := (dateFlag{&columns}).Set(value)
		if err == nil || err.Error() != "must be day-first, month-first or year-first" || columns != (article.Columns{}) {
			t.Errorf("%q: %v, %+v", value, err, columns)
		}
	}
}

func TestEncodingsAreNamedInAnyCase(t *testing.T) {
	for _, value := range coding.Encodings() {
		for _, typed := range []string{value, strings.ToUpper(value)} {
			name := ""
			if err := (encodingFlag{&name}).Set(typed); err != nil || name != value {
				t.Errorf("%q is %q (%v)", typed, name, err)
			}
		}
	}
	for _, value := range []string{"", "ebcdic", " utf-8"} {
		name := ""
		if err := (encodingFlag{&name}).Set(value); err == nil || !strings.HasPrefix(err.Error(), "must be one of ") {
			t.Errorf("%q: %v", value, err)
		}
	}
}

func TestHelpShowsNoDefaults(t *testing.T) {
	help := want(t, cli.ExitDone, "import", "--help").Out
	clitest.Contains(t, help, "--column field=name", "--dates order", "--encoding name", "--headlines header|sentences")
	if strings.Contains(help, "(default \"") {
		t.Errorf("it shows a default:\n%s", help)
	}
}

func TestAnEncodingIsNamed(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "greek.txt", "\xC7 \xE3\xDD\xF6\xF5\xF1\xE1 \xDD\xF0\xE5\xF3\xE5.")
	set := clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitDone, "import", "--project", "P.assay", "--dry-run", "--json", "--encoding", "Windows-1253", "greek.txt"))
	if a := set.Articles[0]; a.Encoding != "windows-1253" || a.Opening != "Η γέφυρα έπεσε." {
		t.Errorf("%+v", a)
	}
	clitest.Contains(t, want(t, cli.ExitUsage, "import", "--project", "P.assay", "--dry-run", "--encoding", "ebcdic", "greek.txt").ErrOut, "windows-1253")
}

func TestTheOrderOfDatesCanBeGiven(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "list.csv", "date,title,text\n03/04/2031,One,The gates were shut on Monday.\n05/06/2031,Two,The gates were open on Tuesday.\n")
	r := want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "--json", "list.csv")
	set := clitest.Unmarshal[clitest.DryRun](t, r)
	if set.Tables[0].DateOrder != "unknown" || set.Articles[0].Published != "" || len(set.Articles) != 2 {
		t.Errorf("%+v", set)
	}
	clitest.Contains(t, r.ErrOut, "the column date in it", "lines 2, 3", "03/04/2031")
	for order, day := range map[string]string{"day-first": "2031-04-03", "month-first": "2031-03-04"} {
		set := clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitDone, "import", "--project", "P.assay", "--dry-run", "--json", "--dates", order, "list.csv"))
		if set.Tables[0].DateOrder != strings.Replace(order, "-", " ", 1) || set.Articles[0].Published != day {
			t.Errorf("%s: %+v", order, set)
		}
	}
	clitest.Contains(t, want(t, cli.ExitUsage, "import", "--project", "P.assay", "--dates", "any", "list.csv").ErrOut, "day-first, month-first or year-first")
}
