package docx

import (
	"math"
	"strconv"

	"assay.app/assay/storage/report/content"
)

const (
	perPoint = 12700          // English Metric Units in a point
	widest   = textWidth / 20 // points
	highest  = 640            // points; leaves room for a caption on a page
	pixels   = 200.0 / 72     // for a point
)

func pictureName(n int) string { return "word/media/picture" + strconv.Itoa(n) + ".png" }

// picture writes a picture with its caption.
func (d *document) picture(c content.Picture) error {
	if c.Scene == nil || d.options.Draw == nil || !(c.Scene.Width > 0 && c.Scene.Height > 0) {
		d.untouched(c)
		return nil
	}
	png, err := d.options.Draw(c.Scene, pixels)
	if err != nil {
		return err
	}
	d.pictures = append(d.pictures, png)
	number := strconv.Itoa(len(d.pictures))
	fit := min(1, widest/c.Scene.Width, highest/c.Scene.Height)
	size := func(points float64) string { return strconv.Itoa(max(1, int(math.Round(points*fit*perPoint)))) }
	extent := `cx="` + size(c.Scene.Width) + `" cy="` + size(c.Scene.Height) + `"`
	f := form{style: "Picture", keepNext: !content.Blank(c.Caption)}
	d.open(d.body, f, d.direction)
	d.place(d.body, c.ID, func() {
		d.body.put(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent `, extent, `/>`,
			`<wp:docPr id="`, number, `" name="Picture `, number, `" descr="`, escaped(c.Scene.Title), `"/>`,
			`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>`,
			`<pic:nvPicPr><pic:cNvPr id="`, number, `" name="picture`, number, `.png"/><pic:cNvPicPr/></pic:nvPicPr>`,
			`<pic:blipFill><a:blip r:embed="picture`, number, `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`,
			`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext `, extent, `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`,
			`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`)
	})
	d.body.put(`</w:p>`)
	d.caption(c.Caption)
	return nil
}

// untouched writes the title of a picture in its place.
func (d *document) untouched(c content.Picture) {
	title := ""
	if c.Scene != nil {
		title = c.Scene.Title
	}
	d.write(d.body, form{style: "BodyText", id: c.ID}, []content.Run{content.Plain(title)})
	d.caption(c.Caption)
}

func (d *document) caption(runs []content.Run) {
	if !content.Blank(runs) {
		d.write(d.body, form{style: "Caption"}, runs)
	}
}
