package results

// Export counts what an export wrote.
type Export struct {
	Articles, Sentences, Annotations, Notes int
	Bytes                                   int64
}
