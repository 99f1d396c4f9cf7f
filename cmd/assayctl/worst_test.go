package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// worstBytes is the size of the largest files, a little below 32 MiB.
const worstBytes = 32<<20 - 4<<10

// worst describes files that are designed to take as much memory as possible. The
// number passed to each function makes the contents differ. If taken is set, the
// file can be imported.
var worst = []struct {
	name, ext string
	taken     bool
	content   func(number int) []byte
}{
	{"prose", "txt", true, func(i int) []byte { return filled(numbered(i), prose, "") }},
	{"one long line", "txt", true, func(i int) []byte { return filled(numbered(i), "abcdefghij", "") }},
	{"words that are all different", "txt", true, func(i int) []byte { return different(i) }},
	{"a million lines", "txt", true, func(i int) []byte { return filled(numbered(i), "Ab cd ef gh ij kl mn op qr stuvwxyz.\n", "") }},
	{"one-word sentences", "txt", false, func(i int) []byte { return filled(numbered(i), "Go. ", "") }},
	{"Cyrillic in one byte", "txt", true, func(i int) []byte {
		return filled(numbered(i), "\xC3\xEE\xF0\xEE\xE4 \xF1\xEF\xE0\xEB \xE8 \xE2\xEE\xE4\xE0 \xF8\xEB\xE0 \xEC\xE5\xE4\xEB\xE5\xED\xED\xEE. ", "")
	}},
	{"UTF-16", "txt", true, func(i int) []byte { return wide(filled(numbered(i), prose, "")[:worstBytes/2]) }},
	{"a paragraph of a page", "html", true, func(i int) []byte { return filled("<html><body><p>"+numbered(i), prose, "</p></body></html>") }},
	{"tags", "html", true, func(i int) []byte { return filled("<html><body>"+numbered(i), "<p>"+prose[:60], "") }},
	{"tags left open", "html", false, func(i int) []byte {
		var open strings.Builder
		for n := range 400 {
			fmt.Fprintf(&open, "<b a=%d>", n)
		}
		return []byte("<html><body><p>" + open.String() + numbered(i) + strings.Repeat("<p>a", 200_000))
	}},
	{"an attribute", "html", true, func(i int) []byte {
		return filled("<html><body><p>"+prose+numbered(i)+`<img src="data:`, "QUJD", `"></body></html>`)
	}},
	{"JSON in a page", "html", true, func(i int) []byte {
		return filled(`<html><head><script type="application/ld+json">[1`, ",{}", "]</script></head><body><p>"+prose+numbered(i))
	}},
	{"a run of text", "docx", false, func(i int) []byte { return word(i, "<w:p><w:r><w:t>", "Go. ", "</w:t></w:r></w:p>", 500<<20) }},
	{"an attribute", "docx", false, func(i int) []byte { return word(i, `<w:p a="`, "abcd", `"/>`, 120<<20) }},
	{"a name", "docx", false, func(i int) []byte { return word(i, "<", "abcd", "/>", 120<<20) }},
	{"paragraphs", "docx", false, func(i int) []byte { return word(i, "", "<w:p><w:r><w:t>"+prose[:40]+"</w:t></w:r></w:p>", "", 120<<20) }},
	{"a book", "docx", true, func(i int) []byte { return novel(i, 25<<20) }},
	{"a paragraph", "odt", false, func(i int) []byte { return openDocument(i, "<text:p>", "Go. ", "</text:p>", 120<<20) }},
	{"notes", "odt", false, func(i int) []byte {
		return openDocument(i, "<text:p><text:note-body>", "<text:p>"+prose[:40]+"</text:p>", "</text:note-body></text:p>", 60<<20)
	}},
	{"chapters", "epub", true, func(i int) []byte {
		chapter := string(filled("<html><body><h1>A</h1><p>"+numbered(i), prose, "")[:12<<20])
		return book(chapter, chapter[:10<<20], chapter[:9<<20])
	}},
	{"text", "rtf", true, func(i int) []byte { return filled(`{\rtf1\ansi `+numbered(i), prose, "}") }},
	{"bytes that become three", "rtf", false, func(i int) []byte { return filled(`{\rtf1\ansi `+numbered(i), "\x80", "}") }},
	{"marks", "md", true, func(i int) []byte {
		return []byte("# Head\n\n**b** " + numbered(i) + strings.Repeat("**a** *b* [c](/d) `e`\n\n", 60_000))
	}},
	{"more marks", "md", true, func(i int) []byte { return filled("# Head\n\n**b** "+numbered(i), "**a** *b* [c](/d) `e`\n\n", "") }},
	{"a cell", "csv", true, func(i int) []byte { return filled("title,text\nA,\""+numbered(i), prose, "\"\n") }},
	{"commas", "csv", false, func(i int) []byte { return filled("title,text\n"+numbered(i), ",", "\n") }},
	{"rows", "csv", true, func(i int) []byte {
		return filled("title,text\n"+numbered(i)+",b\n", "A,\""+strings.Repeat(prose, 4)+"\"\n", "")
	}},
	{"a string", "json", true, func(i int) []byte { return filled(`{"title":"a","text":"`+numbered(i), prose, `"}`) }},
	{"escapes", "json", true, func(i int) []byte { return filled(`{"title":"a","text":"`+numbered(i), `\u4e2d\u6587`, `"}`) }},
	{"tiny values", "json", true, func(i int) []byte { return filled(`[{"title":"a","text":"`+numbered(i)+`","x":[1`, ",{}", "]}]") }},
	{"tiny lines", "jsonl", false, func(i int) []byte { return filled(`{"title":"a","text":"`+numbered(i)+`"}`+"\n", "{}\n", "") }},
	{"a mail", "eml", true, func(i int) []byte { return filled(mailHead+"\n"+numbered(i), prose+"\n", "") }},
	{"a mail in base64", "eml", true, func(i int) []byte {
		text := filled(numbered(i), prose, "")[:23<<20]
		return append([]byte(mailHead+"Content-Transfer-Encoding: base64\n\n"), base64.StdEncoding.EncodeToString(text)...)
	}},
	{"a header", "eml", false, func(i int) []byte { return filled(mailHead, "X-A: b\n", "\n"+numbered(i)) }},
	{"mails in mails", "eml", false, func(i int) []byte {
		inner := mailHead + "\n" + string(filled(numbered(i), prose+"\n", "")[:30<<20])
		for range 12 {
			inner = mailHead + "Content-Type: message/rfc822\n\n" + inner
		}
		return []byte(inner)
	}},
	{"a mailbox", "mbox", true, func(i int) []byte {
		return filled("", "From a@b.example Mon Sep  1 10:00:00 2025\n"+mailHead+"\n"+strings.Repeat(prose, 3)+numbered(i)+"\n\n", "")
	}},
	{"letters", "pdf", false, func(i int) []byte {
		return document(numbered(i), "("+strings.Repeat("a", 4000)+") Tj 0 -1 Td ", 30<<20)
	}},
	{"pages of letters", "pdf", true, func(i int) []byte { return document(numbered(i), "("+prose[:70]+") Tj 0 -12 Td ", 4<<10) }},
	{"texts", "zip", true, func(i int) []byte {
		return zipped("a.txt", string(filled(numbered(i), prose, "")), "b.txt", string(filled("Second. ", prose, "")))
	}},
	{"archives in archives", "zip", true, func(i int) []byte {
		inner := zipped("a.txt", string(filled(numbered(i), prose, "")[:31<<20]))
		return stored("a.zip", string(stored("b.zip", string(inner))))
	}},
	{"empty files", "zip", false, func(int) []byte {
		names := make([]string, 0, 600_000)
		for n := range cap(names) / 2 {
			names = append(names, fmt.Sprint("a", n), "")
		}
		return stored(names...)
	}},
	{"a text", "tar.gz", true, func(i int) []byte { return gzipped(tarred("a.txt", filled(numbered(i), prose, ""))) }},
	{"a large window", "tar.xz", true, func(i int) []byte { return windowed(tarred("a.txt", filled(numbered(i), prose, ""))) }},
	{"a large window", "tar.zst", true, func(i int) []byte { return zstandard(tarred("a.txt", filled(numbered(i), prose, ""))) }},
	{"a page", "warc", true, func(i int) []byte {
		page := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + string(filled("<html><body><p>"+numbered(i), prose, "")[:31<<20])
		return fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(page), page)
	}},
}

const prose = "The keeper of the lower gate said on Monday that the water of the basin had risen in the night, and that nobody had asked. "

const mailHead = "From: Ana <ana@a.example>\nTo: ben@a.example\nSubject: The gate\nDate: Mon, 1 Sep 2025 10:00:00 +0000\nMIME-Version: 1.0\n"

func numbered(i int) string { return fmt.Sprintf("Number %d of the files begins like this. ", i) }

// filled returns begin, as many repetitions of again as fit into worstBytes, and
// end.
func filled(begin, again, end string) []byte {
	out := make([]byte, 0, worstBytes)
	out = append(out, begin...)
	for len(out)+len(again)+len(end) <= worstBytes {
		out = append(out, again...)
	}
	return append(out, end...)
}

func different(i int) []byte {
	out := []byte(numbered(i))
	for n := 0; len(out) < worstBytes-8; n++ {
		for k := n + 12_345_678; k > 0; k /= 26 {
			out = append(out, 'a'+byte(k%26))
		}
		out = append(out, ' ')
	}
	return out
}

func wide(text []byte) []byte {
	out := []byte("\xFF\xFE")
	for _, c := range text {
		out = append(out, c, 0)
	}
	return out[:len(out)-4]
}

// zipped returns a ZIP of alternating names and contents; stored returns one
// without compression.
func zipped(entries ...string) []byte { return zipOf(zip.Deflate, entries...) }
func stored(entries ...string) []byte { return zipOf(zip.Store, entries...) }

func zipOf(method uint16, entries ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: entries[i], Method: method})
		if err == nil {
			_, err = io.WriteString(w, entries[i+1])
		}
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err) // everything is in memory
	}
}

// office returns a document whose XML repeats one part up to at least the given
// size, in bytes.
func office(front []string, entry, begin, again, end string, size int) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(front); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: front[i], Method: zip.Store})
		must(err)
		_, err = io.WriteString(w, front[i+1])
		must(err)
	}
	w, err := z.Create(entry)
	must(err)
	block := strings.Repeat(again, 1+1<<16/len(again))
	_, err = io.WriteString(w, begin)
	for done := 0; done < size && err == nil; done += len(block) {
		_, err = io.WriteString(w, block)
	}
	must(err)
	_, err = io.WriteString(w, end)
	must(err)
	must(z.Close())
	return b.Bytes()
}

func word(i int, begin, again, end string, size int) []byte {
	const spaces = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`
	return office([]string{"[Content_Types].xml", "<a/>"}, "word/document.xml", spaces+"<w:p><w:r><w:t>"+numbered(i)+"</w:t></w:r></w:p>"+begin, again, end+"</w:document>", size)
}

func openDocument(i int, begin, again, end string, size int) []byte {
	const spaces = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">`
	return office([]string{"mimetype", "application/vnd.oasis.opendocument.text"}, "content.xml", spaces+"<text:p>"+numbered(i)+"</text:p>"+begin, again, end+"</office:document-content>", size)
}

// novel returns a Word document with paragraphs of text that compresses poorly.
func novel(i, size int) []byte {
	words := different(i)[:size]
	var body strings.Builder
	for len(words) > 400 {
		fmt.Fprintf(&body, "<w:p><w:r><w:t>%s.</w:t></w:r></w:p>", words[:400])
		words = words[400:]
	}
	return word(i, "", body.String(), "", 1)
}

func book(chapters ...string) []byte {
	var items, refs strings.Builder
	entries := []string{"mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>`, "c.opf", ""}
	for n, chapter := range chapters {
		fmt.Fprintf(&items, `<item id="i%d" href="%d.xhtml"/>`, n, n)
		fmt.Fprintf(&refs, `<itemref idref="i%d"/>`, n)
		entries = append(entries, fmt.Sprint(n, ".xhtml"), chapter)
	}
	entries[5] = "<package><manifest>" + items.String() + "</manifest><spine>" + refs.String() + "</spine></package>"
	return stored(entries...)
}

// document returns a PDF whose pages share one stream of repeated drawing
// operators.
func document(first, again string, size int) []byte {
	draw := []byte("BT /F 10 Tf 50 790 Td (" + first + ") Tj 0 -12 Td " + strings.Repeat(again, size/len(again)) + "ET")
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, err := z.Write(draw)
	must(err)
	must(z.Close())
	const pages = 500
	var kids strings.Builder
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", fmt.Sprintf("<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream", packed.Len(), packed.Bytes())}
	for n := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", n+5)
		objects = append(objects, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>")
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", pages, kids.String())
	out := []byte("%PDF-1.4\n")
	for n, object := range objects {
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", n+1, object)
	}
	return append(out, "trailer<</Root 1 0 R>>\n%%EOF"...) // the reader rebuilds the missing cross-reference table
}

func tarred(name string, content []byte) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	must(w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(content)), Typeflag: tar.TypeReg}))
	_, err := w.Write(content)
	must(err)
	must(w.Close())
	return b.Bytes()
}

func compressed[W io.WriteCloser](content []byte, open func(io.Writer) (W, error)) []byte {
	var b bytes.Buffer
	w, err := open(&b)
	must(err)
	_, err = w.Write(content)
	must(err)
	must(w.Close())
	return b.Bytes()
}

func gzipped(content []byte) []byte {
	return compressed(content, func(w io.Writer) (*gzip.Writer, error) { return gzip.NewWriter(w), nil })
}

func windowed(content []byte) []byte {
	return compressed(content, xz.WriterConfig{DictCap: 64 << 20}.NewWriter)
}

func zstandard(content []byte) []byte {
	return compressed(content, func(w io.Writer) (*zstd.Encoder, error) { return zstd.NewWriter(w, zstd.WithWindowSize(64<<20)) })
}
