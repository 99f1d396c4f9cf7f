// Package docs embeds the guide, which the window shows.
package docs

import _ "embed"

//go:embed guide.md
var guide string

// Guide returns the guide in Markdown.
func Guide() string { return guide }
