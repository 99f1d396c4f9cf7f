// Command assayctl does Assay's work without a window: for scripts, servers
// and pipelines.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"assay.app/assay/storage/mend"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == mend.CheckCommand {
		os.Exit(mend.CheckMain(os.Args[2:], options(true)))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
