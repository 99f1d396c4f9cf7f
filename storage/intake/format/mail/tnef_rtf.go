package mail

import (
	"encoding/binary"

	"assay.app/assay/storage/intake/format/article"
)

// compressedDictionary is the initial content of the window of compressed RTF.
const compressedDictionary = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
	"\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

// rtfHeader is the size of the header of compressed RTF: its sizes, its kind and a
// checksum.
const rtfHeader = 16

// maxRTF returns the maximum size of uncompressed RTF in bytes. Two bytes become at
// most seventeen.
func maxRTF(raw []byte) int64 { return 9 * int64(len(raw)) }

// uncompressedRTF unpacks compressed RTF ([MS-OXRTFCP]). A byte of flags precedes
// each group of eight tokens; a token is a byte or a reference to the last 4,096
// bytes. If the input is cut off, uncompressedRTF returns the text before the cut.
func uncompressedRTF(raw []byte) (out []byte) {
	if len(raw) < rtfHeader {
		return nil
	}
	kind, in := string(raw[8:12]), raw[rtfHeader:]
	size := int(binary.LittleEndian.Uint32(raw[4:]))
	if kind == "MELA" { // not compressed
		return in[:min(len(in), size)]
	}
	if kind != "LZFu" {
		return nil
	}
	const window = 4096
	var past [window]byte
	at := copy(past[:], compressedDictionary)
	put := func(c byte) {
		out = append(out, c)
		past[at%window] = c
		at++
	}
	for len(in) > 0 {
		flags := in[0]
		in = in[1:]
		for bit := 0; bit < 8 && len(in) > 0; bit++ {
			if flags>>bit&1 == 0 {
				put(in[0])
				in = in[1:]
				continue
			}
			if len(in) < 2 {
				return out
			}
			ref := int(in[0])<<8 | int(in[1])
			in = in[2:]
			from, length := ref>>4, ref&15+2
			if from == at%window { // the end marker
				return out
			}
			for i := range length {
				put(past[(from+i)%window])
			}
		}
		if len(out) > article.MaxText {
			return out
		}
	}
	return out
}
