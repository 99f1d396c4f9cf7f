package formattest

import (
	"bytes"
	"fmt"
	"strings"
)

// PDF builds a PDF of version 1.7 with a cross-reference table. The objects are
// numbered from 1; the first is the root.
func PDF(objects ...string) []byte { return pdfOf("1.7", objects) }

func pdfOf(version string, objects []string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%%PDF-%s\n", version)
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return b.Bytes()
}

// PDFPages builds a PDF of version 1.4 with one page for each drawing, given as a
// content stream. Its only font is F1, whose letters are half an em wide.
func PDFPages(drawings ...string) []byte {
	var kids []string
	for i := range drawings {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(drawings)),
		fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [%s] >>", strings.Repeat("500 ", 256)),
	}
	for i, drawing := range drawings {
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(drawing), drawing))
	}
	return pdfOf("1.4", objects)
}
