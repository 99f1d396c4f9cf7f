package exchange

import "assay.app/assay/storage/exchange/format/table"

// cell returns the text to write to a cell of a table; see table.Guard.
func cell(text string) string { return table.Guard(text) }
