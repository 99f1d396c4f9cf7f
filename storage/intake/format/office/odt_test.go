package office_test

import (
	"testing"

	"assay.app/assay/storage/intake/format/formattest"
)

// odtOf returns an OpenDocument text with a body, automatic styles and named
// styles.
func odtOf(t testing.TB, body, automatic, named string) []byte {
	return formattest.ZIP(t, "mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml", `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:svg="v" xmlns:fo="f"><office:font-face-decls><style:font-face style:name="Signs1" svg:font-family="Wingdings"/></office:font-face-decls><office:automatic-styles>`+automatic+`</office:automatic-styles><office:body><office:text>`+body+`</office:text></office:body></office:document-content>`,
		"styles.xml", `<office:document-styles xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f"><office:styles>`+named+`</office:styles></office:document-styles>`)
}

func TestODTHiddenTextStaysOut(t *testing.T) {
	const named = `<style:style style:name="Desk" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Loop" style:family="text" style:parent-style-name="Loop"/>`
	const automatic = `<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="Desk"/>
<style:style style:name="T3" style:family="text" style:parent-style-name="Desk"><style:text-properties text:display="true"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T5" style:family="text"><style:text-properties text:display="condition" text:condition="none"/></style:style>
<style:style style:name="P1" style:family="paragraph"><style:text-properties text:display="none"/></style:style>`
	for name, c := range map[string]struct{ body, want string }{
		"a stretch":                  {`<text:p>It failed<text:span text:style-name="T1"> CHECK<text:tab/>THIS</text:span> on Monday.</text:p>`, "It failed on Monday."},
		"by a named style":           {`<text:p>It<text:span text:style-name="T2"> a</text:span><text:span text:style-name="Desk"> b</text:span> failed.</text:p>`, "It failed."},
		"by a condition":             {`<text:p>It<text:span text:style-name="T5"> a</text:span> failed.</text:p>`, "It failed."},
		"shown in a hidden style":    {`<text:p><text:span text:style-name="T3">It failed.</text:span></text:p>`, "It failed."},
		"within":                     {`<text:p>It<text:span text:style-name="T1"> a<text:span text:style-name="T4"> b</text:span><text:span text:style-name="T3"> failed</text:span> c</text:span>.</text:p>`, "It failed."},
		"a paragraph":                {`<text:p text:style-name="P1">To the desk.</text:p><text:p>It failed.</text:p>`, "It failed."},
		"one by a field":             {`<text:p>To the desk.<text:hidden-paragraph text:condition="x" text:is-hidden="true"/></text:p><text:p>It failed.<text:hidden-paragraph text:is-hidden="false"/></text:p>`, "It failed."},
		"text of a field":            {`<text:p>It <text:hidden-text text:is-hidden="true">never </text:hidden-text><text:hidden-text text:is-hidden="false">failed</text:hidden-text>.</text:p>`, "It failed."},
		"a section":                  {`<text:section text:name="a" text:display="none"><text:h text:outline-level="1">Desk</text:h><text:section><text:p>To it.</text:p></text:section></text:section><text:section text:name="b"><text:p>It failed.</text:p></text:section>`, "It failed."},
		"one by a condition":         {`<text:section text:display="condition" text:condition="x" text:is-hidden="true"><text:p>To it.</text:p></text:section><text:section text:display="condition" text:condition="y"><text:p>It failed.</text:p></text:section>`, "It failed."},
		"a note of hidden text":      {`<text:p>It failed.<text:span text:style-name="T1">a<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:span></text:p>`, "It failed."},
		"a style based on itself":    {`<text:p><text:span text:style-name="Loop">It failed.</text:span></text:p>`, "It failed."},
		"styles of the other family": {`<text:p text:style-name="T1">It <text:span text:style-name="P1">failed.</text:span></text:p>`, "It failed."},
	} {
		got := formattest.Only(t, "odt", odtOf(t, c.body, automatic, named))
		formattest.Same(t, name, got.Text, c.want)
		formattest.Same(t, name+": the title", got.Metadata.Title, "")
	}
}

func TestODTSignsAndRuby(t *testing.T) {
	const automatic = `<style:style style:name="T1" style:family="text"><style:text-properties style:font-name="Signs1"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties fo:font-family="Symbol"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties style:font-name="Liberation Serif"/></style:style>`
	for name, c := range map[string]struct{ body, want string }{
		"Wingdings": {`<text:span text:style-name="T1">` + "\uF0FC" + `J<text:span text:style-name="T3"> J</text:span></text:span>`, "✔☺ J"},
		"Symbol":    {`4 <text:span text:style-name="T2">` + "\uF0AE" + `</text:span> 6 <text:span text:style-name="T2">m</text:span>m`, "4 → 6 μm"},
		"ruby":      {`<text:ruby><text:ruby-base>港</text:ruby-base><text:ruby-text>みなと</text:ruby-text></text:ruby>で`, "港で"},
	} {
		formattest.Same(t, name, formattest.Only(t, "odt", odtOf(t, `<text:p>`+c.body+`</text:p>`, automatic, "")).Text, c.want)
	}
}
