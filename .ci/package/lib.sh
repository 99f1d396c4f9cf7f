# shellcheck shell=bash disable=SC2034
# Sourced by the scripts beside it: what all of them need to know. It leaves
# them in the root of the checkout.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

export LC_ALL=C.UTF-8 TZ=UTC
umask 022
root=$PWD
here=$root/.ci/package
dist=${ASSAY_DIST:-$root/dist}
work=$dist/.work # what is made on the way, kept to be fast the next time
version=$("$here/version")
arch=$(go env GOARCH)
# Who answers for the packages; shown by package managers.
maintainer=${ASSAY_MAINTAINER:-Assay maintainers <maintainers@assay.app>}

die() {
	echo "${0##*/}: $*" >&2
	exit 1
}

# need COMMAND PACKAGE: the command, or what to install.
need() {
	command -v "$1" >/dev/null || die "$1 is missing. Please install it (Debian, Ubuntu: apt-get install $2), or run .ci/setup package"
}

# Everything that carries a time carries that of the commit.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
	SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) ||
		die "this is no checkout of git: please set SOURCE_DATE_EPOCH to the seconds since 1970 that the packages are to be dated with"
fi
export SOURCE_DATE_EPOCH
released=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d 2>/dev/null || date -u -r "$SOURCE_DATE_EPOCH" +%Y-%m-%d)

# What every program is built with. The commit is not stamped in: packages are
# also made from trees without git, and are the same.
tags=migrated_fynedo,release
build=(go build -trimpath -buildvcs=false)
strip="-s -w -buildid="

# release_files: puts the names of what every release holds into the array files.
# Checksums and signatures come on top.
release_files() {
	local cpu
	files=("assay_${version}_amd64.deb" "assay-$version-linux-amd64."{tar.xz,run} "assay-$version-windows-amd64-"{setup.exe,portable.zip}
		"assay-$version-macos.dmg" "assay-$version.cdx.json")
	for cpu in amd64 arm64; do files+=("assayctl-$version-"{linux-$cpu,darwin-$cpu,windows-$cpu.exe}); done
}

# fill TEMPLATE FILE: writes a template with what is known about this release.
# It refuses to leave a place unfilled.
fill() {
	mkdir -p "$(dirname "$2")"
	sed -e "s|@VERSION@|$version|g" -e "s|@DATE@|$released|g" -e "s|@ARCH@|$arch|g" \
		-e "s|@MAINTAINER@|$maintainer|g" "$1" >"$2"
	! grep -n '@[A-Z]\+@' "$2" || die "$1 has a place that nothing fills"
}

# dated FOLDER: gives everything in it the time of the commit.
dated() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }

# sorted_tar FOLDER NAME…: a tar on standard output that says nothing about
# who made it, where and when.
sorted_tar() {
	local folder=$1
	shift
	tar -C "$folder" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
		--mode=go=rX,u+rw,a-s --format=gnu -cf - "$@"
}
