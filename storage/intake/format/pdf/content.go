package pdf

import "math"

// Letter is what one code in a text stands for: mostly a letter, sometimes
// several ("ﬁ") or a space. Lengths are in points, from the lower left corner
// of the page as it is read.
type Letter struct {
	Text  string
	X, Y  float64 // where it begins, on its baseline
	Width float64 // how far it goes
	Size  float64 // of its face, as it is shown
	Turn  int     // by how many quarters its line is turned; X and Y are turned back
	Aside bool    // marked as no part of the text: running heads, page numbers
}

// Bounds of one page.
const (
	maxLetters = 1 << 18
	// letterStep letters are paid for with memory at once, letterBytes each: they are
	// listed, looked up and divided by their direction.
	letterStep  = 1 << 14
	letterBytes = 240

	maxActual = 1 << 20 // bytes of what is said that letters mean
	maxState  = 256     // how often the state is saved
	maxForms  = 16      // how deep drawings lie in one another
	maxArgs   = 64
)

// Letters gives the letters on the page in the order in which they are drawn,
// and how many have no known meaning. Its errors are those of Open.
func (p Page) Letters() (letters []Letter, unknown int, err error) {
	f := p.file
	defer f.budget.release(&f.budget.page)
	c := &canvas{file: f, page: p}
	c.state.ctm, c.state.scale = p.upright(), 1
	c.draw(f.contents(p.contents), p.resources, 0)
	if err := f.budget.err(); err != nil {
		return nil, 0, err
	}
	return c.letters, c.unknown, nil
}

// contents joins the streams that a page is drawn by.
func (f *File) contents(v any) []byte {
	if s := f.stream(v); s != nil {
		data, _ := f.unpacked(s) // a stream that is damaged draws nothing
		return data
	}
	var all []byte
	for _, part := range f.array(v) {
		s := f.stream(part)
		if s == nil {
			continue
		}
		data, _ := f.unpacked(s)
		if len(all)+len(data) > maxStream {
			f.budget.left = -1
			return nil
		}
		all = append(append(all, data...), '\n')
	}
	return all
}

// state is what "q" saves.
type state struct {
	ctm                                   matrix
	font                                  *font
	size, scale, rise                     float64
	betweenLetters, betweenWords, leading float64
}

// canvas takes what is drawn.
type canvas struct {
	file    *File
	page    Page
	state   state
	saved   []state
	text    matrix
	line    matrix
	letters []Letter
	unknown int
	actual  int // bytes that were read of what letters mean
	marks   []mark
	aside   int // marks that are open and say that it is no text
	seen    map[spot]bool
}

// mark is a stretch of a drawing that something is said about.
type mark struct {
	aside  bool
	actual bool // text says what its letters mean, from letter "from" on
	text   string
	from   int
}

// spot is where a letter stands, in tenths of its size: letters that are drawn twice
// to be bold are one. Places of letters of different sizes cannot be compared.
type spot struct {
	text    string
	size    float64
	x, y, t int
}

// draw goes through a drawing.
func (c *canvas) draw(data []byte, resources dict, depth int) {
	l := &lexer{src: data, budget: &c.file.budget}
	var args array
	for {
		l.values = 0
		v := l.object()
		k, ok := v.(keyword)
		switch {
		case !ok:
			if len(args) < maxArgs {
				args = append(args, v)
			}
			continue
		case k == done:
			return
		case k == "BI":
			l.picture()
		case k == "Do":
			c.form(args, resources, depth)
		default:
			c.do(k, args, resources)
		}
		args = args[:0]
	}
}

// form draws a drawing within the drawing.
func (c *canvas) form(args array, resources dict, depth int) {
	f := c.file
	called, _ := arg(args, 0).(name)
	s := f.stream(f.dict(resources["XObject"])[called])
	if s == nil || f.name(s.dict["Subtype"]) != "Form" || depth >= maxForms || !f.budget.pay(1<<10) {
		return
	}
	data, err := f.unpacked(s)
	if err != nil {
		return
	}
	before, saved, text, line := c.state, c.saved, c.text, c.line
	if m := f.numbers(s.dict["Matrix"]); len(m) == 6 {
		c.state.ctm = matrix(m).then(c.state.ctm)
	}
	own := f.dict(s.dict["Resources"])
	if own == nil {
		own = resources
	}
	c.saved = nil
	c.draw(data, own, depth+1)
	c.state, c.saved, c.text, c.line = before, saved, text, line
}

func arg(args array, i int) any {
	if i < len(args) {
		return args[i]
	}
	return nil
}

func (c *canvas) do(op keyword, args array, resources dict) {
	n := func(i int) float64 {
		v, _ := number(arg(args, i))
		return v
	}
	s := &c.state
	switch op {
	case "q":
		if len(c.saved) < maxState {
			c.saved = append(c.saved, *s)
		}
	case "Q":
		if last := len(c.saved) - 1; last >= 0 {
			*s, c.saved = c.saved[last], c.saved[:last]
		}
	case "cm":
		s.ctm = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}.then(s.ctm)
	case "BT":
		c.text = matrix{1, 0, 0, 1, 0, 0}
		c.line = c.text
	case "Tf":
		called, _ := arg(args, 0).(name)
		s.font, s.size = c.file.font(c.file.dict(resources["Font"])[called]), n(1)
	case "Tc":
		s.betweenLetters = n(0)
	case "Tw":
		s.betweenWords = n(0)
	case "Tz":
		s.scale = n(0) / 100
	case "TL":
		s.leading = n(0)
	case "Ts":
		s.rise = n(0)
	case "Td":
		c.move(n(0), n(1))
	case "TD":
		s.leading = -n(1)
		c.move(n(0), n(1))
	case "T*":
		c.move(0, -s.leading)
	case "Tm":
		c.text = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}
		c.line = c.text
	case "Tj":
		c.show(arg(args, 0))
	case "'":
		c.move(0, -s.leading)
		c.show(arg(args, 0))
	case "\"":
		s.betweenWords, s.betweenLetters = n(0), n(1)
		c.move(0, -s.leading)
		c.show(arg(args, 2))
	case "TJ":
		for _, v := range asArray(arg(args, 0)) {
			if by, ok := number(v); ok {
				c.advance(-by / 1000 * s.size)
			} else {
				c.show(v)
			}
		}
	case "BMC", "BDC":
		c.open(args, resources)
	case "EMC":
		c.close()
	}
}

// open begins a stretch that something is said about.
func (c *canvas) open(args array, resources dict) {
	f := c.file
	m := mark{from: len(c.letters)}
	what := f.resolve(arg(args, 1))
	if called, ok := what.(name); ok {
		what = f.resolve(f.dict(resources["Properties"])[called])
	}
	said, _ := what.(dict)
	m.aside = arg(args, 0) == name("Artifact")
	if text, ok := f.resolve(said["ActualText"]).(str); ok && !m.aside {
		if c.actual += len(text); c.actual > maxActual {
			f.budget.left = -1
			return
		}
		m.actual, m.text = true, unicodeOf(text)
	}
	if m.aside {
		c.aside++
	}
	if len(c.marks) < maxState {
		c.marks = append(c.marks, m)
	}
}

// close ends it. Where it was said what the letters mean, they become one.
func (c *canvas) close() {
	last := len(c.marks) - 1
	if last < 0 {
		return
	}
	m := c.marks[last]
	c.marks = c.marks[:last]
	if m.aside {
		c.aside--
	}
	if !m.actual || m.from >= len(c.letters) {
		return
	}
	first, end := c.letters[m.from], c.letters[len(c.letters)-1]
	if first.Turn == end.Turn && math.Abs(first.Y-end.Y) < first.Size/2 && end.X+end.Width >= first.X {
		first.Text, first.Width = m.text, end.X+end.Width-first.X
		c.letters = append(c.letters[:m.from], first)
	}
}

func (c *canvas) move(x, y float64) {
	c.line = matrix{1, 0, 0, 1, x, y}.then(c.line)
	c.text = c.line
}

// advance moves on along the line, in the measure of the text.
func (c *canvas) advance(by float64) {
	if c.state.font != nil && c.state.font.vertical {
		c.text = matrix{1, 0, 0, 1, 0, by}.then(c.text)
		return
	}
	c.text = matrix{1, 0, 0, 1, by * c.state.scale, 0}.then(c.text)
}

// show sets a text.
func (c *canvas) show(v any) {
	text, ok := v.(str)
	s := &c.state
	if !ok || s.font == nil {
		return
	}
	c.file.budget.pay(16 * len(text))
	for len(text) > 0 && len(c.letters) < maxLetters && c.file.budget.left >= 0 {
		g := s.font.next(text)
		text = text[g.bytes:]
		width := g.width * s.size
		c.letter(g, width)
		if s.font.vertical {
			width = -s.size
		}
		width += s.betweenLetters
		if g.bytes == 1 && g.space {
			width += s.betweenWords
		}
		c.advance(width)
	}
	if len(c.letters) >= maxLetters {
		c.file.budget.left = -1
	}
}

// drawn reports whether the letter lies on the same one already, and notes it.
// Nothing is as narrow as what a bold face is moved by.
func (c *canvas) drawn(l Letter) bool {
	const cells = 10 // in the size of a letter
	at := spot{l.Text, l.Size, int(cells * l.X / l.Size), int(cells * l.Y / l.Size), l.Turn}
	before, after := at, at
	before.x--
	after.x++
	if l.Text != " " && (c.seen[at] || c.seen[before] || c.seen[after]) {
		return true
	}
	if c.seen == nil {
		c.seen = map[spot]bool{}
	}
	c.seen[at] = true
	return false
}

// letter notes a letter, unless it is off the page or lies on the same one.
func (c *canvas) letter(g glyph, width float64) {
	if g.text == "" {
		if g.width > 0 && !g.space {
			c.unknown++
		}
		return
	}
	s := &c.state
	m := matrix{s.scale, 0, 0, 1, 0, s.rise}.then(c.text).then(s.ctm)
	l := Letter{Text: g.text, X: m[4], Y: m[5], Aside: c.aside > 0}
	along := math.Hypot(m[0], m[1])
	l.Width, l.Size = width*along, math.Abs(s.size)*math.Hypot(m[2], m[3])
	if w, h := c.page.size(); l.X < -2 || l.Y < -2 || l.X > w+2 || l.Y > h+2 || !(l.Size > 0.5) || !(math.Abs(l.Width) < 1e5) {
		return
	}
	if s.size < 0 {
		m[0], m[1] = -m[0], -m[1]
	}
	switch {
	case math.Abs(m[1]) <= math.Abs(m[0]) && m[0] < 0:
		l.Turn, l.X, l.Y = 2, -l.X, -l.Y
	case math.Abs(m[1]) > math.Abs(m[0]) && m[1] > 0:
		l.Turn, l.X, l.Y = 1, l.Y, -l.X
	case math.Abs(m[1]) > math.Abs(m[0]):
		l.Turn, l.X, l.Y = 3, -l.Y, l.X
	}
	if c.drawn(l) {
		return
	}
	if len(c.letters)%letterStep == letterStep-1 {
		c.file.budget.hold(letterStep * letterBytes)
	}
	c.letters = append(c.letters, l)
}
