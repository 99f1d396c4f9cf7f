package timeline

import (
	"slices"
	"time"

	"assay.app/assay/model/timeline"
)

// How a chart is laid out
//
// The whole time fits into the width of the chart at a zoom of 1; each step of the zoom makes
// the axis twice as long. A band has one or more rows of marks. Marks that would overlap are
// stacked, and what finds no row is added to a mark, which shows the number. If still more marks
// would be visible at once than the window can paint smoothly, the marks become wider, so that
// each counts more.
//
// A chart of many items is laid out on another goroutine. Until then it shows what it had.

// measures are the sizes on which a layout depends, in device-independent pixels.
type measures struct {
	em            float64 // the size of the text
	width, height float64 // of the part with the marks
	zoom          float64
	tall          bool // a band has a second line beside its marks
}

// laid is a chart that is laid out.
type laid struct {
	*timeline.Layout
	measures measures
	chart    *timeline.Chart
	markOf   []int  // by item
	signs    []Sign // by mark; empty until they are needed
}

const (
	mostMarks   = 160 // visible at once
	smallChart  = 800 // items that are laid out on the GUI goroutine
	mostRows    = 4   // of a band, for marks
	tickEms     = 7.5 // between two ticks, at least
	edgeEms     = 1.5 // before and after the whole time
	markEms     = 2.2
	rowEms      = 1.6
	headEms     = 0.3
	tallHeadEms = 1.3
	widerBy     = 1.2 // at least, if they become wider
	widestShare = 4   // a mark is at most this part of the width
)

// axisWidth returns the length of the axis.
func (m measures) axisWidth() float64 { return max(m.em*tickEms, (m.width-2*m.edge())*m.zoom) }

func (m measures) edge() float64 { return edgeEms * m.em }

// lay lays out a chart. It may be called on any goroutine.
func lay(c *timeline.Chart, where *time.Location, m measures) *laid {
	from, to := c.Extent()
	l := &laid{measures: m, chart: c}
	scale := timeline.Fit(from, to, where, m.axisWidth(), tickEms*m.em)
	shape := timeline.Shape{Mark: markEms * m.em, Gap: 2, Row: rowEms * m.em, Head: headEms * m.em, Points: mostRows, Bars: 2}
	if m.tall {
		shape.Head = tallHeadEms * m.em
	}
	if len(c.Items) > smallChart {
		shape.Points, shape.Bars = 1, 1
	}
	for {
		l.Layout = timeline.NewLayout(c, scale, shape)
		crowd := l.crowd()
		if shape.Mark*widerBy > m.width/widestShare || crowd <= mostMarks {
			break
		}
		shape.Mark = min(m.width/widestShare, shape.Mark*max(widerBy, float64(crowd)/mostMarks))
	}
	l.markOf = make([]int, len(c.Items))
	for i := range l.Marks {
		for _, item := range l.Items(i) {
			l.markOf[item] = i
		}
	}
	return l
}

// crowd returns about how many marks are visible at once at most.
func (l *laid) crowd() int {
	all := make([]float64, len(l.Marks))
	for i := range l.Marks {
		all[i] = l.Marks[i].X0
	}
	slices.Sort(all)
	most, first := 0, 0
	for i, x := range all {
		for all[first] < x-l.measures.width {
			first++
		}
		most = max(most, i-first+1)
	}
	if most <= mostMarks || l.Height() <= l.measures.height {
		return most
	}
	return l.crowdInWindow()
}

// crowdInWindow counts the marks in stretches of the axis that are as long as the window, and in
// as many bands as it shows at once.
func (l *laid) crowdInWindow() (most int) {
	width := max(1, l.measures.width)
	counts := make([][]int, len(l.Bands))
	stretches := int(l.Scale.Width()/width) + 1
	for i, b := range l.Bands {
		counts[i] = make([]int, stretches)
		for _, m := range l.Marks[b.From:b.To] {
			counts[i][max(0, min(int(m.X/width), stretches-1))]++
		}
	}
	for s := range stretches {
		sum, first := 0, 0
		for i, b := range l.Bands {
			sum += counts[i][s]
			for l.Bands[first].Y+l.Bands[first].Height < b.Y+b.Height-l.measures.height {
				sum -= counts[first][s]
				first++
			}
			most = max(most, sum)
		}
	}
	return most
}

// closest returns the greatest zoom: a minute is then as wide as a mark.
func (l *laid) closest() float64 {
	seconds := l.Scale.To.Sub(l.Scale.From).Seconds()
	return max(1, seconds/60*markEms*l.measures.em/max(1, l.measures.width))
}

// nearest returns the mark of a band that is nearest to a place, or -1.
func (l *laid) nearest(band int, x float64) int {
	best := -1
	for i := l.Bands[band].From; i < l.Bands[band].To; i++ {
		if best < 0 || abs(l.Marks[i].X-x) < abs(l.Marks[best].X-x) {
			best = i
		}
	}
	return best
}

func abs(x float64) float64 { return max(x, -x) }
