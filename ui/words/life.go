package words

import "fyne.io/fyne/v2/lang"

// Version is a version of an article in the life of a sentence. The zero Version stands for no version.
type Version struct {
	Known     bool
	Published string // the date, or "" if it is unknown
}

// Life returns since when the versions of an article have a sentence and when it was gone, such as
// "said on 10 March 2031, gone on 12 March 2031". It returns "" if both versions are zero.
func Life(first, gone Version) string {
	from, until := DayOf(first.Published), DayOf(gone.Published)
	switch {
	case !first.Known && !gone.Known:
		return ""
	case !gone.Known && from == "":
		return lang.L("said since an earlier version")
	case !gone.Known:
		return lang.L("said since {{.Day}}", map[string]any{"Day": from})
	case until == "":
		return lang.L("gone in a newer version")
	case from == "":
		return lang.L("gone on {{.Day}}", map[string]any{"Day": until})
	case from == until:
		return lang.L("said and gone on {{.Day}}", map[string]any{"Day": until})
	default:
		return lang.L("said on {{.From}}, gone on {{.Until}}", map[string]any{"From": from, "Until": until})
	}
}
