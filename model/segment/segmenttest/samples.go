package segmenttest

// Wire is an invented report as a wire service would send it: a headline, lines of
// even width, and an indent where a paragraph begins.
const Wire = `PORTHOLM TO REBUILD ITS SEA WALL
  The council of Portholm voted on Monday to rebuild the wall
  that keeps the North Quay dry, four months after a storm broke
  through it and flooded the fish market and two schools nearby.
     Work will begin in May. The first stones will come from the
  quarry at Hallen, which closed in the spring and opens again
  for the purpose.
     Shares in the quarry rose 3 pct to 14.2 dlrs on
  Nov. 19.
`

// Mail is an invented e-mail. Its second block is too short to prove the width at
// which it was wrapped.
const Mail = `Dear all, the meeting about the sea wall has been moved to the
large hall, because more people want to come than the small one
can hold. Please tell your neighbors.

Bring your own chairs if you can, for the hall has only twenty
left.

Yours
Ida
`

// Awkward holds texts that are likely to break a program that divides sentences.
var Awkward = []string{
	"", " ", ".", "...", ". . . .", "?!", "\x00", "\xff\xfe", "a\xe2\x80", "\xe3\x80", "é.", "“", "”.”", "[1]", ".[1]", "….",
	"1.", "1)", "(a)", "a. B b. C c.", "• ", "•", ":)", ":-", "=====================", "___________________ x",
	"U.S.", "J. R. R.", "Mr.", "e.g.", "。", "。」", "！？", "؟", "।", "A.\u00a0B", "\u2028.\u2029", "\r\r\n\n\f", "\u0085x\u0085",
	"😀", "x 😀 😀 Y", "end.Next", "end.“Next", "http://a.B/c.D", Wire, Mail,
}
