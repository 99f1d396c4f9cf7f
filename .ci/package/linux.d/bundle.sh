#!/bin/sh
# Assay @VERSION@ in one file.
#
#	./assay-….run [PROJECT.assay | FOLDER | FILE…]    runs Assay
#	./assay-….run --install [--prefix DIR]            opens .assay files with it, for this user
#	./assay-….run --remove [--prefix DIR]             undoes that
#	./assay-….run --unpack DIR                        only unpacks it
#
# It unpacks itself into the user's cache once. A folder "Assay Data" beside it
# makes it portable.
set -eu
self=$(readlink -f "$0")
length=@OFFSET_@ # of this script, in bytes

unpack() { # FOLDER
	tail -c "+$((${length#"${length%%[!0]*}"} + 1))" "$self" | gzip -dc | tar -xf - -C "$1" || {
		rm -rf "$1"
		echo "$self: cannot be unpacked into $1: is the disk full, or the file incomplete?" >&2
		exit 1
	}
}

if [ "${1:-}" = --unpack ]; then
	[ $# -eq 2 ] || { echo "$self: --unpack needs a folder" >&2; exit 2; }
	mkdir -p "$2"
	unpack "$2"
	exit
fi

cache=${XDG_CACHE_HOME:-${HOME:?}/.cache}/assay/bundle
app=$cache/@VERSION@-@HASH@
if [ ! -d "$app" ]; then
	mkdir -p "$cache"
	new=$(mktemp -d "$cache/.new.XXXXXX")
	unpack "$new"
	chmod 755 "$new"
	# Another process may have been faster.
	mv -T "$new" "$app" 2>/dev/null || rm -rf "$new"
fi
ASSAY_BUNDLE=$self
export ASSAY_BUNDLE
case ${1:-} in
--install)
	shift
	exec "$app/install.sh" "$@"
	;;
--remove)
	exec "$app/install.sh" "$@"
	;;
esac
exec "$app/AppRun" "$@"
exit 1 # an archive follows
