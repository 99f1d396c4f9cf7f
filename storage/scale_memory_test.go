package storage_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/storagetest"
)

// The memory of a step is measured in a separate process: this test program with a
// job in its environment.
const (
	envScaleJob  = "ASSAY_SCALE_JOB"
	envScalePath = "ASSAY_SCALE_PATH"
	envScaleSize = "ASSAY_SCALE_SIZE"
)

// scaleJobs returns the steps whose memory is measured, by name.
func scaleJobs() map[string]func(ctx context.Context, path string, articles int) error {
	reading := func(path string, do func(*storage.Project) error) error {
		p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
		if err != nil {
			return err
		}
		defer p.Close()
		return do(p)
	}
	return map[string]func(context.Context, string, int) error{
		"list": func(_ context.Context, path string, _ int) error {
			return reading(path, func(p *storage.Project) error { _, err := p.Summaries("Ines"); return err })
		},
		"import": func(ctx context.Context, path string, articles int) error {
			p, err := storage.Create(filepath.Join(filepath.Dir(path), fmt.Sprintf("memory-%d%s", articles, model.ProjectExt)), storage.Options{})
			if err != nil {
				return err
			}
			defer os.Remove(p.Path())
			defer p.Close()
			_, err = p.Import(ctx, scaleDocs(articles), storage.ImportOptions{Analyst: "Ines"})
			return err
		},
		"export": func(ctx context.Context, path string, _ int) error {
			return reading(path, func(p *storage.Project) error {
				_, err := exchange.Export(ctx, io.Discard, p, exchange.Options{})
				return err
			})
		},
		"backup": func(ctx context.Context, path string, _ int) error {
			p, err := storage.Open(path, storage.Options{})
			if err != nil {
				return err
			}
			defer p.Close()
			backup, err := p.Backup(ctx)
			return errors.Join(err, os.Remove(backup.Path))
		},
		"verify": func(ctx context.Context, path string, _ int) error {
			return reading(path, func(p *storage.Project) error { _, err := p.Verify(ctx); return err })
		},
	}
}

// TestScaleChild is not a test but the program that benchMemory starts.
func TestScaleChild(t *testing.T) {
	job := scaleJobs()[os.Getenv(envScaleJob)]
	if job == nil {
		t.Skip("only when a benchmark starts it")
	}
	articles, err := strconv.Atoi(os.Getenv(envScaleSize))
	if err != nil {
		t.Fatal(err)
	}
	peak := watchMemory(func() { err = job(context.Background(), os.Getenv(envScalePath), articles) })
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("\npeak %g %g\n", float64(peak)/1e6, residentMB(os.Getpid()))
}

// residentMB returns the peak memory of a running process in millions of bytes,
// including mapped pages of files, or 0 if there is no /proc. What the system
// reports after the process has ended cannot be used, because it includes memory
// that the parent had when it forked.
func residentMB(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes float64
	fmt.Sscan(rest, &kilobytes)
	return kilobytes * 1024 / 1e6
}

// watchMemory returns the peak memory in bytes that Go took from the system while
// do ran. This does not include the pages of the file that bolt maps.
func watchMemory(do func()) uint64 {
	var peak atomic.Uint64
	look := func() {
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		metrics.Read(sample)
		if now := sample[0].Value.Uint64() - sample[1].Value.Uint64(); now > peak.Load() {
			peak.Store(now)
		}
	}
	done := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for tick := time.NewTicker(2 * time.Millisecond); ; {
			select {
			case <-tick.C:
				look()
			case <-done:
				tick.Stop()
				return
			}
		}
	})
	do()
	look()
	close(done)
	watching.Wait()
	return peak.Load()
}

// benchMemory reports two peaks of memory for each step and corpus: that of Go
// alone, and that of the whole process, including the pages of the mapped file.
func benchMemory(b *testing.B, all []corpus) {
	self, err := os.Executable()
	if err != nil {
		b.Skip(err)
	}
	for _, job := range []string{"list", "import", "export", "verify", "backup"} {
		for _, c := range all {
			cmd := exec.Command(self, "-test.run=^TestScaleChild$", "-test.count=1")
			cmd.Env = append(os.Environ(), envScaleJob+"="+job, envScalePath+"="+c.path, fmt.Sprintf("%s=%d", envScaleSize, c.size))
			out, err := cmd.CombinedOutput()
			if err != nil {
				b.Fatalf("%s: %v: %s", job, err, out)
			}
			_, rest, _ := strings.Cut(string(out), "\npeak ")
			var peak, resident float64
			fmt.Sscan(rest, &peak, &resident)
			b.ReportMetric(peak, fmt.Sprintf("MB/%s-%d", job, c.size))
			b.ReportMetric(resident, fmt.Sprintf("MB/%s-resident-%d", job, c.size))
		}
	}
	b.ReportMetric(0, "ns/op")
}
