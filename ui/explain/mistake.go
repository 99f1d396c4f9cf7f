package explain

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/search"
)

// Mistake returns a translated explanation of a syntax error in a query.
func Mistake(e *search.SyntaxError) string {
	found := map[string]any{"Found": e.Found}
	switch e.Reason {
	case search.QueryTooLong, search.TooManyTerms, search.RegexpTooLong, search.RegexpTooLarge:
		return lang.L("This search is too long.")
	case search.UnknownFilter:
		if len(e.Want) > 0 {
			return lang.L("There is no filter called “{{.Found}}”. Did you mean {{.Want}}?",
				map[string]any{"Found": e.Found, "Want": "“" + strings.Join(e.Want, "”, “") + "”"})
		}
		return lang.L("There is no filter called “{{.Found}}”. To search for the words, put them in quotation marks.", found)
	case search.MissingValue:
		return lang.L("Type a value right after “{{.Found}}”.", found)
	case search.BadDate:
		return lang.L("“{{.Found}}” is not a date. Use 2025, 2025-10, 2025-10-09 or 2025-10-09T14:05, or a range: 2025-03..2025-10.", found)
	case search.RangeReversed:
		return lang.L("The range “{{.Found}}” ends before it begins.", found)
	case search.BadDefinition:
		return lang.L("“{{.Found}}” is not “old” or “current”. definition:old finds labels given before their definition changed.", found)
	case search.BadVersion:
		return lang.L("“{{.Found}}” is not “earlier”, “current” or “any”. version:earlier searches earlier versions of articles.", found)
	case search.BadStance:
		return lang.L("“{{.Found}}” is not a stance. Use asserts, attributes, denies or doubts.", found)
	case search.BadGrade:
		return lang.L("“{{.Found}}” is not a grade. Use a letter from A to F, a range like A..C, or a letter and a digit like B2.", found)
	case search.BadInfo:
		return lang.L("“{{.Found}}” is not a digit from 1 to 6 or a range like 1..3.", found)
	case search.UnjudgedRange:
		return lang.L("“{{.Found}}” is not a range. F and 6 mean that something cannot be judged, so they have no place in the order.", found)
	case search.StarInside:
		return lang.L("A star is allowed only at the end of a word: flood* finds flooded.")
	case search.RegexpUnclosed:
		return lang.L("End the regular expression with a second slash.")
	case search.RegexpEmpty:
		return lang.L("The regular expression is empty.")
	case search.RegexpFollowed:
		return lang.L("Put a space after the second slash. To find a slash, type \\/.")
	case search.RegexpRepeat:
		return lang.L("“{{.Found}}” repeats too often. The limit is 1000.", found)
	}
	return lang.L("Error in the regular expression: {{.Detail}}.", map[string]any{"Detail": fmt.Sprintf("%s: “%s”", e.Detail, e.Found)})
}
