// Package compare lays statements and outlets side by side: who says what, in what stance
// and wording, and from how many independent sources at most.
package compare
