package setfile

import "io"

// ReadQuickly reads a set as readQuickly does.
var ReadQuickly = readQuickly

// ReadPlainly reads a set without trying to read it quickly.
func ReadPlainly(r io.Reader) (*Set, error) { return read(r, maxRecord) }
