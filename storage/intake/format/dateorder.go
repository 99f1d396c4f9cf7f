package format

import "strings"

// order is how the dates of a column are written in numbers, as far as the
// column as a whole tells: 31/12/2031 has the day first, 12/31/2031 the month.
type order int

const (
	anyOrder order = iota // nothing tells, or there are no such dates
	dayFirst
	monthFirst
	yearFirst    // of two digits; with four of them nothing else is possible
	mixedOrder   // some dates have the day first, and others the month
	unknownOrder // there are dates that can be read in two ways, and nothing tells which is right
)

// orderNames are what orders are called in Table, and in Columns.Dates those that
// can be asked for.
var orderNames = [...]string{"", "day first", "month first", "year first", "mixed", "unknown"}

// String returns the name of the order, as in Table.DateOrder; "" for no order.
func (o order) String() string { return orderNames[o] }

// DateOrders returns the values that Columns.Dates accepts.
func DateOrders() []string { return append([]string(nil), orderNames[dayFirst:mixedOrder]...) }

// orderCalled returns an order that was asked for, "day-first" or "day first", or
// anyOrder.
func orderCalled(name string) order {
	for o := dayFirst; o < mixedOrder; o++ {
		if strings.ReplaceAll(name, "-", " ") == o.String() {
			return o
		}
	}
	return anyOrder
}

func (o order) and(other order) order {
	if o == anyOrder || o == other {
		return other
	}
	return mixedOrder
}
