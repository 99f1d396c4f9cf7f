#!/bin/sh
# Installs Assay for one user, without administrator rights, or removes it:
#
#	./install.sh            into ~/.local
#	./install.sh --remove   removes it; projects and preferences stay
#	./install.sh --prefix DIR [--remove]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=$HOME/.local
remove=
# The single file sets this: the program to run instead of bin/assay.
program=${ASSAY_BUNDLE:-}
while [ $# -gt 0 ]; do
	case $1 in
	--remove) remove=1 ;;
	--prefix)
		[ $# -ge 2 ] || { echo "install.sh: --prefix needs a folder" >&2; exit 2; }
		mkdir -p "$2"
		prefix=$(cd "$2" && pwd)
		shift
		;;
	*)
		sed -n 's/^#	//p' "$0" >&2
		exit 2
		;;
	esac
	shift
done

entry=share/applications/app.assay.Assay.desktop
cd "$here"
# Every file of the app: those in share/ and bin/.
files=$(find share -type f; [ -n "$program" ] || find bin -type f)
if [ -n "$remove" ]; then
	echo "$files" | while read -r file; do rm -f "$prefix/$file"; done
	rmdir "$prefix/share/doc/assay" 2>/dev/null || true
else
	# A running program cannot be overwritten, but another file can take its name.
	echo "$files" | while read -r file; do
		mkdir -p "$prefix/$(dirname "$file")"
		cp -p "$file" "$prefix/$file.new" && mv -f "$prefix/$file.new" "$prefix/$file"
	done
	# ~/.local/bin may not be in PATH.
	run=${program:-$prefix/bin/assay}
	sed "s|^Exec=assay|Exec=\"$run\"|" "$entry" >"$prefix/$entry.new"
	mv -f "$prefix/$entry.new" "$prefix/$entry"
fi
# Update the caches of file managers. Without these tools, file managers read the
# files themselves.
if command -v update-mime-database >/dev/null && [ -d "$prefix/share/mime/packages" ]; then
	update-mime-database "$prefix/share/mime"
fi
if command -v update-desktop-database >/dev/null; then
	update-desktop-database -q "$prefix/share/applications"
fi
if command -v gtk-update-icon-cache >/dev/null; then
	gtk-update-icon-cache -q -t -f "$prefix/share/icons/hicolor" || true
fi
if [ -n "$remove" ]; then
	echo "Assay was removed from $prefix. Projects and preferences were kept."
else
	echo "Assay is installed in $prefix."
fi
