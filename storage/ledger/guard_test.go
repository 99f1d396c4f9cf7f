package ledger_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/ledger"
)

// manyLeaves returns the bytes of a project whose history and notes each take
// several leaves, with a branch above.
func manyLeaves(t testing.TB) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "leaves.assay")
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 100 {
		note := model.Note{ID: fmt.Sprint(n), Target: model.OnOutlet("Tide Post"), Analyst: "Ines", Text: strings.Repeat("late ", 30)}
		p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(nil, &note)}})
		if n%25 == 0 {
			if err := p.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := errors.Join(p.Flush(t.Context()), p.Close()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

// guardedContent reads all entries of a file as a project reads leaves that were
// not checked when it was opened. It also checks that no entry has the key directly
// after that of another. dir is a folder for a copy of the file.
func guardedContent(t testing.TB, dir string, data []byte) (content string, err error) {
	t.Helper()
	f, err := boltfile.Inspect(bytes.NewReader(data), int64(len(data)))
	if err == nil {
		err = errors.Join(f.Quick(ledger.ContentOf(f), 0), ledger.Identity(f))
	}
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "read.assay")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return "", model.Damaged("%v", err)
	}
	defer db.Close()
	guard, err := ledger.NewGuard(path, db.Info().PageSize)
	if err != nil {
		t.Fatal(err)
	}
	defer guard.Close()
	var out strings.Builder
	err = ledger.Safely(func() error {
		return db.View(func(tx *bolt.Tx) error {
			for _, name := range ledger.AllBuckets() {
				b := ledger.BucketOf(ledger.Tx{Tx: tx, Guard: guard}, name)
				var keys [][]byte
				err := ledger.Scan(b, nil, func(key, value []byte) error {
					keys = append(keys, bytes.Clone(key))
					fmt.Fprintf(&out, "%s %d %d\n%s\n%s\n", name, len(key), len(value), key, value)
					return nil
				})
				if err != nil {
					return err
				}
				for _, key := range keys {
					if there, err := b.Has(ledger.After(key)); err != nil || there {
						return errors.Join(err, errors.New("a key that was never written"))
					}
				}
				last, err := ledger.LastNumber(b)
				if err != nil {
					return err
				}
				fmt.Fprintf(&out, "%s ends with %d\n", name, last)
			}
			return nil
		})
	})
	return out.String(), err
}

// TestLeavesThatWereNotLookedAtAreVouchedFor flips random bits of a file. In a
// large file, opening does not check all leaves. This file is small, so the test
// checks as few leaves as possible.
func TestLeavesThatWereNotLookedAtAreVouchedFor(t *testing.T) {
	whole := manyLeaves(t)
	dir := t.TempDir()
	want, err := guardedContent(t, dir, whole)
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	rng := rand.New(rand.NewPCG(seed, 3))
	t.Logf("seed %d", seed)
	refused, rounds := 0, 4000
	if testing.Short() {
		rounds = 300
	}
	for range rounds {
		data := bytes.Clone(whole)
		bit := rng.IntN(8 * len(data))
		if rng.IntN(2) == 0 { // the beginning of a page, which holds its structure
			page := rng.IntN(len(data) / os.Getpagesize())
			bit = 8*page*os.Getpagesize() + rng.IntN(8*600)
		}
		data[bit/8] ^= 1 << (bit % 8)
		got, err := guardedContent(t, dir, data)
		switch {
		case errors.Is(err, model.ErrDamaged):
			refused++
		case err != nil:
			t.Errorf("bit %d of byte %d: not refused as damaged: %v", bit%8, bit/8, err)
		case got != want:
			t.Errorf("bit %d of byte %d: something else is read", bit%8, bit/8)
		}
	}
	t.Logf("%d of %d refused", refused, rounds)
}

func TestDamagedStructureIsRefused(t *testing.T) {
	whole := manyLeaves(t)
	f, err := boltfile.Inspect(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	order, size := binary.NativeEndian, int(f.PageSize)
	root, leaves := historyLeaves(t, f)
	at := func(data []byte, number uint64) []byte { return data[int(number)*size:][:size] }
	for _, c := range []struct {
		name  string
		spoil func(data []byte)
	}{
		{"a leaf that counts one entry less", func(data []byte) {
			p := at(data, leaves[1])
			order.PutUint16(p[10:], order.Uint16(p[10:])-1)
		}},
		{"a key that becomes another's", func(data []byte) {
			p, _ := f.Whole(leaves[1])
			key := boltfile.PageHeaderLen + boltfile.ElementLen*p.Count
			at(data, leaves[1])[key+6] ^= 1
		}},
		{"a branch that leads to a leaf from a later key on", func(data []byte) {
			p, _ := f.Whole(root)
			offset := bytes.Index(at(data, root), p.BranchKey(2))
			at(data, root)[offset+7]++
		}},
		{"a branch that leads to a leaf from an earlier key on", func(data []byte) {
			p, _ := f.Whole(root)
			offset := bytes.Index(at(data, root), p.BranchKey(2))
			at(data, root)[offset+7]--
		}},
		{"a branch that counts one page less", func(data []byte) {
			p := at(data, root)
			order.PutUint16(p[10:], order.Uint16(p[10:])-1)
		}},
		{"a bucket that begins in its middle", func(data []byte) {
			p := at(data, f.Root)
			offset := bytes.Index(p, []byte(ledger.BucketHistory)) + len(ledger.BucketHistory)
			order.PutUint64(p[offset:], leaves[0])
		}},
		{"a list of unused pages that names one in use", func(data []byte) {
			p := at(data, f.Freelist)
			n := int(order.Uint16(p[10:]))
			ids := make([]uint64, n, n+1)
			for i := range ids {
				ids[i] = order.Uint64(p[boltfile.PageHeaderLen+8*i:])
			}
			for i, id := range ids { // a replacement that keeps the list in order
				if used := id + 1; used < f.Pages && (i+1 == n || ids[i+1] > used) && used != f.Freelist {
					order.PutUint64(p[boltfile.PageHeaderLen+8*i:], used)
					return
				}
			}
			t.Fatal("no unused page is followed by one in use")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := bytes.Clone(whole)
			c.spoil(data)
			if bytes.Equal(data, whole) {
				t.Fatal("nothing was spoiled")
			}
			if _, err := guardedContent(t, t.TempDir(), data); !errors.Is(err, model.ErrDamaged) {
				t.Errorf("read with %v", err)
			}
			path := filepath.Join(t.TempDir(), "spoiled.assay")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := ledger.CheckWhole(path); !errors.Is(err, model.ErrDamaged) {
				t.Errorf("checked with %v", err)
			}
		})
	}
}

// TestWhatIsWrittenAgainIsVouchedFor deletes an entry from a leaf whose neighbour
// has lost one. Without the guard, bolt could merge the two leaves, and the lost
// entry could never be recovered.
func TestWhatIsWrittenAgainIsVouchedFor(t *testing.T) {
	whole := manyLeaves(t)
	path := filepath.Join(t.TempDir(), "joined.assay")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	f, err := boltfile.Inspect(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	_, leaves := historyLeaves(t, f)
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	count := binary.NativeEndian.AppendUint16(nil, binary.NativeEndian.Uint16(whole[int64(leaves[1])*f.PageSize+10:])-1)
	if _, err := file.WriteAt(count, int64(leaves[1])*f.PageSize+10); err != nil {
		t.Fatal(err)
	}
	guard, err := ledger.NewGuard(path, int(f.PageSize))
	if err != nil {
		t.Fatal(err)
	}
	defer guard.Close()
	err = db.Update(func(tx *bolt.Tx) error {
		return ledger.BucketOf(ledger.Tx{Tx: tx, Guard: guard}, ledger.BucketHistory).Delete(ledger.Key64(1)) // the key is on the leaf before the damaged one
	})
	if !errors.Is(err, model.ErrDamaged) {
		t.Errorf("deleted with %v", err)
	}
}
