package pdf

import "math"

// Letter is the text of one code in a drawing, or of an ActualText: usually one
// letter, sometimes several ("ﬁ") or a space. Positions and lengths are in points,
// measured from the lower left corner of the page as shown.
type Letter struct {
	Text  string
	X, Y  float64 // start of the letter on its baseline
	Width float64 // advance along the line
	Size  float64 // font size as shown
	Turn  int     // quarter turns of its line; X and Y are turned back
	Aside bool    // marked as not part of the text: running heads, page numbers
}

// Limits for one page.
const (
	maxLetters = 1 << 18
	// The memory budget is charged for letterStep letters at a time, at letterBytes
	// per letter, because each letter is held in a list, in an index and in a group
	// by direction.
	letterStep  = 1 << 14
	letterBytes = 240

	maxActual = 1 << 20 // total bytes of ActualText
	maxState  = 256     // nested q operators
	maxForms  = 16      // nested forms
	maxArgs   = 64
)

// Letters returns the letters of the page in drawing order, and the number of codes
// whose text is unknown. Its only error is ErrTooMuch.
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

// contents joins the content streams of a page.
func (f *File) contents(v any) []byte {
	if s := f.stream(v); s != nil {
		data, _ := f.unpacked(s) // a damaged stream draws nothing
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

// state is the part of the graphics state that "q" saves.
type state struct {
	ctm                                   matrix
	font                                  *font
	size, scale, rise                     float64
	betweenLetters, betweenWords, leading float64
}

// canvas collects the letters of a drawing.
type canvas struct {
	file    *File
	page    Page
	state   state
	saved   []state
	text    matrix
	line    matrix
	letters []Letter
	unknown int
	actual  int // bytes of ActualText read so far
	marks   []mark
	aside   int // number of open marked-content sequences that are artifacts
	seen    map[spot]bool
}

// mark is a marked-content sequence.
type mark struct {
	aside  bool
	actual bool // text replaces the letters that begin at index from
	text   string
	from   int
}

// spot is the position of a letter, in tenths of its size. Bold text may be drawn
// twice, slightly shifted; such letters count once. Positions of letters of
// different sizes cannot be compared.
type spot struct {
	text    string
	size    float64
	x, y, t int
}

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

// form draws a form XObject inside the current drawing.
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

// open begins a marked-content sequence.
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

// close ends the innermost marked-content sequence. If the sequence has an
// ActualText and its letters are on one line, the ActualText replaces them.
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

// advance moves the text position along the line by a distance in text space.
func (c *canvas) advance(by float64) {
	if c.state.font != nil && c.state.font.vertical {
		c.text = matrix{1, 0, 0, 1, 0, by}.then(c.text)
		return
	}
	c.text = matrix{1, 0, 0, 1, by * c.state.scale, 0}.then(c.text)
}

// show draws a text string.
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

// drawn reports whether the same letter is already drawn at nearly this position.
// If not, drawn records the position.
func (c *canvas) drawn(l Letter) bool {
	const cells = 10 // per font size
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

// letter adds a letter unless it is off the page or drawn twice.
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
