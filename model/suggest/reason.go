package suggest

import "fmt"

// Code is the rule that made a suggestion.
type Code uint8

const (
	DirectSpeech    Code = iota // mainly words in quotation marks
	SpeechGoesOn                // words of a quotation that began in an earlier sentence
	OlderYear                   // a year before the article's own
	EarlierMonth                // a month before the article's own
	EarlierTime                 // "last year", "a decade ago", "previously"
	Pluperfect                  // "had agreed"
	Perfect                     // "has agreed", after the article's first sentence
	Follows                     // "comes after"
	ReportedSpeech              // "she said that …"
	CheckableFigure             // a number, a percentage or a sum of money
	CheckableDate               // a weekday, a month or a year
	Lead                        // the article's first sentence
	Statement                   // any other statement
)

var codeNames = [...]string{
	"direct-speech", "speech-goes-on", "older-year", "earlier-month", "earlier-time", "pluperfect", "perfect", "follows",
	"reported-speech", "checkable-figure", "checkable-date", "lead", "statement",
}

// String returns the name of the code, or "unknown".
func (c Code) String() string {
	if int(c) < len(codeNames) {
		return codeNames[c]
	}
	return "unknown"
}

// Reason is why a label was suggested: the rule, and the words of the article that
// it matched.
type Reason struct {
	Code    Code
	Words   string // words of the sentence, shortened; empty if there are none to show
	Speaker string // the speaker in the words of the article; empty if none is named
}

// String returns the reason as an English sentence, or "" for an unknown code.
func (r Reason) String() string {
	switch r.Code {
	case DirectSpeech:
		if r.Speaker == "" {
			return fmt.Sprintf("It quotes someone: %s", r.Words)
		}
		return fmt.Sprintf("It quotes “%s”: %s", r.Speaker, r.Words)
	case SpeechGoesOn:
		if r.Speaker == "" {
			return "It continues an earlier quotation."
		}
		return fmt.Sprintf("It continues an earlier quotation of “%s”.", r.Speaker)
	case OlderYear:
		return fmt.Sprintf("It is about %s, before the article’s year.", r.Words)
	case EarlierMonth:
		return fmt.Sprintf("It is about an earlier month: “%s”.", r.Words)
	case EarlierTime:
		return fmt.Sprintf("It is about an earlier time: “%s”.", r.Words)
	case Pluperfect:
		return fmt.Sprintf("It is about what had happened before: “%s”.", r.Words)
	case Perfect:
		return fmt.Sprintf("It is about what has happened so far: “%s”.", r.Words)
	case Follows:
		return fmt.Sprintf("It links the news with earlier events: “%s”.", r.Words)
	case ReportedSpeech:
		if r.Speaker == "" {
			return fmt.Sprintf("It reports what someone said: “%s”.", r.Words)
		}
		return fmt.Sprintf("It reports what “%s” said: “%s”.", r.Speaker, r.Words)
	case CheckableFigure:
		return fmt.Sprintf("It contains a figure that can be checked: “%s”.", r.Words)
	case CheckableDate:
		return fmt.Sprintf("It contains a date that can be checked: “%s”.", r.Words)
	case Lead:
		return "It opens the article and states its news."
	case Statement:
		return "It states something that can be checked."
	}
	return ""
}
