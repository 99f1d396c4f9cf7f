package mail

import (
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
	"assay.app/assay/storage/intake/format/page"
)

// mailPage returns the text of an HTML message, without the quotations and
// signatures that cutQuoted removes. If opts.AllBlocks is set, the blocks that look
// like separate articles follow. Otherwise, if there are any, an error reports that
// they were left out.
func mailPage(source string, forwarded bool, opts article.Options) (texts []article.Text, err error) {
	var left error
	err = markup.With(source, opts, func(root *html.Node) {
		cutQuoted(root, forwarded)
		texts, left = page.WithBlocks(root, opts)
	})
	if err == nil {
		err = left
	}
	return texts, err
}

var (
	quotingNames   = article.WordSet("gmail_quote yahoo_quoted protonmail_quote moz-cite-prefix moz-forward-container zmail_extra tutanota_quote")
	signatureNames = article.WordSet("gmail_signature moz-signature protonmail_signature_block signature-container tutanota_signature")
	// restOf are the ids of elements at which the quoted original begins.
	restOf = article.WordSet("divRplyFwdMsg appendonsend mail-editor-reference-message-container OLK_SRC_BODY_SECTION")
)

// cutQuoted removes signatures from the tree of a message and, unless the message
// forwards them, quotations. It keeps both if hardly anything else is written.
func cutQuoted(root *html.Node, forwarded bool) {
	var cut []*html.Node
	markup.Each(root, func(n *html.Node) bool {
		class, id := markup.Attr(n, "class"), markup.Attr(n, "id")
		switch {
		case isCalledOne(class, signatureNames) || strings.HasPrefix(id, "Signature"):
			cut = append(cut, n)
			return false
		case forwarded:
		case n.Data == "blockquote" && markup.Attr(n, "type") == "cite", isCalledOne(class, quotingNames):
			cut = append(cut, n)
			return false
		case restOf[id]:
			for s := n; s != nil; s = s.NextSibling {
				cut = append(cut, s)
			}
			return false
		}
		return true
	})
	if len(cut) == 0 {
		return
	}
	type place struct{ parent, next *html.Node }
	places := make([]place, len(cut))
	for i, n := range cut {
		if n.Parent != nil {
			places[i] = place{n.Parent, n.NextSibling}
			n.Parent.RemoveChild(n)
		}
	}
	if len(strings.TrimSpace(markup.TextOf(root))) >= leastWritten {
		return
	}
	for i := len(cut) - 1; i >= 0; i-- { // hardly anything else is written
		if places[i].parent != nil {
			places[i].parent.InsertBefore(cut[i], places[i].next)
		}
	}
}

func isCalledOne(class string, names map[string]bool) bool {
	for name := range strings.FieldsSeq(class) {
		if names[name] {
			return true
		}
	}
	return false
}
