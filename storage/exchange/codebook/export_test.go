package codebook

import (
	"bytes"
	"fmt"

	"assay.app/assay/model"
)

// Encode returns the content of the file that Write writes at a path with the extension.
func Encode(ext string, book model.Codebook) ([]byte, error) {
	for _, f := range formats() {
		if f.Is(ext) {
			var content bytes.Buffer
			err := f.encode(&content, book)
			return content.Bytes(), err
		}
	}
	return nil, fmt.Errorf("%q is the extension of no format", ext)
}
