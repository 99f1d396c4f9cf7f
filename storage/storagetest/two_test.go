package storagetest_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
)

// limitOfWaiting is how long a second process may wait for its answer.
const limitOfWaiting = 2 * time.Second

// holdUntilKilled opens the project, prints the process id and waits.
func holdUntilKilled(path string) error {
	p, err := storage.Open(path, storage.Options{Generator: "the other window"})
	if err != nil {
		return err
	}
	fmt.Println(os.Getpid())
	time.Sleep(time.Hour)
	return p.Close()
}

func TestASecondWindowIsToldAtOnceWhoHasTheProject(t *testing.T) {
	path, docs := smallProject(t, 1)
	for _, readOnly := range []bool{false, true} {
		cmd, pid := hold(t, path)
		began := time.Now()
		p, err := storage.Open(path, storage.Options{ReadOnly: readOnly})
		waited := time.Since(began)
		if err == nil {
			p.Close()
			t.Fatal("two processes have the project open")
		}
		host, _ := os.Hostname()
		for _, want := range []string{host, pid} {
			if !errors.Is(err, model.ErrLocked) || !strings.Contains(err.Error(), want) {
				t.Errorf("the second gets %q, without %q", err, want)
			}
		}
		if waited > limitOfWaiting {
			t.Errorf("the second got its error after %v", waited)
		}
		t.Logf("after %v: %v", waited.Round(time.Millisecond), err)
		end(t, cmd)
		opensAtOnce(t, path)
		whole(t, path, docs)
	}
}

// opensAtOnce checks that the project opens quickly after its holder was killed.
func opensAtOnce(t *testing.T, path string) {
	t.Helper()
	began := time.Now()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatalf("after the holder was killed: %v", err)
	}
	defer p.Close()
	if waited := time.Since(began); waited > limitOfWaiting/4 {
		t.Errorf("after the holder was killed, opening took %v", waited)
	}
}

// Processes that want one project at the same time are killed while they edit it.
// At most one may have the project open at any time, and no change that was
// acknowledged to any of them may be lost.
func TestManyAtOnceTakeTurns(t *testing.T) {
	path, docs := smallProject(t, 2)
	rng := rand.New(rand.NewPCG(seedOf(t), 9))
	said := make([]uint64, 3)
	rounds := 1 + *roundsFlag/4
	var all sync.WaitGroup
	for i := range said {
		own := rand.New(rand.NewPCG(rng.Uint64(), 1))
		all.Go(func() {
			for range rounds {
				last, err := child{job: jobRemark, path: path, max: 80 * time.Millisecond}.killed(own)
				if err != nil {
					t.Error(err)
				}
				said[i] = max(said[i], last)
			}
		})
	}
	all.Wait()
	newest := slices.Max(said)
	if last := whole(t, path, docs); last < newest {
		t.Errorf("change %d was acknowledged, the file ends with %d", newest, last)
	} else {
		t.Logf("%d processes killed; change %d was acknowledged, the file ends with %d", 3*rounds, newest, last)
	}
}

// hold starts a process that keeps the project open. It returns the process and its
// id.
func hold(t *testing.T, path string) (*exec.Cmd, string) {
	t.Helper()
	cmd, out, err := child{job: jobHold, path: path}.command()
	if err != nil {
		t.Skip(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(t, cmd) })
	var pid string
	if _, err := fmt.Fscan(out, &pid); err != nil || pid != fmt.Sprint(cmd.Process.Pid) {
		t.Fatalf("the holder says %q (%v)", pid, err)
	}
	return cmd, pid
}

// end kills a process unless it has been killed already.
func end(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if cmd.ProcessState != nil {
		return
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // Wait reports the kill as an error
}
