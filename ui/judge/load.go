package judge

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/words"
)

// followAfter is the time after which the sentences of another statement are read.
const followAfter = 80 * time.Millisecond

// progressAfter is the time after which the view says that it is reading.
const progressAfter = 500 * time.Millisecond

// chain has the sentences of the current statement with their sources, as they were last read.
type chain struct {
	of      model.StatementID // "" if nothing was read
	links   []evidence.Link   // each sentence once per analyst
	open    map[string]bool   // whether nodes of the tree are open, by their keys
	stale   bool              // a change since may affect links
	reading bool
	err     error
}

// leave forgets the sentences of a statement that is not current any more.
func (ch *chain) leave() {
	ch.of, ch.links, ch.stale, ch.err = "", nil, true, nil
}

// note makes the sentences stale if a record is about one that was not read.
func (ch *chain) note(key model.Key) {
	if key.Kind == record.JudgementKind {
		return
	}
	for i := range ch.links {
		if l := &ch.links[i]; l.On == key.Subject && l.Analyst == key.Analyst {
			return
		}
	}
	ch.stale = true
}

// refresh reads the sentences of the current statement if they are stale and every change is
// durable.
func (c *Controller) refresh() {
	if c.shows && c.at != "" && (c.chain.stale || c.chain.of != c.at) && c.win.Session().Save().State == session.Saved {
		c.load()
	}
	c.view.say()
}

// load reads the sentences in a moment, unless another statement is current then.
func (c *Controller) load() {
	c.stop()
	ctx, stop := context.WithCancel(c.ctx)
	c.stop, c.chain.stale, c.chain.reading = stop, false, true
	p, at, sees := c.project, c.at, c.win.Session().Seeing()
	progress := c.progress(ctx)
	c.win.After(followAfter, func() {
		if ctx.Err() != nil {
			return
		}
		c.win.Go(func() {
			found, err := p.Evidence(ctx, map[model.StatementID]bool{at: true}, sees, progress)
			links := linksOf(found)
			c.win.Post(func() {
				if ctx.Err() != nil {
					return
				}
				stop()
				c.chain.reading, c.chain.err = false, err
				if err == nil {
					c.chain.of, c.chain.links = at, links
				}
				c.view.refreshTree()
				c.win.ShowHints()
				c.refresh() // something may have changed meanwhile
			})
		})
	})
}

// linksOf returns the sentences that statements have or their judgements cite, each once for each
// analyst.
func linksOf(found []evidence.Statement) (all []evidence.Link) {
	type seen struct {
		on      model.Subject
		analyst string
	}
	at := map[seen]bool{}
	add := func(links []evidence.Link) {
		for i := range links {
			if key := (seen{links[i].On, links[i].Analyst}); !at[key] {
				at[key] = true
				all = append(all, links[i])
			}
		}
	}
	for _, s := range found {
		add(s.Mentions)
		for _, j := range s.Judgements {
			add(j.Links)
		}
	}
	return all
}

// progress returns a function that shows the progress of a reading that takes long.
func (c *Controller) progress(ctx context.Context) func(done, all int) {
	begun, last := time.Now(), time.Time{}
	return func(done, all int) {
		now := time.Now()
		if now.Sub(begun) < progressAfter || now.Sub(last) < progressAfter/5 {
			return
		}
		last = now
		text := lang.L("Reading {{.Done}} of {{.All}} articles…", map[string]any{"Done": words.Number(done), "All": words.Number(all)})
		c.win.Post(func() {
			if ctx.Err() == nil {
				c.view.setStatus(text)
			}
		})
	}
}
