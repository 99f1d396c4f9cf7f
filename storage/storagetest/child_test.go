package storagetest_test

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Killing a working process
//
// The test program starts itself again with a job to do, lets it work, and sends it
// SIGKILL at a random moment. The child prints the number of each change that
// storage has reported to be on the disk. The parent then opens the file and checks
// it against those numbers.
//
//	parent                         child
//	──────                         ─────
//	start ───────────────────────▶ open, work
//	last = 17 ◀──────────── "17" ─ Notify: change 17 is on the disk
//	kill ──────────────── ✂
//	open, verify, compare: all of the changes up to one, which is 17 or later
//
// The system keeps what a killed process wrote, so this tests crashes of the
// program. power_test.go tests power failures.

var roundsFlag = flag.Int("rounds", 20, "how many processes to kill in each test of killing")

// The environment variables of a child.
const (
	envJob  = "ASSAY_CHILD_JOB"
	envPath = "ASSAY_CHILD_PATH"
	envSeed = "ASSAY_CHILD_SEED"
)

func TestMain(m *testing.M) {
	if job := os.Getenv(envJob); job != "" {
		seed, err := strconv.ParseUint(os.Getenv(envSeed), 10, 64)
		if err == nil {
			err = work(job, os.Getenv(envPath), seed)
		}
		fmt.Println("the child has ended:", err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// child describes a process that does a job and is killed.
type child struct {
	job, path string
	seed      uint64
	min, max  time.Duration // bounds of the time after which it is killed; see kill
}

// kill runs the child, kills it, and returns the last number it printed, or 0 if it
// printed none. In about a third of the cases, the delay counts from the start of
// the child, otherwise from its first output.
func (c child) kill(t *testing.T, rng *rand.Rand) (last uint64) {
	t.Helper()
	last, err := c.killed(rng)
	if err != nil {
		t.Fatal(err)
	}
	return last
}

func (c child) killed(rng *rand.Rand) (last uint64, err error) {
	cmd, out, err := c.command()
	if err != nil {
		return 0, err
	}
	after := c.min + time.Duration(rng.Int64N(int64(c.max-c.min)))
	early := rng.IntN(3) == 0
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	killLater := func() *time.Timer { return time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) }
	if early {
		defer killLater().Stop()
	}
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		if first && !early {
			defer killLater().Stop()
		}
		n, err := strconv.ParseUint(strings.TrimSpace(lines.Text()), 10, 64)
		if err != nil {
			return 0, fmt.Errorf("the child says %q", lines.Text())
		}
		last = n
	}
	if err := cmd.Wait(); err == nil {
		return 0, errors.New("the child ended by itself")
	}
	return last, nil
}

// command returns the child's process and its output.
func (c child) command() (*exec.Cmd, io.Reader, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), envJob+"="+c.job, envPath+"="+c.path, fmt.Sprintf("%s=%d", envSeed, c.seed))
	out, err := cmd.StdoutPipe()
	return cmd, out, err
}

// moments returns the seed of a test and a random number generator with that seed.
func moments(t *testing.T) (seed uint64, rng *rand.Rand) {
	seed = seedOf(t)
	return seed, rand.New(rand.NewPCG(seed, 5))
}
