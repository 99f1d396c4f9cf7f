package assets

import _ "embed"

//go:embed icon.svg
var icon string

//go:embed icon-window.png
var windowIcon string

// WindowIcon gives the app's icon as a small PNG, for the window's title bar:
// an SVG would be drawn before the window can show.
func WindowIcon() []byte { return []byte(windowIcon) }

// Icon gives the app's icon as SVG.
func Icon() []byte { return []byte(icon) }
