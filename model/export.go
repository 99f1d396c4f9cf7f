package model

// ExportRequest says what of a project is exported, and how.
type ExportRequest struct {
	Format   string      // the Key of an ExchangeFormat
	Articles []ArticleID // nil for all that are not removed
	// Analyst is the present name of the one whose labels formats with one label a sentence have. ""
	// means the analyst with most labels.
	Analyst string
}
