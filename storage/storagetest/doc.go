// Package storagetest makes projects for tests: temporary ones that are verified
// when the test ends, and articles to fill them with.
package storagetest
