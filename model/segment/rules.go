package segment

import "strings"

// rules is what one language adds to the general way of dividing.
type rules struct{}

// rulesFor finds the rules of the language of a BCP 47 tag.
func rulesFor(lang string) *rules {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	_ = base
	return &rules{}
}
