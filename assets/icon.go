package assets

import _ "embed"

//go:embed icon.svg
var icon string

//go:embed icon-window.png
var windowIcon string

// WindowIcon returns the app's icon as a small PNG for the title bar of the window.
// An SVG would have to be rendered before the window can appear.
func WindowIcon() []byte { return []byte(windowIcon) }

// Icon returns the app's icon as SVG.
func Icon() []byte { return []byte(icon) }
