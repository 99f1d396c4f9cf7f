package archive_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/archive"
)

type entry struct{ name, content string }

func inZIP(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = io.WriteString(w, e.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func inTar(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.content)), Typeflag: tar.TypeReg}
		if target, ok := strings.CutPrefix(e.content, "-> "); ok {
			h.Typeflag, h.Linkname, h.Size, e.content = tar.TypeSymlink, target, 0, ""
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, e.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// packed compresses raw with the writer that open returns.
func packed[W io.WriteCloser](t testing.TB, raw []byte, open func(io.Writer) (W, error)) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := open(&b)
	if err == nil {
		_, err = w.Write(raw)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(w io.Writer) (*gzip.Writer, error)     { return gzip.NewWriter(w), nil }
func zstandard(w io.Writer) (*zstd.Encoder, error) { return zstd.NewWriter(w) }

// each lists the files in an archive as "path=content", or as "path=!error" if a
// file cannot be read.
func each(raw []byte, limits archive.Limits) (got []string, err error) {
	err = archive.Each(context.Background(), "A", bytes.NewReader(raw), int64(len(raw)), limits, func(f archive.File) error {
		content := string(f.Data)
		if f.Err != nil {
			content = "!" + f.Err.Error()
		}
		got = append(got, f.Path+"="+content)
		return nil
	})
	return got, err
}

const page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\n<p>Hi</p"

func record(kind, media, body string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, media, len(body), body)
}

func TestEachGivesTheFilesOfEveryKindOfArchive(t *testing.T) {
	a, b := entry{"a.txt", "one"}, entry{"in/b.txt", "two"}
	tarred := inTar(t, a, b)
	warc := []byte(record("warcinfo", "application/warc-fields", "software: x") + record("response", "application/http; msgtype=response", page) + record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"))
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"zip":               {inZIP(t, a, b), "A/a.txt=one A/in/b.txt=two"},
		"an empty zip":      {inZIP(t), ""},
		"tar":               {tarred, "A/a.txt=one A/in/b.txt=two"},
		"tar.gz":            {packed(t, tarred, zipped), "A/a.txt=one A/in/b.txt=two"},
		"tar.xz":            {packed(t, tarred, xz.NewWriter), "A/a.txt=one A/in/b.txt=two"},
		"tar.zst":           {packed(t, tarred, zstandard), "A/a.txt=one A/in/b.txt=two"},
		"a text in gzip":    {packed(t, []byte("one"), zipped), "A/A=one"},
		"a zip in a tar.gz": {packed(t, inTar(t, entry{"z.zip", string(inZIP(t, a))}), zipped), "A/z.zip/a.txt=one"},
		"hidden files":      {inZIP(t, a, entry{".b", "x"}, entry{"__MACOSX/a.txt", "x"}), "A/a.txt=one"},
		"a link within":     {inTar(t, a, entry{"l.txt", "-> a.txt"}), "A/a.txt=one"},
		"warc":              {warc, "A#2=<p>Hi</p"},
		"warc.gz":           {packed(t, warc, zipped), "A#2=<p>Hi</p"},
	} {
		got, err := each(c.raw, archive.Limits{})
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

func TestEachRefusesWhatWouldDoHarm(t *testing.T) {
	a := entry{"a.txt", "one"}
	zeros := strings.Repeat("\x00", 1<<20)
	deep := inZIP(t, a)
	for range 4 {
		deep = inZIP(t, entry{"z.zip", string(deep)})
	}
	locked := inZIP(t, a)
	binary.LittleEndian.PutUint16(locked[6:], 9)
	binary.LittleEndian.PutUint16(locked[bytes.Index(locked, []byte("PK\x01\x02"))+8:], 9)
	small := archive.Limits{Slack: 1 << 10, Ratio: 10, Total: 4 << 20, File: 2 << 20, Files: 3}
	for name, c := range map[string]struct {
		raw  []byte
		want error
		says string
	}{
		"a bomb":                 {inZIP(t, entry{"a", zeros}), archive.ErrHarmful, "times its size"},
		"a bomb in gzip":         {packed(t, []byte(zeros), zipped), archive.ErrHarmful, "times its size"},
		"a bomb in xz":           {packed(t, []byte(zeros), xz.NewWriter), archive.ErrHarmful, "times its size"},
		"a bomb in zstd":         {packed(t, []byte(zeros), zstandard), archive.ErrHarmful, "times its size"},
		"too many files":         {inZIP(t, a, a, a, a), archive.ErrHarmful, "4 files"},
		"too many in tar":        {inTar(t, a, a, a, a), archive.ErrHarmful, "more than 3 files"},
		"archives too deep":      {deep, archive.ErrHarmful, "nested"},
		"a name that leads out":  {inZIP(t, a, entry{"../b.txt", "x"}), archive.ErrHarmful, "outside the archive"},
		"by a back stroke":       {inZIP(t, a, entry{`in\..\..\b.txt`, "x"}), archive.ErrHarmful, "outside the archive"},
		"from the root":          {inTar(t, a, entry{"/etc/b.txt", "x"}), archive.ErrHarmful, "outside the archive"},
		"a drive":                {inZIP(t, entry{"C:b.txt", "x"}), archive.ErrHarmful, "outside the archive"},
		"a link that leads out":  {inTar(t, a, entry{"in/l", "-> ../../b"}), archive.ErrHarmful, "link"},
		"a link from the root":   {inTar(t, a, entry{"l", "-> /etc/b"}), archive.ErrHarmful, "link"},
		"a password":             {locked, model.ErrEncrypted, "password"},
		"a zip that breaks off":  {inZIP(t, a)[:40], model.ErrDamaged, "is cut off"},
		"a gzip that breaks off": {packed(t, inTar(t, a), zipped)[:60], model.ErrDamaged, "is cut off"},
		"a warc without length":  {[]byte("WARC/1.0\r\nWARC-Type: response\r\n\r\n"), model.ErrDamaged, "record 1"},
	} {
		limits := archive.Limits{}
		if strings.HasPrefix(name, "a bomb") || strings.HasPrefix(name, "too many") {
			limits = small
		}
		_, err := each(c.raw, limits)
		if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.says) {
			t.Errorf("%s: %v; want %v that says %q", name, err, c.want, c.says)
		}
		if again := archive.Check(context.Background(), bytes.NewReader(c.raw), int64(len(c.raw)), limits); fmt.Sprint(again) != fmt.Sprint(err) {
			t.Errorf("%s: Check says %v, Each %v", name, again, err)
		}
	}
}

// wanting changes a block of an xz file so that the block requires the largest
// possible window.
func wanting(raw []byte, block int) []byte {
	size := 4 * (int(raw[block]) + 1)
	at := block + bytes.Index(raw[block:block+size], []byte{0x21, 1}) + 2
	raw[at] = 40
	binary.LittleEndian.PutUint32(raw[block+size-4:], crc32.ChecksumIEEE(raw[block:block+size-4]))
	return raw
}

func TestAWindowOfXZIsBounded(t *testing.T) {
	inBlocks := func(w io.Writer) (*xz.Writer, error) { return xz.WriterConfig{BlockSize: 5000}.NewWriter(w) }
	noise := make([]byte, 50_000)
	random := rand.NewPCG(1, 2)
	for i := range noise {
		noise[i] = byte(random.Uint64())
	}
	one, many := packed(t, []byte("one"), xz.NewWriter), packed(t, noise, inBlocks)
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"several blocks":  {many, string(noise)},
		"several streams": {slices.Concat(one, many, make([]byte, 8), one), "one" + string(noise) + "one"},
	} {
		if got, err := each(c.raw, archive.Limits{}); err != nil || len(got) != 1 || got[0] != "A/A="+c.want {
			t.Errorf("%s: %d files, %v", name, len(got), err)
		}
	}
	harmful := map[string][]byte{
		"the first block":    wanting(slices.Clone(one), 12),
		"of a second stream": slices.Concat(many, make([]byte, 4), wanting(slices.Clone(one), 12)),
	}
	header := many[12 : 12+4*(int(many[12])+1)]
	second := 13 + bytes.Index(many[13:], header)
	harmful["the second block"] = wanting(slices.Clone(many), second)
	for name, raw := range harmful {
		if _, err := each(raw, archive.Limits{}); !errors.Is(err, archive.ErrHarmful) || !strings.Contains(err.Error(), "64 MiB") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestALinkInAZIPIsCheckedToo(t *testing.T) {
	for target, harmful := range map[string]bool{"a.txt": false, "../a.txt": true, "/etc/a": true} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		h := &zip.FileHeader{Name: "l.txt"}
		h.SetMode(0o777 | fs.ModeSymlink)
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(w, target)
		}
		if err = errors.Join(err, z.Close()); err != nil {
			t.Fatal(err)
		}
		if got, err := each(b.Bytes(), archive.Limits{}); errors.Is(err, archive.ErrHarmful) != harmful || len(got) != 0 {
			t.Errorf("a link to %s: %q, %v", target, got, err)
		}
	}
}

func TestAFileThatIsTooLargeIsNamedAndTheOthersAreGiven(t *testing.T) {
	raw := inTar(t, entry{"big.txt", strings.Repeat("long ", 100)}, entry{"a.txt", "one"})
	got, err := each(raw, archive.Limits{File: 100})
	if err != nil || len(got) != 2 || !strings.HasPrefix(got[0], "A/big.txt=!the file is too large") || got[1] != "A/a.txt=one" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestEachStopsWhenItIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	raw := inZIP(t, entry{"a.txt", "one"}, entry{"b.txt", "two"})
	n := 0
	err := archive.Each(ctx, "A", bytes.NewReader(raw), int64(len(raw)), archive.Limits{}, func(archive.File) error {
		n++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("%d files, %v", n, err)
	}
}

func TestDocumentsAreNoArchives(t *testing.T) {
	for name, raw := range map[string][]byte{
		"docx": inZIP(t, entry{"[Content_Types].xml", "<x/>"}, entry{"word/document.xml", "<x/>"}),
		"odt":  []byte("PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x27\x00\x00\x00\x27\x00\x00\x00\x08\x00\x00\x00mimetypeapplication/vnd.oasis.opendocument.text"),
		"text": []byte("PK and others"),
	} {
		if archive.Is(raw) {
			t.Errorf("%s is taken for an archive", name)
		}
	}
}

func TestAnArchiveOfDocumentsIsOne(t *testing.T) {
	docx := inZIP(t, entry{"[Content_Types].xml", "<x/>"}, entry{"word/document.xml", "<x/>"})
	for name, write := range map[string]func(w *zip.Writer) (io.Writer, error){
		"size in front": func(w *zip.Writer) (io.Writer, error) {
			return w.CreateRaw(&zip.FileHeader{Name: "a.docx", CRC32: crc32.ChecksumIEEE(docx), CompressedSize64: uint64(len(docx)), UncompressedSize64: uint64(len(docx))})
		},
		"size behind": func(w *zip.Writer) (io.Writer, error) {
			return w.CreateHeader(&zip.FileHeader{Name: "a.docx", Method: zip.Store})
		},
	} {
		var raw bytes.Buffer
		z := zip.NewWriter(&raw)
		w, err := write(z)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(docx); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if !archive.Is(raw.Bytes()) || archive.IsDocument(raw.Bytes()) {
			t.Errorf("%s: taken for a document", name)
		}
	}
}

func FuzzEach(f *testing.F) {
	a := entry{"a.txt", "one"}
	tarred := inTar(f, a, entry{"l", "-> a.txt"})
	f.Add(inZIP(f, a, entry{"z.zip", string(inZIP(f, a))}))
	f.Add(tarred)
	f.Add(packed(f, tarred, zipped))
	f.Add(packed(f, tarred, xz.NewWriter))
	f.Add(packed(f, tarred, zstandard))
	f.Add([]byte(record("response", "application/http", page) + record("resource", "text/plain", "Hi")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		limits := archive.Limits{File: 1 << 16, Total: 1 << 20, Slack: 1 << 16, Files: 100}
		total := 0
		err := archive.Each(context.Background(), "A", bytes.NewReader(raw), int64(len(raw)), limits, func(f archive.File) error {
			total += len(f.Data)
			if int64(len(f.Data)) > limits.File {
				t.Errorf("%s has %d bytes", f.Path, len(f.Data))
			}
			return nil
		})
		if int64(total) > limits.Total {
			t.Errorf("%d bytes came out", total)
		}
		for _, named := range []error{nil, archive.ErrHarmful, model.ErrDamaged, model.ErrBinary, model.ErrEncrypted, model.ErrTooLarge} {
			if errors.Is(err, named) {
				return
			}
		}
		t.Errorf("an error without a name: %v", err)
	})
}
