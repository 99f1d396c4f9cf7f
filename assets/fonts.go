package assets

import _ "embed"

// The serif face is Noto Serif 2.004 under the SIL Open Font License (see
// fonts/OFL.txt), regular and bold, cut down to Latin, Cyrillic and Greek
// letters and to signs, without hints: 0.23 MB a weight instead of 0.6. It was
// made of Debian's fonts-noto-core by
//
//	fonttools subset NotoSerif-Regular.ttf --no-hinting --name-IDs='*' \
//	  --layout-features=kern,liga,mark,mkmk,ccmp,locl \
//	  --unicodes=U+0020-024F,U+0259,U+02B0-03FF,U+0400-052F,U+1E00-1FFF,\
//	U+2000-20CF,U+2100-214F,U+2150-218F,U+2212,U+FB00-FB06,U+FFFD
//
// Other letters are drawn with the face that the rest of the window has.
var (
	//go:embed fonts/NotoSerif-Regular.ttf
	serif string
	//go:embed fonts/NotoSerif-Bold.ttf
	serifBold string
)

// Serif gives the serif face for reading, regular or bold, as TrueType.
func Serif(bold bool) []byte {
	if bold {
		return []byte(serifBold)
	}
	return []byte(serif)
}
