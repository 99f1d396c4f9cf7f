package paper

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"strconv"

	"assay.app/assay/storage/typeset"
)

// File is a PDF that is being written. The methods of a File and its parts return no errors: after
// the first failure nothing more is written, and Err and Close return it.
type File struct {
	w       io.Writer
	err     error
	written int64
	sum     hash.Hash // of all bytes, for the ID of the file
	info    Info

	objects []object // by number, from 1
	packed  bytes.Buffer
	packing []packing // the objects in packed
	zip     *zlib.Writer

	pages []*Page // only their numbers and feet after they are finished
	tree  int     // the object of the tree of pages
	// structure is the object of the root of the logical structure.
	structure int
	fonts     map[*typeset.Font]*font
	inOrder   []*font
	places    map[string]place
	marks     []Bookmark
	parents   []int // of the marks of each page, and of links: an array or an element
	root      *Element
}

// object is where an object is, in few bytes, because a long file has many objects. It is an
// offset of the file, or inStream with the number of a stream of objects and the index in it, or 0
// if the object is not written yet.
type object uint64

const inStream object = 1 << 63

func inside(stream, index int) object { return inStream | object(stream)<<8 | object(index) }

// packing is an object in the stream of objects that is being filled.
type packing struct{ id, at int }

// mostPacked is how many objects are in a stream of objects.
const mostPacked = 128

// New returns a file that is written to w.
func New(w io.Writer, info Info) *File {
	f := &File{
		w: w, info: info, sum: sha256.New(), objects: make([]object, 1),
		fonts: map[*typeset.Font]*font{}, places: map[string]place{},
	}
	f.zip, _ = zlib.NewWriterLevel(io.Discard, zlib.DefaultCompression) // the level is valid
	f.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	f.tree, f.structure = f.reserve(), f.reserve()
	f.root = f.element(nil, "Document")
	return f
}

// Err returns the first error.
func (f *File) Err() error { return f.err }

func (f *File) write(b []byte) {
	if f.err != nil {
		return
	}
	n, err := f.w.Write(b)
	f.written += int64(n)
	f.sum.Write(b[:n])
	if err != nil {
		f.err = fmt.Errorf("write a PDF: %w", err)
	}
}

// reserve returns the number of an object that is written later.
func (f *File) reserve() int {
	f.objects = append(f.objects, 0)
	return len(f.objects) - 1
}

// object writes an object, together with others.
func (f *File) object(id int, body string) {
	f.packing = append(f.packing, packing{id, f.packed.Len()})
	f.packed.WriteString(body)
	f.packed.WriteByte('\n')
	if len(f.packing) == mostPacked {
		f.flush()
	}
}

// flush writes the stream of objects.
func (f *File) flush() {
	if len(f.packing) == 0 {
		return
	}
	var all bytes.Buffer
	id := f.reserve()
	for i, p := range f.packing {
		fmt.Fprintf(&all, "%d %d ", p.id, p.at)
		f.objects[p.id] = inside(id, i)
	}
	first := all.Len()
	all.Write(f.packed.Bytes())
	f.stream(id, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(f.packing), first), all.Bytes())
	f.packed.Reset()
	f.packing = f.packing[:0]
}

// stream writes a stream, compressed.
func (f *File) stream(id int, keys string, data []byte) {
	var z bytes.Buffer
	f.zip.Reset(&z)
	_, _ = f.zip.Write(data) // a buffer returns no errors
	_ = f.zip.Close()
	f.raw(id, keys+"/Filter/FlateDecode", z.Bytes())
}

// raw writes a stream as it is.
func (f *File) raw(id int, keys string, data []byte) {
	f.objects[id] = object(f.written)
	f.write(fmt.Appendf(nil, "%d 0 obj\n<<%s/Length %d>>\nstream\n", id, keys, len(data)))
	f.write(data)
	f.write([]byte("\nendstream\nendobj\n"))
}

// Close writes what belongs to the whole file: fonts, feet of pages, places, bookmarks and tags.
// It returns the first error. It does not close the writer.
func (f *File) Close() error {
	for _, p := range f.pages {
		if !p.finished {
			p.Finish()
		}
	}
	for _, font := range f.inOrder {
		f.finishFont(font)
	}
	f.finishPages()
	catalog := f.finishCatalog()
	info := f.reserve()
	f.object(info, f.info.dictionary())
	f.flush()
	f.finishTable(catalog, info)
	return f.err
}

// finishPages writes the tree of pages.
func (f *File) finishPages() {
	const most = 64
	var nodes []int
	for from := 0; from < len(f.pages); from += most {
		group := f.pages[from:min(from+most, len(f.pages))]
		ids := make([]int, len(group))
		for i, p := range group {
			ids[i] = p.id
		}
		node := group[0].parent
		f.object(node, fmt.Sprintf("<</Type/Pages/Parent %s/Count %d/Kids%s>>", ref(f.tree), len(ids), refs(ids)))
		nodes = append(nodes, node)
	}
	f.object(f.tree, fmt.Sprintf("<</Type/Pages/Count %d/Kids%s>>", len(f.pages), refs(nodes)))
}

// finishCatalog writes the catalog with all that it refers to, and returns its number.
func (f *File) finishCatalog() int {
	meta := f.reserve()
	f.raw(meta, "/Type/Metadata/Subtype/XML", f.info.xmp())
	keys := "/Type/Catalog/Pages " + ref(f.tree) + "/Metadata " + ref(meta) + "/Lang" + textString(f.info.Language)
	keys += "/MarkInfo<</Marked true>>/StructTreeRoot " + ref(f.finishTags())
	if names := f.finishPlaces(); names > 0 {
		keys += "/Names<</Dests " + ref(names) + ">>"
	}
	if outline := f.finishBookmarks(); outline > 0 {
		keys += "/Outlines " + ref(outline) + "/PageMode/UseOutlines"
	}
	keys += "/ViewerPreferences<</DisplayDocTitle true"
	if f.info.Leftwards {
		keys += "/Direction/R2L"
	}
	catalog := f.reserve()
	f.object(catalog, "<<"+keys+">>>>")
	return catalog
}

// entry appends an entry of the table of objects: its type in 1 byte, a number in 6, another in 1.
func entry(data []byte, kind byte, a int64, b int) []byte {
	var wide [8]byte
	binary.BigEndian.PutUint64(wide[:], uint64(a))
	return append(append(append(data, kind), wide[2:]...), byte(b)) // b is less than mostPacked
}

// finishTable writes the table of objects as a stream, and the end of the file.
func (f *File) finishTable(catalog, info int) {
	table := f.reserve()
	at := f.written
	f.objects[table] = object(at)
	data := make([]byte, 0, 8*len(f.objects))
	for _, o := range f.objects {
		switch {
		case o&inStream > 0:
			data = entry(data, 2, int64(o&^inStream>>8), int(o&0xff))
		case o > 0:
			data = entry(data, 1, int64(o), 0)
		default: // the first object, and those that were reserved and never written
			data = entry(data, 0, 0, 0)
		}
	}
	digest := fmt.Sprintf("<%X>", f.sum.Sum(nil)[:16])
	f.stream(table, fmt.Sprintf("/Type/XRef/Size %d/W[1 6 1]/Root %s/Info %s/ID[%s%s]", len(f.objects), ref(catalog), ref(info), digest, digest), data)
	f.write([]byte("startxref\n" + strconv.FormatInt(at, 10) + "\n%%EOF\n"))
}
