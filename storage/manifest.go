package storage

import (
	"errors"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/ledger"
)

// manifest says what an import does with the documents of a batch.
type manifest struct {
	item    item
	added   []model.ArticleID
	known   []model.ArticleID
	refused []refused
	left    []*incoming // kept for the next transaction
}

type refused struct {
	document *model.Document
	err      error
}

// manifest decides what to do with each document of the batch. has is the state of
// the articles in the project and is updated. extras caches the results of Extra.
func (im *importer) manifest(has map[model.ArticleID]expectation, extras map[model.ArticleID][]edit.Edit) (*manifest, error) {
	m := &manifest{item: item{change: edit.Change{
		At: im.project.opts.Now().UTC(), Analyst: im.opts.Analyst, Verb: im.opts.Verb, Batch: im.opts.Batch,
	}}}
	change := &m.item.change
	for i, d := range im.load {
		if len(change.Edits)*editBytes >= importBytes {
			m.left = im.load[i:]
			break
		}
		now := has[d.ID]
		exists := now.sha != ""
		switch {
		case exists && now.sha != d.SHA256:
			m.refused = append(m.refused, refused{d.Document, errCollision})
			continue
		case exists && now.present:
			m.known = append(m.known, d.ID)
			continue
		}
		more, asked := extras[d.ID]
		if im.opts.Extra != nil && !asked {
			more = im.opts.Extra(d.Document)
			extras[d.ID] = more
		}
		structure := d.Structure
		if exists && len(more) > 0 { // sentences may have been split or merged since
			stored, err := im.project.Document(d.ID)
			if err == nil {
				structure = stored.Structure
			} else if !errors.Is(err, model.ErrNoArticle) { // the article may still be queued
				return nil, err
			}
		}
		if err := im.checkExtra(d.Document, structure, more); err != nil {
			m.refused = append(m.refused, refused{d.Document, err})
			continue
		}
		if !exists {
			m.item.documents = append(m.item.documents, d)
		}
		has[d.ID] = expectation{present: true, sha: d.SHA256}
		m.added = append(m.added, d.ID)
		back := edit.PuttingBack(d.ID)
		if !now.absent {
			back = back[len(back)-1:] // only its presence
		}
		change.Edits = append(change.Edits, back...)
		change.Edits = append(change.Edits, more...)
	}
	return m, nil
}

// checkExtra checks that the further edits of an article can be applied. A change
// that cannot be applied would block all changes queued after it.
func (im *importer) checkExtra(d *model.Document, structure model.Structure, edits []edit.Edit) error {
	units := structure.Units
	for _, e := range edits {
		var err error
		switch e := e.(type) {
		case edit.Record:
			if of := e.About(); of != d.ID && (of != "" || e.Subject().Outlet == "") {
				return fmt.Errorf("a further edit is about article %q", of)
			}
			err = checkRecord(d.Size, e)
		case edit.Units:
			units, err = replaceUnits(units, e, structure.Paragraphs, d.Size)
		}
		if of := e.About(); err == nil && of != d.ID && of != "" {
			err = fmt.Errorf("a further edit is about article %q", of)
		}
		if err == nil {
			err = im.gate.edit(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkRecord checks that both sides of an edit can be stored, and that they are about
// the same article or both about none. size is the length of the article's text in
// bytes.
func checkRecord(size int, e edit.Record) error {
	kind := e.Kind()
	var articles []model.ArticleID
	for _, content := range []any{e.Before, e.After} {
		if content == nil {
			continue
		}
		at := kind.SubjectOf(e.Key, content)
		if err := ledger.CheckRecord(size, at, e.Key); err != nil {
			return err
		}
		articles = append(articles, at.Article)
	}
	switch {
	case len(articles) == 0 && e.Is != nil: // a deleted version is brought
		return nil
	case len(articles) == 0:
		return fmt.Errorf("an edit of a %s has no content before or after", kind.Name)
	case articles[0] != articles[len(articles)-1]:
		return fmt.Errorf("%s %s would move to article %q", kind.Name, e.Key.ID, articles[1])
	}
	return nil
}

// replaceUnits applies an edit of units and checks the changed part of the result.
// size is the length of the text in bytes.
func replaceUnits(units []model.Unit, e edit.Units, paragraphs []model.Span, size int) ([]model.Unit, error) {
	out, ok := model.Replace(units, e.Before, e.After)
	if !ok || len(e.After) == 0 {
		return nil, fmt.Errorf("its structure is not what the change expects: %w", model.ErrNoSentence)
	}
	at := slices.Index(units, e.Before[0])
	around := out[max(at-1, 0):min(at+len(e.After)+1, len(out))]
	return out, ledger.CheckUnits(around, paragraphs, size)
}
