// Package storagetest makes projects for tests: temporary ones, which are
// verified when the test ends, and the articles to fill them with.
package storagetest
