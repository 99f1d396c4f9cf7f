package importing

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/storage"
)

// want runs the import command. It fails the test if the exit code is not code.
func want(t *testing.T, code int, args ...string) clitest.Result {
	t.Helper()
	return clitest.Want(t, clitest.RootOf(NewCommand()), code, args...)
}

func verify(t *testing.T, project string) {
	t.Helper()
	err := cli.View(&cobra.Command{}, project, func(p *storage.Project) error {
		problems, err := p.Verify(t.Context())
		for _, problem := range problems {
			t.Error(problem)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func list(t *testing.T, project string) (rows []record.Listed) {
	t.Helper()
	err := cli.View(&cobra.Command{}, project, func(p *storage.Project) error {
		return p.EachSummary("", func(s model.Summary, tagged int) error {
			rows = append(rows, record.ListedOf(s, tagged))
			return nil
		})
	})
	if err != nil {
		t.Error(err)
	}
	return rows
}

// badInputs writes files that cannot be imported.
func badInputs(t *testing.T) {
	t.Helper()
	noise := make([]byte, 5000)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(r.UintN(256))
	}
	clitest.Write(t, "bad/binary.txt", string(noise))
	clitest.Write(t, "bad/empty.txt", "")
	clitest.Write(t, "bad/picture.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10")
	clitest.Write(t, "none/table.csv", "a,b\n1,2\n")
	clitest.Write(t, "huge.txt", strings.Repeat("x", 65<<20))
}

func TestImportOfOnlyBadFilesLeavesNothingBehind(t *testing.T) {
	clitest.InFolder(t)
	badInputs(t)
	for path, says := range map[string]string{
		"bad":            "refused bad",
		"bad/binary.txt": "the file is not text",
		"bad/empty.txt":  "the file is empty",
		"none":           "nothing here can be imported",
		"missing.txt":    "no such file",
		"huge.txt":       "too large",
	} {
		r := want(t, cli.ExitFailed, "import", "--project", "new.assay", filepath.FromSlash(path))
		clitest.Contains(t, r.ErrOut, says, "nothing was imported into new.assay")
		clitest.Absent(t, "new.assay")
	}
	r := want(t, cli.ExitPartial, "import", "--project", "new.assay", "bad", "none", "missing.txt", "press")
	clitest.Contains(t, r.ErrOut, "binary.txt", "empty.txt", "picture.txt", "none", "missing.txt", "5 inputs were refused")
	if n := strings.Count(r.Out, "added"); n != 3 {
		t.Errorf("%d added", n)
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "import", "--project", "new.assay", "bad").ErrOut, "nothing was imported")
	verify(t, "new.assay")
}

func TestImportOfAnUnreadableFile(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "locked.txt", clitest.Ferry)
	if err := os.Chmod("locked.txt", 0); err != nil {
		t.Fatal(err)
	}
	if file, err := os.Open("locked.txt"); err == nil {
		_ = file.Close()
		t.Skip("this user may read everything")
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "import", "--project", "new.assay", "locked.txt").ErrOut, "refused locked.txt: permission denied")
	clitest.Absent(t, "new.assay")
}

func TestOneLineOfFiftyMegabytesIsRefusedAndCostsNothing(t *testing.T) {
	clitest.InFolder(t)
	line := "The queue at the ferry grew longer and nobody knew why, "
	clitest.Write(t, "long.txt", strings.Repeat(line, 50<<20/len(line)))
	clitest.Contains(t, want(t, cli.ExitFailed, "import", "--project", "P.assay", "long.txt").ErrOut, "refused long.txt: the file is too large")
	clitest.Absent(t, "P.assay")
}

func TestLinksOutOfAFolderAreFollowedWhenAsked(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "private/letter.txt", "A letter to a friend. Nobody else was meant to read it.")
	for link, to := range map[string]string{"press/letter.txt": "../private/letter.txt", "press/more/private": "../../private"} {
		if err := os.Symlink(to, link); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	for _, dry := range [][]string{{"--dry-run"}, nil} {
		r := want(t, cli.ExitPartial, append([]string{"import", "--project", "P.assay", "press"}, dry...)...)
		clitest.Contains(t, r.ErrOut, "press/letter.txt", "press/more/private", "points outside the imported folder", "--follow-links")
		if strings.Contains(r.Out, "A letter") {
			t.Errorf("it was imported: %s", r.Out)
		}
	}
	if r := want(t, cli.ExitDone, "import", "--project", "Q.assay", "--follow-links", "press"); !strings.Contains(r.Out, "A letter") {
		t.Errorf("it was not imported: %s", r.Out)
	}
}

func TestImportSaysWhatItFoundAndWhatWasThere(t *testing.T) {
	clitest.InFolder(t)
	r := want(t, cli.ExitDone, "import", "--project", "P.assay", "press/harbour.txt")
	clitest.Contains(t, r.Out, "added", "Harbour wall gives way")
	clitest.Write(t, "press/copy.txt", clitest.Ferry)
	r = want(t, cli.ExitDone, "import", "--project", "P.assay", "press", "press/harbour.txt")
	if strings.Count(r.Out, "added") != 2 || strings.Count(r.Out, "already in the project") != 2 {
		t.Errorf("it says\n%s", r.Out)
	}
	if rows := list(t, "P.assay"); len(rows) != 3 || rows[0].File != "harbour.txt" || rows[0].Sentences < 4 {
		t.Errorf("%+v", rows)
	}
	type report struct {
		Added, Known, Refused []struct{ ID, File, Reason string }
	}
	clitest.Write(t, "press/empty.txt", "")
	again := clitest.Unmarshal[report](t, want(t, cli.ExitPartial, "import", "--project", "P.assay", "--json", "press"))
	if len(again.Added) != 0 || len(again.Known) != 4 || len(again.Refused) != 1 || again.Refused[0].Reason != "the file is empty" {
		t.Errorf("%+v", again)
	}
}

func TestOneLineOfMegabytesIsImported(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	clitest.InFolder(t)
	line := "The queue at the ferry grew longer and nobody knew why, "
	clitest.Write(t, "long.txt", strings.Repeat(line, 20<<20/len(line)))
	want(t, cli.ExitDone, "import", "--project", "P.assay", "long.txt")
	if rows := list(t, "P.assay"); len(rows) != 1 || rows[0].Sentences == 0 {
		t.Errorf("%+v", rows)
	}
	verify(t, "P.assay")
}
