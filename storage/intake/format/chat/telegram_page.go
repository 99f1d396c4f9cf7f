package chat

import (
	"bytes"
	"cmp"
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// IsTelegramPage reports whether a web page looks like a chat that Telegram Desktop
// exported.
func IsTelegramPage(raw []byte) bool {
	front := raw[:min(len(raw), telegramLook)]
	return bytes.Contains(front, []byte("chat_page")) && bytes.Contains(front, []byte(`class="history"`))
}

// ReadTelegramPage reads a page of a chat. Each message with a text is an article.
func ReadTelegramPage(in article.Input, opts article.Options) (texts []article.Text, encoding string, err error) {
	page, encoding, err := markup.Decode(in.Raw, opts)
	if err != nil {
		return nil, "", err
	}
	err = markup.With(page, opts, func(root *html.Node) {
		p := telegramPage{}
		markup.Each(root, p.look)
		texts = p.texts
	})
	if err == nil && len(texts) > article.MaxArticles {
		return nil, "", article.ErrTooMany
	}
	return texts, encoding, err
}

type telegramPage struct {
	name  string // of the chat
	from  string // who wrote the last message, because the next one may omit it
	texts []article.Text
}

func (p *telegramPage) look(n *html.Node) bool {
	switch class := markup.Attr(n, "class"); {
	case hasClass(class, "page_header"):
		p.name = markup.TextOf(n)
		return false
	case hasClass(class, "message") && hasClass(class, "default"):
		p.message(n)
		return false
	}
	return true
}

func (p *telegramPage) message(n *html.Node) {
	var m model.Metadata
	var text *html.Node
	forwarded, signed := "", ""
	markup.Each(n, func(c *html.Node) bool {
		class := markup.Attr(c, "class")
		switch {
		case hasClass(class, "userpic") || hasClass(class, "reply_to") || hasClass(class, "reactions"):
			return false
		case hasClass(class, "date") && m.Published == "":
			m.Published = markup.Attr(c, "title")
			return false
		case hasClass(class, "from_name"):
			if name := ownText(c); liesIn(c, "forwarded") {
				forwarded = name
			} else {
				p.from = name
			}
			return false
		case hasClass(class, "signature"):
			signed = markup.TextOf(c)
			return false
		case hasClass(class, "text") && text == nil && !liesIn(c, "media"):
			text = c
			return false
		}
		return true
	})
	if text == nil {
		return
	}
	m.Outlet = p.name
	if by := cmp.Or(signed, forwarded, p.from); by != p.name {
		m.Byline = by
	}
	out := &article.Paragraphs{}
	markup.Write(text, out, false)
	p.texts = append(p.texts, article.Text{Text: out.Text(), Metadata: m, Part: "#" + strings.TrimPrefix(markup.Attr(n, "id"), "message")})
}

// ownText returns the text of an element without that of its child elements.
func ownText(n *html.Node) string {
	var p article.Paragraphs
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			p.Write(c.Data)
		}
	}
	return p.Text()
}

// liesIn reports whether an ancestor of n within its message has this class.
func liesIn(n *html.Node, class string) bool {
	for n = n.Parent; n != nil && !hasClass(markup.Attr(n, "class"), "message"); n = n.Parent {
		if hasClass(markup.Attr(n, "class"), class) {
			return true
		}
	}
	return false
}

func hasClass(class, name string) bool {
	for one := range strings.FieldsSeq(class) {
		if one == name {
			return true
		}
	}
	return false
}
