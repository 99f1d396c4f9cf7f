package paragraph

import (
	"strings"
	"testing"
)

// reports are invented. Most have the form of wire copy: a headline, a body
// indented by two columns, the first lines of paragraphs indented by six, and no
// dateline before the body.
var reports = map[string]struct {
	text string
	want []string // how the paragraphs begin
}{
	"a short first line": {`PORTHOLM TO REBUILD ITS SEA WALL
  The council of Portholm
  Harbour Board voted on Monday to rebuild the wall that keeps
  the North Quay dry, four months after a storm broke through it
  and flooded the fish market.
      Work will begin in May.
`, []string{"PORTHOLM TO", "The council", "Work will"}},
	"a first line that ends like a sentence": {`QUARRY SELLS STONE TO U.S. PORT
  Officials of the quarry said the U.S.
  Department of Harbours has taken all of the stone that was cut
  at Hallen in the spring, and will take as much again in autumn
  for the sea wall.
      They named no price for it, but the manager of the quarry
  said it was good.
`, []string{"QUARRY SELLS", "Officials of the quarry", "They named"}},
	"four lines": {`NORTH QUAY CALLS TENDER FOR STONE
  North Quay has called a tender
  for Saturday for the purchase of 30,000 tonnes of white stone
  for arrival in June, traders said.
`, []string{"NORTH QUAY", "North Quay has"}},
	"one line longer than the width": {`QUAY COMPANY &lt;QUAY.O> BUYS A PLANT
  Quay and Company said its
  Harbour unit completed the purchase of a share of 38 pct in a
  plant at Hallen from a holding that it named, for ten mln dlrs.
      The company said the plant will begin to work in the spring
  under &lt;HALL> and will employ Harbour Board people &lt;HARB> of note
  and others. The share was sold by the founders of the quarry
  at Hallen, it said.
`, []string{"QUAY COMPANY", "Quay and Company", "The company said"}},
	"figures, and a note below them": {`HALLEN QUARRY CORP &lt;HALL> 1ST QTR NET
  Shr two cts vs one ct
      Net 42,000 vs 26,000
      Sales 15.6 mln vs 15.2 mln
      NOTE: net includes a gain of 63,000 dlrs from a change in
  the way that pensions are counted.
`, []string{"HALLEN", "Shr two", "Net 42", "Sales 15", "NOTE: net"}},
	"notes that go on with figures": {`HALLEN BANK 2ND QTR NET
  Shr 27 cts vs NA
      Net 3,560 mln vs 2,389,000
      NOTE: Figures of the year ago are not available as the bank
  became one in April.
      Net of the second quarter is without 2,288,000 dlrs or the
  17 cts a share that were gained by the sale of the old house,
  respectively, and that of the half year is without 667,000 or
  33 cts a share.
`, []string{"HALLEN BANK", "Shr 27", "Net 3", "NOTE:", "Net of the"}},
	"a table below the report": {`GRAIN SHIPS WAITING AT PORTHOLM
  Ten grain ships were loading and 18
  were waiting to load at the elevators of Portholm, said people
  in the trade, who expect more in autumn when the harvest is in
  and sold.
  ELEVATOR                     LOADING  WAITING
  Quay Grain, Westend             1      3
  River Grain, Hallen Grove       2      0
      1987     5.00 pct     5.10 pct
`, []string{"GRAIN SHIPS", "Ten grain", "ELEVATOR", "Quay Grain", "River Grain", "1987"}},
	"paragraphs of a line": {`WEATHER IN THE AREAS OF PORTHOLM
  THE FOLLOWING RAIN WAS RECORDED
      PORTHOLM NIL, HALLEN NIL.
      NORTH QUAY TWO MILLIMETRES.
`, []string{"WEATHER", "THE FOLLOWING", "PORTHOLM", "NORTH QUAY"}},
	"no headline, paragraphs four in": {`    The council of Portholm voted on Monday to rebuild the wall
that keeps the North Quay dry.
    Work will begin in May, said the mayor, who lives close to
it and has seen the water come in twice.
`, []string{"The council", "Work will"}},
	"verse below its title": {`THE QUAY
    The boat went out in the grey of the day
    and the boat came in at the turn of the tide
  and the sea was grey
    as an old sea is
`, []string{"THE QUAY", "The boat", "and the boat", "and the sea", "as an old"}},
	"a list below its title": {`AGENDA
  Opening remarks by the mayor
  Report of the treasurer and of the committee for the North Quay
  Election of two members
`, []string{"AGENDA", "Opening", "Report", "Election"}},
}

func TestReportsOfAWireServiceAreJoined(t *testing.T) {
	for name, c := range reports {
		t.Run(name, func(t *testing.T) {
			checkStarts(t, c.text, c.want)
			checkStarts(t, strings.ReplaceAll(c.text, "\n", "\r\n"), c.want)
			deeper := "   " + strings.ReplaceAll(c.text, "\n", "\n   ")
			checkStarts(t, deeper, c.want)
		})
	}
}

// TestAReportStandsAmongOthers joins two reports with a blank line. Neither may
// change how the other is divided.
func TestAReportStandsAmongOthers(t *testing.T) {
	first, second := reports["a short first line"], reports["figures, and a note below them"]
	checkStarts(t, first.text+"\n"+second.text, append(append([]string{}, first.want...), second.want...))
}
