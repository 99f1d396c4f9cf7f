package library_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/library"
)

// addsTo is the environment variable that makes the test binary add profiles to the
// library in the folder that is its value. Its arguments are the names of the outlets.
const addsTo = "ASSAY_TEST_ADDS_PROFILES"

func TestMain(m *testing.M) {
	if folder := os.Getenv(addsTo); folder != "" {
		for _, outlet := range os.Args[1:] {
			if _, err := library.In(folder).Change(adding(outlet)); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func adding(outlets ...string) func([]model.Profile) ([]model.Profile, error) {
	return func(all []model.Profile) ([]model.Profile, error) {
		for _, outlet := range outlets {
			all = append(all, model.Profile{Outlet: outlet, Basis: "because"})
		}
		return all, nil
	}
}

func add(t *testing.T, l library.Library, outlets ...string) {
	t.Helper()
	if aside, err := l.Change(adding(outlets...)); err != nil || aside != "" {
		t.Fatalf("%v, %q", err, aside)
	}
}

// wantOutlets fails the test unless the library has profiles of exactly these outlets.
func wantOutlets(t *testing.T, l library.Library, outlets ...string) {
	t.Helper()
	all, aside, err := l.Profiles()
	var got []string
	for _, p := range all {
		got = append(got, p.Outlet)
	}
	if err != nil || aside != "" || !reflect.DeepEqual(got, outlets) {
		t.Errorf("profiles of %q (aside %q, %v), want %q", got, aside, err, outlets)
	}
}

func TestProfilesAreKept(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "fyne", "app")
	l := library.In(folder)
	wantOutlets(t, l)
	if _, err := os.Stat(folder); err == nil {
		t.Error("reading makes the folder")
	}
	add(t, l, "Tellwire", "The Brenholt Chronicle")
	add(t, library.In(folder), "Radio Aldmoor")
	wantOutlets(t, l, "Radio Aldmoor", "Tellwire", "The Brenholt Chronicle")
	if runtime.GOOS == "windows" {
		return
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 2 { // the profiles and the lock
		t.Errorf("%v, %v", entries, err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Mode() != 0o600 {
			t.Errorf("%s has the mode %v (%v)", e.Name(), info.Mode(), err)
		}
	}
}

func TestAChangeThatFailsChangesNothing(t *testing.T) {
	l := library.In(t.TempDir())
	add(t, l, "Tellwire")
	stop := errors.New("stop")
	if _, err := l.Change(func([]model.Profile) ([]model.Profile, error) { return nil, stop }); !errors.Is(err, stop) {
		t.Errorf("%v", err)
	}
	for _, wrong := range [][]string{{"tellwire "}, {""}} {
		if _, err := l.Change(adding(wrong...)); !errors.Is(err, model.ErrValue) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	wantOutlets(t, l, "Tellwire")
}

func TestTheZeroLibraryKeepsNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	var l library.Library
	add(t, l, "Tellwire")
	wantOutlets(t, l)
	if err := l.UndoImport(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) > 0 {
		t.Errorf("%v, %v", entries, err)
	}
}

func TestAnImportIsUndoneAndRedone(t *testing.T) {
	l := library.In(t.TempDir())
	if err := l.UndoImport(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without an import: %v", err)
	}
	add(t, l, "Tellwire")
	if _, err := l.Import(adding("Radio Aldmoor")); err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]string{{"Tellwire"}, {"Radio Aldmoor", "Tellwire"}} {
		if err := l.UndoImport(); err != nil {
			t.Fatal(err)
		}
		wantOutlets(t, l, want...)
	}
}

func TestADamagedFileIsPutAsideOnce(t *testing.T) {
	l := library.In(t.TempDir())
	var kept []string
	for i, content := range []string{"{", "", "not JSON", `{"format": "assay-profiles", "version": 1, "profiles": [{"outlet": "A", "grade": "x"}]}`} {
		if err := os.WriteFile(l.Path(), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		var aside string
		var err error
		if i%2 == 0 {
			_, aside, err = l.Profiles()
		} else {
			aside, err = l.Change(adding("Tellwire"))
		}
		if err != nil || aside == "" {
			t.Fatalf("%q: %q, %v", content, aside, err)
		}
		kept = append(kept, aside)
		if i%2 == 0 {
			wantOutlets(t, l)
		} else {
			wantOutlets(t, l, "Tellwire")
		}
		if data, err := os.ReadFile(aside); err != nil || string(data) != content {
			t.Errorf("%s has %q (%v), want %q", aside, data, err, content)
		}
	}
	if kept[0] != l.Path()+".broken" || len(map[string]bool{kept[0]: true, kept[1]: true, kept[2]: true, kept[3]: true}) != 4 {
		t.Errorf("put aside as %q", kept)
	}
}

// Files that a newer Assay wrote, that cannot be read or that are no files stay as they are.
func TestAFileThatIsNotDamagedIsNeverOverwritten(t *testing.T) {
	newer := `{"format": "assay-profiles", "version": 9, "people": []}`
	for name, c := range map[string]struct {
		make func(path string) error
		is   error
	}{
		"newer":  {func(path string) error { return os.WriteFile(path, []byte(newer), 0o600) }, model.ErrNewerVersion},
		"folder": {func(path string) error { return os.Mkdir(path, 0o700) }, model.ErrNotRegular},
		"link": {func(path string) error {
			other := filepath.Join(t.TempDir(), "other.json")
			return errors.Join(os.WriteFile(other, []byte(`{"format": "assay-profiles", "version": 1, "profiles": []}`), 0o600), os.Symlink(other, path))
		}, model.ErrNotRegular},
		"huge": {func(path string) error {
			return errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, 1<<30))
		}, model.ErrTooLarge},
	} {
		if runtime.GOOS == "windows" && name == "link" {
			continue
		}
		l := library.In(t.TempDir())
		if err := c.make(l.Path()); err != nil {
			t.Fatal(err)
		}
		before, err := os.Lstat(l.Path())
		if err != nil {
			t.Fatal(err)
		}
		_, aside, err := l.Profiles()
		_, changed := l.Change(adding("Tellwire"))
		if !errors.Is(err, c.is) || !errors.Is(changed, c.is) || aside != "" {
			t.Errorf("%s: %v, %v, aside %q", name, err, changed, aside)
		}
		if after, err := os.Lstat(l.Path()); err != nil || !os.SameFile(before, after) {
			t.Errorf("%s was replaced (%v)", name, err)
		}
	}
}

// Whatever is wrong with the file, the content is kept under another name, and the new file
// has only what was added.
func TestEachSortOfDamageIsKept(t *testing.T) {
	good := `{"format": "assay-profiles", "version": 1, "profiles": [{"outlet": "Tellwire", "grade": "B", "date": "2031-03-14T09:00:00Z"}]}`
	for name, content := range map[string]string{
		"a number for the outlet":  strings.Replace(good, `"Tellwire"`, `7`, 1),
		"a list for the grade":     strings.Replace(good, `"B"`, `["B"]`, 1),
		"text for the version":     strings.Replace(good, `1`, `"one"`, 1),
		"an object for the list":   strings.Replace(good, `[{`, `{"a": {`, 1),
		"an unknown field":         strings.Replace(good, `"grade"`, `"mood": "fair", "grade"`, 1),
		"an unknown format":        strings.Replace(good, `assay-profiles`, `assay-people`, 1),
		"a date that is none":      strings.Replace(good, `2031-03-14T09`, `2031-02-30T09`, 1),
		"half of the file":         good[:len(good)/2],
		"all but the last byte":    good[:len(good)-1],
		"something after the end":  good + good,
		"bytes that are not UTF-8": strings.Replace(good, `Tellwire`, "Tell\xffwire", 1),
		"zeros":                    strings.Repeat("\x00", 300),
	} {
		l := library.In(t.TempDir())
		if err := os.WriteFile(l.Path(), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		aside, err := l.Change(adding("Radio Aldmoor"))
		if err != nil || aside != l.Path()+".broken" {
			t.Errorf("%s: put aside as %q (%v)", name, aside, err)
			continue
		}
		if data, err := os.ReadFile(aside); err != nil || string(data) != content {
			t.Errorf("%s: %q was kept (%v)", name, data, err)
		}
		wantOutlets(t, l, "Radio Aldmoor")
	}
}

// An error about the file names it, so that the analyst can look at it.
func TestErrorsNameTheFile(t *testing.T) {
	many := `{"format": "assay-profiles", "version": 1, "profiles": [` + strings.TrimSuffix(strings.Repeat(`{},`, 10_001), ",") + `]}`
	for name, content := range map[string]string{
		"too large":     strings.Repeat(" ", 65<<20),
		"too many":      many,
		"newer version": `{"format": "assay-profiles", "version": 9}`,
	} {
		l := library.In(t.TempDir())
		if err := os.WriteFile(l.Path(), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, aside, err := l.Profiles()
		_, changed := l.Change(adding("Tellwire"))
		for _, err := range []error{err, changed} {
			if err == nil || aside != "" || !strings.Contains(err.Error(), l.Path()) {
				t.Errorf("%s: %v, aside %q", name, err, aside)
			}
		}
		if data, err := os.ReadFile(l.Path()); err != nil || string(data) != content {
			t.Errorf("%s: the file has %d bytes (%v)", name, len(data), err)
		}
	}
}

func TestTheLockIsNotALink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need permission")
	}
	l := library.In(t.TempDir())
	other := filepath.Join(t.TempDir(), "other")
	if err := errors.Join(os.WriteFile(other, []byte("x"), 0o600), os.Symlink(other, l.Path()+".lock")); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Change(adding("Tellwire")); !errors.Is(err, model.ErrNotRegular) {
		t.Errorf("%v", err)
	}
}

func TestProcessesThatWriteAtOnceLoseNothing(t *testing.T) {
	folder := t.TempDir()
	var all []string
	var running sync.WaitGroup
	for p := range 3 {
		var mine []string
		for i := range 8 {
			mine = append(mine, fmt.Sprintf("Outlet %d-%d", p, i))
		}
		all = append(all, mine...)
		running.Go(func() {
			if p == 0 { // this process
				for _, outlet := range mine {
					if _, err := library.In(folder).Change(adding(outlet)); err != nil {
						t.Error(err)
					}
				}
				return
			}
			other := exec.Command(os.Args[0], mine...)
			other.Env = append(os.Environ(), addsTo+"="+folder)
			if out, err := other.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	running.Wait()
	wantOutlets(t, library.In(folder), all...)
	left, _ := filepath.Glob(filepath.Join(folder, ".assay-*"))
	if len(left) > 0 {
		t.Errorf("%s was left behind", strings.Join(left, ", "))
	}
}
