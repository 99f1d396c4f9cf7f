package archive_test

import (
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"assay.app/assay/storage/intake/archive"
)

// answer returns a WARC file with one HTTP response.
func answer(head, body string) []byte {
	return []byte(record("response", "application/http; msgtype=response", head+"\r\nContent-Type: text/html\r\n\r\n"+body))
}

func TestPagesInWARCsAreUnpackedAsTheServerPackedThem(t *testing.T) {
	const text = "<p>The gate failed, they said.</p>"
	brotlied := func(w io.Writer) (*brotli.Writer, error) { return brotli.NewWriter(w), nil }
	zlibbed := func(w io.Writer) (*zlib.Writer, error) { return zlib.NewWriter(w), nil }
	deflated := func(w io.Writer) (*flate.Writer, error) { return flate.NewWriter(w, 9) }
	in := map[string]string{
		"gzip": string(packed(t, []byte(text), zipped)), "br": string(packed(t, []byte(text), brotlied)), "zstd": string(packed(t, []byte(text), zstandard)),
		"zlib": string(packed(t, []byte(text), zlibbed)), "deflate": string(packed(t, []byte(text), deflated)),
	}
	chunked := func(s string) string {
		return fmt.Sprintf("%x;a=b\r\n%s\r\n4\r\n%s\r\n0\r\n\r\n", len(s)-4, s[:len(s)-4], s[len(s)-4:])
	}
	const ok = "HTTP/1.1 200 OK\r\n"
	for name, raw := range map[string][]byte{
		"as it is":             answer("HTTP/1.0 200", text),
		"HTTP/2":               answer("HTTP/2 200 ", text),
		"a field that is none": answer(ok+"no colon here", text),
		"chunks":               answer(ok+"Transfer-Encoding: chunked", chunked(text)),
		"no chunks any more":   answer(ok+"Transfer-Encoding: chunked", text),
		"gzip":                 answer(ok+"Content-Encoding: gzip", in["gzip"]),
		"gzip in chunks":       answer(ok+"Transfer-Encoding: chunked\r\ncontent-encoding: GZIP", chunked(in["gzip"])),
		"no gzip any more":     answer(ok+"Content-Encoding: gzip", text),
		"brotli":               answer(ok+"Content-Encoding: br", in["br"]),
		"brotli in chunks":     answer(ok+"Content-Encoding: br\r\nTransfer-Encoding: chunked", chunked(in["br"])),
		"no brotli any more":   answer(ok+"Content-Encoding: br", text),
		"zstd":                 answer(ok+"Content-Encoding: zstd", in["zstd"]),
		"deflate":              answer(ok+"Content-Encoding: deflate", in["deflate"]),
		"deflate with header":  answer(ok+"Content-Encoding: deflate", in["zlib"]),
		"twice":                answer(ok+"Content-Encoding: gzip, br", string(packed(t, []byte(in["gzip"]), brotlied))),
	} {
		if got, err := each(raw, archive.Limits{}); err != nil || len(got) != 1 || got[0] != "A#1="+text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for name, raw := range map[string][]byte{
		"a way that is not known": answer(ok+"Content-Encoding: dcb", "\x00\x01\x02"),
		"brotli that breaks off":  answer(ok+"Content-Encoding: br", in["br"][:len(in["br"])-4]),
	} {
		if got, err := each(raw, archive.Limits{}); err != nil || len(got) != 1 || !strings.HasPrefix(got[0], "A#1=!the file is ") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for name, raw := range map[string][]byte{
		"nothing":       []byte(record("response", "application/http", "")),
		"a redirection": answer("HTTP/1.1 301 Moved", text),
		"a picture":     []byte(record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG")),
	} {
		if got, err := each(raw, archive.Limits{}); err != nil || len(got) != 0 {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	bomb := answer(ok+"Content-Encoding: br", string(packed(t, make([]byte, 1<<20), brotlied)))
	if _, err := each(bomb, archive.Limits{Slack: 1 << 10, Ratio: 10}); !errors.Is(err, archive.ErrHarmful) {
		t.Errorf("a bomb in brotli: %v", err)
	}
}

func TestTheHeadOfAnAnswerIsBounded(t *testing.T) {
	raw := answer("HTTP/1.1 200 OK\r\n"+strings.Repeat("A: "+strings.Repeat("x", 1000)+"\r\n", 30_000), page)
	got, err := []string(nil), error(nil)
	if cost := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			got, err = each(raw, archive.Limits{})
		}
	}).AllocedBytesPerOp(); cost > 4<<20 || len(got) != 1 || !strings.HasPrefix(got[0], "A#1=!the file is damaged") || err != nil {
		t.Errorf("%d bytes of memory, %d pages, %v", cost, len(got), err)
	}
}
