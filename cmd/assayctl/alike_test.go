package main

import (
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

type importedJSON struct {
	Added []struct {
		ID, File string
		Similar  []struct {
			ID, File  string
			InProject bool
			Alike     float64
		}
	}
}

// An article is added even if it differs from an existing one only in line endings,
// a byte order mark, an empty last line or a word. The import names the article
// that it resembles.
func TestImportSaysWhatIsNearlyThereAlready(t *testing.T) {
	const short, shorter = "Rain fell.\nIt stopped.", "今天下雨了。\n明天也下。"
	for _, c := range []struct {
		name, first, second string
		alike               string // in the printed table; "" if no article is named
	}{
		{"line ends", harbour, strings.ReplaceAll(harbour, "\n", "\r\n"), "100% similar to first.txt"},
		{"a byte order mark", harbour, "\uFEFF" + harbour, "100% similar to first.txt"},
		{"an empty line at the end", harbour, harbour + "\n\n", "100% similar to first.txt"},
		{"line ends of a short text", short, strings.ReplaceAll(short, "\n", "\r\n"), "100% similar to first.txt"},
		{"line ends of a short Chinese text", shorter, strings.ReplaceAll(shorter, "\n", "\r"), "100% similar to first.txt"},
		{"a word", harbour, strings.Replace(harbour, "Tuesday", "Wednesday", 1), "% similar to first.txt"},
		{"another text", harbour, ferry, ""},
		{"another short text", short, "Snow fell.\nIt stopped.", ""},
	} {
		for _, together := range []bool{false, true} {
			t.Run(c.name, func(t *testing.T) {
				t.Chdir(t.TempDir())
				clitest.Write(t, "first.txt", c.first)
				clitest.Write(t, "second.txt", c.second)
				args := []string{"import", "-p", "P.assay", "--json", "first.txt", "second.txt"}
				if !together {
					want(t, cli.ExitDone, "import", "-p", "P.assay", "first.txt")
					args = append(args[:4], "second.txt")
				}
				added := clitest.Unmarshal[importedJSON](t, want(t, cli.ExitDone, args...)).Added
				last := added[len(added)-1]
				if (len(last.Similar) == 1) != (c.alike != "") || len(last.Similar) > 0 && (last.Similar[0].File != "first.txt" || last.Similar[0].InProject == together) {
					t.Errorf("it says %+v", last)
				}
				want(t, cli.ExitDone, "undo", "-p", "P.assay")
				if together {
					return
				}
				r := want(t, cli.ExitDone, "import", "-p", "P.assay", "second.txt")
				if strings.Contains(r.Out, "similar") {
					t.Errorf("an article that is put back is like another: %s", r.Out)
				}
			})
		}
		t.Run(c.name+" as text", func(t *testing.T) {
			t.Chdir(t.TempDir())
			clitest.Write(t, "first.txt", c.first)
			clitest.Write(t, "second.txt", c.second)
			want(t, cli.ExitDone, "import", "-p", "P.assay", "first.txt")
			r := want(t, cli.ExitDone, "import", "-p", "P.assay", "second.txt")
			dry := want(t, cli.ExitDone, "import", "-p", "Q.assay", "--dry-run", "first.txt", "second.txt")
			for _, out := range []string{r.Out, dry.Out} {
				if !strings.Contains(out, c.alike) || strings.Contains(out, "similar") != (c.alike != "") {
					t.Errorf("it says %s", out)
				}
			}
			if n := len(list(t)); n != 2 {
				t.Errorf("the project has %d articles", n)
			}
		})
	}
}
