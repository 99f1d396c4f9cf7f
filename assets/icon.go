package assets

import _ "embed"

//go:embed icon.svg
var icon string

// Icon gives the app's icon as SVG.
func Icon() []byte { return []byte(icon) }
