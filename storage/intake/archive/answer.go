package archive

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"

	"assay.app/assay/model"
)

// An HTTP response in a WARC file is a status line, header fields, an empty line,
// and the body, which ends with the record. Package net/http is not used, because
// it rejects some responses that crawlers store, such as those with the version
// "HTTP/2" or with a field that has no colon.

// answerHead reads the status line and the fields of a response, and stops before
// the body. It returns status 0 if the record is empty.
func answerHead(in *bufio.Reader) (status int, fields textproto.MIMEHeader, err error) {
	front := &headerBytes{in: in}
	head, err := io.ReadAll(front)
	if err != nil || len(head) == 0 {
		return 0, nil, err
	}
	first, rest, _ := strings.Cut(string(head), "\n")
	words := strings.Fields(first)
	if !front.ended || len(words) < 2 || !strings.HasPrefix(words[0], "HTTP/") {
		return 0, nil, fmt.Errorf("%w: the server's answer has no readable header", model.ErrDamaged)
	}
	if status, err = strconv.Atoi(words[1]); err != nil {
		return 0, nil, fmt.Errorf("%w: the server's answer has no status", model.ErrDamaged)
	}
	fields = textproto.MIMEHeader{}
	for line := range strings.SplitSeq(rest, "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok {
			fields.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
	return status, fields, nil
}

// frontOfBody is the number of bytes at the beginning of a body that are examined
// to see whether it is compressed.
const frontOfBody = 512

// answerBody decodes a body: first chunked transfer coding, then the content
// encodings, last one first. It ignores the content encodings if the body looks
// like text, because the crawler has then already decompressed it. Call done after
// reading the body.
func (w *walker) answerBody(fields textproto.MIMEHeader, in *bufio.Reader) (body io.Reader, done func(), err error) {
	var closers []io.Closer
	done = func() {
		for _, c := range closers {
			_ = c.Close() // releases memory; there is no error to report
		}
	}
	if strings.Contains(strings.ToLower(fields.Get("Transfer-Encoding")), "chunked") && beginsChunk(in) {
		in = bufio.NewReader(httputil.NewChunkedReader(in))
	}
	encodings := strings.Split(strings.ToLower(strings.Join(fields.Values("Content-Encoding"), ",")), ",")
	for i := len(encodings) - 1; i >= 0; i-- {
		encoding := strings.TrimSpace(encodings[i])
		if front, _ := in.Peek(frontOfBody); encoding == "" || encoding == "identity" || isText(front) {
			continue
		}
		plain, err := unpack(encoding, in, w.meter.limits)
		if err != nil {
			return in, done, err
		}
		closers = append(closers, plain)
		in = bufio.NewReader(metered{plain, w.meter})
	}
	return in, done, nil
}

// unpack decodes one content encoding, named in lower case.
func unpack(encoding string, in *bufio.Reader, limits Limits) (io.ReadCloser, error) {
	switch encoding {
	case "gzip", "x-gzip":
		return decompress(gzipFile, in, limits)
	case "zstd":
		return decompress(zstdFile, in, limits)
	case "br":
		return io.NopCloser(brotli.NewReader(in)), nil
	case "deflate": // servers send it both with and without a zlib header
		if front, _ := in.Peek(2); len(front) == 2 && front[0]&0x0F == 8 && (int(front[0])<<8|int(front[1]))%31 == 0 {
			return zlib.NewReader(in)
		}
		return flate.NewReader(in), nil
	}
	return nil, fmt.Errorf("%w: the page is compressed with an unknown method (%s)", model.ErrBinary, encoding)
}

// beginsChunk reports whether in continues with a chunk size: a hexadecimal number,
// optional extensions, and a line ending.
func beginsChunk(in *bufio.Reader) bool {
	const longest = 64
	front, _ := in.Peek(longest)
	line, _, ok := bytes.Cut(front, []byte("\n"))
	size, _, _ := strings.Cut(string(line), ";")
	_, err := strconv.ParseUint(strings.TrimSpace(size), 16, 63)
	return ok && err == nil
}

// isText reports whether front looks like UTF-8 text. Compressed data hardly ever
// does.
func isText(front []byte) bool {
	for i := 0; i < len(front); {
		r, n := utf8.DecodeRune(front[i:])
		broken := r == utf8.RuneError && n == 1 && len(front)-i >= utf8.UTFMax
		if broken || r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' {
			return false
		}
		i += n
	}
	return true
}
