package archive

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"assay.app/assay/model"
)

// A WARC file holds what a crawler stored. Each record is a version line, header
// fields as in an email, an empty line, a block of Content-Length bytes, and two line
// endings. Pages are in records of type "response", which hold an HTTP response
// (answer.go), and of type "resource", which hold plain files.

func (w *walker) warc(name string, r io.Reader) error {
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		header, size, err := warcRecord(in)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return broken(fmt.Errorf("record %d: %w", n, err))
		}
		if err := w.meter.file(); err != nil {
			return err
		}
		body := io.LimitReader(in, size)
		if err := w.page(name, n, header, body); err != nil {
			return err
		}
		if left, err := io.Copy(io.Discard, body); err != nil {
			return broken(fmt.Errorf("record %d, %d bytes on: %w", n, left, err))
		}
	}
}

// warcRecord reads the header of a record and returns it with the length of the
// record's block in bytes. It returns io.EOF at the end of the file.
func warcRecord(in *bufio.Reader) (h textproto.MIMEHeader, size int64, err error) {
	for {
		b, err := in.Peek(1)
		if err != nil {
			return nil, 0, err
		}
		if b[0] != '\r' && b[0] != '\n' {
			break
		}
		if _, err := in.Discard(1); err != nil {
			return nil, 0, err
		}
	}
	lines := textproto.NewReader(bufio.NewReaderSize(&headerBytes{in: in}, 16))
	version, err := lines.ReadLine()
	if err != nil || !strings.HasPrefix(version, "WARC/") {
		return nil, 0, errors.Join(errors.New("it is not a WARC record"), notEOF(err))
	}
	if h, err = lines.ReadMIMEHeader(); err != nil {
		return nil, 0, errors.Join(errors.New("its header is cut off"), notEOF(err))
	}
	size, err = strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 {
		return nil, 0, errors.New("it does not state its length")
	}
	return h, size, nil
}

func notEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// maxHeader is the maximum number of bytes of a header that are read.
const maxHeader = 64 << 10

// headerBytes reads up to and including the empty line that ends a header, and
// nothing after it. It reads at most maxHeader bytes.
type headerBytes struct {
	in    *bufio.Reader
	given int
	line  int // bytes since the last line ending, not counting carriage returns
	ended bool
}

func (h *headerBytes) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) && !h.ended && h.given < maxHeader {
		b, err := h.in.ReadByte()
		if err != nil {
			return n, err
		}
		p[n] = b
		n++
		h.given++
		switch b {
		case '\n':
			h.ended, h.line = h.line == 0, 0
		case '\r':
		default:
			h.line++
		}
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// page yields the page in a record, if it has one.
func (w *walker) page(name string, n int, h textproto.MIMEHeader, block io.Reader) error {
	kind, media := h.Get("WARC-Type"), h.Get("Content-Type")
	var body io.Reader
	var unknown error // set if the body cannot be decoded
	part := name + "#" + strconv.Itoa(n)
	switch {
	case kind == "resource":
		body = block
	case kind == "response" && strings.HasPrefix(media, "application/http"):
		in := bufio.NewReader(block)
		status, fields, err := answerHead(in)
		if err != nil {
			return w.yield(File{Path: part, Only: true, Err: broken(err)})
		}
		media = fields.Get("Content-Type")
		if status != http.StatusOK || !isPage(media) {
			return nil // redirects and error pages are not articles
		}
		var done func()
		body, done, unknown = w.answerBody(fields, in)
		defer done()
	default:
		return nil
	}
	if !isPage(media) {
		return nil
	}
	raw, err := whole(body, 0, w.meter.limits.File)
	err = cmp.Or(unknown, err)
	f := File{Path: part, Only: true, Data: raw}
	f.URL, f.Saved = strings.Trim(h.Get("WARC-Target-URI"), "<>"), h.Get("WARC-Date")
	switch {
	case errors.Is(err, ErrHarmful):
		return err
	case errors.Is(err, model.ErrTooLarge):
		f.Data, f.Err = nil, err
	case err != nil:
		f.Data, f.Err = nil, broken(err)
	}
	if f.Err == nil && len(bytes.TrimSpace(raw)) == 0 {
		return nil
	}
	return w.yield(f)
}

// isPage reports whether an article may have this media type. It returns true for
// an empty type.
func isPage(media string) bool {
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	switch strings.TrimSpace(media) {
	case "", "text/html", "text/plain", "application/xhtml+xml", "text/markdown", "application/pdf":
		return true
	}
	return false
}
