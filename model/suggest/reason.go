package suggest

import "fmt"

// Code is the rule that made a suggestion.
type Code uint8

const (
	DirectSpeech    Code = iota // words between quotation marks
	SpeechGoesOn                // words of a quotation that began in an earlier sentence
	ReportedSpeech              // "she said that …"
	OlderYear                   // a year before the article's own
	EarlierTime                 // "earlier this year", "a decade ago"
	CheckableFigure             // a number, a percentage or a sum of money
	CheckableDate               // a weekday or a month, perhaps with the day and the year
	CheckableAct                // a verb for an act that leaves a record, in a sentence that seems to have a name
)

var codeNames = [...]string{
	"direct-speech", "speech-goes-on", "reported-speech", "older-year", "earlier-time",
	"checkable-figure", "checkable-date", "checkable-act",
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
	case ReportedSpeech:
		return fmt.Sprintf("It reports what “%s” said: “%s”.", r.Speaker, r.Words)
	case OlderYear:
		return fmt.Sprintf("It is about %s, before the article’s year.", r.Words)
	case EarlierTime:
		return fmt.Sprintf("It is about an earlier time: “%s”.", r.Words)
	case CheckableFigure:
		return fmt.Sprintf("It contains a figure that can be checked: “%s”.", r.Words)
	case CheckableDate:
		return fmt.Sprintf("It contains a date that can be checked: “%s”.", r.Words)
	case CheckableAct:
		return fmt.Sprintf("It describes an action that can be checked: “%s”.", r.Words)
	}
	return ""
}
