package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// Readers' comments, and the next story
//
// Comments and further stories can be longer than the article, and each site has
// its own names for the parts of a page. So they are recognised by form:
//
//	h3  4 responses              a heading that counts comments, or
//	div Ann says: … Reply        similar elements, each with a name and controls
//	div Bo · 2 hours ago …
//
//	div h1 Bridge fails  p p p   the headline of the page with text below it, and
//	div h1 Rain expected p p p   beside it an element with a headline of its own
//
// They are removed from the tree of the page, unless hardly any text would remain.
// A live page has parts of this form but is one article, so nothing is removed from
// it.

// mostLooked is the maximum number of elements in a page that cutOthers changes.
const mostLooked = 1 << 16

// cutOthers removes from the tree of a page the comments and stories that are not
// part of the article with this title.
func cutOthers(root *html.Node, title string) {
	count := 0
	markup.Each(root, func(*html.Node) bool { count++; return count <= mostLooked })
	if count > mostLooked || isLive(title) {
		return
	}
	p := proseOf(root)
	t := threads{prose: p, controls: map[*html.Node]int{}}
	t.controlsIn(root)
	t.look(root)
	cut := append(t.found, p.otherStories(root, letters(title))...)
	if len(cut) == 0 {
		return
	}
	lost := 0
	for i, n := range cut {
		if !slices.ContainsFunc(cut[:i], func(o *html.Node) bool { return holds(o, n) }) {
			lost += p[n]
		}
	}
	if p[root]-lost < leastProse {
		return
	}
	for _, n := range cut {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

var liveWords = pattern.Compile(`(?i)\b(?:live|liveblog|live-blog|live updates?|as it happened|ticker|newsticker|en direct|en vivo|minuto a minuto)\b|онлайн|наживо|хроніка|хроника`)

func isLive(title string) bool { return liveWords.MatchString(title) }

// leastProse is the minimum text in paragraphs that an article has, in runes.
const leastProse = 120

// proseCount is the number of runes in paragraphs under each element that has any.
type proseCount map[*html.Node]int

func proseOf(root *html.Node) proseCount {
	p := proseCount{}
	var look func(*html.Node) int
	look = func(n *html.Node) (runes int) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type != html.ElementNode || markup.PageBranch(c):
			case isParagraph(c):
				if size := utf8.RuneCountInString(markup.TextOf(c)); size >= paragraphRunes {
					p[c] = size
					runes += size
				}
			default:
				runes += look(c)
			}
		}
		if runes > 0 {
			p[n] = runes
		}
		return runes
	}
	look(root)
	return p
}

// threads finds the readers' comments in a page.
type threads struct {
	prose    proseCount
	controls map[*html.Node]int // number of comment controls in each element
	headings int                // headings inspected so far
	found    []*html.Node
}

// mostHeadings is the maximum number of headings of comments that are inspected in
// a page.
const mostHeadings = 64

// answering are the texts of links and buttons below a comment, as letters returns
// them.
var answering = article.WordSet(`reply replytothis respond answer quote report reportcomment reportabuse flag permalink upvote downvote like likes recommendthis
	antworten antwort melden zitieren gefälltmir répondre signaler citer jaime responder denunciar reportar citar megusta
	відповісти поскаржитися цитувати ответить пожаловаться цитировать подобається нравится odpowiedz rispondi`)

// control reports whether n is a comment control: a link, a button or another
// element with a text such as "Reply" or "Like".
func control(n *html.Node) bool {
	switch n.Data {
	case "a", "button", "span", "p", "div", "li", "small", "em", "i", "b":
	default:
		return false
	}
	const most = 256
	text, short := markup.ShortText(n, most)
	if !short || text == "" || len(text) > 40 {
		return false
	}
	word := strings.TrimRightFunc(letters(text), unicode.IsDigit) // "Like 3"
	return answering[word]
}

// controlsIn counts the comment controls (reply, like, report) in each element, up to
// eight levels below it.
func (t *threads) controlsIn(n *html.Node) {
	const levels = 8
	markup.Each(n, func(c *html.Node) bool {
		if !control(c) {
			return true
		}
		for at, level := c.Parent, 0; at != nil && level < levels; at, level = at.Parent, level+1 {
			t.controls[at]++
		}
		return false
	})
}

var (
	// counting matches a heading that counts comments.
	counting = pattern.Compile(`^(?i:\(?\d[\d.,\x{A0} ]{0,8}\)? (?:(?:reader|user) )?(?:comments?|responses?|replies|reply|reactions?|thoughts?(?: on .*)?|kommentare?|antworten|reaktionen|leserkommentare?|beiträge|commentaires?|réponses?|réactions?|comentarios?|respuestas?|opiniones|коментар(?:і|ів|ь|я)?|відповід(?:і|ей|ь)|комментари(?:й|я|ев)|ответ(?:а|ов)?)|(?:(?:reader|user)s?[’']? )?(?:comments?|responses?|replies|kommentare|leserkommentare|commentaires|réactions|comentarios|коментарі|комментарии) ?[(:–-] ?\d+ ?\)?)$`)
	// calling matches a heading of comments without a count; an article may have
	// such a heading too.
	calling = pattern.Compile(`^(?i:comments?|(?:reader|user)s?[’']? comments?|responses?|discussion|join the (?:conversation|discussion|debate)|leave a (?:comment|reply)|have your say|your (?:comments|views|say)|what (?:do you think|readers (?:say|said|think))\??|what our readers say|conversation|feedback|kommentare|leserkommentare|lesermeinungen|diskussion|diskutieren sie mit|ihre meinung|commentaires|vos (?:commentaires|réactions)|réactions|réagir|comentarios|opiniones de los lectores|deja un comentario|коментарі|обговорення|комментарии|обсуждение)[:!]?$`)
	// speaking matches a line that names the writer of a comment.
	speaking = pattern.Compile(`^(?i:(?:posted|written|comment|kommentar|commentaire|comentario) (?:by|from|von|par|de) .{1,40}|.{1,40}?\b(?:says?|said|wrote|writes|commented|replied|responded|sagte?|schrieb|schreibt|meint|a (?:dit|écrit|répondu)|dit|écrit|dice|dijo|escribió|escribe)(?:\W.{0,40})?:|.{1,40} (?:каже|пише|написав|написала|говорит|пишет|написал|написала)(?:[ ,].{0,40})?:)$`)
	// when matches the time of a comment.
	when = pattern.Compile(`(?i)\b\d{1,2}:\d\d\b|\b\d{1,3} ?(?:s|m|min|h|hrs?|d|w|mo|y|seconds?|minutes?|mins|hours?|days?|weeks?|months?|years?)(?: ago)?\b|\b(?:just now|yesterday|gestern|hier|ayer)\b|\bvor \d+ \p{L}+|\bil y a \d+|\bhace \d+|\d+ (?:хв|год|хвилин|годин|дн|минут|час)|\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b`)
)

// look finds the threads under n.
func (t *threads) look(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || markup.Unseen[c.Data] {
			continue
		}
		if t.heads(c) || t.isThread(c) {
			continue
		}
		t.look(c)
	}
}

// heads reports whether n is the heading of a thread, and collects the thread. The
// thread is the outermost element that begins with n, if it seems to hold comments.
// Otherwise it is n and its siblings up to the next heading of the same or a higher
// level.
func (t *threads) heads(n *html.Node) bool {
	if !isHeading(n) && !(markup.IsBlock[n.Data] && isParagraph(n)) && n.Data != "strong" && n.Data != "b" {
		return false
	}
	const most = 512
	text, short := markup.ShortText(n, most)
	if !short || text == "" || len(text) > 80 {
		return false
	}
	sure := counting.MatchString(text)
	if !sure && !(isHeading(n) && calling.MatchString(text)) {
		return false
	}
	if t.headings++; t.headings > mostHeadings {
		return false
	}
	top := n
	for top.Parent != nil && top.Parent.Data != "body" && top.Parent.Data != "html" && isFirst(top) {
		top = top.Parent
	}
	if top != n {
		if sure && t.prose[top] > 0 || t.comments(top, 1) > 0 {
			t.found = append(t.found, top)
			return true
		}
		top = n
	}
	var after []*html.Node
	comments := 0
	for s := n; s != nil; s = s.NextSibling {
		if s != n && (isHeading(s) && s.Data <= n.Data && isHeading(n) || s.Data == "article" || s.Data == "main") {
			break
		}
		if s.Type == html.ElementNode {
			if s != n && t.isComment(s) {
				comments++
			}
			comments += t.comments(s, 1)
		}
		after = append(after, s)
	}
	if comments == 0 && !(sure && isHeading(n)) {
		return false
	}
	t.found = append(t.found, after...)
	return true
}

// isFirst reports whether nothing visible is before n in its parent.
func isFirst(n *html.Node) bool {
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if s.Type == html.TextNode && strings.TrimSpace(s.Data) != "" {
			return false
		}
		if s.Type == html.ElementNode && !markup.Unseen[s.Data] {
			if text, short := markup.ShortText(s, 256); !short || text != "" {
				return false
			}
		}
	}
	return true
}

// isThread reports whether the children of n are comments, and collects n if they
// are.
func (t *threads) isThread(n *html.Node) bool {
	if t.comments(n, 0) < 2 {
		return false
	}
	t.found = append(t.found, n)
	return true
}

// comments returns the number of children of n that are comments. It counts none if
// too many other children have text, or if the comments have too few different
// writers. If there are none, it counts the comments among the descendants, at most
// deeper levels down.
func (t *threads) comments(n *html.Node, deeper int) (many int) {
	names, others := map[string]bool{}, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode || markup.Unseen[c.Data]:
		case t.isComment(c):
			many++
			names[nameAtop(c)] = true
		case !isHeading(c) && t.prose[c] >= 2*paragraphRunes:
			others++
		}
	}
	if others > many/2 || len(names) < (many+1)/2 { // a conversation has more than one name
		many = 0
	}
	if many > 0 || deeper == 0 {
		return many
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			many += t.comments(c, deeper-1)
		}
	}
	return many
}

// isComment reports whether an element has the form of a comment: a line with a
// name, and text below it. It must also have a comment control, words such as "Ann
// says:", or both a time and a picture of the writer.
func (t *threads) isComment(n *html.Node) bool {
	switch n.Data {
	case "div", "li", "article", "section", "dd", "tr", "td", "blockquote":
	default:
		return false
	}
	top := openingLines(n)
	if len(top) < 2 {
		return false
	}
	name := top[0]
	if utf8.RuneCountInString(name) > 80 || strings.HasSuffix(name, ".") && !when.MatchString(name) {
		return false
	}
	signs := 0
	if t.controls[n] > 0 {
		signs += 2
	}
	if speaking.MatchString(name) {
		signs += 2
	}
	if when.MatchString(name) || utf8.RuneCountInString(top[1]) < 40 && when.MatchString(top[1]) {
		signs++
	}
	if hasAvatar(n) {
		signs++
	}
	return signs >= 2 && !hasHeadline(n)
}

// hasHeadline reports whether an element contains a heading of more than four
// words.
func hasHeadline(n *html.Node) (has bool) {
	markup.Each(n, func(c *html.Node) bool {
		if isHeading(c) {
			text, _ := markup.ShortText(c, article.LongestHeading)
			has = has || len(strings.Fields(text)) > 4
		}
		return !has
	})
	return has
}

// hasAvatar reports whether one of the first eight elements in n is a picture.
func hasAvatar(n *html.Node) (has bool) {
	left := 8
	markup.Each(n, func(c *html.Node) bool {
		left--
		has = has || c.Data == "img"
		return !has && left > 0
	})
	return has
}

// nameAtop returns the name of the writer of a comment, without the time.
func nameAtop(n *html.Node) string {
	top := openingLines(n)
	if len(top) == 0 {
		return ""
	}
	name := when.ReplaceAllString(top[0], "")
	return article.Head(letters(name), 24)
}

// openingLines returns the first lines of an element. Text outside blocks, such as
// the name and time of a comment, is a line too.
func openingLines(n *html.Node) []string {
	const most, longest, nodes = 3, 120, 64
	var lines []string
	var open strings.Builder
	end := func() {
		if line := article.Plain(open.String()); line != "" {
			lines = append(lines, line)
		}
		open.Reset()
	}
	seen := 0
	var look func(*html.Node)
	look = func(n *html.Node) {
		for c := n.FirstChild; c != nil && len(lines) < most && seen < nodes; c = c.NextSibling {
			seen++
			switch {
			case c.Type == html.TextNode:
				open.WriteString(article.Head(c.Data, longest))
			case c.Type != html.ElementNode || markup.Unseen[c.Data]:
			case markup.IsBlock[c.Data] || c.Data == "br":
				end()
				look(c)
				end()
			default:
				open.WriteByte(' ')
				look(c)
				open.WriteByte(' ')
			}
		}
	}
	look(n)
	end()
	return lines
}
