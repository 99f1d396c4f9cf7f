package sources

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/sources"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// progressAfter is the time after which the view shows the progress of a reading.
const progressAfter = 500 * time.Millisecond

// contradiction is a contradiction with the texts that the view shows.
type contradiction struct {
	sources.Contradiction
	text  string // the sentence
	title string // of its article
}

// analyst returns the analyst whose attributions the table counts, or "" for everybody if the
// layers of the others are shown.
func (c *Controller) analyst() string {
	s := c.win.Session()
	if s.SeesAll() {
		return ""
	}
	return s.Analyst()
}

// load reads the table. It ends a reading that is running.
func (c *Controller) load() {
	c.stop()
	ctx, stop := context.WithCancel(c.ctx)
	c.stop, c.stale, c.reading = stop, false, true
	p, analyst := c.project, c.analyst()
	far := c.follow(ctx)
	c.win.Go(func() {
		table, err := p.Sources(ctx, analyst, far)
		var found []contradiction
		if err == nil {
			found, err = contradictions(ctx, p, table.Contradictions)
		}
		c.win.Post(func() {
			if ctx.Err() != nil {
				return // the analyst left the view, or another reading has begun
			}
			stop()
			if c.reading = false; err == nil {
				c.table, c.found, c.loaded = table, found, true
			}
			c.err = err
			c.view.refresh()
			c.refresh() // something may have changed meanwhile
		})
	})
}

// follow returns the function that receives the progress of a reading. After progressAfter it
// shows the progress in the view.
func (c *Controller) follow(ctx context.Context) func(done, all int) {
	shown := make(chan struct{})
	c.win.After(progressAfter, func() { close(shown) })
	last := time.Time{}
	return func(done, all int) {
		select {
		case <-shown:
		default:
			return
		}
		if now := time.Now(); now.Sub(last) > progressAfter/5 {
			last = now
			c.win.Post(func() {
				if ctx.Err() == nil {
					c.view.status.SetText(lang.L("Reading {{.Done}} of {{.All}} articles…", map[string]any{"Done": words.Number(done), "All": words.Number(all)}))
				}
			})
		}
	}
}

// contradictions reads the sentences of contradictions, each article once.
func contradictions(ctx context.Context, p Project, all []sources.Contradiction) (out []contradiction, err error) {
	docs := map[model.ArticleID]*model.Document{}
	for _, found := range all {
		doc := docs[found.Article]
		if doc == nil {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			doc, err = p.Document(found.Article)
			switch {
			case errors.Is(err, model.ErrNoArticle): // it has just been removed
				continue
			case err != nil:
				return nil, err
			}
			clear(docs) // contradictions are in the order of articles, so one is enough
			docs[found.Article] = doc
		}
		if found.Sentence.End <= len(doc.Text) {
			out = append(out, contradiction{found, control.OneLine(found.Sentence.Of(doc.Text)), doc.Heading()})
		}
	}
	return out, nil
}
