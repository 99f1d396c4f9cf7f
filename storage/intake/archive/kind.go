package archive

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// kind is the type of an archive or compressed file, recognised by its first bytes.
type kind int

const (
	none kind = iota
	zipFile
	tarFile
	warcFile
	gzipFile
	bzip2File
	xzFile
	zstdFile
)

// FrontBytes is the number of bytes that Is and IsDocument need from the beginning
// of a file.
const FrontBytes = 1 << 16

// Is reports whether a file that begins with front is an archive or a compressed
// file. It returns false for documents that are stored as ZIP files, such as DOCX.
func Is(front []byte) bool { return kindOf(front) != none }

func kindOf(front []byte) kind {
	switch {
	case bytes.HasPrefix(front, []byte("PK\x03\x04")), bytes.HasPrefix(front, []byte("PK\x05\x06")):
		if IsDocument(front) {
			return none
		}
		return zipFile
	case bytes.HasPrefix(front, []byte("WARC/1.")), bytes.HasPrefix(front, []byte("WARC/0.")):
		return warcFile
	case bytes.HasPrefix(front, []byte("\x1F\x8B\x08")):
		return gzipFile
	case bytes.HasPrefix(front, []byte("BZh")) && len(front) > 9 && (string(front[4:10]) == "1AY&SY" || string(front[4:10]) == "\x17rE8P\x90"):
		return bzip2File
	case bytes.HasPrefix(front, []byte("\xFD7zXZ\x00")):
		return xzFile
	case bytes.HasPrefix(front, []byte("\x28\xB5\x2F\xFD")):
		return zstdFile
	case len(front) >= 262 && string(front[257:262]) == "ustar":
		return tarFile
	}
	return none
}

// IsDocument reports whether a ZIP file that begins with front is an office
// document or an e-book, judging by its first entries.
func IsDocument(front []byte) bool {
	if !bytes.HasPrefix(front, []byte("PK\x03\x04")) || len(front) < 30 {
		return false
	}
	if stored := string(front[30:min(len(front), 128)]); strings.HasPrefix(stored, "mimetypeapplication/") {
		return true
	}
	const entries = 64
	at := 0
	for range entries {
		if at+30 > len(front) || string(front[at:at+4]) != "PK\x03\x04" {
			break
		}
		field := func(i int) int { return int(binary.LittleEndian.Uint16(front[at+i:])) }
		flags, method, data := field(6), field(8), at+30+field(26)
		if isPart(string(front[at+30 : min(data, len(front))])) {
			return true
		}
		if flags&sizeFollows == 0 {
			at = data + field(28) + int(binary.LittleEndian.Uint32(front[at+18:]))
			continue
		}
		if method == 0 { // the next signature may be inside a ZIP file stored here
			break
		}
		next := bytes.Index(front[min(data, len(front)):], []byte("PK\x03\x04"))
		if next < 0 {
			break
		}
		at = data + next
	}
	return false
}

// sizeFollows is the flag of a ZIP entry whose size is stored after its data.
const sizeFollows = 0x8

// isPart reports whether an entry name begins with the name of a part that is
// typical of a document. It ignores the rest, because the stored length of a name
// may be wrong.
func isPart(name string) bool {
	for _, part := range []string{"[Content_Types].xml", "word/document.xml", "META-INF/container.xml", "xl/workbook.xml", "ppt/presentation.xml"} {
		if strings.HasPrefix(name, part) {
			return true
		}
	}
	return false
}
