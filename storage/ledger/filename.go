package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"golang.org/x/text/unicode/norm"

	"assay.app/assay/model"
)

//  Finding articles by file name
//
// The bucket BucketFiles has an entry for each article, with the name of the file
// that it was imported from:
//
//	stem, 0, extension, 0, number (u64)      →  nothing
//	"harbour" 0 ".txt"    0 1
//	"letters" 0 ".mbox#2" 0 7
//
// The extension begins with the last dot of the name and is empty if there is no
// dot. Both parts are in Unicode's composed form (NFC), because some systems store
// accented letters in decomposed form. All articles with the same name, or with the same
// name without its extension, follow one another, so one seek finds them.
//
// A part longer than longFilePart is shortened, and a part may contain a zero byte.
// So an entry only suggests an article: the name in the article's record decides.

// longFilePart is the greatest length in bytes of a part of a file name in a key.
const longFilePart = 240

// FileStem returns the beginning of the keys of all files with the name stem before
// their extension.
func FileStem(stem string) []byte {
	return append(filePart(make([]byte, 0, len(stem)+24), stem), 0)
}

// FileName returns the beginning of the keys of all files with the name.
func FileName(name string) []byte {
	stem, ext := SplitExt(name)
	return append(filePart(FileStem(stem), ext), 0)
}

// KeyFile returns the key of an article that was imported from path.
func KeyFile(path string, number uint64) []byte {
	return binary.BigEndian.AppendUint64(FileName(model.BaseName(path)), number)
}

// SplitExt splits the name of a file at its last dot, which begins the extension.
func SplitExt(name string) (stem, ext string) {
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		return name[:dot], name[dot:]
	}
	return name, ""
}

// filePart appends a part of a file name to a key. The end of a long part is
// replaced by the beginning of the hash of the whole part.
func filePart(key []byte, part string) []byte {
	at := len(key)
	key = norm.NFC.AppendString(key, part)
	if len(key)-at <= longFilePart {
		return key
	}
	const hashed = 16
	sum := sha256.Sum256(key[at:])
	return append(key[:at+longFilePart-hashed], sum[:hashed]...)
}

// NumberInFile returns the number of the article at the end of a key of BucketFiles.
// ok is false if the key cannot be one.
func NumberInFile(key []byte) (number uint64, ok bool) {
	end := len(key) - 9 // the zero byte and the number
	if end < 1 || key[end] != 0 || bytes.IndexByte(key[:end], 0) < 0 {
		return 0, false
	}
	return binary.BigEndian.Uint64(key[end+1:]), true
}
