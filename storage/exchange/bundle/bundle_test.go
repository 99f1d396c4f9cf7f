package bundle_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
)

// archive returns a ZIP archive of files with a content.
func archive(t *testing.T, content string, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range names {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// two writes two files, one in a folder.
func two(to bundle.Folder) error {
	for _, name := range []string{"a.txt", "data/b.txt"} {
		w, err := to.Create(name)
		if err == nil {
			_, err = io.WriteString(w, "in "+name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func TestFilesAreReadFromAFolderAndFromAnArchive(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "out")
	if err := bundle.WriteFolder(folder, two); err != nil {
		t.Fatal(err)
	}
	var packed, again bytes.Buffer
	if err := errors.Join(bundle.WriteZIP(&packed, two), bundle.WriteZIP(&again, two)); err != nil || !bytes.Equal(packed.Bytes(), again.Bytes()) {
		t.Error("two archives of the same files differ:", err)
	}
	inFolder, err := bundle.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	inArchive, err := bundle.Of("out.zip", packed.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, files := range []*bundle.Files{inFolder, inArchive} {
		if !slices.Equal(files.Names(), []string{"a.txt", "data/b.txt"}) || files.Single() {
			t.Error(files.Names())
		}
		if data, err := files.Read("data/b.txt"); err != nil || string(data) != "in data/b.txt" {
			t.Errorf("%q, %v", data, err)
		}
		if _, err := files.Read("c.txt"); !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
	}
}

func TestAnArchiveThatLeadsOutOfItselfOrHasAFileTwiceIsRefused(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  error
	}{
		{[]string{"../a.txt"}, bundle.ErrUnsafeName},
		{[]string{`..\a.txt`}, bundle.ErrUnsafeName},
		{[]string{"x/../../a.txt"}, bundle.ErrUnsafeName},
		{[]string{"/etc/a.txt"}, bundle.ErrUnsafeName},
		{[]string{"a.txt", "a.txt"}, model.ErrDamaged},
		{[]string{"a.txt", "./a.txt"}, model.ErrDamaged},
	} {
		if _, err := bundle.Of("x.zip", archive(t, "text", c.names...)); !errors.Is(err, c.want) {
			t.Errorf("%q: %v", c.names, err)
		}
	}
}

func TestAnArchiveThatUnpacksToMuchMoreIsRefused(t *testing.T) {
	files, err := bundle.Of("x.zip", archive(t, string(make([]byte, 80<<20)), "zeros.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := files.Read("zeros.txt"); !errors.Is(err, model.ErrTooLarge) {
		t.Error(err)
	}
}

func TestAFolderIsWrittenCompletelyOrNotAtAll(t *testing.T) {
	root := t.TempDir()
	failed := errors.New("failed")
	err := bundle.WriteFolder(filepath.Join(root, "out"), func(to bundle.Folder) error { return errors.Join(two(to), failed) })
	if !errors.Is(err, failed) {
		t.Error(err)
	}
	if left, err := os.ReadDir(root); err != nil || len(left) > 0 {
		t.Error("after an error there is", left, err)
	}
	if err := os.WriteFile(filepath.Join(root, "mine.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := bundle.WriteFolder(root, two); !errors.Is(err, bundle.ErrNotEmpty) {
		t.Error(err)
	}
}
