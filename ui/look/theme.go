package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/assets"
)

// Mode says whether the colours are light, dark, or those of the system.
type Mode string

const (
	System Mode = "" // the mode of the system
	Light  Mode = "light"
	Dark   Mode = "dark"
)

// Theme implements fyne.Theme. To change the look of the program, set another
// Theme.
type Theme struct {
	Mode     Mode
	Contrast bool    // black on white or white on black, with thicker outlines
	Serif    bool    // the article has a serif font
	Scale    float32 // of all text; 1 is normal
}

var _ fyne.Theme = Theme{}

// Limits of Scale.
const (
	MinScale = 0.8
	MaxScale = 2.0
)

// Variant returns the variant to use when Fyne asks for wanted.
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

// Reading returns the text style of an article's text and headline. Fyne selects a
// font by its style and has no style for articles. So an unusual tab width marks
// the serif style; the reader shows no tabs. With canvas.Text.FontSource, Fyne
// would not find missing glyphs in its other fonts. Without serifs, Reading returns
// the usual style, because each style costs some megabytes of memory.
func Reading(bold bool) fyne.TextStyle {
	if Serif() {
		return fyne.TextStyle{Bold: bold, TabWidth: readingTab}
	}
	return fyne.TextStyle{Bold: bold}
}

const readingTab = 7

// Font implements fyne.Theme. The regular and the bold font are Assay's own,
// because those of Fyne draw the Cyrillic і and ј without dots.
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

// Sizes that Fyne has no name for, in device-independent pixels.
const (
	SizeReading fyne.ThemeSizeName = "assayReading" // the article's text
	SizeTitle   fyne.ThemeSizeName = "assayTitle"   // the article's headline
	SizeSmall   fyne.ThemeSizeName = "assaySmall"   // captions, chips, keys
	SizeOutline fyne.ThemeSizeName = "assayOutline" // stroke width of outlines around current, chosen or focused objects
	SizeEdge    fyne.ThemeSizeName = "assayEdge"    // stroke width around buttons; 0 for no stroke
)

// Size implements fyne.Theme. Scale changes only the sizes of text and of icons
// beside text.
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
		// The window behind a dialog is darkened, which is enough. Blurring it is
		// slow without a graphics card, as in virtual machines and over remote
		// desktops.
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

// Current returns a colour of the current theme.
func Current(name fyne.ThemeColorName) color.Color {
	return theme.Color(name)
}

// OnWindow returns the colour of a surface that is drawn directly on the window.
// The colour is transparent if it equals the window's own, because drawing costs
// time.
func OnWindow(name fyne.ThemeColorName) color.Color {
	if c := Current(name); c != Current(theme.ColorNameBackground) {
		return c
	}
	return color.Transparent
}

// Variant returns the variant of the current theme.
func Variant() fyne.ThemeVariant {
	settings := fyne.CurrentApp().Settings()
	if t, ok := settings.Theme().(Theme); ok {
		return t.Variant(settings.ThemeVariant())
	}
	return settings.ThemeVariant()
}

// Serif reports whether articles currently have the serif font.
func Serif() bool {
	t, ok := fyne.CurrentApp().Settings().Theme().(Theme)
	return ok && t.Serif
}
