package storagetest_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/mend"
)

// Injecting faults into system calls
//
// strace can kill a process at its n-th call of a kind, and can make calls fail. If
// strace is missing or not permitted, these tests are skipped.

func needStrace(t *testing.T) string {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(strace, "-f", "-o", os.DevNull, "true").Run()
	}
	if err != nil {
		t.Skipf("strace is not here or may not be used: %v", err)
	}
	return strace
}

// under runs the child with a fault injected and returns its output.
func (c child) under(t *testing.T, strace, inject string) (lines []string, err error) {
	t.Helper()
	cmd, _, err := c.command()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	traced := exec.CommandContext(ctx, strace, "-f", "-o", os.DevNull, "-e", "inject="+inject, cmd.Path)
	traced.Env = cmd.Env
	out, err := traced.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := traced.Start(); err != nil {
		t.Fatal(err)
	}
	for scanner := bufio.NewScanner(out); scanner.Scan(); {
		lines = append(lines, scanner.Text())
	}
	err = traced.Wait()
	if ctx.Err() != nil {
		t.Fatalf("with %s the child of %s did not end; it said %q", inject, c.job, lines)
	}
	return lines, err
}

// calls returns the names of system calls that create, write and remove files on
// amd64 and arm64.
func calls() []string {
	return []string{"pwrite64", "fdatasync", "fsync", "ftruncate", "linkat", "renameat", "unlinkat", "mkdirat"}
}

func TestKilledAtAnySystemCallEverythingIsWhole(t *testing.T) {
	strace := needStrace(t)
	seed, rng := moments(t)
	killed := map[string]int{}
	for round := range 2 * *roundsFlag {
		path, docs := smallProject(t, seed)
		copyProject(t, path, backupOf(path))
		jobs := []string{jobRemark, jobCopy, jobExport, jobBackup, jobRestore, jobCompact}
		job := jobs[round%len(jobs)]
		call := calls()[rng.IntN(len(calls()))]
		// The numbers are small, because most jobs make some of these calls only a
		// few times.
		inject := fmt.Sprintf("%s:signal=KILL:when=%d", call, 1+rng.IntN(12))
		if job == jobRemark && call != "pwrite64" && call != "fdatasync" {
			continue // a commit makes none of the other calls
		}
		said, err := child{job: jobFew, path: path, seed: uint64(slices.Index(jobs, job))}.under(t, strace, inject)
		if err == nil {
			continue // the call was made fewer times
		}
		var exit *exec.ExitError
		if !errors.As(err, &exit) || slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, "ended") }) {
			t.Fatalf("%s with %s: %v, %q", job, inject, err, said)
		}
		last := whole(t, path, docs)
		acknowledged := uint64(0)
		if len(said) > 0 {
			acknowledged, _ = strconv.ParseUint(said[len(said)-1], 10, 64)
		}
		if job != jobRestore && last < acknowledged {
			t.Fatalf("%s with %s: change %d was acknowledged, the file ends with %d", job, inject, acknowledged, last)
		}
		wholeBackups(t, path, docs)
		for n := uint64(1); n <= last; n++ {
			if _, err := os.Stat(numbered(path, n)); err == nil {
				whole(t, numbered(path, n), docs)
			}
		}
		wholeSet(t, path, docs)
		if t.Failed() {
			t.Fatalf("that was %s with %s", job, inject)
		}
		killed[job+" at "+call]++
	}
	n := 0
	for _, times := range killed {
		n += times
	}
	t.Logf("killed %d times: %v", n, killed)
}

// wholeSet checks the set exported from the project, if there is one.
func wholeSet(t *testing.T, path string, docs []*model.Document) {
	t.Helper()
	file, err := os.Open(setOf(path))
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if set, err := setfile.Read(file); err != nil || len(set.Articles) != len(docs) {
		t.Errorf("the set is not whole: %v", err)
	}
}

// fewTimes does one of the jobs four times and exits.
func fewTimes(path string, job uint64) error {
	n := 0
	enough := errors.New("enough")
	few := func(err error) error {
		if n++; n == 4 && err == nil {
			return enough
		}
		return err
	}
	var err error
	switch job {
	case 0:
		err = repeat(path, func(*storage.Project, uint64) error { return few(nil) })
	case 1:
		err = repeat(path, func(p *storage.Project, n uint64) error { return few(p.SaveElsewhere(numbered(path, n))) })
	case 2:
		err = repeat(path, func(p *storage.Project, _ uint64) error {
			_, err := exchange.ExportFile(context.Background(), setOf(path), p, exchange.Options{})
			return few(err)
		})
	case 3:
		err = repeat(path, func(p *storage.Project, _ uint64) error {
			_, err := p.Backup(context.Background())
			return few(err)
		})
	case 4:
		err = repeatClosed(path, func() error { return few(mend.Restore(context.Background(), backupOf(path), path)) })
	case 5:
		err = repeatClosed(path, func() error {
			_, err := mend.Compact(context.Background(), path, storage.Options{})
			return few(err)
		})
	}
	if errors.Is(err, enough) {
		os.Exit(0)
	}
	return err
}

// stubborn is the number of remarks to make despite errors.
const stubborn = 40

// editStubbornly adds remarks and retries each one that cannot be saved. It prints
// the number of each change once it is on the disk, and 0 for each failure, and
// then exits the process.
func editStubbornly(path string) error {
	var p *storage.Project
	var err error
	for range 20 {
		if p, err = storage.Open(path, storage.Options{}); err == nil {
			break
		}
		fmt.Println(0)
	}
	if err != nil {
		return err
	}
	list, err := p.All()
	if err != nil {
		return err
	}
	for range stubborn {
		id := p.Enqueue(remark(list[0].ID))
		for tries := 0; ; tries++ {
			err := p.Flush(context.Background())
			if err == nil {
				break
			}
			if tries == 50 {
				return err
			}
			fmt.Println(0)
			p.Retry()
		}
		fmt.Println(id)
	}
	if err := p.Close(); err != nil {
		fmt.Println(0)
	}
	os.Exit(0)
	return nil
}

func TestErrorsOfTheSystemLoseNothing(t *testing.T) {
	strace := needStrace(t)
	// The n-th call fails, and then every m-th after it. m is large enough for some
	// commits to succeed.
	for _, inject := range []string{
		"pwrite64:error=EIO:when=3+23", "pwrite64:error=ENOSPC:when=4+29", "pwrite64:error=EDQUOT:when=2+37",
		"fdatasync:error=EIO:when=2+5", "fdatasync:error=EIO:when=3+7", "fdatasync:error=ENOSPC:when=1+4",
		"fsync:error=EIO:when=1+2", "ftruncate:error=ENOSPC:when=1+2",
	} {
		t.Run(filepath.Base(inject), func(t *testing.T) {
			path, docs := smallProject(t, 7)
			said, err := child{job: jobStubborn, path: path}.under(t, strace, inject)
			if err != nil {
				t.Fatalf("%v: %q", err, said)
			}
			failures := 0
			for _, line := range said {
				if line == "0" {
					failures++
				}
			}
			if last := whole(t, path, docs); last != 1+stubborn || len(said)-failures != stubborn {
				t.Errorf("%d changes were acknowledged, the file ends with %d", len(said)-failures, last)
			}
			t.Logf("%d failures", failures)
		})
	}
}
