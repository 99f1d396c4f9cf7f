package assets

import _ "embed"

// The window uses Noto Sans 2.004, and articles can use Noto Serif 2.004, in regular
// and bold, under the SIL Open Font License (see fonts/OFL.txt). The fonts are reduced
// to Latin, Cyrillic and Greek letters and to symbols, and have no hints, so each has
// 0.2 MB instead of 0.6 MB. They were made from Debian's fonts-noto-core with
//
//	fonttools subset NotoSans-Regular.ttf --no-hinting --name-IDs='*' \
//	  --layout-features=kern,liga,mark,mkmk,locl \
//	  --unicodes=U+0020-024F,U+0259,U+02B0-03FF,U+0400-052F,U+1E00-1FFF,\
//	U+2000-20CF,U+2100-214F,U+2150-218F,U+2190-21FF,U+2212,U+2300-23FF,\
//	U+25A0-25FF,U+FB00-FB06,U+FFFD
//
// and likewise for Noto Serif. The features mark and mkmk place accents. The
// feature ccmp is omitted on purpose: with it, go-text removes the dots of the
// Cyrillic і and ј everywhere, not only below an accent. Other letters are drawn
// with Fyne's own fonts and those of the system.
//
// Noto has no arrows, mathematical operators or key symbols. They come from Inter
// 3.19, which Fyne's module includes, and were added with
//
//	python3 signs.py Inter-Regular.ttf NotoSans-*.ttf NotoSerif-*.ttf
var (
	//go:embed fonts/NotoSans-Regular.ttf
	sans string
	//go:embed fonts/NotoSans-Bold.ttf
	sansBold string
	//go:embed fonts/NotoSerif-Regular.ttf
	serif string
	//go:embed fonts/NotoSerif-Bold.ttf
	serifBold string
)

// Sans returns the typeface of the window, regular or bold, as TrueType.
func Sans(bold bool) []byte {
	if bold {
		return []byte(sansBold)
	}
	return []byte(sans)
}

// Serif returns the serif typeface for reading, regular or bold, as TrueType.
func Serif(bold bool) []byte {
	if bold {
		return []byte(serifBold)
	}
	return []byte(serif)
}
