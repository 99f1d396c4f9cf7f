// Package chat reads chats that Telegram exported, and subtitles.
package chat

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/object"
)

// Chats exported by Telegram Desktop
//
// A chat is an object with messages; a whole account is an object with lists of
// chats. Each message with a text or a poll is an article, except service messages.
// The text is a string, or a list of strings and of objects for links, names and
// bold text:
//
//	{"name": "Weir News", "type": "public_channel", "id": 1, "messages": [
//	  {"id": 7, "type": "message", "date": "2031-04-02T10:00:00", "from": "Weir News",
//	   "text": ["The gate ", {"type": "bold", "text": "failed"}, "."]}]}

// telegramLook is the number of bytes searched to recognise a chat.
const telegramLook = 64 << 10

var (
	telegramKind = pattern.Compile(`"type"\s*:\s*"(?:saved_messages|personal_chat|bot_chat|private_group|private_supergroup|public_supergroup|private_channel|public_channel|replies|verify_codes)"`)
	telegramText = pattern.Compile(`"messages"\s*:\s*\[`)
)

// IsTelegram reports whether a text looks like a JSON export of Telegram chats.
func IsTelegram(text string) bool {
	front := article.Head(text, telegramLook)
	return strings.HasPrefix(strings.TrimSpace(article.Head(text, 64)), "{") && telegramText.MatchString(front) && telegramKind.MatchString(front)
}

// errCutChat is the reason for leaving out the rest of a chat that is cut off or
// damaged.
var errCutChat = fmt.Errorf("%w: the export ends in the middle of a message, or is damaged there; export the chat again", model.ErrDamaged)

// ReadTelegram reads the messages of all chats in a file. If a chat is cut off or
// damaged, ReadTelegram reads the messages before that place, and returns a LeftOut
// error for the rest of the chat.
func ReadTelegram(in article.Input, _ article.Options) ([]article.Text, string, error) {
	text := strings.TrimSpace(strings.TrimPrefix(in.Text, "\uFEFF"))
	chats := []string{text}
	several := object.FieldOf(text, "messages") == ""
	if several {
		chats = nil
		for _, name := range []string{"chats", "left_chats"} {
			if group := object.FieldOf(text, name); object.KindOf(group) == '{' {
				if list := object.FieldOf(group, "list"); object.KindOf(list) == '[' {
					chats = slices.AppendSeq(chats, object.Elements(list))
				}
			}
		}
	}
	var texts []article.Text
	var left error
	for _, chat := range chats {
		if object.KindOf(chat) != '{' {
			continue
		}
		part := ""
		if several {
			part = "/" + strings.NewReplacer("/", " ", "#", " ").Replace(cmp.Or(article.Plain(stringIn(chat, "name")), "chat"))
		}
		var err error
		if texts, err = appendMessages(texts, chat, part); err != nil {
			if errors.Is(err, model.ErrTooLarge) {
				return nil, "", err
			}
			left = errors.Join(left, article.LeftOut{Part: part + "#end", Err: err})
		}
	}
	if len(texts) == 0 && left == nil {
		return nil, "", fmt.Errorf("%w: no message in it has a text", model.ErrEmptyFile)
	}
	return texts, in.Encoding, left
}

// appendMessages appends an article for each message that has a text or a poll
// question, except service messages.
func appendMessages(texts []article.Text, chat, part string) ([]article.Text, error) {
	list := object.FieldOf(chat, "messages")
	if object.KindOf(list) != '[' {
		return texts, nil
	}
	name := article.Plain(stringIn(chat, "name"))
	for message := range object.Elements(list) {
		if !json.Valid(article.BytesOf(message)) {
			return texts, errCutChat
		}
		if object.KindOf(message) != '{' || stringIn(message, "type") == "service" {
			continue
		}
		text := strings.TrimSpace(runsOf(object.FieldOf(message, "text")))
		if poll := object.FieldOf(message, "poll"); text == "" && object.KindOf(poll) == '{' {
			text = strings.TrimSpace(runsOf(object.FieldOf(poll, "question")))
		}
		if text == "" {
			continue
		}
		if len(texts) == article.MaxArticles {
			return nil, article.ErrTooMany
		}
		by := cmp.Or(article.Plain(stringIn(message, "author")), article.Plain(stringIn(message, "forwarded_from")), article.Plain(stringIn(message, "from")))
		if by == name {
			by = ""
		}
		texts = append(texts, article.Text{
			Text:     text,
			Metadata: model.Metadata{Outlet: name, Byline: by, Published: stringIn(message, "date")},
			Part:     part + "#" + cmp.Or(object.FieldOf(message, "id"), strconv.Itoa(len(texts)+1)),
		})
	}
	if !strings.HasSuffix(list, "]") {
		return texts, errCutChat
	}
	return texts, nil
}

// stringIn returns the value of a field if it is a string, or "".
func stringIn(chat, name string) string {
	if value := object.FieldOf(chat, name); object.KindOf(value) == '"' && len(value) > 1 {
		return object.Unquoted(value)
	}
	return ""
}

// runsOf returns the text of a JSON string, of an object with a text, or of a list
// of both. It returns "" for other values.
func runsOf(value string) string {
	switch object.KindOf(value) {
	case '"':
		return object.Unquoted(value)
	case '{':
		return stringIn(value, "text")
	case '[':
		var b strings.Builder
		for run := range object.Elements(value) {
			if object.KindOf(run) != '[' {
				b.WriteString(runsOf(run))
			}
		}
		return b.String()
	}
	return ""
}
