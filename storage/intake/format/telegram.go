package format

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
)

// Chats exported by Telegram Desktop
//
// One chat is an object with its messages, a whole account one with lists of chats.
// Each message with a text is an article. Its text is a string, or a list of strings and
// of objects, for links, names and what is set in bold:
//
//	{"name": "Weir News", "type": "public_channel", "id": 1, "messages": [
//	  {"id": 7, "type": "message", "date": "2031-04-02T10:00:00", "from": "Weir News",
//	   "text": ["The gate ", {"type": "bold", "text": "failed"}, "."]}]}

// telegramLook is how much of a file is looked at to recognise a chat, in bytes.
const telegramLook = 64 << 10

var (
	telegramKind = regexp.MustCompile(`"type"\s*:\s*"(?:saved_messages|personal_chat|bot_chat|private_group|private_supergroup|public_supergroup|private_channel|public_channel|replies|verify_codes)"`)
	telegramText = regexp.MustCompile(`"messages"\s*:\s*\[`)
)

// isTelegram reports whether a text is an export of chats.
func isTelegram(text string) bool {
	front := head(text, telegramLook)
	return strings.HasPrefix(strings.TrimSpace(head(text, 64)), "{") && telegramText.MatchString(front) && telegramKind.MatchString(front)
}

// errCutChat is what is wrong with an export that ends too soon.
var errCutChat = fmt.Errorf("%w: the export ends in the middle of a message, or is damaged there; export the chat again", model.ErrDamaged)

// readTelegram reads the messages of all chats in a file. Where the file is cut off,
// those before are read, and the rest is LeftOut.
func readTelegram(in Input, _ Options) ([]Text, string, error) {
	text := strings.TrimSpace(strings.TrimPrefix(in.Text, "\uFEFF"))
	chats := []string{text}
	several := fieldOf(text, "messages") == ""
	if several {
		chats = nil
		for _, name := range []string{"chats", "left_chats"} {
			if group := fieldOf(text, name); kindOf(group) == '{' {
				if list := fieldOf(group, "list"); kindOf(list) == '[' {
					chats = slices.AppendSeq(chats, elements(list))
				}
			}
		}
	}
	var texts []Text
	var left error
	for _, chat := range chats {
		if kindOf(chat) != '{' {
			continue
		}
		part := ""
		if several {
			part = "/" + strings.NewReplacer("/", " ", "#", " ").Replace(cmp.Or(plain(stringIn(chat, "name")), "chat"))
		}
		var err error
		if texts, err = appendMessages(texts, chat, part); err != nil {
			if errors.Is(err, model.ErrTooLarge) {
				return nil, "", err
			}
			left = errors.Join(left, LeftOut{Part: part + "#end", Err: err})
		}
	}
	if len(texts) == 0 && left == nil {
		return nil, "", fmt.Errorf("%w: no message in it has a text", model.ErrEmptyFile)
	}
	return texts, in.Encoding, left
}

// appendMessages appends the messages of a chat that have a text.
func appendMessages(texts []Text, chat, part string) ([]Text, error) {
	list := fieldOf(chat, "messages")
	if kindOf(list) != '[' {
		return texts, nil
	}
	name := plain(stringIn(chat, "name"))
	for message := range elements(list) {
		if !json.Valid(bytesOf(message)) {
			return texts, errCutChat
		}
		if kindOf(message) != '{' || stringIn(message, "type") == "service" {
			continue
		}
		text := strings.TrimSpace(runsOf(fieldOf(message, "text")))
		if poll := fieldOf(message, "poll"); text == "" && kindOf(poll) == '{' {
			text = strings.TrimSpace(runsOf(fieldOf(poll, "question")))
		}
		if text == "" {
			continue
		}
		if len(texts) == MaxArticles {
			return nil, ErrTooMany
		}
		by := cmp.Or(plain(stringIn(message, "author")), plain(stringIn(message, "forwarded_from")), plain(stringIn(message, "from")))
		if by == name {
			by = ""
		}
		texts = append(texts, Text{
			Text:     text,
			Metadata: model.Metadata{Outlet: name, Byline: by, Published: stringIn(message, "date")},
			Part:     part + "#" + cmp.Or(fieldOf(message, "id"), strconv.Itoa(len(texts)+1)),
		})
	}
	if !strings.HasSuffix(list, "]") {
		return texts, errCutChat
	}
	return texts, nil
}

// stringIn returns a field that is a string, or "".
func stringIn(object, name string) string {
	if value := fieldOf(object, name); kindOf(value) == '"' && len(value) > 1 {
		return unquoted(value)
	}
	return ""
}

// runsOf joins a text that is a string or a list of strings and of objects with a text.
func runsOf(value string) string {
	switch kindOf(value) {
	case '"':
		return unquoted(value)
	case '{':
		return stringIn(value, "text")
	case '[':
		var b strings.Builder
		for run := range elements(value) {
			if kindOf(run) != '[' {
				b.WriteString(runsOf(run))
			}
		}
		return b.String()
	}
	return ""
}
