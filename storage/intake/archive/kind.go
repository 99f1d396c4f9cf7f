package archive

import (
	"bytes"
	"strings"
)

// kind is what an archive is, by its first bytes.
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

// FrontBytes is how much of a file Is and its like look at.
const FrontBytes = 1 << 16

// Is reports whether a file that begins with front is an archive or
// compressed. A document that is a ZIP file inside, such as DOCX, is none.
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

// IsDocument reports whether a ZIP file that begins with front is a document
// of an office or a book, by the entries that such files begin with.
func IsDocument(front []byte) bool {
	if !bytes.HasPrefix(front, []byte("PK\x03\x04")) || len(front) < 30 {
		return false
	}
	if stored := string(front[30:min(len(front), 128)]); strings.HasPrefix(stored, "mimetypeapplication/") {
		return true
	}
	front = front[:min(len(front), FrontBytes)]
	for _, entry := range []string{"[Content_Types].xml", "word/document.xml", "META-INF/container.xml", "xl/workbook.xml", "ppt/presentation.xml"} {
		if i := bytes.Index(front, []byte(entry)); i >= 30 && string(front[i-30:i-26]) == "PK\x03\x04" {
			return true
		}
	}
	return false
}
