package mail

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// shiftedOut is a seven-bit encoding. Its bytes between SO and SI are those of
// another encoding without the highest bit.
type shiftedOut struct {
	of       encoding.Encoding
	announce []byte
}

// NewDecoder implements encoding.Encoding.
func (s shiftedOut) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: transform.Chain(&unshift{announce: s.announce}, s.of.NewDecoder().Transformer)}
}

// NewEncoder implements encoding.Encoding. Nothing is encoded this way, so it
// returns the replacement encoder.
func (s shiftedOut) NewEncoder() *encoding.Encoder { return encoding.Replacement.NewEncoder() }

// unshift sets the highest bit of the printable bytes between SO and SI. It removes
// SO, SI and the sequence that announces the encoding. Each line begins unshifted.
type unshift struct {
	announce []byte
	out      bool
}

// Reset implements transform.Transformer.
func (u *unshift) Reset() { u.out = false }

// Transform implements transform.Transformer.
func (u *unshift) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	const so, si = 0x0E, 0x0F
	for nSrc < len(src) {
		c := src[nSrc]
		switch {
		case c == escape:
			if len(src)-nSrc < len(u.announce) && !atEOF {
				return nDst, nSrc, transform.ErrShortSrc
			}
			if string(src[nSrc:min(len(src), nSrc+len(u.announce))]) == string(u.announce) {
				nSrc += len(u.announce)
				continue
			}
		case c == so, c == si:
			u.out = c == so
			nSrc++
			continue
		case c == '\n':
			u.out = false
		case u.out && c > ' ' && c < 0x7F:
			c |= 0x80
		}
		if nDst == len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		dst[nDst] = c
		nDst++
		nSrc++
	}
	return nDst, nSrc, nil
}
