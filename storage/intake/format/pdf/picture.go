package pdf

import "strings"

// operators are all operators of a content stream.
var operators = func() map[keyword]bool {
	all := map[keyword]bool{}
	for op := range strings.FieldsSeq(`b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n
		q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "`) {
		all[keyword(op)] = true
	}
	return all
}()

// picture skips an inline image: BI, its dictionary, ID, its bytes, EI. The bytes
// can be anything, so picture looks for an EI after which the drawing continues.
// Some writers omit the white space before it.
func (l *lexer) picture() {
	for {
		if v := l.object(); v == done {
			return
		} else if v == keyword("ID") {
			break
		}
	}
	from := l.at
	for l.at++; l.at+1 < len(l.src); l.at++ {
		if l.src[l.at] == 'E' && l.src[l.at+1] == 'I' && l.drawsOn(l.at+2) {
			l.at += 2
			break
		}
	}
	l.budget.pay(l.at - from)
}

// drawsOn reports whether the drawing ends at a byte offset or continues there:
// with white space, a few values and an operator.
func (l *lexer) drawsOn(at int) bool {
	if at >= len(l.src) {
		return true
	}
	if !isSpace(l.src[at]) {
		return false
	}
	const longest, most = 256, 8
	ahead := lexer{src: l.src[at:min(len(l.src), at+longest)], budget: l.budget}
	for range most {
		switch v := ahead.object().(type) {
		case keyword:
			return operators[v] || v == done
		}
	}
	return false
}
