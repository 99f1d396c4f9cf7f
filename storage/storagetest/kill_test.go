package storagetest_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// The environment of the process that is killed.
const (
	envPath = "ASSAY_KILL_PATH"
	envSeed = "ASSAY_KILL_SEED"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(envPath); path != "" {
		editUntilKilled(path)
	}
	os.Exit(m.Run())
}

// editUntilKilled carries on with the seed's world where the file has ended,
// and prints the id of each change that it is told is on the disk.
func editUntilKilled(path string) {
	var seed uint64
	fmt.Sscan(os.Getenv(envSeed), &seed)
	w := newWorld(seed)
	p, err := storage.Open(path, storage.Options{
		Notify: func(s storage.Status) { fmt.Println(s.Durable) },
		Now:    func() time.Time { return w.clock },
	})
	if err != nil {
		fmt.Println("open:", err)
		os.Exit(1)
	}
	last, err := p.History(^uint64(0), 1)
	if err != nil {
		fmt.Println("history:", err)
		os.Exit(1)
	}
	for len(last) == 1 && uint64(len(w.changes)) < last[0].ID {
		w.apply(w.next())
	}
	t := &testing.T{}
	for n := 0; ; n++ {
		do(t, p, w, w.next())
		if n%7 == 0 {
			time.Sleep(time.Duration(n%3) * time.Millisecond)
		}
	}
}

func TestAcknowledgedChangesSurviveBeingKilled(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	seed := seedOf(t)
	rng := rand.New(rand.NewPCG(seed, 5))
	path := filepath.Join(t.TempDir(), "killed"+model.ProjectExt)
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for round := range 6 {
		child := exec.Command(self)
		child.Env = append(os.Environ(), envPath+"="+path, fmt.Sprintf("%s=%d", envSeed, seed))
		acknowledged := killAfter(t, child, time.Duration(40+rng.IntN(160))*time.Millisecond)
		t.Logf("round %d: killed after change %d", round, acknowledged)
		storagetest.Check(t, path)
		sameAsPrefix(t, path, seed, acknowledged)
	}
}

// killAfter runs the command, kills it that long after its first word, and
// gives the last number it has printed.
func killAfter(t *testing.T, child *exec.Cmd, after time.Duration) (last uint64) {
	t.Helper()
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for killing := false; lines.Scan(); {
		if !killing {
			killing = true
			defer time.AfterFunc(after, func() { child.Process.Kill() }).Stop()
		}
		if n, err := fmt.Sscan(strings.TrimSpace(lines.Text()), &last); n != 1 {
			t.Fatalf("the child says %q (%v)", lines.Text(), err)
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
	return last
}

// sameAsPrefix checks that the file holds the seed's world as it was after
// some change, and not one before the acknowledged.
func sameAsPrefix(t *testing.T, path string, seed, acknowledged uint64) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	last, err := p.History(^uint64(0), 1)
	if err != nil || len(last) == 0 && acknowledged > 0 || len(last) > 0 && last[0].ID < acknowledged {
		t.Fatalf("change %d was acknowledged, and the file has %v (%v)", acknowledged, last, err)
	}
	w := newWorld(seed)
	for len(last) > 0 && uint64(len(w.changes)) < last[0].ID {
		w.apply(w.next())
	}
	w.same(t, p)
}
