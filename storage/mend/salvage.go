package mend

import (
	"context"
	"encoding/binary"
	"io"
	"os"
	"slices"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  Finding what is left in a damaged file
//
// The seal of a value covers its bucket, its key and itself (ledger/seal.go), so an
// entry proves what it is wherever it is found, even on an unreachable page. The
// file is read in two passes, with plain reads only:
//
//	from the root, as far as branches can be read      live
//	page by page from the beginning, all others:
//	    pages on the list of unused pages              stale
//	    the rest, which damage has cut off             orphan
//
// bolt leaves a freed page unchanged until it needs the space. So stale pages hold
// old versions, and after damage to a header also the newest ones. Several versions
// of an entry are recorded, live ones first. The history helps to decide which one
// to save (history.go).
//
// Pointers are not trusted: positions are checked against the page, and a page is
// not visited twice. Reads beyond pages are limited for the file as a whole.

// origin is where an entry was found. The most trusted comes first.
type origin uint8

const (
	live origin = iota
	orphan
	stale
)

// ref is the position of a stored value in the file, in bytes.
type ref struct {
	at     int64
	size   int
	origin origin
}

// salvage holds the readable content of a damaged file.
type salvage struct {
	ctx context.Context
	boltfile.File
	found      map[string]map[string][]ref // by bucket and key, live ones first
	bad        map[string]map[string]bool  // keys on live pages whose entry has no valid seal
	unreadable map[string]bool             // buckets with unreadable live pages or entries
	names      []string                    // of all buckets
	roots      map[string]bool             // buckets named by the root
	old        bool                        // the file has version 1 of the format
	seen       []uint64                    // bit set of visited pages
	extra      int64                       // bytes that may still be read beyond pages
}

// newSalvage reads all of a file.
func newSalvage(ctx context.Context, file io.ReaderAt, size int64) (*salvage, error) {
	s := &salvage{
		ctx: ctx, found: map[string]map[string][]ref{}, bad: map[string]map[string]bool{}, unreadable: map[string]bool{},
		names: append(ledger.AllBuckets(), ledger.OldBuckets()...), roots: map[string]bool{}, extra: 8*size + 1<<20,
	}
	s.Reader, s.Size = file, size
	rooted := s.headers()
	s.Pages = uint64((size + s.PageSize - 1) / s.PageSize)
	s.seen = make([]uint64, s.Pages/64+1)
	s.visit(0)
	s.visit(1)
	if rooted {
		s.tree(s.Root, "", 0)
	}
	free := map[uint64]bool{}
	if list, err := s.FreePages(); rooted && err == nil {
		for _, id := range list.Ids {
			free[id] = true
		}
	}
	for number := uint64(2); number < s.Pages; number++ {
		if number%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if s.isSeen(number) {
			continue
		}
		if free[number] {
			s.carve(number, stale, "")
		} else {
			s.carve(number, orphan, "")
		}
	}
	s.findFormat()
	for _, keys := range s.found {
		for _, refs := range keys {
			slices.SortStableFunc(refs, func(a, b ref) int { return int(a.origin) - int(b.origin) })
		}
	}
	return s, ctx.Err()
}

// findFormat determines which version of the format the file has. It marks the buckets
// of that version that the root does not name as unreadable.
func (s *salvage) findFormat() {
	format := ledger.Format
	known := s.values(ledger.BucketMeta, ledger.KeyFormat, func(value []byte) bool { return codec.Unmarshal(value, &format) == nil })
	for _, name := range ledger.OldBuckets() {
		s.old = s.old || known && format < 2 || !known && (s.roots[name] || len(s.found[name]) > 0)
	}
	if format = ledger.Format; s.old {
		format = 1
	}
	for _, name := range ledger.BucketsOf(format) {
		if !s.roots[name] {
			s.markUnreadable(name)
		}
	}
}

// headers finds the page size and, if one of the header pages can be read, the
// root. It reports whether it found the root.
func (s *salvage) headers() (rooted bool) {
	var newest boltfile.Header
	for _, size := range []int64{int64(os.Getpagesize()), 4096, 8192, 16384, 65536} {
		s.PageSize = size
		first, _, err0 := s.Header(0)
		second, _, err1 := s.Header(size)
		switch {
		case err0 == nil && (err1 != nil || first.Transaction > second.Transaction):
			newest = first
		case err1 == nil:
			newest = second
		default:
			continue
		}
		s.PageSize, s.Root, s.Freelist = int64(newest.PageSize), newest.Root, newest.Freelist
		return true
	}
	s.PageSize = int64(os.Getpagesize())
	return false
}

func (s *salvage) visit(number uint64)       { s.seen[number/64] |= 1 << (number % 64) }
func (s *salvage) isSeen(number uint64) bool { return s.seen[number/64]&(1<<(number%64)) != 0 }

// markUnreadable records that a part of a bucket cannot be read; "" means all buckets.
func (s *salvage) markUnreadable(bucket string) {
	if bucket != "" {
		s.unreadable[bucket] = true
		return
	}
	for _, name := range s.names {
		s.unreadable[name] = true
	}
}

// tree reads a page and the pages under it.
func (s *salvage) tree(number uint64, bucket string, depth int) {
	if s.ctx.Err() != nil {
		return
	}
	if number < 2 || number >= s.Pages || s.isSeen(number) || depth > boltfile.MaxDepth {
		s.markUnreadable(bucket)
		return
	}
	s.visit(number)
	p, err := s.Read(number)
	if err != nil || p.Flags != boltfile.FlagBranch && p.Flags != boltfile.FlagLeaf {
		s.markUnreadable(bucket)
		s.carve(number, live, bucket)
		return
	}
	for i := uint64(1); i < uint64(p.Size/s.PageSize); i++ {
		s.visit(number + i)
	}
	if p.Flags == boltfile.FlagLeaf {
		if bucket == "" {
			s.buckets(p, depth)
		}
		s.carve(number, live, bucket)
		return
	}
	children, err := p.Branches()
	if err != nil {
		s.markUnreadable(bucket)
	}
	for _, child := range children {
		s.tree(child, bucket, depth+1)
	}
}

// buckets reads the buckets named on a page of the root.
func (s *salvage) buckets(p boltfile.Page, depth int) {
	err := s.Leaves(p, func(e boltfile.Leaf) error {
		if !e.Bucket || e.KeySize > bolt.MaxKeySize || e.ValueSize < boltfile.BucketHeadLen {
			s.markUnreadable("")
			return nil
		}
		name, errName := s.Bytes(p, e.Key, e.KeySize)
		head, errHead := s.Bytes(p, e.Value, boltfile.BucketHeadLen)
		if errName != nil || errHead != nil {
			s.markUnreadable("")
			return nil
		}
		if !slices.Contains(s.names, string(name)) {
			s.names = append(s.names, string(name))
		}
		s.roots[string(name)] = true
		if root := binary.NativeEndian.Uint64(head); root != 0 {
			s.tree(root, string(name), depth+1)
		}
		return nil
	})
	if err != nil {
		s.markUnreadable("")
	}
}

func (s *salvage) markLiveUnreadable(from origin, bucket string) {
	if from == live {
		s.markUnreadable(bucket)
	}
}

// add notes an entry. It skips stale records, because they may have been changed or
// withdrawn since, except those of kinds with which projects begin.
func (s *salvage) add(name string, key []byte, r ref) {
	switch name {
	case ledger.BucketProgress, ledger.BucketFiles:
		return // these are computed from the rest
	case ledger.BucketAnnotations, ledger.BucketNotes, ledger.BucketOutletNotes, ledger.BucketBeside:
		if r.origin == stale {
			return
		}
	case ledger.BucketRecords:
		if r.origin == stale && !record.Of(model.Kind(key[0])).Founded {
			return
		}
	}
	if s.found[name] == nil {
		s.found[name] = map[string][]ref{}
	}
	refs := s.found[name][string(key)]
	const most = 8
	if len(refs) >= most && r.origin != live {
		return
	}
	s.found[name][string(key)] = append(refs, r)
}

// value reads a value and checks its seal again.
func (s *salvage) value(bucket, key string, r ref) ([]byte, error) {
	stored := make([]byte, r.size)
	if _, err := s.Reader.ReadAt(stored, r.at); err != nil {
		return nil, err
	}
	return ledger.Unseal(bucket, []byte(key), stored)
}

// values calls try with the versions of an entry, most trusted first, until try
// accepts one. It reports whether try did.
func (s *salvage) values(bucket, key string, try func(value []byte) bool) bool {
	for _, r := range s.found[bucket][key] {
		if value, err := s.value(bucket, key, r); err == nil && try(value) {
			return true
		}
	}
	return false
}

// empty reports whether nothing worth saving was found.
func (s *salvage) empty() bool {
	saves := []string{
		ledger.BucketTexts, ledger.BucketArticles, ledger.BucketHistory, ledger.BucketRecords, ledger.BucketBeside,
		ledger.BucketAnnotations, ledger.BucketNotes, ledger.BucketOutletNotes, ledger.BucketMeta,
	}
	for _, name := range saves {
		if len(s.found[name]) > 0 {
			return false
		}
	}
	return true
}
