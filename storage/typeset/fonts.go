package typeset

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
)

// Sources are the fonts to use.
type Sources struct {
	// Sans and Serif return TrueType or OpenType fonts. Characters that they lack are drawn with
	// the system's fonts. If Serif is nil, Sans is used instead.
	Sans, Serif func(bold bool) []byte
	// Alone keeps the system's fonts out.
	Alone bool
}

// Fonts are the fonts of one document or drawing, loaded when they are needed. They are not safe
// for concurrent use.
type Fonts struct {
	given  map[face]*Font
	system *system // nil without the system's fonts
	shaper shaping.HarfbuzzShaper
	words  map[word][]Glyph
	kept   int // glyphs in words
}

// face is a look of the given fonts.
type face struct{ serif, bold bool }

// Font is a font from the sources or of the system.
type Font struct {
	// Name is the PostScript name, of letters, digits and hyphens, without a mark of its subset.
	Name string
	// Bold is set if the strokes of the font are bold themselves.
	Bold bool
	// Upem is the number of units of the font in an em.
	Upem float64
	// Ascent and Descent are the heights of lines above and below the baseline, in units of the
	// font. Both are positive.
	Ascent, Descent float64

	face *font.Face
}

// New returns the fonts of sources. It returns an error if there are none or one of them is damaged. The
// system's fonts are searched only when a character needs them.
func New(s Sources) (*Fonts, error) {
	if s.Sans == nil {
		return nil, errors.New("there is no font to draw with")
	}
	f := &Fonts{given: map[face]*Font{}, words: map[word][]Glyph{}}
	f.shaper.SetFontCacheSize(32)
	for _, look := range []face{{false, false}, {false, true}, {true, false}, {true, true}} {
		name, load := "Sans", s.Sans
		if look.serif && s.Serif != nil {
			name, load = "Serif", s.Serif
		} else if look.serif {
			f.given[look] = f.given[face{bold: look.bold}]
			continue
		}
		parsed, err := font.ParseTTF(bytes.NewReader(load(look.bold)))
		if err != nil {
			return nil, fmt.Errorf("read the font %s: %w", name, err)
		}
		f.given[look] = newFont(parsed, name, look.bold)
	}
	if !s.Alone {
		f.system = &system{loaded: map[fontscan.Location]*Font{}, chosen: map[wanted]*Font{}, scripts: map[scripted]*Font{}}
	}
	return f, nil
}

func newFont(parsed *font.Face, fallback string, bold bool) *Font {
	f := &Font{face: parsed, Bold: bold, Upem: float64(parsed.Upem())}
	if extents, ok := parsed.FontHExtents(); ok {
		f.Ascent, f.Descent = float64(extents.Ascender), -float64(extents.Descender)
	}
	if f.Ascent <= 0 || f.Ascent > 3*f.Upem || f.Descent < 0 || f.Descent > 3*f.Upem {
		f.Ascent, f.Descent = 0.9*f.Upem, 0.25*f.Upem
	}
	f.Name = plainName(parsed.Describe().Family)
	if f.Name == "" {
		f.Name = fallback
	}
	if bold {
		f.Name += "-Bold"
	}
	return f
}

// plainName returns the letters and digits of ASCII in a name, at most 60.
func plainName(name string) string {
	out := make([]byte, 0, 60)
	for i := range len(name) {
		b := name[i]
		if ('a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9') && len(out) < cap(out) {
			out = append(out, b)
		}
	}
	return string(out)
}

// has reports whether a font has a glyph for a character.
func (f *Font) has(r rune) bool {
	_, ok := f.face.NominalGlyph(r)
	return ok
}

// Width returns the advance of a glyph in units of the font.
func (f *Font) Width(glyph uint32) float64 {
	return float64(f.face.HorizontalAdvance(font.GID(glyph)))
}

// fontFor returns the font for a character, and whether it has the character. It prefers the font
// of the character before, which may be nil, for characters that belong to no script.
func (f *Fonts) fontFor(r rune, script language.Script, style *Style, before *Font) (*Font, bool) {
	own := f.given[face{style.Serif, style.Bold}]
	if before != nil && (invisible(r) || !script.Strong() && before.has(r) && (r == ' ' || script == language.Inherited)) {
		return before, true
	}
	if own.has(r) || invisible(r) {
		return own, true
	}
	if before != nil && !script.Strong() && before.has(r) { // such as the stops of Indian scripts
		return before, true
	}
	if f.system != nil {
		if other := f.system.fontFor(r, script, style); other != nil {
			return other, true
		}
	}
	return own, false
}

// invisible reports whether a character is drawn by no font: marks of direction, joiners and
// selectors of variants.
func invisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0xfeff:
		return true
	}
	return 0x200b <= r && r <= 0x200f || 0x202a <= r && r <= 0x202e || 0x2060 <= r && r <= 0x206f ||
		0xfe00 <= r && r <= 0xfe0f || 0xe0000 <= r && r <= 0xe0fff
}
