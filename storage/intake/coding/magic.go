package coding

import (
	"bytes"
	"strings"
)

// signature is a sequence of bytes that identifies a format.
type signature struct {
	at     int // byte offset of prefix
	prefix string
	name   string // name of the format, and advice if there is any
}

const saveAsText = "; save its text as a .txt file first"

// disguises are formats that consist of valid text but are not articles.
var disguises = []signature{
	{0, "%PDF-", "a PDF" + saveAsText},
	{0, `{\rtf`, "an RTF document" + saveAsText},
	{0, "%!PS", "a PostScript document" + saveAsText},
}

// signatures are formats known not to be text. Some are only two letters, such as
// "MZ", so a match alone does not prove that a file is not text.
var signatures = []signature{
	{0, "%PDF-", "a PDF" + saveAsText},
	{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word, Excel or PowerPoint document" + saveAsText},
	{0, "\x89PNG\r\n\x1A\n", "a PNG picture"},
	{0, "\xFF\xD8\xFF", "a JPEG picture"},
	{0, "GIF8", "a GIF picture"},
	{0, "II*\x00", "a TIFF picture"},
	{0, "MM\x00*", "a TIFF picture"},
	{8, "WEBP", "a WebP picture"},
	{8, "WAVE", "a WAV recording"},
	{0, "ID3", "an MP3 recording"},
	{0, "OggS", "an Ogg recording"},
	{0, "fLaC", "a FLAC recording"},
	{4, "ftyp", "an MP4 or HEIC recording"},
	{0, "\x1A\x45\xDF\xA3", "a WebM or Matroska recording"},
	{0, "\x1F\x8B", "a gzip archive; unpack it first"},
	{0, "BZh", "a bzip2 archive; unpack it first"},
	{0, "\xFD7zXZ\x00", "an xz archive; unpack it first"},
	{0, "\x28\xB5\x2F\xFD", "a zstd archive; unpack it first"},
	{0, "7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it first"},
	{0, "Rar!", "a RAR archive; unpack it first"},
	{257, "ustar", "a tar archive; unpack it first"},
	{16, "\xED\xDA\x0C\xED", "an Assay project, or a database of another program; open it instead of importing it"},
	{16, "\xED\x0C\xDA\xED", "an Assay project, or a database of another program; open it instead of importing it"},
	{0, "SQLite format 3\x00", "an SQLite database"},
	{0, "\x7FELF", "a program"},
	{0, "MZ", "a Windows program"},
	{0, "\xCF\xFA\xED\xFE", "a macOS program"},
	{0, "\xCA\xFE\xBA\xBE", "a program"},
	{0, "\x00asm", "a WebAssembly program"},
	{0, "wOF2", "a font"},
	{0, "\x00\x01\x00\x00\x00", "a font"},
}

// zipKinds lists kinds of documents that are stored as ZIP archives. Each is
// recognised by a part of an entry name or by a media type near the beginning of
// the file.
var zipKinds = []struct{ entry, name string }{
	{"word/", "a Word document (.docx)" + saveAsText},
	{"xl/", "an Excel workbook (.xlsx)" + saveAsText},
	{"ppt/", "a PowerPoint presentation (.pptx)" + saveAsText},
	{"opendocument.text", "an OpenDocument text (.odt)" + saveAsText},
	{"opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)" + saveAsText},
	{"epub+zip", "an EPUB book" + saveAsText},
}

// KindOf returns the name of the format of raw, with advice on what to do, or "" if
// it is not known.
func KindOf(raw []byte) string {
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		front := raw[:min(len(raw), 1<<16)]
		for _, k := range zipKinds {
			if bytes.Contains(front, []byte(k.entry)) {
				return k.name
			}
		}
		return "a ZIP archive; unpack it first"
	}
	return match(signatures, raw)
}

// DisguiseOf is like KindOf for formats that consist of valid text.
func DisguiseOf(raw []byte) string { return match(disguises, raw) }

func match(list []signature, raw []byte) string {
	for _, s := range list {
		if len(raw) >= s.at+len(s.prefix) && strings.HasPrefix(string(raw[s.at:s.at+len(s.prefix)]), s.prefix) {
			return s.name
		}
	}
	return ""
}
