package dialog

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/words"
)

// again has something read once more. What is shown meanwhile is as it was.
func (im *importer) again(r Rereading) {
	if im.reading {
		im.show(im.list.At)
		return
	}
	im.reading = true
	im.count()
	r = im.preview.completed(r)
	had := im.win.Canvas().Focused()
	im.do.Again(r, func(found *Preview) {
		im.reading = false
		if im.closed {
			return
		}
		why := im.take(r, found)
		im.win.Canvas().Focus(had)
		if why != "" {
			Tell(lang.L("It could not be read so"), why, im.win)
		}
	})
}

// take puts what was read into the preview. Where nothing could be read in
// that way, all stays as it was, and it gives why.
func (im *importer) take(r Rereading, found *Preview) (why string) {
	article, source := "", Source{}
	switch d, refused := im.shown(); {
	case d != nil:
		article, source = d.Path, d.Source()
	case refused != nil:
		source = Source{refused.Path, refused.File}
	}
	switch {
	case found == nil: // stopped
		for _, d := range r.Drafts {
			d.Article.Metadata.Language = d.Divided
		}
	case len(found.Drafts) == 0 && len(found.Refused) > 0 && r.Mapping == nil:
		x := found.Refused[0]
		why = words.Joined("\n\n", words.FileName(x.Path)+": "+x.Why, x.Out, x.Detail)
	default:
		im.preview.replace(r, found)
	}
	im.refilter()
	if at := im.preview.corrected(r.correction); at >= 0 && why == "" && found != nil {
		im.choose(at)
	} else {
		im.find(article, source)
	}
	return why
}

// find chooses the article at a path, or else the first one in a source.
func (im *importer) find(article string, source Source) {
	drafts := im.preview.Drafts
	at := slices.IndexFunc(drafts, func(d *Draft) bool { return d.Path == article })
	if at < 0 {
		at = slices.IndexFunc(drafts, func(d *Draft) bool { return d.Source() == source })
	}
	if at < 0 {
		if at = slices.IndexFunc(im.preview.Refused, func(r Refused) bool { return r.Path == source.Path }); at >= 0 {
			at += len(drafts)
		}
	}
	im.choose(at)
}

// choose chooses a draft, or what was refused, even where the list does not show it just
// now.
func (im *importer) choose(at int) {
	if at >= 0 && !slices.Contains(im.rows, at) {
		im.state = anyState
		im.refilter()
	}
	if row := slices.Index(im.rows, at); at >= 0 && row >= 0 {
		im.list.Choose(row)
	}
	im.show(im.list.At)
}
