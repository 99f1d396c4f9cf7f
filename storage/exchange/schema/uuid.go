package schema

import (
	"crypto/sha1"
	"encoding/hex"
)

// UUID returns the UUID of version 5 (RFC 9562) of an address of Assay's own, so that a thing has the
// same UUID in every file. path identifies the thing: "label/claim".
func UUID(path string) string {
	const urls = "\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8" // the namespace of addresses
	sum := sha1.Sum([]byte(urls + "https://assay.app/" + path))
	sum[6] = sum[6]&0x0F | 0x50
	sum[8] = sum[8]&0x3F | 0x80
	h := hex.EncodeToString(sum[:16])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
