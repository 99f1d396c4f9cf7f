//go:build linux || darwin

package sidefile_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/sidefile"
)

func TestAPipeIsNotWaitedFor(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for name, do := range map[string]func() error{
		"read":        func() error { _, err := sidefile.Read(pipe, 10); return err },
		"read linked": func() error { _, err := sidefile.ReadLinked(pipe, 10); return err },
		"open":        func() error { _, err := sidefile.Open(pipe, os.O_WRONLY); return err },
		"write":       func() error { return sidefile.Write(pipe, nil, sidefile.Access{}) },
		"replace":     func() error { return sidefile.Replace(pipe, nil, sidefile.Access{}) },
		"remove":      func() error { return sidefile.Remove(pipe) },
		"settings":    func() error { _, err := sidefile.Settings(dir).Read("pipe"); return err },
	} {
		if err := do(); !errors.Is(err, model.ErrNotRegular) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, do := range map[string]func() error{
		"list":   func() error { _, err := sidefile.List(pipe); return err },
		"folder": func() error { return sidefile.MakeFolder(pipe, sidefile.Access{}) },
	} {
		if err := do(); !errors.Is(err, sidefile.ErrNotFolder) {
			t.Errorf("%s: %v", name, err)
		}
	}
	sidefile.Sweep(pipe)
}

func TestAFileIsOpenToThoseOfItsProject(t *testing.T) {
	for _, umask := range []int{0, 0o022, 0o077} {
		old := syscall.Umask(umask)
		for mode, folder := range map[fs.FileMode]fs.FileMode{
			0o600: 0o700, 0o640: 0o750, 0o644: 0o755, 0o660: 0o770, 0o664: 0o775, 0o666: 0o777, 0o400: 0o700, 0o604: 0o705,
		} {
			dir := t.TempDir()
			project := write(t, filepath.Join(dir, "p.assay"), "")
			if err := os.Chmod(project, mode); err != nil {
				t.Fatal(err)
			}
			access := sidefile.AccessOf(project)
			if err := errors.Join(sidefile.Write(filepath.Join(dir, "note"), nil, access),
				sidefile.Replace(filepath.Join(dir, "set"), nil, access),
				sidefile.MakeFolder(filepath.Join(dir, "folder"), access)); err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]fs.FileMode{"note": mode | 0o600, "set": mode | 0o600, "folder": folder} {
				if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != want {
					t.Errorf("umask %03o, a project of %03o: the %s has %03o, not %03o (%v)", umask, mode, name, info.Mode().Perm(), want, err)
				}
			}
		}
		syscall.Umask(old)
	}
}

func TestWhatWasOpenToMoreIsClosed(t *testing.T) {
	dir := t.TempDir()
	project, note, folder := write(t, filepath.Join(dir, "p.assay"), ""), write(t, filepath.Join(dir, "note"), ""), filepath.Join(dir, "folder")
	if err := errors.Join(os.Mkdir(folder, 0o700), os.Chmod(folder, 0o755), os.Chmod(note, 0o644), os.Chmod(project, 0o600)); err != nil {
		t.Fatal(err)
	}
	file, err := sidefile.Open(note, os.O_RDWR)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sidefile.AccessOf(project).Narrow(file)
	if err := sidefile.MakeFolder(folder, sidefile.AccessOf(project)); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{note: 0o600, folder: 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has %03o (%v)", path, info.Mode().Perm(), err)
		}
	}
}

// Root may work on another user's project. That user must be able to open the files
// beside it; another group must not.
func TestAFileBelongsToTheOwnerOfTheProject(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give files away")
	}
	dir := t.TempDir()
	project, note := write(t, filepath.Join(dir, "p.assay"), ""), filepath.Join(dir, "note")
	if err := errors.Join(os.Chown(project, 65534, 65533), os.Chmod(project, 0o640), sidefile.Write(note, nil, sidefile.AccessOf(project))); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(note)
	if err != nil {
		t.Fatal(err)
	}
	if stat := info.Sys().(*syscall.Stat_t); stat.Uid != 65534 || stat.Gid != 65533 || info.Mode().Perm() != 0o640 {
		t.Errorf("it is of %d:%d, mode %v", stat.Uid, stat.Gid, info.Mode())
	}
}

const envWork = "ASSAY_WORK_UNTIL_KILLED"

func TestWorkOfAKilledProcessIsRemovedAtOnce(t *testing.T) {
	if folder := os.Getenv(envWork); folder != "" {
		work, err := sidefile.NewWork(folder)
		if err != nil {
			t.Fatal(err)
		}
		write(t, work.File(".assay"), "half")
		part, err := sidefile.NewPart(folder, sidefile.Access{})
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, "ready"), "")
		time.Sleep(time.Hour)
		t.Error("nobody killed it", work.End(), part.Close())
	}
	dir := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	child.Env = append(os.Environ(), envWork+"="+dir)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for !there(filepath.Join(dir, "ready")) {
		time.Sleep(10 * time.Millisecond)
	}
	before := names(t, dir)
	sidefile.Sweep(dir)
	if got := names(t, dir); got != before {
		t.Errorf("somebody was at work: of %s there are left %s", before, got)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
	sidefile.Sweep(dir)
	if got := names(t, dir); got != "ready" {
		t.Errorf("left are %s", got)
	}
}

// Several processes begin work at once in a folder that all of them sweep. No
// process may remove another's work.
func TestNobodySweepsWorkThatBegins(t *testing.T) {
	dir := t.TempDir()
	failed := make(chan error)
	for range 4 {
		go func() {
			for range 200 {
				work, err := sidefile.NewWork(dir)
				if err == nil {
					err = errors.Join(os.WriteFile(work.File(".assay"), nil, 0o600), work.End())
				}
				if err != nil {
					failed <- err
					return
				}
			}
			failed <- nil
		}()
	}
	for range 4 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	if got := names(t, dir); got != "" {
		t.Errorf("left are %s", got)
	}
}
