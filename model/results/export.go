package results

// Export is the result of an export.
type Export struct {
	Articles, Sentences, Annotations, Notes int
	Bytes                                   int64
}
