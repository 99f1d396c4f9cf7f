package recognise

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/calendar"
)

// residueBytes is the maximum length of a line of residue, in bytes.
const residueBytes = 160

// widgets are the texts of buttons and boxes on pages, in lower case. All languages
// share one list, because pages mix languages.
var widgets = set(
	// English
	"share", "share this", "share this article", "share this story", "share this post", "share article", "share on facebook",
	"share on twitter", "share on x", "share via email", "share on whatsapp", "share on linkedin", "tweet", "retweet", "print",
	"print this article", "print this page", "email this article", "copy link", "copy link to article", "link copied", "save",
	"save article", "bookmark", "comments", "comment", "leave a comment", "post a comment", "view comments", "show comments",
	"add comment", "no comments", "advertisement", "advertisment", "advertising", "advert", "ad", "sponsored", "sponsored content",
	"promoted content", "scroll to continue", "story continues below", "story continues below advertisement",
	"article continues below", "article continues after advertisement", "article continues below advertisement",
	"continue reading", "continue reading below", "read more", "read the full story", "read full article", "read more below",
	"show more", "load more", "see more", "view more", "more on this story", "related articles", "related stories",
	"related content", "related topics", "related news", "you may also like", "you might also like", "recommended",
	"recommended for you", "recommended stories", "most read", "most popular", "trending", "trending now", "top stories",
	"latest news", "editor's picks", "editors' picks", "listen", "listen to this article", "listen to article",
	"listen to this story", "play video", "watch video", "watch live", "play audio", "skip to content", "skip to main content",
	"skip advertisement", "skip ad", "back to top", "go back", "subscribe", "subscribe now", "sign up", "sign in", "log in",
	"follow us", "newsletter", "sign up to our newsletter", "sign up for our newsletter", "click here", "download app",
	"get the app", "close", "menu", "accept cookies", "accept all", "loading", "view image in fullscreen", "open image in gallery",
	"view gallery", "image source", "getty images", "file photo", "report this ad", "next article", "previous article", "ends", "more to follow",
	// Ukrainian
	"поділитися", "поділитись", "поширити", "реклама", "читайте також", "читати далі", "читати більше", "більше новин",
	"коментарі", "коментувати", "друкувати", "версія для друку", "підписатися", "підписатись", "підписуйтесь", "новини за темою",
	"матеріали за темою", "популярне", "найпопулярніше", "останні новини", "дивіться також", "слухати", "завантажити ще",
	// Russian
	"поделиться", "читайте также", "читать далее", "комментарии", "подписаться", "распечатать", "новости по теме", "популярное",
	// German
	"teilen", "artikel teilen", "drucken", "artikel drucken", "anzeige", "werbung", "mehr zum thema", "zum thema", "kommentare",
	"kommentieren", "kommentar schreiben", "weiterlesen", "mehr lesen", "lesen sie auch", "auch interessant", "merken",
	"artikel anhören", "zur startseite", "newsletter abonnieren", "meistgelesen", "das könnte sie auch interessieren", "link kopieren",
	// French
	"partager", "partager cet article", "partager l'article", "imprimer", "publicité", "lire aussi", "à lire aussi", "lire plus",
	"lire la suite", "commentaires", "commenter", "s'abonner", "abonnez-vous", "sur le même sujet", "écouter l'article", "les plus lus",
	"copier le lien",
	// Spanish
	"compartir", "compartir artículo", "comparte", "imprimir", "publicidad", "leer más", "lee también", "lea también",
	"te puede interesar", "comentarios", "comentar", "suscríbete", "suscribirse", "seguir leyendo", "noticias relacionadas",
	"más leídas", "lo más leído", "copiar enlace", "escuchar",
)

// tailWidgets are the button texts that also occur at the end of a paragraph.
var tailWidgets = set("share", "share this", "share this article", "share this story", "tweet", "advertisement", "read more",
	"read more below", "continue reading", "listen to this article", "print", "copy link", "sponsored",
	"story continues below advertisement", "article continues after advertisement", "ends",
	"поділитися", "поділитись", "поширити", "реклама", "поделиться", "teilen", "anzeige", "weiterlesen", "partager",
	"publicité", "lire la suite", "compartir", "publicidad", "leer más")

// services are the words of rows of buttons: "Share Tweet Email".
var services = set("share", "tweet", "email", "e-mail", "print", "facebook", "twitter", "x", "whatsapp", "telegram", "linkedin",
	"reddit", "pinterest", "messenger", "viber", "copy", "link", "save", "pin", "flipboard", "bluesky", "threads", "instagram",
	"on", "via", "|", "·", "•", "/")

// leadsAny and leadsBare match the beginnings of lines that send the reader
// elsewhere. Those of leadsBare also begin sentences, so such a line must not end
// with a full stop. counted matches numbers of comments and the like, and stamp
// matches times.
var (
	leadsAny  = anchored.Compile(`^(?i:click (?:here|on the link)|tap here|subscribe (?:to (?:our|the|my)|now|here|today|for (?:free|full|more|just|only|unlimited))|sign up (?:to|for|here) (?:our|the|free|get|receive)|sign up here|follow us (?:on|at|in|via|for)|like us on|join us on|join our (?:telegram|whatsapp|channel|newsletter|mailing)|find us on|download (?:our|the) (?:free )?(?:\w+ )?app|get (?:our|the) (?:free )?(?:app|newsletter|latest news)|support our (?:journalism|work)|have your say|send us your|got a (?:tip|story)|do you have a story|enter your email|by (?:clicking|signing up|subscribing)|we use cookies|this (?:site|website|page) uses cookies|please enable javascript|your browser does not support|підписуйтес[ья] на (?:наш|нас)|підписуйтеся на (?:наш|нас)|стежте за нами|слідкуйте за (?:нами|нашими)|долучайтесь до наш|приєднуйтесь до наш|подписывайтесь на (?:наш|нас)|folgen sie uns|abonnieren sie (?:unser|jetzt)|melden sie sich (?:hier|für unseren)|klicken sie hier|hier klicken|suivez[- ]nous|abonnez-vous (?:à|pour)|cliquez ici|inscrivez-vous à (?:notre|la newsletter)|síguenos en|siga(?:nos| a) |suscríbete (?:a|aquí|para)|haz clic (?:aquí|en)|haga clic (?:aquí|en)|únete a nuestro)`)
	leadsBare = anchored.Compile(`^(?i:read (?:more|also|next|now)(?:\s?[:|>–—-]|\s(?:about|on|from|at|here|in)\s)|(?:also|must) read\s?[:|>–—-]|see also\s?[:|>–—-]|(?:related|more|recommended)\s?:|related (?:articles?|stories|stor(?:y|ies))\s?[:|>–—-]|listen to this|watch (?:the )?(?:video|more|live|now)\s?[:|>–—-]?|(?:читайте|читайте та?кож|дивіться також|до теми|за темою|читайте также|смотрите также|по теме)\s?[:|>–—-]|lesen sie (?:auch|mehr)\s?[:|>–—-]|mehr (?:dazu|zum thema)\s?[:|>–—-]|(?:à )?lire (?:aussi|également)\s?[:|>–—-]|voir aussi\s?[:|>–—-]|le[ea] también\s?[:|>–—-]|(?:ver|leer) (?:más|también)\s?[:|>–—-])`)
	counted   = anchored.Compile(`^(?i:\d{1,6} (?:comments?|shares?|views?|likes?|reactions?|kommentare?|commentaires?|comentarios?|коментар(?:і|ів)?|просмотр(?:а|ов)?|переглядів))$`)
	stamp     = anchored.Compile(`^(?:` + calendar.Hours + `|(?i:\d{1,2} (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?) ago|\d{1,3} min(?:ute)? read|just now|vor \d{1,2} (?:minuten?|stunden?|tagen?)|il y a \d{1,2} (?:minutes?|heures?|jours?)|hace \d{1,2} (?:minutos?|horas?|días?)|\d{1,2} (?:хвилин|хв|годин|години|год|минут|часов|часа)\.? (?:тому|назад)))$`)
)

// residue sets aside remains of the page: whole paragraphs, the label of a button
// at the end of a paragraph, and picture credits.
func (r *recogniser) residue() {
	for i := range r.rest {
		line := r.left(i)
		if line == "" || r.continues(i) {
			continue
		}
		if len(line) <= residueBytes {
			if isResidue(line) {
				r.takeHead(i, len(line), model.UnitResidue, "left over from the page")
				continue
			}
			if isPhotoCredit(line) {
				r.takeHead(i, len(line), model.UnitCredit, "a picture's credit")
				continue
			}
		}
		const longest = 48 // bytes; all tailWidgets are shorter
		if at := afterLastSentence(line, longest); at > 0 && mayBeLabel(line[at:]) && tailWidgets[label(line[at:])] {
			r.takeTail(i, at, model.UnitResidue, "left over from the page")
		}
	}
}

// continues reports whether the sentence at the end of paragraph i seems to
// continue in the next paragraph, as in text broken at a fixed width.
func (r *recogniser) continues(i int) bool {
	if i+1 >= len(r.rest) {
		return false
	}
	next := anchored.FirstRune(r.left(i + 1))
	return unicode.IsLower(next)
}

// label returns the text of a button in the form that widgets has: in lower case
// and without the characters around it.
func label(s string) string {
	s = strings.ReplaceAll(strings.ToLower(plain(s)), "’", "'")
	return strings.TrimFunc(s, decorates)
}

// decorates reports whether r can surround the text of a button.
func decorates(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(":.…!>»›→+-–—|*[]()▼▾", r)
}

// labelWords are the first words of all button texts.
var labelWords = func() map[string]bool {
	first := map[string]bool{}
	for _, names := range []map[string]bool{widgets, tailWidgets, services} {
		for name := range names {
			word, _, _ := strings.Cut(name, " ")
			first[strings.TrimRightFunc(word, surrounds)] = true
		}
	}
	return first
}()

// surrounds reports whether r can surround the first word of a label.
func surrounds(r rune) bool { return decorates(r) || r == ',' }

// mayBeLabel reports whether label(s) may be a count or in one of the lists,
// judging by the first word of s. It returns true if that word is not ASCII or is
// longer than all first words of the lists.
func mayBeLabel(s string) bool {
	const longest = 24 // bytes; all ASCII first words in the lists are shorter
	s = strings.TrimLeftFunc(s, surrounds)
	var word [longest]byte
	n := 0
	for ; n < len(s) && s[n] > ' '; n++ {
		c := s[n]
		if c >= utf8.RuneSelf || n == longest {
			return true
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		word[n] = c
	}
	first := bytes.TrimRightFunc(word[:n], surrounds)
	return labelWords[string(first)] || n == 0 || isDigit(word[0])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// isResidue reports whether a whole paragraph is residue.
func isResidue(line string) bool {
	if mayBeLabel(line) {
		name := label(line)
		if widgets[name] && !isAnswer(line, name) || isServices(name) || counted.MatchString(name) {
			return true
		}
	}
	if stamp.MatchString(line) && !isFigure(line) {
		return true
	}
	return leadsAny.MatchString(line) || leadsBare.MatchString(line) && lastLetter(line) != '.'
}

// isAnswer reports whether a line with the text of a button may nevertheless be a
// sentence: it ends with a full stop, as "Share." does, or is one word in lower
// case that is not in tailWidgets.
func isAnswer(line, name string) bool {
	if strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "..") {
		return true
	}
	return unicode.IsLower(anchored.FirstRune(line)) && words(name, 2) == 1 && !tailWidgets[name]
}

// isServices reports whether name is a row of at least two services.
func isServices(name string) bool {
	n := 0
	for w := range strings.FieldsSeq(name) {
		if !services[strings.Trim(w, ",:")] {
			return false
		}
		n++
	}
	return n > 1
}

// isPhotoCredit reports whether a line is a credit such as "Photo: Ann Doe/The
// Paper". A line that reads like a sentence is a caption, which stays because it
// may make claims.
func isPhotoCredit(line string) bool {
	m := photoForm.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	value := strings.NewReplacer("/", " ", "|", " ", ",", " ", "©", " ", "(", " ", ")", " ").Replace(m[1])
	return isName(value, 7)
}
