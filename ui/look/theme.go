package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/assets"
)

// Mode says whether the window is light or dark.
type Mode string

// The modes.
const (
	System Mode = "" // as the system is
	Light  Mode = "light"
	Dark   Mode = "dark"
)

// Theme is Assay's own. It is a value: a changed one is set anew.
type Theme struct {
	Mode     Mode
	Contrast bool    // black on white or light on black, with thicker outlines
	Serif    bool    // the article is set in a serif face
	Scale    float32 // of all text: 1 is normal
}

var _ fyne.Theme = Theme{}

// The scales that text can be shown at.
const (
	MinScale = 0.8
	MaxScale = 2.0
)

// Variant is the variant that the theme shows when the system asks for
// wanted.
func (t Theme) Variant(wanted fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.Mode {
	case Light:
		wanted = theme.VariantLight
	case Dark:
		wanted = theme.VariantDark
	}
	if t.Contrast {
		return high(wanted)
	}
	return wanted
}

// Color implements fyne.Theme.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	variant = t.Variant(variant)
	if c, ok := paletteOf(variant)[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, plain(variant))
}

// Reading is the style of the article's text and headline, by which the theme
// is asked for their face. Fyne knows faces by style alone and has no word for
// this one, so the width of a tab tells it: the reader folds tabs, and the
// width of none changes nothing. What the face lacks, Fyne still finds in the
// others, as it would not with canvas.Text.FontSource. Without serifs it is the
// style of all other text, as every style takes some megabytes of faces.
func Reading(bold bool) fyne.TextStyle {
	if Serif() {
		return fyne.TextStyle{Bold: bold, TabWidth: readingTab}
	}
	return fyne.TextStyle{Bold: bold}
}

const readingTab = 7

// Font implements fyne.Theme. Regular and bold are Assay's own: Fyne's draw the
// Cyrillic і and ј without their dots.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace || style.Italic || style.Symbol:
		return theme.DefaultTheme().Font(style)
	case t.Serif && style.TabWidth == readingTab && style.Bold:
		return fyne.NewStaticResource("NotoSerif-Bold.ttf", assets.Serif(true))
	case t.Serif && style.TabWidth == readingTab:
		return fyne.NewStaticResource("NotoSerif-Regular.ttf", assets.Serif(false))
	case style.Bold:
		return fyne.NewStaticResource("NotoSans-Bold.ttf", assets.Sans(true))
	}
	return fyne.NewStaticResource("NotoSans-Regular.ttf", assets.Sans(false))
}

// Icon implements fyne.Theme.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// The sizes that Fyne has no name for, in device-independent pixels.
const (
	SizeReading fyne.ThemeSizeName = "assayReading" // the article's text
	SizeTitle   fyne.ThemeSizeName = "assayTitle"   // the article's headline
	SizeSmall   fyne.ThemeSizeName = "assaySmall"   // captions, chips, keys
	SizeOutline fyne.ThemeSizeName = "assayOutline" // the pen that outlines what is current or chosen
	SizeEdge    fyne.ThemeSizeName = "assayEdge"    // the pen around what can be pressed; 0 is none
)

// Size implements fyne.Theme. Spacing keeps to a 4-pixel grid.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	scale := t.Scale
	if scale == 0 {
		scale = 1
	}
	if t.Contrast {
		switch name {
		case SizeOutline:
			return 4
		case SizeEdge:
			return 1
		case theme.SizeNameInputBorder:
			return 2
		case theme.SizeNameScrollBarSmall:
			return 8
		}
	}
	switch name {
	case SizeOutline:
		return 2
	case SizeEdge:
		return 0
	case theme.SizeNameModalBlurRadius:
		// What is behind a dialog is darkened anyway. Blurring all of the window
		// anew takes half of the time of a frame where the processor draws it, as
		// in virtual machines and over remote desktops.
		return 0
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 8
	case theme.SizeNameText:
		return 14 * scale
	case theme.SizeNameCaptionText, SizeSmall:
		return 12 * scale
	case theme.SizeNameInlineIcon:
		return 20 * scale
	case theme.SizeNameSubHeadingText:
		return 16 * scale
	case theme.SizeNameHeadingText, SizeTitle:
		return 25 * scale
	case SizeReading:
		return 17 * scale
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return 4
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	}
	return theme.DefaultTheme().Size(name)
}

// Current gives the colour called name as the app shows it now.
func Current(name fyne.ThemeColorName) color.Color {
	return theme.Color(name)
}

// OnWindow is Current for a surface that lies on the window itself: where the
// window is of that colour already, nothing is drawn.
func OnWindow(name fyne.ThemeColorName) color.Color {
	if c := Current(name); c != Current(theme.ColorNameBackground) {
		return c
	}
	return color.Transparent
}

// Variant is the variant that the app shows now.
func Variant() fyne.ThemeVariant {
	settings := fyne.CurrentApp().Settings()
	if t, ok := settings.Theme().(Theme); ok {
		return t.Variant(settings.ThemeVariant())
	}
	return settings.ThemeVariant()
}

// Serif reports whether articles are set in the serif face now.
func Serif() bool {
	t, ok := fyne.CurrentApp().Settings().Theme().(Theme)
	return ok && t.Serif
}
