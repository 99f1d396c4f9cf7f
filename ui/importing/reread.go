package importing

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// again reads part of the preview again, unless another reading is under way. The
// preview does not change until the result arrives.
func (im *importer) again(r draft.Rereading) {
	if im.reading {
		im.showPicked()
		return
	}
	im.reading = true
	im.count()
	r = im.preview.Complete(r)
	had := im.win.Canvas().Focused()
	im.do.Again(r, func(found *draft.Preview) {
		im.reading = false
		if im.closed {
			return
		}
		why := im.take(r, found)
		im.win.Canvas().Focus(had)
		if why != "" {
			dialog.Tell(lang.L("The file cannot be read this way"), why, im.win)
		}
	})
}

// take puts the result of a reading into the preview. If found is nil, it only
// resets the languages of the drafts in r. If all files were refused and no columns
// were remapped, it leaves the preview unchanged and returns the reason. Otherwise
// it returns "".
func (im *importer) take(r draft.Rereading, found *draft.Preview) (why string) {
	article, source := "", draft.Source{}
	switch d, refused := im.shown(); {
	case d != nil:
		article, source = d.Path, d.Source()
	case refused != nil:
		source = refused.Source()
	}
	switch {
	case found == nil: // reading was stopped or failed
		for _, d := range r.Drafts {
			d.Article.Metadata.Language = d.Divided
		}
		im.several.show(nil) // its form shows the other language
	case len(found.Drafts) == 0 && len(found.Refused) > 0 && r.Mapping == nil:
		x := found.Refused[0]
		e := im.do.Explain(x)
		why = words.Joined("\n\n", words.FileName(x.Path)+": "+e.Why, e.Out, e.Detail)
	default:
		im.preview.Replace(r, found)
	}
	if r.Drafts != nil { // the rows are the same
		im.changed()
		return why
	}
	im.refilter()
	if at := im.preview.Corrected(r); at >= 0 && why == "" && found != nil {
		im.choose(at)
	} else {
		im.find(article, source)
	}
	return why
}

// find selects the article at a path. If there is none, it selects the first
// article of a source or, failing that, the refused file of the source.
func (im *importer) find(article string, source draft.Source) {
	drafts := im.preview.Drafts
	at := slices.IndexFunc(drafts, func(d *draft.Article) bool { return d.Path == article })
	if at < 0 {
		at = slices.IndexFunc(drafts, func(d *draft.Article) bool { return d.Source() == source })
	}
	if at < 0 {
		if at = slices.IndexFunc(im.preview.Refused, func(r draft.Refused) bool { return r.Path == source.Path }); at >= 0 {
			at += len(drafts)
		}
	}
	im.choose(at)
}

// choose selects the item at an index. If the filter hides the item, choose clears
// the filter.
func (im *importer) choose(at int) {
	if at >= 0 && !slices.Contains(im.rows, at) {
		im.state = anyState
		im.refilter()
	}
	if row := slices.Index(im.rows, at); at >= 0 && row >= 0 {
		im.list.Choose(row)
	}
	im.showPicked()
}
