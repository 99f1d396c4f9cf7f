package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
)

// mostMemory is how many bytes of memory, beyond the size of the project, the
// program may use for any input; see docs/formats.md.
const mostMemory = 300 << 20

// peak runs the program in a separate process. It returns the process's peak memory
// in bytes, and its messages.
func peak(t *testing.T, args ...string) (used int64, messages string) {
	t.Helper()
	// The child reports its own peak, because the system's figure for exited
	// children includes memory of their parent.
	status := filepath.Join(t.TempDir(), "status")
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"="+status, "GOMEMLIMIT=off")
	var out bytes.Buffer
	cmd.Stderr = &out
	err := cmd.Run()
	content, missing := os.ReadFile(status)
	if missing != nil {
		t.Fatalf("assayctl %.200q: %v\n%.2000s", args, err, out.String())
	}
	if code := cmd.ProcessState.ExitCode(); code == cli.ExitUsage {
		t.Fatalf("assayctl %.200q: %.2000s", args, out.String())
	}
	_, most, _ := strings.Cut(string(content), "VmHWM:")
	if _, err := fmt.Sscan(most, &used); err != nil {
		t.Fatal(err)
	}
	return used << 10, out.String()
}

// bounded fails the test if the program used too much memory.
func bounded(t *testing.T, project string, used int64, messages string) {
	t.Helper()
	size := int64(0)
	if info, err := os.Stat(project); err == nil {
		size = info.Size()
	}
	messages, _, _ = strings.Cut(messages, "\n")
	t.Logf("%d MB, %d above a project of %d MB; %.120s", used>>20, (used-size)>>20, size>>20, messages)
	if used-size > mostMemory {
		t.Errorf("it took %d MB of memory for a project of %d MB", used>>20, size>>20)
	}
}

// TestImportsTakeBoundedMemory imports files that are designed to take much memory,
// one at a time and four at once.
func TestImportsTakeBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes minutes")
	}
	for _, w := range worst {
		for _, many := range []int{1, 4} {
			t.Run(fmt.Sprintf("%s×%d", strings.ReplaceAll(w.name, " ", "_"), many), func(t *testing.T) {
				folder := t.TempDir()
				files, project := filepath.Join(folder, "files"), filepath.Join(folder, "a"+model.ProjectExt)
				if err := os.Mkdir(files, 0o777); err != nil {
					t.Fatal(err)
				}
				for i := range many {
					content := w.content(i)
					if len(content) > 32<<20 {
						t.Fatalf("it has %d bytes", len(content))
					}
					if err := os.WriteFile(filepath.Join(files, fmt.Sprintf("%d.%s", i, w.ext)), content, 0o666); err != nil {
						t.Fatal(err)
					}
				}
				used, messages := peak(t, "import", "--project", project, files)
				bounded(t, project, used, messages)
			})
		}
	}
}

func TestAPreviewTakesBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a minute")
	}
	for _, w := range worst {
		if !w.taken {
			continue
		}
		t.Run(strings.ReplaceAll(w.name, " ", "_"), func(t *testing.T) {
			folder := t.TempDir()
			file, project := filepath.Join(folder, "a."+w.ext), filepath.Join(folder, "a"+model.ProjectExt)
			if err := os.WriteFile(file, w.content(0), 0o666); err != nil {
				t.Fatal(err)
			}
			used, messages := peak(t, "import", "--dry-run", "--project", project, file)
			bounded(t, project, used, messages)
		})
	}
}

// TestALargeSetTakesBoundedMemory loads a set of 144 MB with 690,000 labels, and
// undoes, redoes and undoes the load.
func TestALargeSetTakesBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes minutes")
	}
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	source, project, set := at("source"+model.ProjectExt), at("a"+model.ProjectExt), at("set.json")
	var table bytes.Buffer
	table.WriteString("title,text\n")
	for i := range 13_800 {
		fmt.Fprintf(&table, "Gate %d,\"", i)
		for j := range 10 {
			fmt.Fprintf(&table, "The keeper of gate %d saw the water of the basin rise by %d centimetres in the night, and said that nobody had asked. ", i, j)
		}
		table.WriteString("\"\n")
	}
	if err := os.WriteFile(at("table.csv"), table.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	used, messages := peak(t, "import", "--project", source, at("table.csv"))
	bounded(t, source, used, messages)
	for _, analyst := range []string{"Ana", "Ben", "Cleo", "Dov", "Ines"} {
		used, messages = peak(t, "search", "--project", source, "--analyst", analyst, "--tag", "claim", "water")
		bounded(t, source, used, messages)
	}
	used, messages = peak(t, "export", "--project", source, "-o", set)
	bounded(t, source, used, messages)
	if info, err := os.Stat(set); err != nil || info.Size() < 144_000_000 {
		t.Fatalf("the set has %d bytes (%v)", info.Size(), err)
	}
	for _, args := range [][]string{{"load", "--project", project, set}, {"undo", "--project", project}, {"redo", "--project", project}, {"undo", "--project", project}} {
		t.Log(args[0])
		used, messages = peak(t, args...)
		bounded(t, project, used, messages)
	}
}
