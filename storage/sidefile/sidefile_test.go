package sidefile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/sidefile"
)

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func names(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

// link makes a symbolic link, or skips the test.
func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Skipf("no links here: %v", err)
	}
}

func TestALinkIsNeitherFollowedNorRemoved(t *testing.T) {
	dir := t.TempDir()
	victim := write(t, filepath.Join(dir, "victim"), "mine")
	for name, to := range map[string]string{"link": victim, "dangling": filepath.Join(dir, "nowhere"), "loop": filepath.Join(dir, "loop")} {
		path := filepath.Join(dir, name)
		link(t, to, path)
		if _, err := sidefile.Read(path, 100); !errors.Is(err, model.ErrNotRegular) {
			t.Errorf("%s: reading says %v", name, err)
		}
		if _, err := sidefile.Open(path, os.O_RDWR|os.O_TRUNC); !errors.Is(err, model.ErrNotRegular) {
			t.Errorf("%s: opening says %v", name, err)
		}
		if err := sidefile.Write(path, []byte("theirs"), sidefile.Access{}); !errors.Is(err, model.ErrNotRegular) {
			t.Errorf("%s: writing says %v", name, err)
		}
		if err := sidefile.Remove(path); !errors.Is(err, model.ErrNotRegular) {
			t.Errorf("%s: removing says %v", name, err)
		}
		if _, err := sidefile.Create(path, sidefile.Access{}); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: creating says %v", name, err)
		}
		if err := sidefile.MakeFolder(path, sidefile.Access{}); !errors.Is(err, sidefile.ErrNotFolder) {
			t.Errorf("%s: making a folder says %v", name, err)
		}
	}
	if got := content(t, victim); got != "mine" {
		t.Errorf("the file that the link leads to has %q", got)
	}
	if got := names(t, dir); got != "dangling link loop victim" {
		t.Errorf("in the folder are %s", got)
	}
}

func TestAFileWithAnotherNameIsReplacedAndNotWrittenTo(t *testing.T) {
	dir := t.TempDir()
	victim, path := write(t, filepath.Join(dir, "victim"), "mine"), filepath.Join(dir, "note")
	for name, put := range map[string]func() error{
		"write":   func() error { return sidefile.Write(path, []byte("new"), sidefile.Access{}) },
		"replace": func() error { return sidefile.Replace(path, []byte("new"), sidefile.Access{}) },
	} {
		if err := os.Link(victim, path); err != nil {
			t.Skip(err)
		}
		if got := sidefile.Names(path); got != 2 && runtime.GOOS != "plan9" {
			t.Errorf("it has %d names", got)
		}
		if err := put(); err != nil || content(t, victim) != "mine" || content(t, path) != "new" {
			t.Errorf("%s: %v; they are %q and %q", name, err, content(t, victim), content(t, path))
		}
		if err := sidefile.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReplacingALinkReplacesTheLink(t *testing.T) {
	dir := t.TempDir()
	victim, path := write(t, filepath.Join(dir, "victim"), "mine"), filepath.Join(dir, "link")
	link(t, victim, path)
	if err := sidefile.Replace(path, []byte("new"), sidefile.Access{}); err != nil {
		t.Fatal(err)
	}
	if content(t, victim) != "mine" || content(t, path) != "new" || names(t, dir) != "link victim" {
		t.Errorf("they are %q and %q, in %s", content(t, victim), content(t, path), names(t, dir))
	}
	folder := filepath.Join(dir, "folder")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := sidefile.Replace(folder, []byte("new"), sidefile.Access{}); !errors.Is(err, model.ErrNotRegular) {
		t.Errorf("a folder: %v", err)
	}
}

func TestReadingIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge")
	write(t, path, "four")
	if data, err := sidefile.Read(path, 4); err != nil || string(data) != "four" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := sidefile.Read(path, 3); !errors.Is(err, model.ErrTooLarge) {
		t.Errorf("%v", err)
	}
	if err := os.Truncate(path, 1<<40); err != nil {
		t.Skip(err) // the file system has no sparse files
	}
	if _, err := sidefile.Read(path, 1<<10); !errors.Is(err, model.ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

func TestNamesBesideAProjectFitTheFileSystem(t *testing.T) {
	dir := t.TempDir()
	for name, stem := range map[string]string{
		"short": "harbour", "Chinese": strings.Repeat("新", 80), "the longest": strings.Repeat("x", 249),
		"Chinese, the longest": strings.Repeat("新", 83), "accents": strings.Repeat("e\u0301", 83),
	} {
		project := write(t, filepath.Join(dir, stem+".assay"), "")
		seen := map[string]bool{}
		for _, suffix := range []string{".holder", "-index", ".backups"} {
			path := sidefile.Beside(project, suffix)
			write(t, path, "")
			if filepath.Dir(path) != dir || !strings.HasSuffix(path, ".assay"+suffix) || seen[path] || path != sidefile.Beside(project, suffix) {
				t.Errorf("%s: the name is %s", name, path)
			}
			seen[path] = true
			if fits := len(stem)+len(".assay")+len(suffix) <= 255; fits && path != project+suffix {
				t.Errorf("%s: the name was shortened to %s", name, path)
			}
		}
		write(t, sidefile.Named(dir, stem, " 2031-05-06 070809Z before restore damaged.assay"), "")
	}
	// Two long names that differ only at the end get different names.
	a := sidefile.Beside(filepath.Join(dir, strings.Repeat("x", 248)+"a.assay"), ".backups")
	b := sidefile.Beside(filepath.Join(dir, strings.Repeat("x", 248)+"b.assay"), ".backups")
	if a == b {
		t.Errorf("both have %s", a)
	}
}

func TestWorkEndsWithNothingLeft(t *testing.T) {
	dir := t.TempDir()
	work, err := sidefile.NewWork(dir)
	if err != nil {
		t.Fatal(err)
	}
	write(t, work.File(".assay"), "half")
	part, err := sidefile.NewPart(dir, sidefile.Access{})
	if err != nil {
		t.Fatal(err)
	}
	failed := errors.New("failed")
	if err := part.End(filepath.Join(dir, "name"), failed); !errors.Is(err, failed) {
		t.Errorf("it says %v", err)
	}
	if err := work.End(); err != nil {
		t.Error(err)
	}
	if got := names(t, dir); got != "" {
		t.Errorf("left behind: %s", got)
	}
}

func TestASweepRemovesWhatWasLeftBehindAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-25 * time.Hour) // for systems without locks
	left := func(name string, files ...string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if files == nil {
			write(t, path, "half")
		} else if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if f != "" {
				write(t, filepath.Join(path, f), "half")
			}
		}
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	left(".assay-1", "")
	left(".assay-2", "new.assay", "new.assay.old")
	left(".assay-3.part")
	left(".set.json.ABCDEFGH.part") // of an export by Assay 0.1
	// The user's own files:
	left(".assay-notes", "new.txt")
	left(".assay-4", "new.assay", "letters.txt")
	left(".assay-5.txt")
	left(".film.part")
	left("assay-6")
	elsewhere := t.TempDir()
	write(t, filepath.Join(elsewhere, "new.assay"), "mine")
	if err := os.Symlink(elsewhere, filepath.Join(dir, ".assay-7")); err != nil {
		t.Log(err)
	} else if err := os.Symlink(filepath.Join(elsewhere, "new.assay"), filepath.Join(dir, ".assay-8.part")); err != nil {
		t.Fatal(err)
	}
	work, err := sidefile.NewWork(dir)
	if err != nil {
		t.Fatal(err)
	}
	part, err := sidefile.NewPart(dir, sidefile.Access{})
	if err != nil {
		t.Fatal(err)
	}
	sidefile.Sweep(dir)
	for _, path := range []string{work.File(""), part.Name()} {
		if path = strings.TrimSuffix(path, string(filepath.Separator)+"new"); !there(path) {
			t.Errorf("somebody was at work at %s", path)
		}
	}
	if err := errors.Join(work.End(), part.End(filepath.Join(dir, "z"), nil)); err != nil {
		t.Error(err)
	}
	want := ".assay-4 .assay-5.txt .assay-7 .assay-8.part .assay-notes .film.part assay-6 z"
	if got := names(t, dir); got != want && got != strings.ReplaceAll(want, " .assay-7 .assay-8.part", "") {
		t.Errorf("left are %s", got)
	}
	if content(t, filepath.Join(elsewhere, "new.assay")) != "mine" {
		t.Error("a link was followed")
	}
}

func there(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func TestSettingsAreTheirOwnersAlone(t *testing.T) {
	s := sidefile.Settings(filepath.Join(t.TempDir(), "config", "assay"))
	if _, err := s.Read("keys.json"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there is no file: %v", err)
	}
	if err := s.Write("keys.json", []byte("{}\n")); err != nil {
		t.Fatal(err)
	}
	if data, err := s.Read("keys.json"); err != nil || string(data) != "{}\n" {
		t.Errorf("%q, %v", data, err)
	}
	if err := s.Rename("keys.json", "keys.json.broken"); err != nil || names(t, string(s)) != "keys.json.broken" {
		t.Errorf("%v; in the folder are %s", err, names(t, string(s)))
	}
	if runtime.GOOS == "windows" {
		return
	}
	for path, want := range map[string]fs.FileMode{string(s): 0o700, s.Path("keys.json.broken"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has the mode %v (%v)", path, info.Mode(), err)
		}
	}
}

// Some users keep their settings elsewhere and link to them.
func TestLinkedSettingsAreReadAndTheLinkIsReplaced(t *testing.T) {
	s := sidefile.Settings(t.TempDir())
	elsewhere := write(t, filepath.Join(t.TempDir(), "keys"), "old")
	link(t, elsewhere, s.Path("keys.json"))
	if data, err := s.Read("keys.json"); err != nil || string(data) != "old" {
		t.Errorf("%q, %v", data, err)
	}
	if err := s.Write("keys.json", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if content(t, elsewhere) != "old" || content(t, s.Path("keys.json")) != "new" {
		t.Errorf("they are %q and %q", content(t, elsewhere), content(t, s.Path("keys.json")))
	}
}
