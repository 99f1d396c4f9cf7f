package explain

// Explanation tells an analyst why a file was refused.
type Explanation struct {
	Why    string // a sentence
	Out    string // what to do about it; may be empty
	Detail string // the error's own message, if Why is in another language
}
