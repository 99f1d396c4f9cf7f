package figures

import (
	"runtime"
	"sync"
)

// leastShare is the least number of articles for which a worker is started.
const leastShare = 2048

// share counts all articles. Several workers each count a range of them in a table of their own,
// and the tables are added up. Values that are numbered while they are counted, such as days of
// work, have numbers of each worker's own until then.
func (c *Counts) share(t *counted) {
	all := len(c.facts.articles)
	n := min(runtime.GOMAXPROCS(0), all/leastShare)
	if n < 2 {
		c.count(t, 0, all)
		return
	}
	c.warm()
	type worker struct {
		counts Counts
		part   counted
	}
	workers := make([]worker, n-1)
	var wait sync.WaitGroup
	for i := range workers {
		w := &workers[i]
		w.counts, w.part.plan = *c, t.plan
		w.counts.worked, w.counts.speakers, w.counts.letters = values[int32]{}, values[speaker]{}, map[letterKey]byte{}
		wait.Go(func() { w.counts.count(&w.part, all*(i+1)/n, all*(i+2)/n) })
	}
	c.count(t, 0, all/n)
	wait.Wait()
	for i := range workers {
		w := &workers[i]
		t.table.addAll(&w.part.table, c.renumber(t.Rows, &w.counts), c.renumber(t.Columns, &w.counts))
	}
}

// count counts the articles from one index up to another.
func (c *Counts) count(t *counted, from, to int) {
	for i := from; i < to; i++ {
		c.article(t, i, 1)
	}
}

// warm makes what is otherwise made when it is first needed, so that workers only read it.
func (c *Counts) warm() {
	c.roots()
	for at, name := range c.facts.Names.analysts.ids {
		c.counting(uint32(at))
		c.ofVoice(name, "")
	}
}

// renumber returns a function from the numbers that a worker gave to those of c.
func (c *Counts) renumber(d Dimension, worker *Counts) func(int32) int32 {
	var numbers []int32
	switch d {
	case Worked:
		for _, day := range worker.worked.keys {
			numbers = append(numbers, c.worked.of(day, ""))
		}
	case Speaker:
		for _, key := range worker.speakers.keys {
			numbers = append(numbers, c.speakers.of(key, ""))
		}
	default:
		return func(number int32) int32 { return number }
	}
	return func(number int32) int32 {
		if number == none {
			return none
		}
		return numbers[number]
	}
}

// addAll adds the table of other articles, whose rows and columns have other numbers.
func (t *table) addAll(part *table, row, column func(int32) int32) {
	for i := range part.lines {
		from := &part.lines[i]
		if len(from.cells) == 0 {
			continue
		}
		to := t.line(row(int32(i - 1)))
		for _, e := range from.cells {
			to.add(column(e.column), e.amount)
		}
		to.all.add(from.all)
	}
	for i, n := range part.columns {
		if n != (amount{}) {
			t.column(column(int32(i - 1))).add(n)
		}
	}
	t.all.add(part.all)
}

// fold counts from the table of the same records by article, if there is one that is up to date. It
// returns false if there is no such table.
func (c *Counts) fold(t *counted) bool {
	of, other, turned := t.Rows, t.Columns, false
	if !aboutArticle(of) || of == Whole {
		of, other, turned = t.Columns, t.Rows, true
	}
	if t.how != byFact || of == Article || of == Whole || !aboutArticle(of) || aboutArticle(other) {
		return false
	}
	articles := c.tables[Cross{Article, other}]
	if articles == nil || !articles.fresh || articles.how != byFact || articles.of != t.of {
		return false
	}
	for i := range articles.lines {
		if len(articles.lines[i].cells) == 0 {
			continue
		}
		row := c.ofArticle(of, i-1) // a line is that of the article before it
		for _, e := range articles.lines[i].cells {
			if turned {
				t.add(e.column, row, e.amount)
			} else {
				t.add(row, e.column, e.amount)
			}
		}
	}
	return true
}
