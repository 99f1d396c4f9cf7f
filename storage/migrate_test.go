package storage_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// sample copies a sample file to a writable folder.
func sample(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	storagetest.WriteOld(t, path, data)
	return path
}

// export exports a project with a fixed generator and time, so that the result can
// be compared with testdata/v1.json, a set of version 1.
func export(t *testing.T, path string) []byte {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Convert: true, Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	var out bytes.Buffer
	_, err = exchange.Export(t.Context(), &out, p, exchange.Options{
		Generator: "Assay test", Now: func() time.Time { return time.Date(2031, 6, 1, 0, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sameExport compares an export with a file in testdata. The file v1.json was written
// by a program that knew only version 1; v1as2.json is the same with the versions of
// the records.
func sameExport(t *testing.T, got []byte) {
	t.Helper()
	if !bytes.Equal(got, frozen(t, "v1as2.json", got)) {
		t.Errorf("it exports\n%s", got)
	}
	ever, err := os.ReadFile(filepath.Join("testdata", "v1.json"))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := withoutVersions(t, got), withoutVersions(t, ever); !reflect.DeepEqual(a, b) {
		t.Errorf("apart from its versions it exports\n%v\ninstead of\n%v", a, b)
	}
}

// withoutVersions returns an annotation set without the fields that are new in version 2.
func withoutVersions(t *testing.T, set []byte) any {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal(set, &all); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"version", "analystIds"} {
		delete(all, name)
	}
	var clean func(v any)
	clean = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			delete(v, "stamp")
			for _, part := range v {
				clean(part)
			}
		case []any:
			for _, part := range v {
				clean(part)
			}
		}
	}
	clean(all)
	return all
}

func TestVersion1OpensVerifiesAndExportsAsEver(t *testing.T) {
	path := sample(t, "v1.assay")
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	storagetest.Check(t, path)
	sameExport(t, export(t, path))
	c := storagetest.ContentOf(t, path)
	if len(c.Documents) != 3 || len(c.History) != 8 || c.Info.Format != ledger.Format || c.History[0].Verb != edit.Note {
		t.Errorf("it holds %d articles and %d changes of %+v", len(c.Documents), len(c.History), c.Info)
	}
	storagetest.Work(t, path)
}

func TestEachOlderVersionIsBroughtUpWithABackup(t *testing.T) {
	for version := range ledger.Format {
		name := "v" + string(rune('0'+version)) + ".assay"
		t.Run(name, func(t *testing.T) {
			path := sample(t, name)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := storage.Open(path, storage.Options{ReadOnly: true}); !errors.Is(err, model.ErrOlderVersion) {
				t.Errorf("only for reading: %v", err)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("reading has changed it")
			}
			p, err := storage.Open(path, storage.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			storagetest.Check(t, path)
			sameExport(t, export(t, path))
			backups, err := backup.List(path)
			if err != nil || len(backups) != 1 {
				t.Fatalf("backups: %v (%v)", backups, err)
			}
			if kept, err := os.ReadFile(backups[0].Path); err != nil || !bytes.Equal(kept, before) {
				t.Errorf("the backup is not the file as it was (%v)", err)
			}
			storagetest.Work(t, path)
		})
	}
}

func TestAMigrationThatCannotBeDoneLeavesTheFileAlone(t *testing.T) {
	path := sample(t, "v0.assay")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte("Seen twice.")) - 30
	for i := range 20 { // damages a change of the history
		data[at+i] = 0xff
	}
	storagetest.WriteOld(t, path, data)
	if _, err := storage.Open(path, storage.Options{}); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("opened: %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(after, data) {
		t.Error("the file has changed")
	}
	names, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".assay-*"))
	if len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
}

// alone checks that a project's file is unchanged and that no other file is beside it.
func alone(t *testing.T, path string, before []byte) {
	t.Helper()
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file has changed (%v)", err)
	}
	if backups := storagetest.Backups(t, path); len(backups) > 0 {
		t.Errorf("the backups are %v", backups)
	}
	if err := os.Remove(backup.Folder(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	storagetest.FolderHas(t, filepath.Dir(path), filepath.Base(path))
}

// Each migration is cancelled at every report of its progress.
func TestAMigrationThatIsCancelledLeavesTheFileAlone(t *testing.T) {
	for _, readOnly := range []bool{false, true} {
		for version := range ledger.Format {
			path := sample(t, fmt.Sprintf("v%d.assay", version))
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for at := 1; ; at++ {
				ctx, cancel := context.WithCancel(t.Context())
				reports, last, total := 0, int64(0), int64(0)
				p, err := storage.Open(path, storage.Options{ReadOnly: readOnly, Convert: true, Context: ctx, Migrating: func(done, all int64) {
					if reports++; reports == at {
						cancel()
					}
					if done < last || done > all || total != 0 && all != total {
						t.Errorf("%d of %d bytes follow %d of %d", done, all, last, total)
					}
					last, total = done, all
				}})
				cancel()
				if reports < at {
					if err != nil || last != total || reports < 4 {
						t.Errorf("version %d: %d reports end with %d of %d bytes (%v)", version, reports, last, total, err)
					}
					if err == nil {
						p.Close()
					}
					break
				}
				if !errors.Is(err, context.Canceled) {
					t.Fatalf("version %d, cancelled at report %d: %v", version, at, err)
				}
				alone(t, path, before)
			}
		}
	}
}

func TestADamagedOldProjectIsNotMigrated(t *testing.T) {
	path := sample(t, "v1.assay")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[bytes.Index(data, []byte("Seen twice."))] ^= 4
	storagetest.WriteOld(t, path, data)
	for _, opts := range []storage.Options{{}, {ReadOnly: true, Convert: true}} {
		if _, err := storage.Open(path, opts); !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), "assayctl recover") {
			t.Errorf("read-only %v: %v", opts.ReadOnly, err)
		}
		alone(t, path, data)
	}
	if err := storage.CheckCopy(t.Context(), path, storage.Options{}); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("a backup like this is good: %v", err)
	}
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	report, err := mend.Recover(t.Context(), path, fresh, storage.Options{Encode: storagetest.Encode})
	if err != nil || report.Saved.Articles != 3 || report.Saved.Notes != 3 {
		t.Errorf("%+v (%v)", report, err)
	}
	storagetest.Check(t, fresh)
}

func TestAnOldProjectIsReadThroughACopy(t *testing.T) {
	for version := range ledger.Format {
		path := sample(t, fmt.Sprintf("v%d.assay", version))
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sameExport(t, export(t, path))
		alone(t, path, before)
	}
}

// A project in an older format can be backed up without bringing it up to date. The
// backup is beside the project, not beside the copy through which it is read.
func TestAnOldProjectIsBackedUpThroughACopy(t *testing.T) {
	path := sample(t, "v1.assay")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Convert: true, Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	made, err := p.BackupByHand(t.Context())
	if err != nil {
		t.Error(err)
	}
	if err := p.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	backups, err := backup.List(path)
	if err != nil || len(backups) != 1 || backups[0].Path != made.Path {
		t.Fatalf("backups: %v (%v), and %v was made", backups, err, made)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the backup has changed the project")
	}
	sameExport(t, export(t, made.Path))
	if made, project := traits(t, made.Path), traits(t, path); made != project {
		t.Errorf("the backup has the permissions %v, and the project %v", made, project)
	}
}

// traits returns the permissions of a file.
func traits(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}
