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
		return lang.L("This is too long to search for.")
	case search.UnknownFilter:
		if len(e.Want) > 0 {
			return lang.L("There is no filter called “{{.Found}}”. Did you mean {{.Want}}?",
				map[string]any{"Found": e.Found, "Want": "“" + strings.Join(e.Want, "”, “") + "”"})
		}
		return lang.L("There is no filter called “{{.Found}}”. In quotes, it is searched for as words.", found)
	case search.MissingValue:
		return lang.L("What “{{.Found}}” looks for comes right behind it.", found)
	case search.BadDate:
		return lang.L("“{{.Found}}” is no date. Write 2025, 2025-10, 2025-10-09 or 2025-10-09T14:05, or 2025-03..2025-10 for all between.", found)
	case search.DatesReversed:
		return lang.L("“{{.Found}}” ends before it begins.", found)
	case search.StarInside:
		return lang.L("A star can only end a word: flood* finds flooded.")
	case search.RegexpUnclosed:
		return lang.L("The regular expression goes on until there is a second slash.")
	case search.RegexpEmpty:
		return lang.L("There is nothing between the slashes.")
	case search.RegexpFollowed:
		return lang.L("A space comes behind the second slash. A slash to be found is written \\/.")
	case search.RegexpRepeat:
		return lang.L("“{{.Found}}” does not work: something can be repeated up to 1000 times.", found)
	}
	return lang.L("The regular expression has a mistake: {{.Detail}}.", map[string]any{"Detail": fmt.Sprintf("%s: “%s”", e.Detail, e.Found)})
}
