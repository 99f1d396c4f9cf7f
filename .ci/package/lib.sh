# shellcheck shell=bash disable=SC2034
# Settings and functions that the scripts beside it share. Sourcing it changes to
# the root of the checkout.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

export LC_ALL=C.UTF-8 TZ=UTC
umask 022
root=$PWD
here=$root/.ci/package
dist=${ASSAY_DIST:-$root/dist}
work=$dist/.work # intermediate results, kept so that the next run is faster
version=$("$here/version")
arch=$(go env GOARCH)
# Shown by package managers.
maintainer=${ASSAY_MAINTAINER:-Assay maintainers <maintainers@assay.app>}

die() {
	echo "${0##*/}: $*" >&2
	exit 1
}

# need COMMAND PACKAGE: fails if a command is missing, and says what to install.
need() {
	command -v "$1" >/dev/null || die "$1 is missing. Please install it (Debian, Ubuntu: apt-get install $2), or run .ci/setup package"
}

# Everything that is dated has the time of the commit.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
	SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) ||
		die "this is not a git checkout: set SOURCE_DATE_EPOCH to the time to date the packages with, in seconds since 1970"
fi
export SOURCE_DATE_EPOCH
released=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d 2>/dev/null || date -u -r "$SOURCE_DATE_EPOCH" +%Y-%m-%d)

# How every program is built. The commit is not stamped in, so a tree without git
# gives the same packages.
tags=migrated_fynedo,release
build=(go build -trimpath -buildvcs=false)
# The tools and checks are compiled as the programs are, so that they share packages.
GOFLAGS="$(go env GOFLAGS) -trimpath"
export GOFLAGS
strip="-s -w -buildid="

# release_files: sets the array files to the names of the files in every release,
# apart from checksums and signatures.
release_files() {
	local cpu
	files=("assay_${version}_amd64.deb" "assay-$version-linux-amd64."{tar.xz,run} "assay-$version-windows-amd64-"{setup.exe,portable.zip}
		"assay-$version-macos.dmg" "assay-$version.cdx.json")
	for cpu in amd64 arm64; do files+=("assayctl-$version-"{linux-$cpu,darwin-$cpu,windows-$cpu.exe}); done
}

# fill TEMPLATE FILE: replaces the placeholders of a template. It fails if one is
# left over.
fill() {
	mkdir -p "$(dirname "$2")"
	sed -e "s|@VERSION@|$version|g" -e "s|@DATE@|$released|g" -e "s|@ARCH@|$arch|g" \
		-e "s|@MAINTAINER@|$maintainer|g" "$1" >"$2"
	! grep -n '@[A-Z]\+@' "$2" || die "$1 has an unknown placeholder"
}

# dated FOLDER: sets the times of everything in it to that of the commit.
dated() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }

# sorted_tar FOLDER NAME…: writes a tar to standard output that does not depend on
# who makes it, where or when.
sorted_tar() {
	local folder=$1
	shift
	tar -C "$folder" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
		--mode=go=rX,u+rw,a-s --format=gnu -cf - "$@"
}
