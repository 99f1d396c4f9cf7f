package storage_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"assay.app/assay/model"
)

// newsArchive holds 13,013 articles. It is not in the repository.
const newsArchive = "../../shared/data/news-13k.tar.gz"

// BenchmarkImportFiles measures runs of assayctl that import articles from an
// archive, and from the same files unpacked. The baseline reads all files and puts
// the resulting bytes into a bare bolt database in key order, which is the fastest
// order. It waits for the disk after every transaction, as an import does.
//
// An import uses all processors and the baseline uses one, so elapsed times mean
// little on a busy machine. Processor times are reported, too.
//
// The reported memory is the peak of assayctl. The peak for a quarter of the
// articles shows whether memory grows with their number.
func BenchmarkImportFiles(b *testing.B) {
	archive, err := filepath.Abs(newsArchive)
	if err == nil {
		_, err = os.Stat(archive)
	}
	if err != nil {
		b.Skip("the archive of articles is not here:", err)
	}
	dir := b.TempDir()
	program, folder, quarter := filepath.Join(dir, "assayctl"), filepath.Join(dir, "news"), filepath.Join(dir, "quarter")
	if out, err := exec.Command("go", "build", "-o", program, "assay.app/assay/cmd/assayctl").CombinedOutput(); err != nil {
		b.Skipf("assayctl cannot be built here: %v: %s", err, out)
	}
	if err := errors.Join(unpack(archive, folder, 1), unpack(archive, quarter, 4)); err != nil {
		b.Fatal(err)
	}
	project, bare := filepath.Join(dir, "P"+model.ProjectExt), filepath.Join(dir, "bare.db")
	runs := []*importRun{{name: "quarter", path: quarter}, {name: "archive", path: archive}, {name: "folder", path: folder}}
	var baseline busy
	atLeast(b, 3, func() {
		for _, r := range runs {
			_ = os.Remove(project) // it does not exist the first time
			if err := r.whole.add(func() error { return r.watch(program, "import", "--project", project, r.path) }); err != nil {
				b.Fatal(err)
			}
		}
		_ = os.Remove(bare)
		if err := baseline.add(func() error { return errors.Join(readFiles(folder), bulkInsert(bare, project)) }); err != nil {
			b.Fatal(err)
		}
	})
	b.ReportMetric(baseline.at(0).Seconds(), "s/best-bare")
	b.ReportMetric(baseline.processors.at(0).Seconds(), "s/processor-bare")
	for _, r := range runs {
		b.ReportMetric(r.peak, "MB/peak-"+r.name)
		if r.path != quarter {
			b.ReportMetric(r.whole.at(0).Seconds(), "s/best-"+r.name)
			b.ReportMetric(r.processors.at(0).Seconds(), "s/processor-"+r.name)
			b.ReportMetric(float64(r.whole.at(0))/float64(baseline.at(0)), "×/best-"+r.name+"-to-bare")
		}
	}
	b.ReportMetric(0, "ns/op")
}

// importRun is one way to import the articles.
type importRun struct {
	name, path        string
	whole, processors times
	peak              float64 // MB
}

// watch runs a program and records its peak memory and its processor time.
func (r *importRun) watch(program string, args ...string) error {
	cmd := exec.Command(program, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	often := time.NewTicker(2 * time.Millisecond)
	defer often.Stop()
	for {
		select {
		case err := <-ended:
			r.processors = append(r.processors, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
			return err
		case <-often.C:
			r.peak = max(r.peak, residentMB(cmd.Process.Pid))
		}
	}
}

func readFiles(folder string) error {
	return filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			_, err = os.ReadFile(path)
		}
		return err
	})
}

// unpack unpacks every share-th file of a tar.gz into a folder.
func unpack(archive, folder string, share int) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	n := 0
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg || !filepath.IsLocal(h.Name) {
			continue
		}
		if n++; n%share != 0 {
			continue
		}
		var content bytes.Buffer
		_, err = content.ReadFrom(t)
		path := filepath.Join(folder, h.Name)
		if err = errors.Join(err, os.MkdirAll(filepath.Dir(path), 0o755)); err == nil {
			err = os.WriteFile(path, content.Bytes(), 0o644)
		}
		if err != nil {
			return err
		}
	}
}
