package search

import (
	"fmt"
	"strings"
)

// SyntaxError describes a mistake in a query and where it is.
type SyntaxError struct {
	At, End int // the part of the query with the mistake, as byte offsets
	Reason  Reason
	Found   string   // the text of that part
	Want    []string // names of filters that may have been meant, each with a colon
	Detail  string   // the message of the regular expression parser, in English
}

// Reason is the kind of a mistake in a query.
type Reason uint8

const (
	QueryTooLong   Reason = iota + 1 // longer than MaxQuery; Found is the text beyond it
	TooManyTerms                     // more than MaxTerms terms and values
	UnknownFilter                    // Found is the name that was typed
	MissingValue                     // no value follows a filter's colon or comma
	BadDate                          // Found is not a year, a month, a day, a time on a day or an interval of these
	RangeReversed                    // Found, a range of dates, letters or digits, ends before it begins
	BadDefinition                    // Found is neither "old" nor "current"
	BadVersion                       // Found is not "earlier", "current" or "any"
	BadStance                        // Found is not a stance
	BadGrade                         // Found is not a letter from A to F, a letter with a digit, or a range of letters
	BadInfo                          // Found is not a digit from 1 to 6 or a range of digits
	UnjudgedRange                    // Found is a range with F or 6, which are outside the order
	StarInside                       // a star that does not end a word
	RegexpUnclosed                   // the second slash is missing
	RegexpEmpty                      // there is nothing between the slashes
	RegexpFollowed                   // Found follows the second slash without a space
	RegexpTooLong                    // longer than MaxRegexp
	RegexpTooLarge                   // it has too many steps or is nested too deeply
	RegexpRepeat                     // a repeat count above 1,000, also by nesting, or a minimum above the maximum
	RegexpInvalid                    // Detail says why
)

// Error implements error. It returns an English sentence for the person who typed
// the query.
func (e *SyntaxError) Error() string {
	switch e.Reason {
	case QueryTooLong:
		return fmt.Sprintf("The search is too long: it can have %d bytes.", MaxQuery)
	case TooManyTerms:
		return fmt.Sprintf("The search asks for too much: it can have %d words, phrases and values.", MaxTerms)
	case UnknownFilter:
		if len(e.Want) > 0 {
			return fmt.Sprintf("There is no filter called “%s”. Did you mean “%s”?", e.Found, strings.Join(e.Want, "”, “"))
		}
		return fmt.Sprintf("There is no filter called “%s”. To look for the word, put it in quotes.", e.Found)
	case MissingValue:
		return fmt.Sprintf("“%s” needs a value right behind it.", e.Found)
	case BadDate:
		return fmt.Sprintf("“%s” is no date. Write 2025, 2025-10, 2025-10-09 or 2025-10-09T14:05, or a stretch of time like 2025-03..2025-10.", e.Found)
	case RangeReversed:
		return fmt.Sprintf("The range “%s” ends before it begins.", e.Found)
	case BadDefinition:
		return fmt.Sprintf("“%s” is not “old” or “current”: definition:old finds labels given before their definition changed.", e.Found)
	case BadVersion:
		return fmt.Sprintf("“%s” is not “earlier”, “current” or “any”: version:earlier finds what earlier versions of articles say.", e.Found)
	case BadStance:
		return fmt.Sprintf("“%s” is not a stance. Write asserts, attributes, denies or doubts.", e.Found)
	case BadGrade:
		return fmt.Sprintf("“%s” is not a grade. Write a letter from A to F, a range like A..C, or a letter and a digit like B2.", e.Found)
	case BadInfo:
		return fmt.Sprintf("“%s” is not a digit from 1 to 6 or a range like 1..3.", e.Found)
	case UnjudgedRange:
		return fmt.Sprintf("“%s” is no range: F and 6 say that something cannot be judged, and stand outside the order.", e.Found)
	case StarInside:
		return "A star can only stand right at the end of a word."
	case RegexpUnclosed:
		return "The regular expression is not closed: it ends with a second slash."
	case RegexpEmpty:
		return "There is nothing between the slashes."
	case RegexpFollowed:
		return "A space must follow the second slash. A slash inside a regular expression is written \\/."
	case RegexpTooLong:
		return fmt.Sprintf("The regular expression is too long: it can have %d bytes.", MaxRegexp)
	case RegexpTooLarge:
		return "The regular expression is too large: its repeats make too much of it."
	case RegexpRepeat:
		return fmt.Sprintf("“%s” does not work: a repeat goes up to 1000, and from less to more.", e.Found)
	}
	return fmt.Sprintf("The regular expression has a mistake: %s: “%s”.", e.Detail, e.Found)
}
