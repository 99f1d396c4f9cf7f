package markup_test

import (
	"errors"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestElementsHaveNotTooManyAttributes(t *testing.T) {
	const many = 1 << 20
	document := func(tags string) []byte {
		return formattest.ZIP(t, "[Content_Types].xml", "<a/>", "word/document.xml", "<w:document><w:p><w:t>It failed.</w:t></w:p>"+tags+"</w:document>")
	}
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"one element":        {document("<a " + strings.Repeat(`b="" `, 1<<12+1) + "/>"), model.ErrTooLarge},
		"with marks in them": {document("<a " + strings.Repeat(`b=">" `, 1<<12+1) + "/>"), model.ErrTooLarge},
		"many elements":      {document(strings.Repeat(`<a b="" c="" d=""/>`, many/3+1)), nil},
		"a page":             {[]byte("<html><body><p>It failed.</p><p " + strings.Repeat("b ", many+1) + ">"), model.ErrTooLarge},
		"elements of a page": {[]byte("<html><body><p>It failed.</p>" + strings.Repeat("<i a b c d e f g h i>", many/8)), model.ErrTooLarge},
		"words of a page":    {[]byte("<html><body><p>" + strings.Repeat("It failed. ", many/2+1) + "<b>"), nil},
		"a long one":         {[]byte("<html><body><p>It failed.</p><img src=\"data:" + strings.Repeat("a b ", many/2+1) + "\">"), nil},
		"a script":           {[]byte("<html><script>if (a < 1 && b <c) " + strings.Repeat("x = 'a b c'; ", many/4) + "</script><body><p>It failed.</p>"), nil},
	} {
		if _, _, _, err := formattest.Read(c.raw, article.Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
