package results

import "assay.app/assay/model"

// Export counts what an export wrote.
type Export struct {
	Articles, Sentences, Annotations, Notes int
	Bytes                                   int64

	// What a format could not hold as it is. Formats without such limits leave these 0.

	Cut      int // texts that were cut because they were too long for a cell
	Replaced int // characters that were replaced by U+FFFD because the format forbids them
	Further  int // sheets that were added because others were full
	Unlinked int // addresses that were written without a link because a sheet had too many

	Empty bool         // the project has nothing that the format holds; only for formats of other programs
	Lost  []model.Loss // what has no place in the format, by feature; only for formats of other programs
}
