package record

import (
	"strings"
	"testing"
)

// The quick tests must not rule out a line that the expressions match.
func TestQuickLooksAgreeWithTheExpressions(t *testing.T) {
	for _, s := range []string{
		"Document 2 of 40", "2 of 40 DOCUMENTS", "documents 3", "Document 2", "3 records", "12", "2 of 40", "41 of 40 documents", "0 of 3 documents", "Document 0",
		"Artikel 2 von 40", "[2/40]", "Dokument Nr. 3", "(3 de 12)", "Résultats 3 sur 4", "3 З 4", "3 із 12 документів", "Documento n.º 3", "Treffer 5 aus 9", "5 out of 9 stories",
		"4 May 2031", "1. a", "12:", "3.", "Story 5 - - -", "Item #5", "7 di 9", "= 3 =", "Page 4", "1234567 of 3", "Document 2 of 40 of 3", "3 RÉSULTATS",
	} {
		m := countForm.FindStringSubmatch(s)
		matches := m != nil && (m[1] != "" || m[4] != "" || m[3] != "")
		if matches && !mayCount(s) {
			t.Errorf("%q counts, and is spared", s)
		}
		if noun, n, of, ok := plainCount(s); ok && (!matches || noun != (m[1] != "" || m[4] != "") || strings.TrimLeft(m[2], "0") != itoa(n) || of > 0 && strings.TrimLeft(m[3], "0") != itoa(of)) {
			t.Errorf("%q: %v %d of %d, and the expression finds %q", s, noun, n, of, m)
		}
	}
	for _, s := range []string{
		"(c) 2031 The Paper", "Copyright 2031", "The Paper © 2031", "ALL RIGHTS RESERVED", "Alle Rechte vorbehalten", "Tous droits réservés", "Todos los derechos reservados",
		"Derechos reservados", "Всі права захищені", "ВСЕ ПРАВА ЗАЩИЩЕНЫ", "Все права защищены", "a right", "the rights of all", "Copyrighted",
	} {
		if copyrightForm.MatchString(s) && !mayOwn(s) {
			t.Errorf("%q is a notice of copyright, and is spared", s)
		}
	}
}

func itoa(n int) string {
	digits := ""
	for ; n > 0; n /= 10 {
		digits = string(rune('0'+n%10)) + digits
	}
	return digits
}
