package boltfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"assay.app/assay/model"
)

//  Inspecting a file before trusting it
//
// bolt maps the file into memory and follows its pages. A page that points outside
// the file, or to itself, can cause a crash that Go code cannot catch. bolt also
// creates a missing file and fills an empty one. So a file is inspected here first,
// with plain reads. The parts of a file:
//
//	page   = id (8 bytes), flags (2), count (2), overflow (4), content
//	meta   = magic (4), version (4), page size (4), flags (4), root page (8),
//	         sequence (8), freelist page (8), page count (8), transaction (8),
//	         FNV-1a checksum of all that (8); pages 0 and 1, the newer valid one
//	         is used
//	branch = count × (position (4), key size (4), page (8)), keys
//	leaf   = count × (flags (4), position (4), key size (4), value size (4)),
//	         keys and values; flag 1 marks a bucket, whose value begins with
//	         its root page (8) and sequence (8); root page 0 means that the
//	         one page of the bucket follows right there
//
// Positions count from the element that holds them; numbers have the byte order of
// the machine. The layout is that of bolt 1.3.1 (page.go, db.go, bucket.go).

// Sizes, in bytes, and flags of bolt's file format.
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2

	PageHeaderLen = 16
	ElementLen    = 16
	metaLen       = 64 // including the checksum
	BucketHeadLen = 16

	FlagBranch   = 0x01
	FlagLeaf     = 0x02
	FlagFreelist = 0x10
	FlagBucket   = 0x01
)

// File is a bolt database that is read without bolt.
type File struct {
	Reader   io.ReaderAt
	Size     int64
	PageSize int64
	Root     uint64
	Freelist uint64
	Pages    uint64 // number of pages, including unused ones; all page numbers are smaller

	// Lone is set if one header page is damaged and may have been the newer one.
	// The pages that only it led to are lost then.
	Lone bool

	transaction uint64  // of the header page in use
	older       *Header // the other header page, if it is sound
}

// Inspect reads the header pages of a file. It returns ErrNotProject if neither has
// bolt's magic number, and ErrDamaged if both are damaged or the one in use does
// not match the size of the file.
func Inspect(file io.ReaderAt, size int64) (*File, error) {
	f := &File{Reader: file, Size: size, PageSize: int64(os.Getpagesize())}
	first, magic0, err0 := f.Header(0)
	if err0 == nil {
		f.PageSize = int64(first.PageSize)
	}
	second, magic1, err1 := f.Header(f.PageSize)
	newest, older := first, &second
	switch {
	case !magic0 && !magic1:
		return nil, model.ErrNotProject
	case err0 != nil && err1 != nil:
		return nil, model.Damaged("its beginning cannot be read (%v)", err0)
	case err0 != nil:
		newest, older = second, nil
		f.Lone = f.mayBeNewer(0, second.Transaction)
	case err1 != nil:
		older = nil
		f.Lone = f.mayBeNewer(f.PageSize, first.Transaction)
	case second.Transaction > first.Transaction:
		newest, older = second, &first
	}
	f.Root, f.Freelist, f.Pages = newest.Root, newest.Freelist, newest.pages
	f.transaction, f.older = newest.Transaction, older
	if int64(newest.PageSize) != f.PageSize || f.Pages < 4 || f.Pages > uint64(size)/uint64(f.PageSize) {
		return nil, model.Damaged("%d bytes are left of %d pages of %d bytes", size, f.Pages, newest.PageSize)
	}
	return f, nil
}

// With opens and inspects the file at path, calls use with it, and closes it when
// use returns.
func With(path string, use func(*File) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f, err := Inspect(file, info.Size())
	if err != nil {
		return err
	}
	return use(f)
}

// Header is a header page of the file, which bolt calls a meta page.
type Header struct {
	PageSize                           uint32
	Root, Freelist, pages, Transaction uint64
}

// Header reads and checks the header page at an offset in bytes. magic reports
// whether the page has bolt's magic number.
func (f *File) Header(offset int64) (m Header, magic bool, err error) {
	var b [metaLen]byte
	n, err := f.Reader.ReadAt(b[:], offset+PageHeaderLen)
	order := binary.NativeEndian
	magic = n >= 4 && order.Uint32(b[:]) == boltMagic
	if n < metaLen {
		return m, magic, errors.Join(err, io.ErrUnexpectedEOF)
	}
	sum := fnv.New64a()
	sum.Write(b[:metaLen-8])
	m = Header{
		PageSize: order.Uint32(b[8:]), Root: order.Uint64(b[16:]), Freelist: order.Uint64(b[32:]),
		pages: order.Uint64(b[40:]), Transaction: order.Uint64(b[48:]),
	}
	switch {
	case !magic:
		return m, magic, errors.New("no magic number")
	case order.Uint32(b[4:]) != boltVersion:
		return m, magic, fmt.Errorf("version %d of bolt", order.Uint32(b[4:]))
	case order.Uint64(b[56:]) != sum.Sum64():
		return m, magic, errors.New("the checksum does not match")
	case m.PageSize < 512 || m.PageSize > 1<<20 || m.PageSize&(m.PageSize-1) != 0:
		return m, magic, fmt.Errorf("pages of %d bytes", m.PageSize)
	}
	return m, magic, nil
}

// mayBeNewer reports whether the damaged header page at an offset, in bytes, may be
// newer than the other one, which was written by transaction. It returns false if
// the page names transaction-1 or transaction-2, unless its checksum matches with
// transaction+1 in place of that number: then only the number is damaged.
func (f *File) mayBeNewer(offset int64, transaction uint64) bool {
	var b [metaLen]byte
	if n, _ := f.Reader.ReadAt(b[:], offset+PageHeaderLen); n < metaLen {
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

// Page is the header of a page and the requested part of its content.
type Page struct {
	Number uint64
	Flags  uint16
	Count  int
	Size   int64 // of the whole page in bytes, including overflow pages
	Data   []byte

	pageSize int64 // of the file, in bytes
	inline   bool  // it is stored in an entry of the directory
}

// Read reads the header and the elements of a page. The page it returns may lack
// keys and values.
func (f *File) Read(number uint64) (Page, error) {
	var buffer []byte
	return f.Fetch(number, &buffer, ElementsSize)
}

// ElementsSize returns the size in bytes of the header and the elements of a page.
func ElementsSize(p Page) int64 { return int64(PageHeaderLen + ElementLen*p.Count) }

// Whole reads all of a page, including its overflow pages.
func (f *File) Whole(number uint64) (Page, error) {
	var buffer []byte
	return f.Fetch(number, &buffer, func(p Page) int64 { return p.Size })
}

// Fetch reads a page into a buffer, which it enlarges if necessary. It reads at
// least as many bytes as size returns for the page's header.
func (f *File) Fetch(number uint64, buffer *[]byte, size func(Page) int64) (Page, error) {
	if number < 2 || number >= f.Pages {
		return Page{}, model.Damaged("page %d does not exist", number)
	}
	if int64(cap(*buffer)) < f.PageSize {
		*buffer = make([]byte, f.PageSize)
	}
	data, at := (*buffer)[:f.PageSize], int64(number)*f.PageSize
	if _, err := f.Reader.ReadAt(data, at); err != nil {
		return Page{}, unreadable(number, err)
	}
	p, err := f.PageHeader(number, data)
	if err != nil {
		return Page{}, err
	}
	if need := size(p); need > f.PageSize {
		if int64(cap(*buffer)) < need {
			*buffer = append(make([]byte, 0, need), data...)
		}
		data = (*buffer)[:need]
		if _, err := f.Reader.ReadAt(data[f.PageSize:], at+f.PageSize); err != nil {
			return Page{}, unreadable(number, err)
		}
	}
	p.Data = data
	return p, nil
}

func (f *File) head(number uint64) (Page, error) {
	if number < 2 || number >= f.Pages {
		return Page{}, model.Damaged("page %d does not exist", number)
	}
	var b [PageHeaderLen]byte
	if _, err := f.Reader.ReadAt(b[:], int64(number)*f.PageSize); err != nil {
		return Page{}, unreadable(number, err)
	}
	return f.PageHeader(number, b[:])
}

// unreadable returns the error for a page that cannot be read. It wraps ErrDamaged,
// because the rest of the file may be readable.
func unreadable(number uint64, err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("%w: page %d cannot be read: %w", model.ErrDamaged, number, err)
}

// PageHeader parses and checks the header of a page.
func (f *File) PageHeader(number uint64, b []byte) (Page, error) {
	order := binary.NativeEndian
	p := Page{Number: number, Flags: order.Uint16(b[8:]), Count: int(order.Uint16(b[10:])), pageSize: f.PageSize}
	overflow := uint64(order.Uint32(b[12:]))
	if order.Uint64(b) != number || number+overflow >= f.Pages {
		return Page{}, model.Damaged("page %d says that it is page %d and %d more", number, order.Uint64(b), overflow)
	}
	p.Size = int64(overflow+1) * f.PageSize
	if int64(PageHeaderLen+ElementLen*p.Count) > p.Size {
		return Page{}, model.Damaged("page %d has no room for its %d entries", number, p.Count)
	}
	return p, nil
}

// FreePages is the list of unused pages.
type FreePages struct {
	Ids   []uint64
	pages uint64 // number of pages that the list itself takes
}

// FreePages reads and checks the list of unused pages.
func (f *File) FreePages() (FreePages, error) {
	var free FreePages
	if f.Freelist < 2 || f.Freelist >= f.Pages {
		return free, model.Damaged("the list of unused pages is on page %d", f.Freelist)
	}
	at := int64(f.Freelist) * f.PageSize
	var head [PageHeaderLen + 8]byte
	if _, err := f.Reader.ReadAt(head[:], at); err != nil {
		return free, fmt.Errorf("read the list of unused pages: %w", err)
	}
	order := binary.NativeEndian
	count, skip := uint64(order.Uint16(head[10:])), uint64(0)
	if count == 0xFFFF {
		count, skip = order.Uint64(head[PageHeaderLen:]), 8
	}
	overflow := uint64(order.Uint32(head[12:]))
	room := (overflow+1)*uint64(f.PageSize) - PageHeaderLen - skip
	// A damaged list is refused because bolt frees the pages of the list itself
	// with the next change, and trusts the numbers in it.
	if order.Uint64(head[:]) != f.Freelist || order.Uint16(head[8:]) != FlagFreelist || f.Freelist+overflow >= f.Pages || count > room/8 {
		return free, model.Damaged("the list of unused pages cannot be read")
	}
	data := make([]byte, count*8)
	if _, err := f.Reader.ReadAt(data, at+PageHeaderLen+int64(skip)); err != nil {
		return free, fmt.Errorf("read the list of unused pages: %w", err)
	}
	free.pages = overflow + 1
	free.Ids = make([]uint64, count)
	for i := range free.Ids {
		id := order.Uint64(data[8*i:])
		if id < 2 || id >= f.Pages || i > 0 && id <= free.Ids[i-1] {
			return free, model.Damaged("the list of unused pages names page %d", id)
		}
		free.Ids[i] = id
	}
	return free, nil
}
