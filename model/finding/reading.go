package finding

import (
	"context"
	"time"

	"assay.app/assay/model/search"
)

// read starts a search on a new goroutine.
func (f *Finding) read() {
	ctx, stop := context.WithCancel(f.ctx)
	f.stop, f.running, f.whole, f.earlier = stop, true, false, true
	f.slow, f.looked, f.total = false, 0, 0
	if f.stale {
		f.stale = false
		f.shelf.clear()
	}
	f.cancelSlow = f.host.After(slowAfter, func() {
		f.slow = true
		f.changed()
	})
	post := func(do func()) {
		f.host.Post(func() {
			if ctx.Err() == nil { // otherwise the search was ended
				do()
			}
		})
	}
	request := f.Request()
	request.Limit = MaxHits
	f.host.Go(func() {
		var b batch
		all := &search.Hits{}
		sent, first := time.Now(), true
		send := func() {
			found := b
			b, sent = batch{looked: b.looked, all: b.all}, time.Now()
			post(func() { f.add(found) })
		}
		result, err := f.host.Search(ctx, request, func(found search.Found) {
			all.Add(found)
			b.take(found)
		}, func(done, articles int) {
			b.looked, b.all = done, articles
			if time.Since(sent) >= batchEvery || first && len(b.hits) > 0 {
				first = false
				send()
			}
		})
		post(func() {
			f.add(b)
			then := f.then
			f.ended(result, err)
			if err == nil && result.Whole {
				f.all = all
			}
			f.changed()
			if then != nil {
				then()
			}
		})
	})
	f.changed()
}

// add adds a batch. The first batch with hits replaces the hits of the previous
// search.
func (f *Finding) add(b batch) {
	f.looked, f.total = b.looked, b.all
	if b.tally != (Tally{}) && f.earlier {
		f.forget()
	}
	for _, h := range b.hits {
		if f.place != nil && h.same(*f.place) {
			f.GoTo(len(f.hits))
		}
		f.hits = append(f.hits, h)
	}
	f.tally.add(b.tally)
	if b.tally != (Tally{}) || f.slow {
		f.changed()
	}
}

// ended records the result of a search.
func (f *Finding) ended(result search.Result, err error) {
	if f.earlier {
		f.forget()
	}
	f.End()
	f.result, f.err, f.whole = result, err, err == nil
}
