package importing

import (
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

func TestAnEncodingIsNamed(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "greek.txt", "\xC7 \xE3\xDD\xF6\xF5\xF1\xE1 \xDD\xF0\xE5\xF3\xE5.")
	set := clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitDone, "import", "--project", "P.assay", "--dry-run", "--json", "--encoding", "Windows-1253", "greek.txt"))
	if a := set.Articles[0]; a.Encoding != "windows-1253" || a.Opening != "Η γέφυρα έπεσε." {
		t.Errorf("%+v", a)
	}
	clitest.Contains(t, want(t, cli.ExitUsage, "import", "--project", "P.assay", "--dry-run", "--encoding", "ebcdic", "greek.txt").ErrOut, "windows-1253")
}

func TestTheOrderOfDatesCanBeSaid(t *testing.T) {
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
