package assets

import _ "embed"

// Guide is the guide, in Markdown, that the window shows. `make generate` copies it
// from docs/guide.md.
//
//go:embed guide.md
var Guide string
