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

	"assay.app/assay/model"
)

// newsArchive holds 13,013 articles; it is not part of the project.
const newsArchive = "../../shared/data/news-13k.tar.gz"

// BenchmarkImportFiles times the whole program importing articles from an
// archive and from the same files unpacked. The baseline, in the same run, reads
// all files and puts the very bytes that came of them into a bare bolt database.
func BenchmarkImportFiles(b *testing.B) {
	archive, err := filepath.Abs(newsArchive)
	if err == nil {
		_, err = os.Stat(archive)
	}
	if err != nil {
		b.Skip("the archive of articles is not here:", err)
	}
	dir := b.TempDir()
	program, folder := filepath.Join(dir, "assayctl"), filepath.Join(dir, "news")
	if out, err := exec.Command("go", "build", "-o", program, "assay.app/assay/cmd/assayctl").CombinedOutput(); err != nil {
		b.Skipf("assayctl cannot be built here: %v: %s", err, out)
	}
	if err := unpack(archive, folder); err != nil {
		b.Fatal(err)
	}
	project, bare := filepath.Join(dir, "P"+model.ProjectExt), filepath.Join(dir, "bare.db")
	var packed, unpacked, baseline times
	peak := 0.0
	atLeast(b, 3, func() {
		for path, took := range map[string]*times{archive: &packed, folder: &unpacked} {
			_ = os.Remove(project) // it is not there the first time
			if err := took.add(func() error { return watched(&peak, program, "import", "--project", project, path) }); err != nil {
				b.Fatal(err)
			}
		}
		_ = os.Remove(bare)
		if err := baseline.add(func() error { return errors.Join(readFiles(folder), bulkInsert(bare, project)) }); err != nil {
			b.Fatal(err)
		}
	})
	b.ReportMetric(float64(unpacked.at(0))/1e9, "s/best-folder")
	b.ReportMetric(float64(packed.at(0))/1e9, "s/best-archive")
	b.ReportMetric(float64(baseline.at(0))/1e9, "s/best-bare")
	b.ReportMetric(float64(unpacked.at(0))/float64(baseline.at(0)), "×/best-folder-to-bare")
	b.ReportMetric(float64(packed.at(0))/float64(baseline.at(0)), "×/best-archive-to-bare")
	b.ReportMetric(peak, "MB/peak-resident")
	b.ReportMetric(0, "ns/op")
}

// watched runs a program and notes the most memory that it had while it wrote.
func watched(peak *float64, program string, args ...string) error {
	cmd := exec.Command(program, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	for buffer := make([]byte, 1<<14); err == nil; {
		_, err = out.Read(buffer)
		*peak = max(*peak, residentMB(cmd.Process.Pid))
	}
	return errors.Join(notEnd(err), cmd.Wait())
}

// readFiles reads every file below a folder.
func readFiles(folder string) error {
	return filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			_, err = os.ReadFile(path)
		}
		return err
	})
}

// unpack unpacks a tar.gz into a folder.
func unpack(archive, folder string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
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
