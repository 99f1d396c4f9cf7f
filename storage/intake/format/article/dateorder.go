package article

import "strings"

// DateOrder is the order of day, month and year in a column of numeric dates:
// 31/12/2031 has the day first, 12/31/2031 the month.
type DateOrder int

const (
	AnyOrder DateOrder = iota // no date shows an order, and none can be read in two ways
	DayFirst
	MonthFirst
	YearFirst    // for two-digit years; four-digit years are recognised without an order
	MixedOrder   // dates have different orders
	UnknownOrder // some dates can be read in two ways, and no date decides
)

// orderNames are the names of the orders, indexed by DateOrder.
var orderNames = [...]string{"", "day first", "month first", "year first", "mixed", "unknown"}

// String returns the name of the order, as in Table.DateOrder. The name of AnyOrder
// is "".
func (o DateOrder) String() string { return orderNames[o] }

// DateOrders returns the names of the orders that can be set in Columns.Dates.
func DateOrders() []string { return append([]string(nil), orderNames[DayFirst:MixedOrder]...) }

// OrderCalled returns the order with a name from DateOrders, or AnyOrder for any
// other name. A hyphen may replace the space in the name.
func OrderCalled(name string) DateOrder {
	for o := DayFirst; o < MixedOrder; o++ {
		if strings.ReplaceAll(name, "-", " ") == o.String() {
			return o
		}
	}
	return AnyOrder
}

func (o DateOrder) And(other DateOrder) DateOrder {
	if o == AnyOrder || o == other {
		return other
	}
	return MixedOrder
}
