package comparison

import (
	"cmp"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
)

// articles lists the articles of the selection. An article is selected with all of its versions
// if one of them is.
func (r *reading) articles() error {
	chains, err := r.r.project.Chains()
	if err != nil {
		return err
	}
	r.Chains = chains
	present, order := map[model.ArticleID]model.Article{}, []model.ArticleID(nil)
	for a, err := range r.r.project.Articles() {
		if err = cmp.Or(err, r.ctx.Err()); err != nil {
			return err
		}
		if !a.Removed {
			present[a.ID] = a
			order = append(order, a.ID)
		}
	}
	r.current = chains.Superseded(func(id model.ArticleID) bool {
		_, there := present[id]
		return there
	})
	r.versions, r.Earlier, r.behind = map[model.ArticleID][]model.ArticleID{}, map[model.ArticleID]model.Article{}, map[model.ArticleID]bool{}
	for _, chain := range chains.All() {
		for _, id := range chain {
			if current, superseded := r.current[id]; superseded {
				r.versions[current] = append(r.versions[current], id)
			}
		}
	}
	for _, id := range order {
		if _, superseded := r.current[id]; superseded || !r.wants(id) {
			continue
		}
		r.Articles = append(r.Articles, present[id])
		if earlier := r.versions[id]; len(earlier) > 0 {
			for _, older := range earlier {
				r.Earlier[older] = present[older]
			}
			r.versions[id] = append(earlier, id)
		}
	}
	r.r.lineage.Keep(func(id model.ArticleID) bool {
		_, superseded := r.current[id]
		return superseded || len(r.versions[id]) > 0
	})
	return nil
}

// wants reports whether a current article or an earlier version of it is in the selection.
func (r *reading) wants(id model.ArticleID) bool {
	for _, older := range r.versions[id] {
		if r.asked.Wants(older) {
			return true
		}
	}
	return r.asked.Wants(id)
}

// mentioned reports whether an article or an earlier version of it has mentions.
func (r *reading) mentioned(id model.ArticleID) bool {
	for _, version := range r.versions[id] {
		if len(r.mentions[version]) > 0 {
			return true
		}
	}
	return len(r.mentions[id]) > 0
}

// addVersions adds the mentions in all versions of an article. It reads the others only if there
// are mentions.
func (r *reading) addVersions(doc *model.Document) error {
	if !r.mentioned(doc.ID) {
		return nil
	}
	var versions []*model.Document
	for _, id := range r.versions[doc.ID] {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		one := doc
		if id != doc.ID {
			var err error
			if one, err = r.r.project.Document(id); err != nil {
				return err
			}
		}
		versions = append(versions, one)
	}
	if versions == nil {
		versions = []*model.Document{doc}
	}
	for at, version := range versions {
		if len(r.mentions[version.ID]) == 0 {
			continue
		}
		if at < len(versions)-1 {
			r.behind[version.ID] = true
		}
		r.addMentions(versions, at)
	}
	return nil
}

// addEarlier adds the earlier versions with mentions of an article that was added. They have the
// origin of the article unless an analyst set another one, and its outlet if they have none.
func (r *reading) addEarlier(newest compare.Article) {
	for _, id := range r.versions[newest.ID] {
		if !r.behind[id] {
			continue
		}
		a, one := r.Earlier[id], newest
		one.ID, one.Current, one.Title, one.Published = id, newest.ID, a.Heading(), a.Metadata.Chronological()
		one.Outlet = cmp.Or(a.Metadata.Outlet, newest.Outlet)
		one.Language = cmp.Or(a.Metadata.Language, newest.Language)
		if from, set := r.Compared.Origin(id); set {
			one.Origin, one.OriginProposed = from, false
		}
		r.builder.Article(one)
	}
}
