package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"assay.app/assay/model"
)

// Looking at a file before trusting it
//
// bolt maps the file into memory and follows what it finds there: a page that
// points outside the file, or to itself, ends in a crash that no Go code can
// catch. It also creates a file that is missing, fills one that is empty, and
// on Windows lengthens one that belongs to another program. So a file is read
// here first, with plain reads, in bolt's own terms:
//
//	page   = id (8 bytes), flags (2), count (2), overflow (4), content
//	meta   = magic (4), version (4), page size (4), flags (4), root page (8),
//	         sequence (8), freelist page (8), page count (8), transaction (8),
//	         FNV-1a checksum of all that (8); pages 0 and 1, the newer one counts
//	branch = count × (position (4), key size (4), page (8)), keys
//	leaf   = count × (flags (4), position (4), key size (4), value size (4)),
//	         keys and values; flag 1 marks a bucket, whose value begins with
//	         its root page (8) and sequence (8); root page 0 means that the
//	         one page of the bucket follows right there
//
// Positions count from the element that holds them; numbers have the byte
// order of the machine. The layout is that of bolt 1.3.1 (page.go, db.go,
// bucket.go) and has been the same since its first release.

const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2

	pageHeaderLen = 16
	elementLen    = 16
	metaLen       = 64 // with the checksum
	bucketHeadLen = 16

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10
	flagBucket   = 0x01
)

// boltFile is a bolt database read with plain reads.
type boltFile struct {
	file     io.ReaderAt
	size     int64
	pageSize int64
	root     uint64
	freelist uint64
	pages    uint64 // pages in use; all numbers of pages are smaller

	// lone is set when one header page is damaged and may have been the newer
	// one, so that what it led to is lost.
	lone bool

	transaction uint64    // that wrote the newest header page
	older       *boltMeta // the other header page, if it is sound
}

// inspect reads the beginning of a file: ErrNotProject when it is no bolt
// database, ErrDamaged when it is one that has lost something.
func inspect(file io.ReaderAt, size int64) (*boltFile, error) {
	f := &boltFile{file: file, size: size, pageSize: int64(os.Getpagesize())}
	first, magic0, err0 := f.meta(0)
	if err0 == nil {
		f.pageSize = int64(first.pageSize)
	}
	second, magic1, err1 := f.meta(f.pageSize)
	newest, older := first, &second
	switch {
	case !magic0 && !magic1:
		return nil, model.ErrNotProject
	case err0 != nil && err1 != nil:
		return nil, model.Damaged("its beginning cannot be read (%v)", err0)
	case err0 != nil:
		newest, older = second, nil
		f.lone = f.mayBeNewer(0, second.transaction)
	case err1 != nil:
		older = nil
		f.lone = f.mayBeNewer(f.pageSize, first.transaction)
	case second.transaction > first.transaction:
		newest, older = second, &first
	}
	f.root, f.freelist, f.pages = newest.root, newest.freelist, newest.pages
	f.transaction, f.older = newest.transaction, older
	if int64(newest.pageSize) != f.pageSize || f.pages < 4 || f.pages > uint64(size)/uint64(f.pageSize) {
		return nil, model.Damaged("%d bytes are left of %d pages of %d bytes", size, f.pages, newest.pageSize)
	}
	return f, nil
}

// inspectAt calls use with the file at path, which is closed when use returns.
func inspectAt(path string, use func(*boltFile) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f, err := inspect(file, info.Size())
	if err != nil {
		return err
	}
	return use(f)
}

type boltMeta struct {
	pageSize                           uint32
	root, freelist, pages, transaction uint64
}

// meta reads the meta page at an offset, and tells whether bolt's magic number
// is in its place.
func (f *boltFile) meta(offset int64) (m boltMeta, magic bool, err error) {
	var b [metaLen]byte
	n, err := f.file.ReadAt(b[:], offset+pageHeaderLen)
	order := binary.NativeEndian
	magic = n >= 4 && order.Uint32(b[:]) == boltMagic
	if n < metaLen {
		return m, magic, errors.Join(err, io.ErrUnexpectedEOF)
	}
	sum := fnv.New64a()
	sum.Write(b[:metaLen-8])
	m = boltMeta{
		pageSize: order.Uint32(b[8:]), root: order.Uint64(b[16:]), freelist: order.Uint64(b[32:]),
		pages: order.Uint64(b[40:]), transaction: order.Uint64(b[48:]),
	}
	switch {
	case !magic:
		return m, magic, errors.New("no magic number")
	case order.Uint32(b[4:]) != boltVersion:
		return m, magic, fmt.Errorf("version %d of bolt", order.Uint32(b[4:]))
	case order.Uint64(b[56:]) != sum.Sum64():
		return m, magic, errors.New("the checksum does not match")
	case m.pageSize < 512 || m.pageSize > 1<<20 || m.pageSize&(m.pageSize-1) != 0:
		return m, magic, fmt.Errorf("pages of %d bytes", m.pageSize)
	}
	return m, magic, nil
}

// mayBeNewer reports whether the damaged header page at an offset may have
// been written after transaction, that of the other one. It is the older one
// when it names one of the two transactions before (the one before the last
// where bolt has copied the file), unless just that is what was damaged in the
// newer one.
func (f *boltFile) mayBeNewer(offset int64, transaction uint64) bool {
	var b [metaLen]byte
	if n, _ := f.file.ReadAt(b[:], offset+pageHeaderLen); n < metaLen {
		return true
	}
	order := binary.NativeEndian
	if says := order.Uint64(b[48:]); says >= transaction || says+2 < transaction {
		return true
	}
	order.PutUint64(b[48:], transaction+1)
	sum := fnv.New64a()
	sum.Write(b[:metaLen-8])
	return order.Uint64(b[56:]) == sum.Sum64()
}

// page is the header of a page and as much of it as was asked for.
type page struct {
	number uint64
	flags  uint16
	count  int
	size   int64 // of all of it, in bytes, with the pages it overflows into
	data   []byte

	pageSize int64 // of the file, in bytes
	inline   bool  // it is not a page of the file but lies in an entry of one
}

// read fetches the elements of a page, without all of what they point to.
func (f *boltFile) read(number uint64) (page, error) {
	var buffer []byte
	return f.fetch(number, &buffer, elementsSize)
}

// elementsSize is how many bytes the header and the elements of a page take.
func elementsSize(p page) int64 { return int64(pageHeaderLen + elementLen*p.count) }

// whole fetches all of a page, with the pages it overflows into.
func (f *boltFile) whole(number uint64) (page, error) {
	var buffer []byte
	return f.fetch(number, &buffer, func(p page) int64 { return p.size })
}

// fetch reads as many bytes of a page as size asks for, but at least those of
// one page of the file, into a buffer that it makes larger where it must.
func (f *boltFile) fetch(number uint64, buffer *[]byte, size func(page) int64) (page, error) {
	if number < 2 || number >= f.pages {
		return page{}, model.Damaged("page %d does not exist", number)
	}
	if int64(cap(*buffer)) < f.pageSize {
		*buffer = make([]byte, f.pageSize)
	}
	data, at := (*buffer)[:f.pageSize], int64(number)*f.pageSize
	if _, err := f.file.ReadAt(data, at); err != nil {
		return page{}, unreadable(number, err)
	}
	p, err := f.header(number, data)
	if err != nil {
		return page{}, err
	}
	if need := size(p); need > f.pageSize {
		if int64(cap(*buffer)) < need {
			*buffer = append(make([]byte, 0, need), data...)
		}
		data = (*buffer)[:need]
		if _, err := f.file.ReadAt(data[f.pageSize:], at+f.pageSize); err != nil {
			return page{}, unreadable(number, err)
		}
	}
	p.data = data
	return p, nil
}

// head fetches the header of a page.
func (f *boltFile) head(number uint64) (page, error) {
	if number < 2 || number >= f.pages {
		return page{}, model.Damaged("page %d does not exist", number)
	}
	var b [pageHeaderLen]byte
	if _, err := f.file.ReadAt(b[:], int64(number)*f.pageSize); err != nil {
		return page{}, unreadable(number, err)
	}
	return f.header(number, b[:])
}

// unreadable says that a page cannot be read. The rest of the file may be.
func unreadable(number uint64, err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("%w: page %d cannot be read: %w", model.ErrDamaged, number, err)
}

// header takes the header of a page apart.
func (f *boltFile) header(number uint64, b []byte) (page, error) {
	order := binary.NativeEndian
	p := page{number: number, flags: order.Uint16(b[8:]), count: int(order.Uint16(b[10:])), pageSize: f.pageSize}
	overflow := uint64(order.Uint32(b[12:]))
	if order.Uint64(b) != number || number+overflow >= f.pages {
		return page{}, model.Damaged("page %d says that it is page %d and %d more", number, order.Uint64(b), overflow)
	}
	p.size = int64(overflow+1) * f.pageSize
	if int64(pageHeaderLen+elementLen*p.count) > p.size {
		return page{}, model.Damaged("page %d has no room for its %d entries", number, p.count)
	}
	return p, nil
}

// freePages is the list of unused pages.
type freePages struct {
	ids   []uint64
	pages uint64 // that the list itself takes
}

// freePages reads the list of unused pages.
func (f *boltFile) freePages() (freePages, error) {
	var free freePages
	if f.freelist < 2 || f.freelist >= f.pages {
		return free, model.Damaged("the list of unused pages is on page %d", f.freelist)
	}
	at := int64(f.freelist) * f.pageSize
	var head [pageHeaderLen + 8]byte
	if _, err := f.file.ReadAt(head[:], at); err != nil {
		return free, fmt.Errorf("read the list of unused pages: %w", err)
	}
	order := binary.NativeEndian
	count, skip := uint64(order.Uint16(head[10:])), uint64(0)
	if count == 0xFFFF {
		count, skip = order.Uint64(head[pageHeaderLen:]), 8
	}
	overflow := uint64(order.Uint32(head[12:]))
	room := (overflow+1)*uint64(f.pageSize) - pageHeaderLen - skip
	// bolt frees these pages with the next change, by the number on them.
	if order.Uint64(head[:]) != f.freelist || order.Uint16(head[8:]) != flagFreelist || f.freelist+overflow >= f.pages || count > room/8 {
		return free, model.Damaged("the list of unused pages cannot be read")
	}
	data := make([]byte, count*8)
	if _, err := f.file.ReadAt(data, at+pageHeaderLen+int64(skip)); err != nil {
		return free, fmt.Errorf("read the list of unused pages: %w", err)
	}
	free.pages = overflow + 1
	free.ids = make([]uint64, count)
	for i := range free.ids {
		id := order.Uint64(data[8*i:])
		if id < 2 || id >= f.pages || i > 0 && id <= free.ids[i-1] {
			return free, model.Damaged("the list of unused pages names page %d", id)
		}
		free.ids[i] = id
	}
	return free, nil
}
