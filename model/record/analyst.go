package record

import (
	"encoding/hex"
	"fmt"
)

// AnalystID identifies an analyst in all copies of a project, whatever name the
// analyst has there.
type AnalystID [8]byte

// String returns the id as 16 hexadecimal digits.
func (id AnalystID) String() string { return hex.EncodeToString(id[:]) }

// ParseAnalystID is the inverse of String.
func ParseAnalystID(text string) (id AnalystID, err error) {
	if len(text) != 2*len(id) {
		return id, fmt.Errorf("%.40q is not an analyst's id of %d hexadecimal digits", text, 2*len(id))
	}
	_, err = hex.Decode(id[:], []byte(text))
	return id, err
}
