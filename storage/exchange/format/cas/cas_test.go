package cas_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/format/cas"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
	"assay.app/assay/storage/storagetest"
)

func xmi() peer.Format         { return cas.Formats()[0] }
func inJSON() peer.Format      { return cas.Formats()[1] }
func all() []peer.Format       { return cas.Formats() }
func ext(f peer.Format) string { return f.Others[0] }

func TestRoundTrip(t *testing.T) {
	for _, f := range all() {
		t.Run(f.Key, func(t *testing.T) { peertest.RoundTrip(t, f) })
	}
}

// read reads a file, or several as an archive if files has more than a name and a text.
func read(t testing.TB, f peer.Format, files ...string) (*peer.Batch, error) {
	t.Helper()
	name, data := files[0], []byte(files[1])
	if len(files) > 2 {
		var out strings.Builder
		if err := bundle.WriteZIP(&out, func(to bundle.Folder) error {
			for pair := range slices.Chunk(files, 2) {
				w, err := to.Create(pair[0])
				if err == nil {
					_, err = io.WriteString(w, pair[1])
				}
				if err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		name, data = "cas.zip", []byte(out.String())
	}
	set, err := bundle.Of(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return f.Read(context.Background(), set)
}

// lines describes a batch: each mark with the text that it is on.
func lines(b *peer.Batch) string {
	var out []string
	for _, d := range b.Documents {
		out = append(out, d.Name+": "+d.Text)
		for _, m := range d.Marks {
			out = append(out, fmt.Sprintf("%s: %s (%s)", m.Span.Of(d.Text), strings.Join(m.Labels, "+"), m.Analyst))
		}
	}
	return strings.Join(append(out, b.Remarks...), "\n")
}

const (
	begin = `<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:seg="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmlns:none="http:///uima/noNamespace.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>`
	sofaA = `<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="😀 Ann saw&#10;Bo."/><cas:View sofa="1" members="2"/>`
	end   = `</xmi:XMI>`
)

// declares is a type system with a type that has features of several ranges.
const declares = `<?xml version="1.0" encoding="UTF-8"?><typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>webanno.custom.Role</name><supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>of</name><rangeTypeName>uima.tcas.Annotation</rangeTypeName></featureDescription>
<featureDescription><name>part</name><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription></features></typeDescription>
<typeDescription><name>webanno.custom.Word</name><supertypeName>de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token</supertypeName></typeDescription>
</types></typeSystemDescription>`

func TestXMIOfOthersIsRead(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{"no annotation", []string{"a.xmi", begin + sofaA + end}, "a.xmi: 😀 Ann saw\nBo."},
		{
			"names and tokens",
			[]string{"a.xmi", begin + `<ner:Person xmi:id="2" sofa="1" begin="3" end="6" value="PER"/><seg:Token xmi:id="3" sofa="1" begin="3" end="6"/>` + sofaA + end},
			"a.xmi: 😀 Ann saw\nBo.\nAnn: PER ()\nannotations of the type de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token (1) are no labels and are left out",
		},
		{"a type without features", []string{"a.xmi", begin + `<none:Claim xmi:id="2" sofa="1" begin="7" end="14"/>` + sofaA + end}, "a.xmi: 😀 Ann saw\nBo.\nsaw\nBo.: Claim ()"},
		{
			"a custom layer with its type system",
			[]string{"a.xmi", begin + `<custom:Role xmi:id="2" sofa="1" begin="3" end="6" of="3" part="agent"/><custom:Word xmi:id="3" sofa="1" begin="3" end="6"/>` + sofaA + end, "TypeSystem.xml", declares},
			"a.xmi: 😀 Ann saw\nBo.\nAnn: agent ()\nannotations of the type webanno.custom.Word (1) are no labels and are left out",
		},
		{
			"a file for each user",
			[]string{"annotation/a.txt/bo.xmi", begin + `<ner:NamedEntity xmi:id="2" sofa="1" begin="3" end="6" value="x"/>` + sofaA + end, "annotation/a.txt/zoe.xmi", begin + `<ner:NamedEntity xmi:id="2" sofa="1" begin="3" end="6" value="y"/>` + sofaA + end},
			"a.txt: 😀 Ann saw\nBo.\nAnn: x (bo)\nAnn: y (zoe)",
		},
		{
			"two views, one without a text",
			[]string{"a.xmi", begin + sofaA + `<cas:Sofa xmi:id="5" sofaNum="2" sofaID="other" sofaString="Two."/><cas:Sofa xmi:id="6" sofaNum="3" sofaID="pic" sofaURI="x"/><custom:A xmi:id="7" sofa="5" begin="0" end="3" label="n"/><custom:A xmi:id="8" sofa="6" begin="0" end="3"/>` + end},
			"a.xmi: 😀 Ann saw\nBo.\na.xmi (other): Two.\nTwo: n ()\nannotations of the type webanno.custom.A (1) are no labels and are left out",
		},
		{
			"code points",
			[]string{"a.xmi", begin + `<custom:A xmi:id="2" sofa="1" begin="2" end="5" label="n"/>` + sofaA + end},
			"a.xmi: 😀 Ann saw\nBo.\nAnn: n ()\nthe offsets of texts (1) count Unicode code points, not UTF-16 code units",
		},
		{
			"a relation and an empty annotation",
			[]string{"a.xmi", begin + `<custom:R xmi:id="2" sofa="1" begin="3" end="6" Governor="3" Dependent="3"/><custom:A xmi:id="3" sofa="1" begin="3" end="3"/>` + sofaA + end},
			"a.xmi: 😀 Ann saw\nBo.\nannotations of the type webanno.custom.A (1) are no labels and are left out\nannotations of the type webanno.custom.R (1) are no labels and are left out",
		},
	} {
		b, err := read(t, xmi(), c.files...)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := lines(b); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestJSONOfOthersIsRead(t *testing.T) {
	const types = `"%TYPES":{"x.Role":{"%NAME":"x.Role","%SUPER_TYPE":"uima.tcas.Annotation","of":{"%NAME":"of","%RANGE":"x.Role"},"part":{"%NAME":"part","%RANGE":"uima.cas.String"}}}`
	const text = `"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"\uD83D\uDE00 Ann saw."`
	const want = "a.json: 😀 Ann saw.\nAnn: agent ()"
	for _, c := range []struct{ name, file, want string }{
		{"nothing", `{"%TYPES":{}}`, ""},
		{"a list, the text last", `{` + types + `,"%FEATURE_STRUCTURES":[{"%ID":2,"%TYPE":"x.Role","@sofa":1,"begin":3,"end":6,"part":"agent","@of":2},{"%ID":1,` + text + `}],"%VIEWS":{}}`, want},
		{"an object", `{` + types + `,"%FEATURE_STRUCTURES":{"1":{` + text + `},"2":{"%TYPE":"x.Role","@sofa":1,"begin":3,"end":6,"part":"agent"}}}`, want},
		{"a picture", `{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaURI":"x"}]}`, ""},
	} {
		b, err := read(t, inJSON(), "a.json", c.file)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := lines(b); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	annotation := func(inside string) string { return begin + `<custom:A xmi:id="2" ` + inside + `/>` + sofaA + end }
	for _, c := range []struct {
		format peer.Format
		text   string
		want   string
	}{
		{xmi(), "", "EOF"},
		{xmi(), "<a/>", "it is not XMI"},
		{xmi(), begin, "unexpected EOF"},
		{xmi(), begin + end + "<b/", "a.xmi, line 1"},
		{xmi(), `<!DOCTYPE x [<!ENTITY a "b">]>` + begin + end, "it has a document type"},
		{xmi(), strings.Replace(begin, "UTF-8", "x-y", 1) + end, "x-y"},
		{xmi(), begin + strings.Repeat("<a>", 40) + strings.Repeat("</a>", 40) + end, "nested too deeply"},
		{xmi(), begin + `<cas:Sofa xmi:id="1" sofaString="&x;"/>` + end, "a.xmi, line 1"},
		{xmi(), begin + `<cas:Sofa xmi:id="1" sofaString="&#1;"/>` + end, "a.xmi, line 1"},
		{xmi(), annotation(`sofa="1" begin="3" end="99"`), "annotation 2 is from 3 to 99, which is no part of a text of 14 UTF-16"},
		{xmi(), annotation(`sofa="1" begin="6" end="3"`), "is from 6 to 3"},
		{xmi(), annotation(`sofa="1" begin="x" end="3"`), "a.xmi, line 1"},
		{xmi(), annotation(`sofa="9" begin="0" end="3"`), "annotation 2 is in view 9, which does not exist"},
		{xmi(), begin + sofaA + sofaA + end, "two views of the id 1"},
		{inJSON(), "", "a.json"},
		{inJSON(), "[]", "a.json"},
		{inJSON(), `{"_context":{},"_views":{}}`, "is not UIMA CAS JSON of version 0.4"},
		{inJSON(), `{"%FEATURE_STRUCTURES":7}`, "neither a list nor an object"},
		{inJSON(), `{"%FEATURE_STRUCTURES":[{"%ID":3}]}`, "feature structure 3 has no type"},
		{inJSON(), `{"%TYPES":7}`, "the types are not objects"},
		{inJSON(), `{"%TYPES":{},"a":"\ud800"}`, "half of a character"},
		{inJSON(), "{\"%TYPES\":\"\xff\"}", "not UTF-8"},
		{inJSON(), `{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"a"},{"%ID":2,"%TYPE":"x","@sofa":1,"begin":0,"end":1.5}]}`, "is from 0 to -1"},
		{inJSON(), `{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"a"},{"%ID":2,"%TYPE":"assay.Mention","@sofa":1,"begin":0,"end":1,"stance":"hums"}]}`, `the stance "hums"`},
		{inJSON(), `{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"a"},{"%ID":2,"%TYPE":"assay.Grade","@sofa":1,"begin":0,"end":1,"source":"Z"}]}`, `the grade "Z"`},
		{inJSON(), `{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"a"},{"%ID":2,"%TYPE":"assay.Label","@sofa":1,"begin":0,"end":1,"time":"noon"}]}`, "annotation 2"},
	} {
		b, err := read(t, c.format, "a"+ext(c.format), c.text)
		if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.want) || b != nil {
			t.Errorf("%q: %v, want one with %q", c.text, err, c.want)
		}
	}
	if _, err := read(t, xmi(), "a.txt", "x", "b.txt", "y"); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("an archive without XMI: %v", err)
	}
}

// XML cannot hold control characters, but a text that has some comes back.
func TestControlCharactersSurvive(t *testing.T) {
	text := "😀 A\x01nn saw\x0b Bo. It\x7f\uFFFD rained\uFFFE here.\n"
	for _, f := range all() {
		p := storagetest.New(t)
		doc := storagetest.Document(text)
		storagetest.Import(t, p, doc)
		exchangetest.Apply(t, p, exchangetest.Label(doc, 1, "ana", model.Claim, exchangetest.After(1)))
		b := peertest.Read(t, f, peertest.Export(t, f, p))
		if d := b.Documents[0]; d.Text != text || len(d.Marks) != 1 || d.Marks[0].Span != doc.Sentences()[1].Span {
			t.Errorf("%s: %q with %+v", f.Key, d.Text, d.Marks)
		}
	}
}

func TestOnlyItsOwnFilesAreRecognised(t *testing.T) {
	for _, c := range []struct {
		format     peer.Format
		file, text string
		want       bool
	}{
		{xmi(), "a.xmi", "", true},
		{xmi(), "a.xml", "", false},
		{inJSON(), "a.json", `{"%TYPES":{}}`, true},
		{inJSON(), "a.json", `{"%FEATURE_STRUCTURES":[`, true},
		{inJSON(), "a.json", `{"text":"a"}`, false},
		{inJSON(), "a.json", `[{"%TYPES":{}}]`, false},
	} {
		set, err := bundle.Of(c.file, []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.format.Recognises(set, []byte(c.text)); got != c.want {
			t.Errorf("%s %s: %t", c.file, c.text, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(begin+`<ner:Person xmi:id="2" sofa="1" begin="3" end="6" value="PER"/>`+sofaA+end, true)
	f.Add(begin+`<cas:Sofa xmi:id="1" sofaString="a&#10;b"/><a:Article xmlns:a="http:///assay.ecore" sofa="1" begin="0" end="3" article="x" replaced="1:7 9:z"/>`+end, true)
	f.Add(declares, true)
	f.Add(`<!DOCTYPE x>`, true)
	f.Add(`{"%TYPES":{"x":{"%SUPER_TYPE":"x"}},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"a"},{"%ID":2,"%TYPE":"x","@sofa":1,"begin":0,"end":1}]}`, false)
	f.Add(`{"%FEATURE_STRUCTURES":{"1":{"%TYPE":"uima.cas.Sofa","sofaString":"\ud83d\ude00"},"2":{"%TYPE":"assay.Note","@sofa":1,"begin":0,"end":2,"text":"n"}}}`, false)
	f.Add("", false)
	f.Fuzz(func(t *testing.T, text string, inXML bool) {
		format := inJSON()
		if inXML {
			format = xmi()
		}
		b, err := read(t, format, "a"+ext(format), text)
		if err != nil {
			if !errors.Is(err, model.ErrDamaged) {
				t.Errorf("the error does not wrap ErrDamaged: %v", err)
			}
			return
		}
		_ = lines(b)
	})
}

func BenchmarkWrite(b *testing.B) {
	for _, f := range all() {
		b.Run(f.Key, func(b *testing.B) { peertest.Speed(b, f) })
	}
}
