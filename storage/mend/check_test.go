package mend_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// The test program is also the program that CheckFile starts.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == mend.CheckCommand {
		os.Exit(mend.CheckMain(os.Args[2:], storage.Options{Encode: storagetest.Encode}))
	}
	os.Exit(m.Run())
}

func TestAWholeFileIsCheckedByAChild(t *testing.T) {
	whole := storagetest.ClosedBytes(t, 12)
	path := filepath.Join(t.TempDir(), "checked.assay")
	storagetest.WriteOld(t, path, whole)
	report, err := mend.CheckFile(t.Context(), path, mend.CheckOptions{})
	if err != nil || !report.OK() || report.Bytes != int64(len(whole)) {
		t.Errorf("a good file: %+v (%v)", report, err)
	}
	storagetest.WriteOld(t, path, bytes.ReplaceAll(whole, []byte("the harbour"), []byte("our harbour")))
	report, err = mend.CheckFile(t.Context(), path, mend.CheckOptions{})
	if err != nil || report.OK() || !strings.Contains(strings.Join(report.Problems, "\n"), "the text of article number") {
		t.Errorf("a changed text: %+v (%v)", report, err)
	}
	storagetest.WriteOld(t, path, whole[:storagetest.UsedBytes(t, whole)/2])
	report, err = mend.CheckFile(t.Context(), path, mend.CheckOptions{})
	if err != nil || report.OK() {
		t.Errorf("half a file: %+v (%v)", report, err)
	}
	if _, err := mend.CheckFile(t.Context(), path+"x", mend.CheckOptions{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// A file in an older format is checked through a converted copy, unless its entries
// are damaged.
func TestAnOldFileIsCheckedAndLeftAlone(t *testing.T) {
	for name, want := range map[string]string{"v0.assay": "does not match its hash", "v1.assay": "the text of article number 2"} {
		data, err := os.ReadFile(filepath.Join("..", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), name)
		storagetest.WriteOld(t, path, data)
		report, err := mend.CheckFile(t.Context(), path, mend.CheckOptions{})
		if err != nil || !report.OK() {
			t.Errorf("%s: %+v (%v)", name, report, err)
		}
		data = bytes.ReplaceAll(data, []byte("The tram stops"), []byte("The tram slows"))
		storagetest.WriteOld(t, path, data)
		report, err = mend.CheckFile(t.Context(), path, mend.CheckOptions{})
		if err != nil || report.OK() || !strings.Contains(strings.Join(report.Problems, "\n"), want) {
			t.Errorf("%s with a changed text: %+v (%v)", name, report, err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(data, after) {
			t.Errorf("%s has changed (%v)", name, err)
		}
		storagetest.FolderHas(t, filepath.Dir(path), name)
	}
}

func TestACheckThatHangsOrCrashesIsAProblemOfTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checked.assay")
	storagetest.WriteOld(t, path, storagetest.ClosedBytes(t, 1))
	for command, want := range map[string]string{
		"sleep 60":              "did not end within",
		"echo ouch >&2; exit 2": "crashed (exit status 2: ouch)",
		"kill -SEGV $$":         "crashed (signal: segmentation fault",
	} {
		start := time.Now()
		report, err := mend.CheckFile(t.Context(), path, mend.CheckOptions{
			Command: []string{"/bin/sh", "-c", command}, Timeout: 300 * time.Millisecond,
		})
		if errors.Is(err, os.ErrNotExist) {
			t.Skip(err)
		}
		if err != nil || report.Count != 1 || !strings.Contains(report.Problems[0], want) || time.Since(start) > 5*time.Second {
			t.Errorf("%s: %+v (%v) after %v", command, report, err, time.Since(start))
		}
	}
	if _, err := mend.CheckFile(t.Context(), path, mend.CheckOptions{Command: []string{"/no/such/program"}}); err == nil {
		t.Error("a program that is not there has checked it")
	}
}

func TestAFileInUseIsNotChecked(t *testing.T) {
	p, _ := storagetest.NewLetter(t)
	if _, err := mend.CheckFile(t.Context(), p.Path(), mend.CheckOptions{}); !errors.Is(err, model.ErrLocked) {
		t.Errorf("checked: %v", err)
	}
}
