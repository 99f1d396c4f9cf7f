package storage_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/storagetest"
)

// benchList measures a whole run of assayctl that lists the corpus.
func benchList(b *testing.B, c corpus) {
	program := filepath.Join(b.TempDir(), "assayctl")
	build := exec.Command("go", "build", "-o", program, "assay.app/assay/cmd/assayctl")
	if out, err := build.CombinedOutput(); err != nil {
		b.Skipf("assayctl cannot be built here: %v: %s", err, out)
	}
	var whole, first times
	peak := 0.0
	atLeast(b, 9, func() {
		cmd := exec.Command(program, "list", "--project", c.path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		err = whole.add(func() error {
			err := first.add(func() error {
				if err := cmd.Start(); err != nil {
					return err
				}
				_, err := io.ReadFull(out, make([]byte, 4096)) // a screenful
				return err
			})
			if err != nil {
				return err
			}
			for buffer := make([]byte, 1<<16); err == nil; {
				peak = max(peak, residentMB(cmd.Process.Pid))
				_, err = out.Read(buffer)
			}
			return errors.Join(cmd.Wait(), notEnd(err))
		})
		if err != nil {
			b.Fatal(err)
		}
	})
	b.ReportMetric(float64(first.median())/1e6, "ms/p50-first-screen")
	b.ReportMetric(float64(first.at(0))/1e6, "ms/best-first-screen")
	b.ReportMetric(float64(whole.median())/1e6, "ms/p50-whole")
	b.ReportMetric(peak, "MB/peak-resident")
	b.ReportMetric(0, "ns/op")
}

func notEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// benchImport adds all articles to an empty project, and then puts the resulting
// bytes into a bare bolt database, in key order and in transactions of about 8 MB.
func benchImport(b *testing.B, articles int) {
	docs := slices.Collect(scaleDocs(articles))
	var imported, bulk busy
	size := int64(0)
	atLeast(b, 3, func() {
		folder := b.TempDir()
		path := filepath.Join(folder, "import"+model.ProjectExt)
		p, err := storage.Create(path, storage.Options{})
		if err != nil {
			b.Fatal(err)
		}
		err = imported.add(func() error {
			_, err := p.Import(context.Background(), slices.Values(docs), storage.ImportOptions{Analyst: "Ines"})
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
		size = sizeOf(b, path)
		err = bulk.add(func() error { return bulkInsert(filepath.Join(folder, "bare.db"), path) })
		if err != nil {
			b.Fatal(err)
		}
	})
	b.ReportMetric(imported.median().Seconds(), "s/p50-import")
	b.ReportMetric(bulk.median().Seconds(), "s/p50-bolt")
	b.ReportMetric(ratio(imported.times, bulk.times), "×/import-to-bolt")
	b.ReportMetric(ratio(imported.processors, bulk.processors), "×/import-to-bolt-processor")
	b.ReportMetric(float64(imported.at(0))/float64(bulk.at(0)), "×/best-import-to-bolt")
	b.ReportMetric(float64(articles)/imported.median().Seconds(), "articles/s")
	b.ReportMetric(float64(size)/1e6, "MB/file")
	b.ReportMetric(0, "ns/op")
}

// bulkInsert fills a bolt database with the content of another one.
func bulkInsert(to, from string) error {
	source, err := bolt.Open(from, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := bolt.Open(to, 0o600, nil)
	if err != nil {
		return err
	}
	defer target.Close()
	return source.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bolt.Bucket) error {
			cursor := bucket.Cursor()
			key, value := cursor.First()
			for key != nil {
				err := target.Update(func(tx *bolt.Tx) error {
					b, err := tx.CreateBucketIfNotExists(name)
					if err != nil {
						return err
					}
					b.FillPercent = 0.9
					for bytes := 0; key != nil && bytes < 8<<20; key, value = cursor.Next() {
						bytes += len(key) + len(value)
						if err := b.Put(key, value); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// benchExport writes the annotation set and loads it into an empty project. The
// baseline is json.Indent, which only reads and writes the same JSON.
func benchExport(b *testing.B, c corpus) {
	p, err := storage.Open(c.path, storage.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	var exported, loaded, read, indented times
	var set bytes.Buffer
	count := results.Export{}
	atLeast(b, 1, func() {
		set.Reset()
		err := exported.add(func() (err error) {
			count, err = exchange.Export(context.Background(), &set, p, exchange.Options{})
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := indented.add(func() error { return json.Indent(&bytes.Buffer{}, set.Bytes(), "", " ") }); err != nil {
			b.Fatal(err)
		}
		to, err := storage.Create(filepath.Join(b.TempDir(), "loaded"+model.ProjectExt), storage.Options{})
		if err != nil {
			b.Fatal(err)
		}
		err = loaded.add(func() error {
			var s *setfile.Set
			err := read.add(func() (err error) { s, err = setfile.Read(bytes.NewReader(set.Bytes())); return err })
			if err != nil {
				return err
			}
			result, err := merge.Load(context.Background(), to, s, "Ines")
			if err == nil && (len(result.Added) != c.size || result.Annotations != count.Annotations) {
				b.Errorf("%d articles and %d annotations were loaded", len(result.Added), result.Annotations)
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := to.Close(); err != nil {
			b.Fatal(err)
		}
	})
	rate := func(t times) float64 { return float64(set.Len()) / 1e6 / t.median().Seconds() }
	b.ReportMetric(rate(exported), "MB/s-export")
	b.ReportMetric(rate(indented), "MB/s-json.Indent")
	b.ReportMetric(rate(read), "MB/s-read")
	b.ReportMetric(rate(loaded), "MB/s-load")
	b.ReportMetric(ratio(loaded, exported), "×/load-to-export")
	b.ReportMetric(float64(set.Len())/1e6, "MB/set")
	b.ReportMetric(float64(count.Annotations), "annotations")
	b.ReportMetric(0, "ns/op")
}

// benchVerify measures the complete check. The baseline is reading the file.
func benchVerify(b *testing.B, c corpus) {
	p, err := storage.Open(c.path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	var verified busy
	var read times
	atLeast(b, 3, func() {
		err := verified.add(func() error {
			problems, err := p.Verify(context.Background())
			if len(problems) > 0 {
				b.Errorf("%d problems, the first is %v", len(problems), problems[0])
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		err = read.add(func() error { _, err := os.ReadFile(c.path); return err })
		if err != nil {
			b.Fatal(err)
		}
	})
	size := float64(sizeOf(b, c.path)) / 1e6
	b.ReportMetric(size/verified.median().Seconds(), "MB/s-verify")
	b.ReportMetric(size/verified.at(0).Seconds(), "MB/s-best-verify")
	b.ReportMetric(size/verified.processors.median().Seconds(), "MB/s-verify-processor")
	b.ReportMetric(size/read.median().Seconds(), "MB/s-reading")
	b.ReportMetric(verified.median().Seconds(), "s/p50-verify")
	b.ReportMetric(0, "ns/op")
}
