package mail

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/window"
)

// Survey divides a mailbox into parts. It leaves out messages that are too long.
func (r Reader) Survey(ctx context.Context, f *window.File, opts article.Options) (*article.Parts, error) {
	v := mailboxSurvey{reader: r, most: f.Most, opts: opts, Parts: &article.Parts{ReadPart: func(p article.Part, text string, opts article.Options) ([]article.Text, error) {
		texts, _, left := r.mailsIn(article.BytesOf(text), p.N-1, opts)
		return texts, left
	}}}
	if err := f.Each(ctx, f.Start, f.Size, 1, v.window); err != nil {
		return nil, err
	}
	if len(v.All) == 0 || v.mails == 0 && v.Encoding == "" {
		return nil, fmt.Errorf("%w: none of its mails can be read (%w)", model.ErrDamaged, errors.Join(v.Left, v.failed))
	}
	return v.Parts, nil
}

type mailboxSurvey struct {
	*article.Parts
	reader Reader
	most   int64
	opts   article.Options
	n      int   // number of messages so far
	long   bool  // the current message is too long
	mails  int   // number of articles read to find the encoding
	failed error // why the last of these reads failed
}

// window finds the complete messages in a window and returns how many of its bytes
// have been read.
func (v *mailboxSurvey) window(w window.Window) (done int, err error) {
	from, first := 0, v.n
	for done < len(w.Text) {
		_, rest := firstMail(article.BytesOf(w.Text[done:]))
		if !w.Last && len(rest) < 2*mailFront {
			break // it is not yet certain that the next message begins here
		}
		begin := done
		done = len(w.Text) - len(rest)
		if v.long { // the rest of a message that is too long
			v.long, from = false, done
			continue
		}
		if v.n++; v.n > article.MaxArticles {
			return 0, article.ErrTooMany
		}
		if v.Encoding == "" {
			var texts []article.Text
			texts, v.Encoding, v.failed = v.reader.mailsIn(article.BytesOf(w.Text[begin:done]), v.n-1, v.opts)
			v.mails += len(texts)
		}
	}
	if v.n > first {
		line := w.Line + strings.Count(w.Text[:from], "\n")
		v.All = append(v.All, article.Part{Start: w.Start + int64(from), End: w.Start + int64(done), Line: line, N: first + 1})
	}
	if done == 0 && w.Full && !w.Last {
		return v.skip(w)
	}
	return done, nil
}

// skip skips the part of a window that belongs to a message that is too long, and
// returns its size in bytes.
func (v *mailboxSurvey) skip(w window.Window) (done int, err error) {
	if !v.long {
		v.n++
		v.Left = errors.Join(v.Left, article.LeftOut{Part: "#" + strconv.Itoa(v.n), Err: article.TooLong(w.Line, "the mail that begins on", v.most)})
		v.long = true
	}
	// Near the end of the window it is uncertain whether a message begins.
	done = 1 + strings.LastIndexByte(w.Text[:max(0, len(w.Text)-2*mailFront)], '\n')
	if done == 0 {
		return 0, article.TooLong(w.Line, "a line that begins on", v.most)
	}
	return done, nil
}
