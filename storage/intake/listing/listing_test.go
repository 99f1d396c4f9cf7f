package listing_test

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/listing"
)

// find runs Find and returns the paths it found, relative to dir.
func find(t *testing.T, dir string, paths ...string) ([]string, []listing.Refusal) {
	t.Helper()
	files, refusals, err := listing.Find(t.Context(), paths)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		name, err := filepath.Rel(dir, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.ToSlash(name))
	}
	return names, refusals
}

func TestFindWalksFoldersInOrder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"b.txt", "a.TXT", "c.md", "d.text", "sub/z.txt", "sub/deep/y.txt", ".hidden.txt", ".git/x.txt", "work.assay", "set.json",
		"page.html", "photo.png",
	} {
		write(t, dir, name, "open")
	}
	got, refusals := find(t, dir, dir)
	if want := []string{"a.TXT", "b.txt", "c.md", "d.text", "page.html", "set.json", "sub/deep/y.txt", "sub/z.txt"}; !slices.Equal(got, want) || refusals != nil {
		t.Errorf("%q, %v; want %q", got, refusals, want)
	}
}

func TestFindGivesSizes(t *testing.T) {
	files, _, err := listing.Find(t.Context(), []string{write(t, t.TempDir(), "a.txt", "open")})
	if err != nil || len(files) != 1 || files[0].Size != 4 {
		t.Errorf("%v, %v", files, err)
	}
}

func TestFindTriesWhatIsNamedWhateverItIsCalled(t *testing.T) {
	dir := t.TempDir()
	named := []string{write(t, dir, ".hidden", "open"), write(t, dir, "notes.log", "open"), write(t, dir, "noname", "open")}
	got, refusals := find(t, dir, named...)
	if want := []string{".hidden", "notes.log", "noname"}; !slices.Equal(got, want) || refusals != nil {
		t.Errorf("%q, %v; want %q", got, refusals, want)
	}
}

func TestFindListsAFileOnce(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.txt", "open")
	got, refusals := find(t, dir, path, dir, dir, filepath.Join(dir, ".", "a.txt"))
	if !slices.Equal(got, []string{"a.txt"}) || refusals != nil {
		t.Errorf("%q, %v", got, refusals)
	}
}

func TestFindRefusesWhatHoldsNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "sub/work.assay", "open")
	missing := filepath.Join(dir, "missing.txt")
	got, refusals := find(t, dir, dir, missing, "")
	if got != nil || len(refusals) != 3 {
		t.Fatalf("%q, %v", got, refusals)
	}
	if !errors.Is(refusals[0].Err, model.ErrNoArticles) || refusals[0].Path != dir {
		t.Errorf("an empty folder: %v", refusals[0])
	}
	if !errors.Is(refusals[1].Err, fs.ErrNotExist) || refusals[1].Path != missing {
		t.Errorf("a missing file: %v", refusals[1])
	}
	if refusals[2].Err == nil {
		t.Errorf("an empty path: %v", refusals[2])
	}
}

func TestFindReportsWhatCannotBeRead(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("everything can be read here")
	}
	dir := t.TempDir()
	write(t, dir, "open.txt", "open")
	shut := write(t, dir, "shut.txt", "shut")
	shutDir := filepath.Join(dir, "shut")
	for path, mode := range map[string]fs.FileMode{shut: 0, shutDir: fs.ModeDir} {
		if mode.IsDir() {
			if err := os.Mkdir(path, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
	}
	got, refusals := find(t, dir, dir)
	if !slices.Equal(got, []string{"open.txt"}) || len(refusals) != 2 {
		t.Fatalf("%q, %v", got, refusals)
	}
	for _, r := range refusals {
		if !errors.Is(r.Err, fs.ErrPermission) {
			t.Errorf("%v", r)
		}
	}
}

func TestFindRefusesASocketWithoutOpeningIt(t *testing.T) {
	dir, err := os.MkdirTemp("", "f") // short, because the path of a socket is limited
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	listener, err := net.Listen("unix", filepath.Join(dir, "s.txt"))
	if err != nil {
		t.Skipf("no sockets here: %v", err)
	}
	defer listener.Close()
	got, refusals := find(t, dir, dir)
	if got != nil || len(refusals) != 1 || !errors.Is(refusals[0].Err, model.ErrBinary) {
		t.Errorf("%q, %v", got, refusals)
	}
}

func TestFindFollowsLinksWithoutLooping(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "in/a.txt", "open")
	for link, target := range map[string]string{
		"in/loop": dir, "in/again.txt": path, "in/broken.txt": filepath.Join(dir, "nowhere"), "in/self.txt": filepath.Join(dir, "in", "self.txt"),
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	got, refusals := find(t, dir, dir)
	if want := []string{"in/a.txt"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if len(refusals) != 2 || !errors.Is(refusals[0].Err, fs.ErrNotExist) {
		t.Errorf("%v", refusals)
	}
}

func TestFindStopsWhenToldTo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	write(t, dir, "a.txt", "open")
	if _, _, err := listing.Find(ctx, []string{dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestFindFollowsLinksOutOfAFolderOnlyWhenAsked(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	write(t, dir, "in/a.txt", "open")
	write(t, dir, "beside/b.txt", "open")
	file := write(t, elsewhere, "c.txt", "secret")
	write(t, elsewhere, "sub/d.txt", "secret")
	write(t, elsewhere, "photo.png", "picture")
	for link, target := range map[string]string{
		"in/file.txt": file, "in/folder": filepath.Join(elsewhere, "sub"), "in/up": dir, "in/dots.txt": "../beside/b.txt",
		"in/picture.png": filepath.Join(elsewhere, "photo.png"), "in/twice": "folder", "in/deep/root": "../../..",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, link)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	in := filepath.Join(dir, "in")
	got, refusals := find(t, dir, in)
	var refused []string
	for _, r := range refusals {
		if !errors.Is(r.Err, model.ErrLinkOutside) {
			t.Errorf("%s: %v", r.Path, r.Err)
		}
		refused = append(refused, filepath.Base(r.Path))
	}
	if want := []string{"root", "dots.txt", "file.txt", "folder", "twice", "up"}; !slices.Equal(got, []string{"in/a.txt"}) || !slices.Equal(refused, want) {
		t.Errorf("found %q, refused %q", got, refused)
	}
	// A link is followed if its target is among the paths.
	got, refusals = find(t, dir, in, filepath.Join(dir, "beside"))
	if want := []string{"in/a.txt", "in/dots.txt"}; !slices.Equal(got, want) || len(refusals) != 5 {
		t.Errorf("found %q, refused %v", got, refusals)
	}
	// A path that is itself a link is followed.
	if err := os.Symlink(in, filepath.Join(elsewhere, "link")); err != nil {
		t.Fatal(err)
	}
	if got, _ := find(t, elsewhere, filepath.Join(elsewhere, "link")); !slices.Equal(got, []string{"link/a.txt"}) {
		t.Errorf("found %q", got)
	}
	// FindLinked follows every link.
	files, refusals, err := listing.FindLinked(t.Context(), []string{in})
	if err != nil || len(refusals) != 0 || len(files) < 4 {
		t.Errorf("found %v, refused %v (%v)", files, refusals, err)
	}
}

func write(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
