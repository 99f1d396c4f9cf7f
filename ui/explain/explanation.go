package explain

// Explanation says why a file was refused, as an analyst reads it.
type Explanation struct {
	Why    string // a sentence
	Out    string // what to do about it; may be empty
	Detail string // the error's own words, if Why is in another language
}
